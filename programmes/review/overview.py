"""Who reviewed what: municipalities × the conclusions of a bundle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from ghnt.ui.dates import long_date
from programmes.decided import Decided, Mark, conclusions_of
from programmes.models import ConclusionReview, Proposal, ReviewAddressee, ReviewBundle, ReviewItem, Verdict
from programmes.review.marks import NOT_REACTED, NOT_SENT, TO_DO, answer_mark, mark_of
from programmes.review.states import ReviewState, ReviewVerb, may, state_of_bundle, state_of_item
from regions.models import Municipality
from regions.rights import Rights


@dataclass(frozen=True)
class Cell:
    """What one municipality said of one conclusion."""

    mark: Mark
    review: ConclusionReview | None
    is_sent: bool
    is_about_an_older_text: bool


@dataclass(frozen=True)
class Column:
    """One conclusion with how many municipalities reviewed it."""

    item: ReviewItem
    proposal: Proposal
    current: Decided
    state: ReviewState
    reviewed: int
    sent: int
    silent: tuple[str, ...]  # the municipalities that said nothing

    @property
    def count(self) -> str:
        return f"{self.reviewed} van {municipalities_in_words(self.sent)}"

    @property
    def sentence(self) -> str:
        return f"Nagekeken door {self.count}"

    @property
    def silence(self) -> str:
        """ "Niet gereageerd: Blaricum, Laren.", once it is too late."""
        late = self.state is ReviewState.PAST and self.silent
        return f"Niet gereageerd: {', '.join(self.silent)}." if late else ""


@dataclass(frozen=True)
class Line:
    municipality: Municipality
    cells: tuple[Cell, ...]

    @property
    def said(self) -> str:
        sent = [cell for cell in self.cells if cell.is_sent]
        return f"{sum(cell.review is not None for cell in sent)} van {len(sent)}"

    @property
    def is_done(self) -> bool:
        return all(cell.review is not None for cell in self.cells if cell.is_sent)


@dataclass(frozen=True)
class NotRight:
    """A "klopt niet" with what was answered, if anything."""

    review: ConclusionReview
    column: Column
    answer: Mark | None
    may_answer: bool


@dataclass(frozen=True)
class Overview:
    bundle: ReviewBundle
    state: ReviewState
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    not_right: tuple[NotRight, ...]

    @property
    def sentence(self) -> str:
        """ "8 van 10 gemeenten keken alles na"."""
        done = sum(line.is_done for line in self.lines)
        return f"{done} van {municipalities_in_words(len(self.lines))} {'keek' if done == 1 else 'keken'} alles na"

    @property
    def asked(self) -> str:
        if self.bundle.react_by is None:
            return "Er is geen reactie gevraagd"
        day = long_date(self.bundle.react_by)
        return f"Reageren {'kon' if self.state is ReviewState.PAST else 'kan'} vóór {day}"

    @property
    def unanswered(self) -> int:
        return sum(one.answer is None for one in self.not_right)


def overviews_of(bundles: Iterable[ReviewBundle], rights: Rights, *, on: date) -> list[Overview]:
    """The bundles with what this person may read of them, in the same number of queries for any number."""
    bundles = list(bundles)
    by_pk = {bundle.pk: bundle for bundle in bundles}
    items: dict[int, list[ReviewItem]] = {bundle.pk: [] for bundle in bundles}
    for item in _with_reviews(ReviewItem.objects.visible_to(rights).filter(bundle__in=by_pk)):
        item.bundle = by_pk[item.bundle_id]
        items[item.bundle_id].append(item)
    return [_overview(bundle, items[bundle.pk], rights, on) for bundle in bundles]


def overview_of(bundle: ReviewBundle, rights: Rights, *, on: date) -> Overview:
    return overviews_of([bundle], rights, on=on)[0]


def columns_of(proposal: Proposal, *, on: date) -> list[Column]:
    """The conclusions of a proposal that were laid before the municipalities, oldest first."""
    items = ReviewItem.objects.filter(conclusion__step__round__proposal=proposal).select_related("bundle__region")
    return [_column(item, on) for item in _with_reviews(items)]


def municipalities_in_words(number: int) -> str:
    return "1 gemeente" if number == 1 else f"{number} gemeenten"


def _with_reviews(items: QuerySet[ReviewItem]) -> QuerySet[ReviewItem]:
    step = "conclusion__step"
    addressees = ReviewAddressee.objects.select_related("municipality").order_by("municipality__name", "pk")
    reviews = ConclusionReview.objects.select_related("municipality", "answered_by").order_by("municipality__name")
    return (
        items.select_related(f"{step}__round__proposal__region")
        .prefetch_related(
            Prefetch("addressees", addressees),
            Prefetch("reviews", reviews),
            f"{step}__conclusions__outcome",
            f"{step}__conclusions__remarks",
        )
        .order_by("pk")
    )


def _overview(bundle: ReviewBundle, items: list[ReviewItem], rights: Rights, on: date) -> Overview:
    columns = tuple(_column(item, on) for item in items)
    municipalities = {one.municipality_id: one.municipality for item in items for one in item.addressees.all()}
    lines = tuple(
        Line(municipality, tuple(_cell(column, municipality.pk) for column in columns))
        for municipality in sorted(municipalities.values(), key=lambda one: one.name)
    )
    found = (_not_right(column, review, rights, on) for column in columns for review in column.item.reviews.all())
    return Overview(bundle, state_of_bundle(bundle, on), columns, lines, tuple(one for one in found if one))


def _column(item: ReviewItem, on: date) -> Column:
    step = item.conclusion.step
    said = {review.municipality_id for review in item.reviews.all()}
    addressees = list(item.addressees.all())
    return Column(
        item=item,
        proposal=step.round.proposal,
        current=conclusions_of(step)[-1],
        state=state_of_item(item, None, on),
        reviewed=len(said),
        sent=len(addressees),
        silent=tuple(one.municipality.name for one in addressees if one.municipality_id not in said),
    )


def _cell(column: Column, municipality: int) -> Cell:
    if all(one.municipality_id != municipality for one in column.item.addressees.all()):
        return Cell(NOT_SENT, None, is_sent=False, is_about_an_older_text=False)
    for review in column.item.reviews.all():
        if review.municipality_id == municipality:
            older = review.conclusion_id != column.current.pk
            return Cell(mark_of(review), review, is_sent=True, is_about_an_older_text=older)
    silent = NOT_REACTED if column.state is ReviewState.PAST else TO_DO
    return Cell(silent, None, is_sent=True, is_about_an_older_text=False)


def _not_right(column: Column, review: ConclusionReview, rights: Rights, on: date) -> NotRight | None:
    if review.verdict != Verdict.NOT_RIGHT:
        return None
    state = state_of_item(column.item, review, on)
    allowed = may(state, ReviewVerb.ANSWER, rights, column.item.bundle.region)
    return NotRight(review, column, answer_mark(review), allowed)
