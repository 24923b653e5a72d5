"""The difference between two reports of a region, by stable identity. Pure functions of their contents.

`apply(comparable(old), difference(old, new))` is `comparable(new)`: nothing that is compared goes untold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ghnt.documents.sealing import canonical_json
from reporting.content import Change, Difference, ReportContent
from reporting.difference.kinds import ChangeKind, kind_of_action_change, kind_of_departure
from reporting.difference.outcomes import STATION
from reporting.difference.reading import TEXTS, things_of
from reporting.difference.things import WHOLE, Field, Subject, Thing, Things

Comparable = dict[tuple[str, str, str], str]  # by subject, key and field what is filled in

_KINDS = {
    Subject.REGION: ChangeKind.PLAN,
    Subject.LINE: ChangeKind.PLAN,
    Subject.ANSWER: ChangeKind.TEXTS,
    Subject.PROPOSAL: ChangeKind.DECISIONS,
    Subject.FIGURE: ChangeKind.FIGURES,
    Subject.ADOPTION: ChangeKind.ADOPTION,
    Subject.MONEY: ChangeKind.MONEY,
}
_NOTHING = Field("", "", "")


def difference(
    old: ReportContent,
    new: ReportContent,
    *,
    half_year: str,
    version: int,
    sha256: str,
    endings: Mapping[str, str] | None = None,
) -> Difference:
    """All that is otherwise in `new`; half year, number and fingerprint are those of `old`.

    `endings`: by key of an action that is told no more, why. Beside a report of an older schema only that is compared
    which it could tell.
    """
    schema = min(old.schema, new.schema)
    before, after = things_of(old, schema=schema), things_of(new, schema=schema)
    changes = tuple(_changes(before, after, endings or {}))
    return Difference(half_year, version, sha256, changes)


def comparable(content: ReportContent, *, schema: int | None = None) -> Comparable:
    """What is compared of a report, as far as it is filled in."""
    return {
        (subject, key, field): value
        for (subject, key), thing in things_of(content, schema=schema).items()
        for field, value in thing.values.items()
    }


def apply(before: Comparable, difference: Difference) -> Comparable:
    """What the difference makes of a report; raises ValueError for a report that it was not made from."""
    found = dict(before)
    for change in difference.changes:
        for field, value in _values(change, change.before).items():
            if found.pop((change.subject, change.key, field), None) != value:
                raise ValueError(f"This is not the difference with that report: {change.subject} {change.key}.")
        for field, value in _values(change, change.after).items():
            found[change.subject, change.key, field] = value
    return found


def without_texts(difference: Difference) -> Difference:
    """As it is sealed: that a text changed, not the text, which stands in the two contents already."""
    return replace(difference, changes=tuple(map(_without_text, difference.changes)))


def _without_text(change: Change) -> Change:
    if change.is_whole:
        return replace(change, before=_short(change.before), after=_short(change.after))
    return replace(change, before="", after="") if change.is_text or _is_conclusion(change.field) else change


def _short(side: str) -> str:
    """What came or went, without its texts and conclusions."""
    if not side:
        return ""
    values = json.loads(side).items()
    return canonical_json({name: value for name, value in values if name not in TEXTS and not _is_conclusion(name)})


def _is_conclusion(field: str) -> bool:
    return field.startswith(STATION)


def _values(change: Change, side: str) -> dict[str, str]:
    if not side:
        return {}
    return json.loads(side) if change.is_whole else {change.field: side}


def _changes(before: Things, after: Things, endings: Mapping[str, str]) -> Iterator[Change]:
    for (subject, key), thing in after.items():
        old = before.get((subject, key))
        if old is None and subject in WHOLE:
            yield _whole(key, thing, is_new=True)
        else:
            yield from _fields(key, old, thing)
    for (subject, key), thing in before.items():
        if (subject, key) in after:
            continue
        if subject in WHOLE:
            yield replace(_whole(key, thing, is_new=False), because=endings.get(key, ""))
        else:
            yield from _fields(key, thing, None)


def _whole(key: str, thing: Thing, *, is_new: bool) -> Change:
    kind = _KINDS.get(thing.subject) or (ChangeKind.NEW if is_new else kind_of_departure(thing.values))
    change = _change(kind, key, thing, _NOTHING, because=thing.because if is_new else "")
    if is_new:
        return replace(change, after=thing.as_text, became=thing.state)
    return replace(change, before=thing.as_text, was=thing.state)


def _fields(key: str, before: Thing | None, after: Thing | None) -> Iterator[Change]:
    thing = after or before
    assert thing is not None
    old, new = (one.words if one else {} for one in (before, after))
    for name in dict.fromkeys((*new, *old)):
        was, became = old.get(name, _NOTHING), new.get(name, _NOTHING)
        if was.value == became.value:
            continue
        field = became if became.name else was
        kind = _kind(name, before, after, field)
        change = _change(kind, key, thing, field, because=became.because)
        went, came = _words(was, became)
        yield replace(change, before=was.value, after=became.value, was=went, became=came)


def _words(was: Field, became: Field) -> tuple[str, str]:
    """Of a list what went and what came; else both sides."""
    if not (was.items or became.items):
        return was.words, became.words
    went = ", ".join(item for item in was.items if item not in became.items)
    return went, ", ".join(item for item in became.items if item not in was.items)


def _kind(name: str, before: Thing | None, after: Thing | None, field: Field) -> ChangeKind:
    thing = after or before
    assert thing is not None
    if thing.is_figure:
        return ChangeKind.FIGURES
    if thing.subject in _KINDS:
        return _KINDS[thing.subject]
    if field.is_text:
        return ChangeKind.TEXTS
    return kind_of_action_change(name, before.values if before else {}, after.values if after else {})


def _change(kind: ChangeKind, key: str, thing: Thing, field: Field, *, because: str) -> Change:
    return Change(
        subject=thing.subject.value,
        key=key,
        number=thing.number,
        title=thing.title,
        kind=kind.value,
        field=field.name,
        label=field.label,
        before="",
        after="",
        was="",
        became="",
        because=because,
        chapter=thing.chapter,
        chapter_title=thing.chapter_title,
        blocks=thing.blocks,
        is_text=field.is_text,
    )
