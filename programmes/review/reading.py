"""What an officer reads: the bundles of a municipality, and one bundle with what was said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from ghnt.ui.dates import long_date
from programmes.decided import Decided, conclusions_of
from programmes.models import ConclusionReview, Proposal, ReviewAddressee, ReviewBundle, ReviewItem
from programmes.models.review import ReviewBundleQuerySet
from programmes.review.marks import NOT_REACTED, TO_DO, Mark, mark_of
from programmes.review.states import ALLOWED, ReviewState, ReviewVerb, state_of_bundle, state_of_item
from programmes.review.telling import conclusions_in_words
from regions.models import Municipality
from regions.rights import Rights
from regions.successors import with_predecessors


@dataclass(frozen=True)
class ToldRemark:
    text: str
    is_own: bool  # it names the municipality


@dataclass(frozen=True)
class OfficerRow:
    """One conclusion for one municipality, as its officer sees it."""

    addressee: ReviewAddressee
    item: ReviewItem
    proposal: Proposal
    purpose: str
    current: Decided
    replaced: tuple[Decided, ...]
    remarks: tuple[ToldRemark, ...]
    review: ConclusionReview | None
    state: ReviewState
    spoken_for: str  # the ended municipality whose row this is, else ""

    @property
    def may_react(self) -> bool:
        return ReviewVerb.REACT in ALLOWED[self.state]

    @property
    def is_todo(self) -> bool:
        return self.review is None and self.may_react

    @property
    def is_about_an_older_text(self) -> bool:
        return self.review is not None and self.review.conclusion_id != self.current.pk

    @property
    def mark(self) -> Mark:
        if self.review is not None:
            return mark_of(self.review)
        return NOT_REACTED if self.state is ReviewState.PAST else TO_DO


@dataclass(frozen=True)
class OfficerBundle:
    bundle: ReviewBundle
    state: ReviewState
    asked: tuple[OfficerRow, ...]
    informed: tuple[OfficerRow, ...]

    @property
    def rows(self) -> tuple[OfficerRow, ...]:
        return (*self.asked, *self.informed)

    @property
    def done(self) -> int:
        return sum(row.review is not None for row in self.asked)

    @property
    def left(self) -> int:
        return len(self.asked) - self.done

    @property
    def sentence(self) -> str:
        """ "2 van 5 nagekeken, vóór 9 maart 2021"."""
        if not self.asked:
            read = sum(row.review is not None for row in self.informed)
            return f"Ter kennisneming: {read} van {conclusions_in_words(len(self.informed))} gelezen"
        said = f"{self.done} van {len(self.asked)} nagekeken"
        if self.bundle.react_by is None:
            return said
        day = long_date(self.bundle.react_by)
        return f"{said}; reageren kon vóór {day}" if self.state is ReviewState.PAST else f"{said}, vóór {day}"

    @property
    def has_todo(self) -> bool:
        return any(row.is_todo for row in self.rows)


def bundles_of(municipality: Municipality, rights: Rights, *, on: date) -> ReviewBundleQuerySet:
    """The bundles that went to the municipality or to those that ended in it, the newest first."""
    own = with_predecessors(municipality, on=on)
    return ReviewBundle.objects.for_municipalities(own, rights).select_related("region")


def unreviewed(municipality: Municipality, rights: Rights, *, on: date) -> QuerySet[ReviewAddressee]:
    """What went to the municipality, or to those that ended in it, and nobody there said anything of."""
    own = with_predecessors(municipality, on=on)
    said = ConclusionReview.objects.filter(item=OuterRef("item"), municipality=OuterRef("municipality"))
    items = ReviewItem.objects.for_municipalities(own, rights)
    return ReviewAddressee.objects.filter(~Exists(said), municipality__in=own, item__in=items)


def read_bundles(
    bundles: Iterable[ReviewBundle], municipality: Municipality, rights: Rights, *, on: date
) -> list[OfficerBundle]:
    """The bundles as the officer of a municipality sees them, in the same number of queries for any number."""
    bundles = list(bundles)
    own = with_predecessors(municipality, on=on)
    rows: dict[int, list[OfficerRow]] = {bundle.pk: [] for bundle in bundles}
    by_pk = {bundle.pk: bundle for bundle in bundles}
    for item in _items(bundles, own, rights):
        item.bundle = by_pk[item.bundle_id]
        rows[item.bundle_id] += _rows_of(item, municipality, on)
    return [_told(bundle, rows[bundle.pk], on) for bundle in bundles]


def _items(bundles: list[ReviewBundle], own: set[int], rights: Rights) -> Iterable[ReviewItem]:
    items = ReviewItem.objects.for_municipalities(own, rights).filter(bundle__in=bundles).order_by("pk")
    step = "conclusion__step"
    addressees = ReviewAddressee.objects.filter(municipality__in=own).select_related("municipality")
    reviews = ConclusionReview.objects.filter(municipality__in=own).select_related("answered_by")
    return items.select_related(f"{step}__round__proposal__region", f"{step}__purpose").prefetch_related(
        Prefetch("addressees", addressees, to_attr="own_addressees"),
        Prefetch("reviews", reviews, to_attr="own_reviews"),
        f"{step}__conclusions__outcome",
        f"{step}__conclusions__remarks",
        f"{step}__round__proposal__decisions",
    )


def _rows_of(item: ReviewItem, municipality: Municipality, on: date) -> Iterable[OfficerRow]:
    step = item.conclusion.step
    *replaced, current = conclusions_of(step)
    reviews = {review.municipality_id: review for review in item.own_reviews}  # type: ignore[attr-defined]
    for addressee in item.own_addressees:  # type: ignore[attr-defined]
        review = reviews.get(addressee.municipality_id)
        yield OfficerRow(
            addressee=addressee,
            item=item,
            proposal=step.round.proposal,
            purpose=step.purpose.name,
            current=current,
            replaced=tuple(replaced),
            remarks=_remarks(current, addressee.municipality),
            review=review,
            state=state_of_item(item, review, on),
            spoken_for="" if addressee.municipality_id == municipality.pk else addressee.municipality.name,
        )


def _told(bundle: ReviewBundle, rows: list[OfficerRow], on: date) -> OfficerBundle:
    asked = tuple(row for row in rows if row.item.asks_reaction)
    informed = tuple(row for row in rows if not row.item.asks_reaction)
    return OfficerBundle(bundle, state_of_bundle(bundle, on), asked, informed)


def _remarks(current: Decided, municipality: Municipality) -> tuple[ToldRemark, ...]:
    name = re.compile(rf"(?<!\w){re.escape(municipality.name)}(?!\w)", re.IGNORECASE)
    return tuple(ToldRemark(text, bool(name.search(text))) for text in current.remarks)
