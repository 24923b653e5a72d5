"""What a municipality says of a conclusion: gelezen, klopt, or klopt niet because …"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from ghnt.ui.text import clean_pasted
from programmes.models import Conclusion, ConclusionReview, ReviewAddressee, ReviewItem, Verdict
from programmes.review.states import ALLOWED, ReviewState, ReviewVerb, state_of_item


class TextChangedError(Exception):
    """The conclusion was corrected since the officer read it."""

    def __init__(self, current: Conclusion) -> None:
        super().__init__(str(current))
        self.current = current


@dataclass(frozen=True)
class Reaction:
    """What an officer says, of the text with key `read`; `seen` is the version of the row, None without a row."""

    verdict: Verdict
    text: str
    read: int
    seen: int | None


@transaction.atomic
def react(*, addressee: ReviewAddressee, reaction: Reaction, by: User) -> ConclusionReview:
    """Keep what a municipality says of a conclusion; the same once more changes nothing.

    Raises ValidationError when the date has come, the leader answered, or a text is missing; EditConflictError when a
    colleague said something else meanwhile; TextChangedError when the conclusion itself was corrected.
    """
    item = ReviewItem.objects.select_for_update(of=("self",)).select_related("bundle").get(pk=addressee.item_id)
    standing = ConclusionReview.objects.filter(item=item, municipality=addressee.municipality_id).first()
    _refuse_when_closed(item, standing)
    text = _text_of(reaction)
    current = _current(item)
    if current.pk != reaction.read:
        raise TextChangedError(current)
    if standing and (standing.verdict, standing.text, standing.conclusion_id) == (reaction.verdict, text, current.pk):
        return standing
    if standing is None:
        review = ConclusionReview(item=item, municipality_id=addressee.municipality_id)
    elif reaction.seen is None:
        raise EditConflictError(standing)
    else:
        review = standing
        review.claim(reaction.seen)
    review.verdict, review.text, review.conclusion = reaction.verdict, text, current
    review.by, review.by_name, review.at = by, str(by), clock.now()
    review.save()
    return review


@transaction.atomic
def mark_rest_read(*, addressees: Collection[ReviewAddressee], read: Mapping[int, int], by: User) -> int:
    """Mark what a municipality said nothing of as read. Returns how many conclusions that were.

    `read` gives for each addressee's key the text that was on the page: a conclusion corrected since stays to do.
    """
    items = {one.item_id for one in addressees}
    locked = ReviewItem.objects.select_for_update(of=("self",)).filter(pk__in=items).select_related("bundle")
    by_key = {item.pk: item for item in locked.order_by("pk")}
    said = set(ConclusionReview.objects.filter(item__in=items).values_list("item", "municipality"))
    fresh = []
    for addressee in addressees:
        item = by_key[addressee.item_id]
        is_open = ReviewVerb.REACT in ALLOWED[state_of_item(item, None, clock.today())]
        if not is_open or (item.pk, addressee.municipality_id) in said:
            continue
        current = _current(item)
        if read.get(addressee.pk) == current.pk:
            fresh.append(_read(addressee, current, by))
    bulk_create_with_history(fresh, ConclusionReview, default_user=by)
    return len(fresh)


def _read(addressee: ReviewAddressee, current: Conclusion, by: User) -> ConclusionReview:
    return ConclusionReview(
        item_id=addressee.item_id,
        municipality_id=addressee.municipality_id,
        conclusion=current,
        verdict=Verdict.READ,
        by=by,
        by_name=str(by),
    )


def _current(item: ReviewItem) -> Conclusion:
    """The text that stands now; whoever corrects it at this moment waits, or goes first and is seen."""
    current = Conclusion.objects.current().filter(step__conclusions=item.conclusion_id)
    list(current.select_for_update(of=("self",)).values_list("pk"))
    return Conclusion.objects.current().select_related("outcome").get(step__conclusions=item.conclusion_id)


def _refuse_when_closed(item: ReviewItem, standing: ConclusionReview | None) -> None:
    state = state_of_item(item, standing, clock.today())
    if ReviewVerb.REACT in ALLOWED[state]:
        return
    if state is ReviewState.ANSWERED:
        raise ValidationError("Op deze reactie is al geantwoord. Overleg met de projectleider.", code="answered")
    day = long_date(item.bundle.react_by) if item.bundle.react_by else ""
    raise ValidationError(
        f"U kunt niet meer reageren: dat kon vóór {day}. De conclusie staat. Overleg met de projectleider.", code="past"
    )


def _text_of(reaction: Reaction) -> str:
    text = clean_pasted(reaction.text).text.strip()
    if reaction.verdict == Verdict.NOT_RIGHT and not text:
        raise ValidationError("Schrijf wat er niet klopt.", code="text")
    if reaction.verdict != Verdict.NOT_RIGHT and text:
        raise ValidationError(
            f"U schreef wat er niet klopt. Kies ‘Klopt niet opslaan’, of maak het vak leeg en kies weer "
            f"‘{Verdict(reaction.verdict).label}’.",
            code="text",
        )
    return text
