"""A treatment as one line of a list: date, body, purpose and conclusion with dashes between them."""

from __future__ import annotations

import re

from programmes.form_text.dates import looks_like_date
from programmes.form_text.purposes import is_purpose

_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣]\s+|\d{1,2}[.)]\s+(?=\D|\d{1,2}[-/. ]))?")
# Each run of spaces is tried once, from its beginning: a line of spaces alone would take seconds.
_SPACED = re.compile(r"(?<! ) +[-–—−‒‑|]+ +")
_TIGHT = re.compile(r"(?<! ) *[–—] *")
_BEHIND_DATE = re.compile(r" *[–—|] *| +[-−‒‑] +| *: +")
_NUMBERS = re.compile(r"(\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}) +(?=[^\W\d])")
_COLUMNS = re.compile(r" {2,}")
_COLUMNS_OF_ROW = {"datum", "overleg", "doel", "conclusie"}
_LONGEST_BODY = 160


def dashed_row(line: str) -> str | None:
    """The line with tabs between its four cells, when it is a treatment; otherwise nothing."""
    if "\t" in line or not line.strip():
        return None
    if (cells := _SPACED.split(line.strip())) and {cell.casefold() for cell in cells} <= _COLUMNS_OF_ROW:
        return "\t".join(cells)
    words = line[_BULLET.match(line).end() :].strip()  # type: ignore[union-attr]
    day, rest = _date_and_rest(words)
    separator = _SPACED if _SPACED.search(rest) else _TIGHT
    body, *more = separator.split(rest, maxsplit=1)
    if not day or not body.strip() or len(body) > _LONGEST_BODY:
        return None
    purpose, conclusion = _purpose_and_conclusion(more[0] if more else "", separator)
    return "\t".join((day, body.strip(" :"), purpose, conclusion))


def _date_and_rest(words: str) -> tuple[str, str]:
    if (match := _NUMBERS.match(words)) and _SPACED.search(words[match.end() :]) and not _COLUMNS.search(words):
        return match[1], words[match.end() :]
    for match in _BEHIND_DATE.finditer(words[:60]):
        day = words[: match.start()].strip()
        if looks_like_date(day):
            return day, words[match.end() :]
    return "", ""


def _purpose_and_conclusion(text: str, separator: re.Pattern[str]) -> tuple[str, str]:
    """What stands behind the body; a first part that is no purpose belongs to the conclusion."""
    first, *rest = separator.split(text, maxsplit=1)
    if is_purpose(first):
        return first.strip(), rest[0].strip() if rest else ""
    before, colon, after = text.partition(":")
    if colon and is_purpose(before):
        return before.strip(), after.strip()
    return "", text.strip()
