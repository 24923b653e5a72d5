"""Laying conclusions before the municipalities, and asking them to react before a date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from programmes.models import Conclusion, Meeting, Proposal, ReviewAddressee, ReviewBundle, ReviewItem
from programmes.review.addressees import concerned
from programmes.review.states import ReviewState, state_of_bundle
from programmes.review.telling import addressed, news_of, tell_officers
from regions.models import Municipality, Region


@transaction.atomic
def open_bundle(*, meeting: Meeting, by: User) -> ReviewBundle | None:
    """Lay the conclusions of a meeting that no bundle holds yet before the municipalities, ter kennisneming.

    Asked again it gives the same bundle, with what came since. None when there is nothing to lay before anybody. A
    national body may conclude for several regions: each gets a bundle, the first of them is the meeting's.
    """
    rows = _new_conclusions().filter(step__meeting=meeting)
    standing = ReviewBundle.objects.filter(meeting=meeting).first()
    for region, conclusions in _by_region(rows).items():
        if not any(_concerned(conclusion) for conclusion in conclusions):
            continue
        if standing is None:
            values = {"region": region, "title": str(meeting), "sent_by": by}
            standing, _ = ReviewBundle.objects.get_or_create(meeting=meeting, defaults=values)
        if standing.region_id == region.pk:
            _add(standing, conclusions)
        else:
            _add(ReviewBundle.objects.create(region=region, title=str(meeting), sent_by=by), conclusions)
    return standing


@transaction.atomic
def submit_proposal(*, proposal: Proposal, by: User) -> ReviewBundle:
    """Lay the conclusions of a proposal that were recorded without a meeting before the municipalities.

    Raises ValidationError when all of them lie there already, or no municipality may read them.
    """
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    conclusions = list(to_submit(proposal))
    if not conclusions:
        raise ValidationError("Alle conclusies van dit voorstel zijn al aan de gemeenten voorgelegd.", code="nothing")
    if not any(_concerned(conclusion) for conclusion in conclusions):
        raise ValidationError(
            "Dit voorstel blijft binnen de regio, en geen gemeente zit in een behandelend overleg. "
            "Er is dus niemand om het aan voor te leggen.",
            code="nobody",
        )
    bodies = list(dict.fromkeys(conclusion.body_name for conclusion in conclusions))
    title = f"{', '.join(bodies)}, {long_date(conclusions[-1].date)}"
    bundle = ReviewBundle.objects.create(region=proposal.region, title=_short(title), sent_by=by)
    _add(bundle, conclusions)
    return bundle


def to_submit(proposal: Proposal) -> QuerySet[Conclusion]:
    """The current conclusions of a proposal that no bundle holds."""
    return _new_conclusions().filter(step__round__proposal=proposal)


@transaction.atomic
def ask_reaction(*, bundle: ReviewBundle, items: Collection[ReviewItem], react_by: date, note: str, seen: int) -> None:
    """Ask the municipalities to react to the items before a date; the other items stay ter kennisneming.

    Raises ValidationError when the date has come or nothing is chosen, EditConflictError when the bundle changed.
    """
    today = clock.today()
    if state_of_bundle(bundle, today) is ReviewState.PAST:
        raise ValidationError("De datum van deze bundel is voorbij. U kunt geen reactie meer vragen.", code="past")
    if react_by <= today:
        raise ValidationError(f"Kies een datum na vandaag, {long_date(today)}.", code="date")
    if not items:
        raise ValidationError("Kies ten minste één conclusie.", code="nothing")
    bundle.claim(seen)
    bundle.react_by, bundle.note = react_by, note.strip()
    bundle.save()
    chosen = [item.pk for item in items]
    bundle.items.filter(pk__in=chosen).update(asks_reaction=True)
    bundle.items.exclude(pk__in=chosen).update(asks_reaction=False)
    tell_officers(
        bundle,
        key=f"review-ask-{bundle.pk}-{bundle.version}",
        what=news_of(bundle),
        counts=addressed(bundle, chosen),
        expected="{n} nakijken",
        due=react_by,
    )


def _new_conclusions() -> QuerySet[Conclusion]:
    """Current ones of which neither this text nor an earlier one lies in a bundle, nor the proposal in the bin."""
    sent = ReviewItem.objects.values("conclusion__step")
    rows = Conclusion.objects.current().exclude(step__in=sent)
    present = Proposal.objects.present()
    rows = rows.filter(step__round__proposal__in=present.values("pk"))
    return rows.select_related("step__body", "step__meeting", "step__round__proposal__region").order_by("date", "pk")


def _by_region(conclusions: Iterable[Conclusion]) -> dict[Region, list[Conclusion]]:
    found: dict[Region, list[Conclusion]] = {}
    for conclusion in conclusions:
        found.setdefault(conclusion.step.round.proposal.region, []).append(conclusion)
    return found


def _concerned(conclusion: Conclusion) -> list[Municipality]:
    return concerned(conclusion.step.body, conclusion.step.round.proposal, on=conclusion.date)


def _add(bundle: ReviewBundle, conclusions: Sequence[Conclusion]) -> None:
    """Put the conclusions in the bundle and tell the municipalities they concern, once for all that came now."""
    ReviewBundle.objects.select_for_update().get(pk=bundle.pk)
    is_first = not bundle.items.exists()
    added, counts = [], Counter[int]()
    for conclusion in conclusions:
        municipalities = _concerned(conclusion)
        if not municipalities or ReviewItem.objects.filter(conclusion=conclusion).exists():
            continue
        item = ReviewItem.objects.create(bundle=bundle, conclusion=conclusion)
        ReviewAddressee.objects.bulk_create(ReviewAddressee(item=item, municipality=one) for one in municipalities)
        counts.update(one.pk for one in municipalities)
        added.append(item.pk)
    if added:
        key = f"review-{bundle.pk}" if is_first else f"review-{bundle.pk}-{added[-1]}"
        tell_officers(bundle, key=key, what=news_of(bundle), counts=counts)


def _short(title: str) -> str:
    return title if len(title) <= 200 else f"{title[:199]}…"
