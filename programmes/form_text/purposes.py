"""Why a body treats a proposal, in the words of forms."""

from ghnt.ui.text import TAG

PURPOSES = {
    "informeren",
    "consulteren",
    "richting geven",
    "adviseren",
    "zienswijze vragen",
    "vaststellen",
    "ter besluitvorming",
}
# How else forms say it, with the name on our list.
SYNONYMS = {
    "ter informatie": "informeren",
    "informatief": "informeren",
    "ter consultatie": "consulteren",
    "richtinggevend": "richting geven",
    "ter richting": "richting geven",
    "ter advisering": "adviseren",
    "ter advies": "adviseren",
    "advies": "adviseren",
    "zienswijze": "zienswijze vragen",
    "ter vaststelling": "vaststellen",
    "vaststelling": "vaststellen",
    "besluitvormend": "ter besluitvorming",
    "besluitvorming": "ter besluitvorming",
    "ter besluit": "ter besluitvorming",
}
# With tags around the words.
_LONGEST = 100


def is_purpose(cell: str) -> bool:
    words = " ".join(TAG.sub("", cell).split()).casefold() if len(cell) < _LONGEST else ""
    return words in PURPOSES or words in SYNONYMS


def usual_purpose(words: str) -> str:
    """The name on our list; a wording that we do not know stays as it is."""
    return SYNONYMS.get(" ".join(words.split()).casefold(), words)
