"""Gathers what one municipality reads, in a number of queries that does not depend on how much there is."""

from __future__ import annotations

from datetime import date

from actions import disclosure
from actions.local import local_actions_of
from actions.models import ActionCost, LocalAction, Participation
from actions.own_part import OwnRow, own_costs, own_rows
from ghnt.documents.words import Word
from ghnt.periods import HalfYear
from ghnt.site.our_municipality import deciding
from ghnt.site.our_municipality.content import Cost, Local, Neighbour, OurMunicipality, Row
from ghnt.site.our_municipality.counting import own_figures
from ghnt.site.our_municipality.scanning import own_scans
from ghnt.ui.money import euro
from programmes.models import RegionalProgramme
from programmes.outline import current_or_coming
from regions.geography import centre_of
from regions.models import Municipality, MunicipalitySuccession, Region
from regions.posts import leader_of
from regions.rights import Rights

_ANSWERS = {
    Participation.YES: ("check", "green"),
    Participation.LATER: ("clock", "plain"),
    Participation.NO: ("ban", "plain"),
}


def our_municipality(municipality: Municipality, region: Region, rights: Rights, *, on: date) -> OurMunicipality:
    """`region` is the one of today, or of an ended municipality the last one."""
    programme = current_or_coming(region, on=on)
    half_year = disclosure.latest_visible_half_year(rights, region, on=on)
    centre = centre_of(municipality, on=on)
    leader = leader_of(region, on)
    successions = MunicipalitySuccession.objects.filter(on__lte=on)
    ended = municipality.valid_to if municipality.valid_to and municipality.valid_to <= on else None
    conclusions, review = deciding.conclusions(municipality, region, rights, on=on)
    return OurMunicipality(
        name=municipality.name,
        slug=municipality.slug,
        on=on.isoformat(),
        ended_on=ended.isoformat() if ended else None,
        successors=tuple(
            Neighbour(one.successor.name, one.successor.slug, one.on.isoformat())
            for one in successions.filter(predecessor=municipality).select_related("successor")
        ),
        predecessors=tuple(
            Neighbour(one.predecessor.name, one.predecessor.slug, one.on.isoformat())
            for one in successions.filter(successor=municipality).select_related("predecessor")
        ),
        region=region.name,
        region_slug=region.slug,
        centre=centre.name if centre else "",
        leader=str(leader) if leader else "",
        programme=programme.title if programme else "",
        half_year=half_year.label if half_year else "",
        rows=_rows(municipality, programme, half_year, outside=disclosure.is_outside(rights, region)),
        local_actions=tuple(map(_local, local_actions_of(municipality, programme))),
        conclusions=conclusions,
        review=review,
        act=deciding.act(municipality, programme, on=on) if programme else None,
        promises=deciding.promises(municipality, region, on=on),
        meetings=deciding.meetings(municipality, region, rights, on=on),
        costs=tuple(map(_cost, own_costs(municipality, programme))) if programme else (),
        scans=own_scans(municipality, region, rights, on=on),
        figures=own_figures(municipality, region, rights, on=on),
    )


def _rows(
    municipality: Municipality, programme: RegionalProgramme | None, half_year: HalfYear | None, *, outside: bool
) -> tuple[Row, ...]:
    if programme is None:
        return ()
    return tuple(map(_row, own_rows(municipality, programme, half_year, outside=outside)))


def _row(row: OwnRow) -> Row:
    answer, action, phase, course = row.answer, row.action, row.phase, row.assessment
    word = None
    if row.takes_part is not None:
        icon, tone = _ANSWERS[row.takes_part]
        word = Word(str(row.takes_part.label), icon, tone)
    return Row(
        pk=action.pk,
        group=str(action.node),
        name=f"{action.code} {action.title}",
        answer=word,
        since=answer.since.isoformat() if answer and answer.since else None,
        elaboration=answer.elaboration if answer else "",
        consequence=answer.consequence if answer else "",
        phase=Word(str(phase.label), phase.icon, phase.tone) if phase else None,
        course=Word(str(course.label), course.icon, course.tone) if course else None,
    )


def _local(action: LocalAction) -> Local:
    phase = action.phase_choice
    word = Word(str(phase.label), phase.icon, phase.tone)
    return Local(action.title, word, action.puller, action.end.isoformat() if action.end else None)


def _cost(cost: ActionCost) -> Cost:
    amount = "p.m." if cost.amount is None else euro(cost.amount)
    return Cost(
        action=cost.action_id,
        name=f"{cost.action.code} {cost.action.title}",
        year=cost.year,
        amount=f"{amount}, voorlopig" if cost.is_provisional else amount,
        cover=cost.cover,
    )
