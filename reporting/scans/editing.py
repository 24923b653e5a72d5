"""Making and changing a list of statements, as long as no round of scans uses it.

Every operation takes `seen`, the version of the list that was on screen, and raises ValidationError when the list is in
use (or was removed), EditConflictError when a colleague changed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils.text import slugify

from programmes.models import BuildingBlock
from regions.models import Region
from regions.rights import Right, Rights
from reporting.models import ScanList, ScanTheme, Statement
from reporting.scans.reading import FEWEST_STEPS, MOST_STEPS

FROZEN = "Een scan gebruikt deze lijst. Zij verandert niet meer. Maak een nieuwe versie."
GONE = "Deze lijst is intussen verwijderd."
MOST_THEMES, MOST_STATEMENTS = 20, 120
LONGEST_STEP = 40


@dataclass(frozen=True)
class ListDraft:
    name: str
    kind: str
    filled_by: str
    scale: str
    explanation: str = ""
    source: str = ""

    def put_into(self, scan_list: ScanList) -> None:
        for name, value in vars(self).items():
            setattr(scan_list, name, value)

    def refuse_unclear(self) -> None:
        """Raises ValidationError, by field, for a scale that nobody could score on."""
        steps = [line.strip() for line in self.scale.splitlines() if line.strip()]
        if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
            wrong = f"Vul {FEWEST_STEPS} tot {MOST_STEPS} woorden in, elk op een eigen regel. Dit zijn er {len(steps)}."
            raise ValidationError({"scale": wrong})
        if len({step.casefold() for step in steps}) < len(steps):
            raise ValidationError({"scale": "Een woord staat er twee keer. Haal er een weg."})
        if long := next((step for step in steps if len(step) > LONGEST_STEP), None):
            wrong = f"‘{long[:30]}…’ is langer dan {LONGEST_STEP} tekens. Kies een korter woord."
            raise ValidationError({"scale": wrong})


@dataclass(frozen=True)
class StatementDraft:
    text: str
    hint: str = ""
    blocks: Iterable[BuildingBlock] = field(default=())


def may_edit(scan_list: ScanList, rights: Rights) -> bool:
    """A national list is the national team's, another one its region's."""
    if scan_list.region_id is None:
        return rights.may(Right.WRITE_NATIONAL)
    return rights.may(Right.WRITE_ACTIONS, scan_list.region_id)


@transaction.atomic
def make_list(*, draft: ListDraft, region: Region | None) -> ScanList:
    """An empty list, of a region or national. The same one a second time gives the empty one that stands."""
    draft.refuse_unclear()
    standing = ScanList.objects.filter(region=region, number=1, themes=None, name=draft.name).first()
    if standing is not None:
        return standing
    made = ScanList(code=_free(ScanList.objects.all(), "code", draft.name, "lijst"), number=1, region=region)
    draft.put_into(made)
    made.save()
    return made


@transaction.atomic
def copy_list(*, source: ScanList) -> ScanList:
    """The next version, with all themes and statements under their own keys, so that scores stay comparable.

    A version after this one that nobody uses yet is given instead of a second one.
    """
    versions = ScanList.objects.select_for_update().filter(code=source.code)
    last = max(versions, key=lambda one: one.number)
    if last.number > source.number and not last.is_frozen:
        return last
    names = ("code", "name", "kind", "filled_by", "region", "explanation", "scale", "source")
    made = ScanList.objects.create(number=last.number + 1, **{name: getattr(source, name) for name in names})
    for theme in source.themes.all():
        copy = ScanTheme.objects.create(list=made, key=theme.key, title=theme.title, order=theme.order)
        for statement in theme.statements.prefetch_related("blocks"):
            _copy_statement(statement, copy)
    return made


def _copy_statement(statement: Statement, theme: ScanTheme) -> None:
    names = ("key", "text", "hint", "order")
    copy = Statement.objects.create(theme=theme, **{name: getattr(statement, name) for name in names})
    copy.blocks.set(statement.blocks.all())


@transaction.atomic
def change_list(*, scan_list: ScanList, draft: ListDraft, seen: int) -> None:
    draft.refuse_unclear()
    opened = _opened(scan_list, seen)
    draft.put_into(opened)
    opened.save()


@transaction.atomic
def remove_list(*, scan_list: ScanList, seen: int) -> None:
    """With its themes and statements."""
    _opened(scan_list, seen).delete()


@transaction.atomic
def add_theme(*, scan_list: ScanList, title: str, seen: int) -> ScanTheme:
    opened = _opened(scan_list, seen)
    if opened.themes.count() >= MOST_THEMES:
        raise ValidationError(f"Een lijst heeft hoogstens {MOST_THEMES} onderwerpen.")
    themes = ScanTheme.objects.filter(list__code=opened.code)
    key = _free(themes, "key", title, "onderwerp")
    return ScanTheme.objects.create(list=opened, key=key, title=title, order=_last(opened.themes.all()) + 1)


@transaction.atomic
def change_theme(*, theme: ScanTheme, title: str, seen: int) -> None:
    stored = _opened(theme.list, seen).themes.get(pk=theme.pk)
    stored.title = title
    stored.save()


@transaction.atomic
def remove_theme(*, theme: ScanTheme, seen: int) -> None:
    """With its statements."""
    _opened(theme.list, seen).themes.get(pk=theme.pk).delete()


@transaction.atomic
def move_theme(*, theme: ScanTheme, up: bool, seen: int) -> None:
    _swap(list(_opened(theme.list, seen).themes.order_by("order", "pk")), theme.pk, up=up)


@transaction.atomic
def add_statement(*, theme: ScanTheme, draft: StatementDraft, seen: int) -> Statement:
    opened = _opened(theme.list, seen)
    if Statement.objects.filter(theme__list=opened).count() >= MOST_STATEMENTS:
        raise ValidationError(f"Een lijst heeft hoogstens {MOST_STATEMENTS} stellingen.")
    statements = Statement.objects.filter(theme__list__code=opened.code)
    made = Statement.objects.create(
        theme=theme,
        key=_free(statements, "key", draft.text, "stelling"),
        text=draft.text,
        hint=draft.hint,
        order=_last(theme.statements.all()) + 1,
    )
    made.blocks.set(draft.blocks)
    return made


@transaction.atomic
def change_statement(*, statement: Statement, draft: StatementDraft, is_other: bool, seen: int) -> None:
    """With `is_other` it gets a key of its own: scores of the earlier statement are not laid beside it."""
    opened = _opened(statement.theme.list, seen)
    stored = Statement.objects.get(pk=statement.pk, theme__list=opened)
    stored.text, stored.hint = draft.text, draft.hint
    if is_other:
        stored.key = _free(Statement.objects.filter(theme__list__code=opened.code), "key", draft.text, "stelling")
    stored.save()
    stored.blocks.set(draft.blocks)


@transaction.atomic
def remove_statement(*, statement: Statement, seen: int) -> None:
    opened = _opened(statement.theme.list, seen)
    Statement.objects.get(pk=statement.pk, theme__list=opened).delete()


@transaction.atomic
def move_statement(*, statement: Statement, up: bool, seen: int) -> None:
    _opened(statement.theme.list, seen)
    _swap(list(statement.theme.statements.order_by("order", "pk")), statement.pk, up=up)


def _opened(scan_list: ScanList, seen: int) -> ScanList:
    """The list, locked and claimed; what it holds is only read after this."""
    opened = ScanList.objects.select_for_update().filter(pk=scan_list.pk).first()
    if opened is None:
        raise ValidationError(GONE)
    if opened.is_frozen:
        raise ValidationError(FROZEN)
    opened.claim(seen)
    return opened


def _last(rows: QuerySet[Any]) -> int:
    return rows.aggregate(last=Max("order"))["last"] or 0


def _swap(rows: Sequence[Any], pk: int, *, up: bool) -> None:
    """Change places with the neighbour; at an end nothing happens."""
    order = list(rows)
    here = next((place for place, row in enumerate(order) if row.pk == pk), None)
    there = None if here is None else here - 1 if up else here + 1
    if here is None or there is None or not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for number, row in enumerate(order, 1):
        row.order = number
        row.save()


def _free(rows: QuerySet[Model], name: str, text: str, noun: str) -> str:
    """A key made of the text that none of the rows has."""
    start = slugify(text)[:35].strip("-") or noun
    taken = set(rows.filter(**{f"{name}__startswith": start}).values_list(name, flat=True))
    number, key = 2, start
    while key in taken:
        number, key = number + 1, f"{start}-{number}"
    return key
