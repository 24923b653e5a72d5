"""Numbers of people and of reports in a draft: a small one can tell who it is about, so it is rounded."""

from __future__ import annotations

import re

FIRST_SHOWN = 5
FEW = "minder dan 5"

_COUNTED = (
    r"meldingen|melding|adviesvragen|adviesvraag|adviezen|casussen|casus|zaken|onderzoeken|huisverboden|huisverbod"
    r"|slachtoffers|slachtoffer|plegers|pleger|kinderen|kind|jongeren|jongere|vrouwen|vrouw|mannen|man|mensen"
    r"|inwoners|inwoner|gezinnen|gezin|huishoudens|huishouden|cliënten|cliënt|deelnemers|deelnemer|ouderen"
    r"|personen|persoon|ouders|ouder|moeders|moeder|vaders|vader|ervaringsdeskundigen|ervaringsdeskundige|antwoorden|respondenten"
)
_SPELLED = {"één": 1, "twee": 2, "drie": 3, "vier": 4}
_NO_COUNT = r"procent|euro|jaar|keer|maal|van|voor|met|bij|aan|in|op|en|of|om|tot|door|over|acties"
# A number, at most one word between, and what was counted: "12 meldingen", "3 nieuwe meldingen", "1.250 kinderen".
# No amounts of money and no years.
_PLACE = re.compile(
    rf"(?P<about>\b(?:ongeveer|circa|zo’n|zo'n|bijna|ruim)\s+)?"
    rf"(?<![\w.,-])(?<!€\s)(?!(?:19|20)\d\d\b)(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,7}}|{'|'.join(_SPELLED)})(?![\w,-]|\.\d)"
    rf"(?=\s+(?:van\s+(?:de\s+)?[\d.]+\s+|(?!(?:{_NO_COUNT})\b)[^\W\d_]+\s+)?(?:{_COUNTED})\b)",
    re.IGNORECASE,
)


def shown_count(number: int, *, exact: bool) -> str:
    """A number of people or reports as a draft says it: "minder dan 5", "ongeveer 15"; the number itself when exact."""
    if exact:
        return _written(number)
    if number == 0:
        return "geen"
    return FEW if number < FIRST_SHOWN else f"ongeveer {_written(5 * ((number + 2) // 5))}"


def protected(text: str, *, exact: bool) -> str:
    """A text that is taken over, its numbers of people and reports as `shown_count` says them."""
    return text if exact else _PLACE.sub(_replaced, text)


def _replaced(found: re.Match[str]) -> str:
    written = found["number"].lower()
    number = _SPELLED[written] if written in _SPELLED else int(written.replace(".", ""))
    return shown_count(number, exact=False)


def _written(number: int) -> str:
    return f"{number:,}".replace(",", ".")
