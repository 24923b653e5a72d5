# ruff: noqa: S608 - names of tables and columns are ours; what somebody typed is always a parameter
"""What somebody finds: the matches within what that person may read, the most relevant first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from actions.learning.research import visible_research
from actions.models import Action, Bottleneck, Lesson, Research
from ghnt.site.search.index import KIND_STEP, TABLE, Kind
from ghnt.site.search.query import Query
from ghnt.site.search.snippets import marked, snippet
from programmes.models import OutlineNode, Proposal, RegionalProgramme
from regions.models import Region
from regions.rights import Right, Rights

NAMES = {
    Kind.PROGRAMME: ("programma’s", "Programma’s"),
    Kind.NODE: ("onderdelen", "Onderdelen"),
    Kind.ACTION: ("acties", "Acties"),
    Kind.PROPOSAL: ("voorstellen", "Voorstellen"),
    Kind.BOTTLENECK: ("knelpunten", "Knelpunten"),
    Kind.LESSON: ("leerpunten", "Leerpunten"),
    Kind.RESEARCH: ("onderzoek", "Onderzoek"),
}
_TITLE_COUNTS_FOR = 10  # times as much as a word in the text


@dataclass(frozen=True)
class Match:
    kind: Kind
    pk: int


@dataclass(frozen=True)
class Result:
    """One thing that was found, ready to show."""

    kind: Kind
    title: SafeString
    url: str
    region: Region | None  # none: of the national team
    about: str
    text: SafeString
    is_archived: bool = False


def readable(kind: Kind, rights: Rights, region: Region | None) -> QuerySet[Any]:
    """What of a kind somebody may read, the same as its list shows; nothing from the bin."""
    if kind is Kind.ACTION:
        return Action.objects.visible_to(rights, region)
    if kind is Kind.PROPOSAL:
        return Proposal.objects.visible_to(rights, region)
    if kind is Kind.BOTTLENECK:
        return Bottleneck.objects.visible_to(rights, region).regional()
    if kind is Kind.LESSON:
        return Lesson.objects.visible_to(rights, region)
    if kind is Kind.RESEARCH:
        research = visible_research(rights)
        return research if region is None else research.filter(owner=region)
    if kind is Kind.NODE:
        nodes = OutlineNode.objects.filter(removed_at__isnull=True)
        return _of_regions(nodes, "programme__region", rights, region)
    return _of_regions(RegionalProgramme.objects.all(), "region", rights, region)


def find(query: Query, rights: Rights, *, region: Region | None = None) -> dict[Kind, list[Match]]:
    """The matches per kind, the most relevant first; one query a kind and one more."""
    if not query:
        return {}
    allowed = {kind: set(_allowed(kind, query, rights, region)) for kind in Kind}
    found: dict[Kind, list[Match]] = {kind: [] for kind in Kind}
    for kind, pk in _ranked(query):
        if pk in allowed[kind]:
            found[kind].append(Match(kind, pk))
    return {kind: matches for kind, matches in found.items() if matches}


def shown(matches: Iterable[Match], query: Query) -> list[Result]:
    """The matches with title, place and a piece of text, in the order given; at most two queries a kind."""
    wanted = list(matches)
    texts = _texts(wanted)
    things = {match: thing for kind in {item.kind for item in wanted} for match, thing in _things(kind, wanted)}
    return [_result(match, things[match], texts.get(match, ""), query) for match in wanted if match in things]


def _of_regions(rows: QuerySet[Any], path: str, rights: Rights, region: Region | None) -> QuerySet[Any]:
    regions = rights.regions(Right.READ_REGION)
    rows = rows if regions is None else rows.filter(**{f"{path}__in": regions})
    return rows if region is None else rows.filter(**{path: region})


def _allowed(kind: Kind, query: Query, rights: Rights, region: Region | None) -> Iterable[int]:
    """The keys that match and may be read, in one question to the database."""
    if connection.vendor == "postgresql":
        sql = f"SELECT owner FROM {TABLE} WHERE kind = %s AND words @@ to_tsquery('dutch', %s)"
        matching = RawSQL(sql, (int(kind), query.for_postgres()))  # noqa: S611 - the typed words are a parameter
    else:
        first = kind * KIND_STEP
        sql = f"SELECT rowid - %s FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid BETWEEN %s AND %s"
        matching = RawSQL(sql, (first, query.for_sqlite(), first, first + KIND_STEP - 1))  # noqa: S611
    return readable(kind, rights, region).filter(pk__in=matching).order_by().values_list("pk", flat=True)


def _ranked(query: Query) -> list[tuple[Kind, int]]:
    """Every match, the most relevant first."""
    if connection.vendor == "postgresql":
        sql = (
            f"SELECT kind, owner FROM {TABLE}, to_tsquery('dutch', %s) asked WHERE words @@ asked "
            "ORDER BY ts_rank(words, asked) DESC, owner DESC"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [query.for_postgres()])
            return [(Kind(kind), owner) for kind, owner in cursor.fetchall()]
    sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY bm25({TABLE}, %s, 1.0), rowid DESC"
    with connection.cursor() as cursor:
        cursor.execute(sql, [query.for_sqlite(), _TITLE_COUNTS_FOR])
        return [(Kind(row // KIND_STEP), row % KIND_STEP) for (row,) in cursor.fetchall()]


def _texts(matches: list[Match]) -> dict[Match, str]:
    if not matches:
        return {}
    marks = ", ".join(["(%s, %s)" if connection.vendor == "postgresql" else "%s"] * len(matches))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            keys = [value for match in matches for value in (int(match.kind), match.pk)]
            cursor.execute(f"SELECT kind, owner, body FROM {TABLE} WHERE (kind, owner) IN ({marks})", keys)
            return {Match(Kind(kind), owner): body for kind, owner, body in cursor.fetchall()}
        numbers = [match.kind * KIND_STEP + match.pk for match in matches]
        cursor.execute(f"SELECT rowid, body FROM {TABLE} WHERE rowid IN ({marks})", numbers)
        return {Match(Kind(row // KIND_STEP), row % KIND_STEP): body for row, body in cursor.fetchall()}


def _things(kind: Kind, matches: list[Match]) -> Iterable[tuple[Match, Model]]:
    model, related = {
        Kind.PROGRAMME: (RegionalProgramme, ("region",)),
        Kind.NODE: (OutlineNode, ("programme__region",)),
        Kind.ACTION: (Action, ("programme__region", "node")),
        Kind.PROPOSAL: (Proposal, ("region",)),
        Kind.BOTTLENECK: (Bottleneck, ("region",)),
        Kind.LESSON: (Lesson, ("region",)),
        Kind.RESEARCH: (Research, ("owner",)),
    }[kind]
    rows = model._default_manager.select_related(*related)
    things = rows.in_bulk([match.pk for match in matches if match.kind is kind])
    return [(Match(kind, pk), thing) for pk, thing in things.items()]


def _result(match: Match, thing: Any, text: str, query: Query) -> Result:
    title = f"{thing.code} {thing.title}" if match.kind is Kind.ACTION else str(thing)
    return Result(
        kind=match.kind,
        title=marked(title, query),
        url=thing.get_absolute_url(),
        region=_region_of(match.kind, thing),
        about=_about(match.kind, thing),
        text=snippet(text, query),
        is_archived=match.kind is Kind.ACTION and thing.is_archived,
    )


def _region_of(kind: Kind, thing: Any) -> Region | None:
    if kind is Kind.RESEARCH:
        return thing.owner
    in_itself = kind in (Kind.PROGRAMME, Kind.PROPOSAL, Kind.BOTTLENECK, Kind.LESSON)
    return thing.region if in_itself else thing.programme.region


def _about(kind: Kind, thing: Any) -> str:
    """What stands beside the region: where in the programme, or which proposal."""
    if kind is Kind.ACTION:
        return f"{thing.programme.title}, {thing.node}"
    if kind is Kind.NODE:
        return str(thing.programme.title)
    if kind is Kind.PROPOSAL:
        return str(thing.reference)
    if kind is Kind.LESSON:
        return str(thing.sharing_badge.label)
    if kind is Kind.RESEARCH:
        return f"{thing.get_kind_display()}, door {thing.done_by}"
    if kind is Kind.BOTTLENECK:
        return f"{thing.code}, {thing.get_state_display().lower()}"
    return f"{thing.valid_from.year}–{thing.valid_to.year}" if thing.valid_to else f"vanaf {thing.valid_from.year}"
