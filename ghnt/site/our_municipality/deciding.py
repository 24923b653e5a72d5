"""Conclusions, the municipality's own decision, promises and meetings, for the page of one municipality."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from ghnt.documents.words import Word
from ghnt.site.our_municipality.content import Coming, Concluded, OwnAct, Promise, Review, RouteDay
from programmes import municipal_acts
from programmes.council_promises import PromiseState, promises_of, state_of
from programmes.models import Adoption, Conclusion, Meeting, RegionalProgramme
from programmes.municipal_acts import ActLine
from programmes.review.reading import OfficerRow, bundles_of, read_bundles
from regions.models import Municipality, Region
from regions.rights import Right, Rights

LATELY = timedelta(days=184)  # half a year
MOST_CONCLUSIONS, MOST_BUNDLES, MOST_PROMISES, MOST_MEETINGS = 15, 10, 20, 6
NOT_ASKED = Word("Ter kennisneming", "eye", "plain")


def conclusions(
    municipality: Municipality, region: Region, rights: Rights, *, on: date
) -> tuple[tuple[Concluded, ...], Review]:
    """Of the last half year: those laid before the municipality, and those of bodies in which it sits; newest first."""
    reviewed = _reviewed(municipality, rights, on) if _reads_reviews(municipality, region, rights) else {}
    sits = Q(step__body__seats__organisation__municipality=municipality) | Q(step__body__municipality=municipality)
    laid_before = Q(step__conclusions__review_item__addressees__municipality=municipality)
    found = (
        Conclusion.objects.visible_to(rights).current().filter(sits | laid_before, date__gt=on - LATELY, date__lte=on)
    )
    told = found.select_related("outcome", "step__round__proposal").distinct().order_by("-date", "-pk")
    waiting = [row for row in reviewed.values() if row.is_todo and row.item.asks_reaction]
    days = [row.item.bundle.react_by for row in waiting if row.item.bundle.react_by]
    review = Review(len(waiting), min(days).isoformat() if days else None)
    return tuple(_concluded(one, reviewed.get(one.step_id)) for one in told[:MOST_CONCLUSIONS]), review


def act(municipality: Municipality, programme: RegionalProgramme, *, on: date) -> OwnAct | None:
    """What the municipality has to decide about the version that counts now; None: nothing is known of it."""
    version = municipal_acts.version_to_tell(programme)
    rows = Adoption.objects.filter(programme_version=version, municipality=municipality)
    row = rows.prefetch_related("steps").first() if version else None
    if version is None or row is None:
        return None
    state = ActLine(municipality, row, municipality.name, frozenset()).state
    return OwnAct(
        version=version.number,
        required=row.get_required_act_display(),
        state=Word(str(state.label), state.icon, state.tone),
        planned_on=_iso(row.planned_on),
        decided_on=_iso(row.decided_on),
        note=row.note,
        link=row.link,
        days=tuple(
            RouteDay(
                step.name,
                _iso(step.planned_on),
                _iso(step.done_on),
                step.result,
                step.done_on is None and step.planned_on is not None and step.planned_on < on,
            )
            for step in row.steps.all()
        ),
    )


def promises(municipality: Municipality, region: Region, *, on: date) -> tuple[Promise, ...]:
    """The open ones, the soonest first."""
    found = promises_of(region, on=on, state=PromiseState.OPEN, municipality=municipality)[:MOST_PROMISES]
    return tuple(
        Promise(one.text, _iso(one.made_on), _iso(one.due), state_of(one, on=on) == PromiseState.LATE) for one in found
    )


def meetings(municipality: Municipality, region: Region, rights: Rights, *, on: date) -> tuple[Coming, ...]:
    """Of the bodies in which it sits, and of its own."""
    sits = Q(body__seats__organisation__municipality=municipality) | Q(body__municipality=municipality)
    found = Meeting.objects.visible_to(rights).coming(on).filter(sits).select_related("body").distinct()
    return tuple(
        Coming(one.pk, one.body.name, one.date.isoformat(), _hours(one), one.place) for one in found[:MOST_MEETINGS]
    )


def _reads_reviews(municipality: Municipality, region: Region, rights: Rights) -> bool:
    return rights.may_for_municipality(Right.READ_MUNICIPAL_ROWS, municipality, region)


def _reviewed(municipality: Municipality, rights: Rights, on: date) -> dict[int, OfficerRow]:
    """By step: a correction is reviewed as the conclusion that it replaced."""
    bundles = bundles_of(municipality, rights, on=on)[:MOST_BUNDLES]
    rows = [row for bundle in read_bundles(bundles, municipality, rights, on=on) for row in bundle.rows]
    return {row.item.conclusion.step_id: row for row in rows}


def _concluded(conclusion: Conclusion, row: OfficerRow | None) -> Concluded:
    outcome, proposal = conclusion.outcome, conclusion.step.round.proposal
    return Concluded(
        proposal=proposal.pk,
        subject=proposal.subject,
        body=conclusion.body_name,
        date=conclusion.date.isoformat(),
        outcome=Word(outcome.label, outcome.icon, outcome.tone),
        text=conclusion.text,
        review=_review(row),
    )


def _review(row: OfficerRow | None) -> Word | None:
    if row is None:
        return None
    if row.review is None and not row.item.asks_reaction:
        return NOT_ASKED
    return Word(row.mark.label, row.mark.icon, row.mark.tone)


def _hours(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return ""
    end = f"–{meeting.ends_at:%H.%M}" if meeting.ends_at else ""
    return f"{meeting.starts_at:%H.%M}{end} uur"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
