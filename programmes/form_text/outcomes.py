"""Which outcome a conclusion literally begins with."""

import re

# The longest wording first: "akkoord" also begins "akkoord met opmerkingen".
OUTCOME_WORDS = (
    ("not_yet", r"nog niet behandeld"),
    ("not_agreed", r"niet[ -]akkoord"),
    ("agreed_with_remarks", r"akkoord,? met opmerkingen"),
    ("agreed_with_reservation", r"akkoord,? onder voorbehoud"),
    ("agreed", r"akkoord"),
    ("positive_advice", r"positief advies"),
    ("positive", r"positief"),
    ("conform", r"conform"),
    ("deferred", r"aangehouden"),
    ("noted", r"ter kennisneming"),
    ("not_applicable", r"n\.?v\.?t\b\.?|niet van toepassing"),
)
NOT_YET = "not_yet"
OTHER = "other"
OUTCOME_CODES = (*(code for code, _words in OUTCOME_WORDS), OTHER)

_PATTERNS = tuple((code, re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)) for code, words in OUTCOME_WORDS)
_OPENING = re.compile(r"^[\W_]+")


def outcome_of(conclusion: str) -> str:
    """The code of the outcome: NOT_YET for an empty conclusion, OTHER for a text that names none."""
    words = " ".join(_OPENING.sub("", conclusion).split())
    if not words:
        return OTHER if conclusion.strip() else NOT_YET
    for code, pattern in _PATTERNS:
        if pattern.match(words):
            return code
    return OTHER
