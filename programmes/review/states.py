"""The state of what is reviewed, which follows from the date, and the table of who may do what in which state."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db import models

from programmes.models import ConclusionReview, ReviewBundle, ReviewItem
from regions.models import Municipality, Region
from regions.rights import Right, Rights


class ReviewState(models.TextChoices):
    INFORMED = "informed", "Ter kennisneming"
    OPEN = "open", "Reactie gevraagd"
    PAST = "past", "Datum voorbij"
    ANSWERED = "answered", "Beantwoord"

    @property
    def icon(self) -> str:
        return {"informed": "eye", "open": "clock", "past": "lock", "answered": "message-2"}[self.value]

    @property
    def tone(self) -> str:
        return {"informed": "plain", "open": "blue", "past": "grey", "answered": "green"}[self.value]


class ReviewVerb(StrEnum):
    REACT = "react"  # for one municipality
    ANSWER = "answer"  # a "klopt niet"
    ASK = "ask"  # a reaction, with a date
    REMIND = "remind"


_MUNICIPAL = frozenset({ReviewVerb.REACT})

ALLOWED: dict[ReviewState, dict[ReviewVerb, Right]] = {
    ReviewState.INFORMED: {
        ReviewVerb.REACT: Right.WRITE_MUNICIPAL_ROWS,
        ReviewVerb.ANSWER: Right.WRITE_DECISIONS,
        ReviewVerb.ASK: Right.WRITE_DECISIONS,
    },
    ReviewState.OPEN: {
        ReviewVerb.REACT: Right.WRITE_MUNICIPAL_ROWS,
        ReviewVerb.ANSWER: Right.WRITE_DECISIONS,
        ReviewVerb.ASK: Right.WRITE_DECISIONS,
        ReviewVerb.REMIND: Right.WRITE_DECISIONS,
    },
    ReviewState.PAST: {ReviewVerb.ANSWER: Right.WRITE_DECISIONS},
    ReviewState.ANSWERED: {},
}


def state_of_bundle(bundle: ReviewBundle, on: date) -> ReviewState:
    """The date itself is too late: one reacts before it."""
    if bundle.react_by is None:
        return ReviewState.INFORMED
    return ReviewState.OPEN if on < bundle.react_by else ReviewState.PAST


def state_of_item(item: ReviewItem, review: ConclusionReview | None, on: date) -> ReviewState:
    """Of one conclusion for one municipality; a conclusion of which nothing was asked stays ter kennisneming."""
    if review is not None and review.answer:
        return ReviewState.ANSWERED
    return state_of_bundle(item.bundle, on) if item.asks_reaction else ReviewState.INFORMED


def may(
    state: ReviewState, verb: ReviewVerb, rights: Rights, region: Region, municipality: Municipality | None = None
) -> bool:
    """Whether somebody with these rights may do this in this state, for a municipality of the region or for all."""
    right = ALLOWED[state].get(verb)
    if right is None:
        return False
    if verb in _MUNICIPAL and municipality is not None:
        return rights.may_for_municipality(right, municipality, region)
    return rights.may(right, region)
