"""Remarks as plain values: the literal words, and what became of them with where to read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from ghnt.ui.dates import long_date
from programmes.decided import Decided, Mark
from programmes.models import Proposal, Remark, RemarkFollowUp, RemarkState
from programmes.remarks.hanging import RemarkLink, links_of
from programmes.remarks.listing import FOLLOWED
from programmes.remarks.states import Standing, Verb, may, standing_of
from programmes.route import Route, RouteRound, Station
from regions.models import Region
from regions.rights import Right, Rights

NOBODY_YET = "Nog door niemand opgepakt."


@dataclass(frozen=True)
class ToldRemark:
    """A remark of a body. `change_url` is there for who may say what became of it."""

    pk: int
    text: str
    mark: Mark
    sentence: str
    links: tuple[RemarkLink, ...]
    is_late: bool
    change_url: str


def tell_remarks(remarks: Iterable[Remark], *, region: Region, rights: Rights, on: date) -> dict[int, ToldRemark]:
    """By the key of each remark what a reader sees; one query beside those for what the layers above hang on them."""
    remarks = list(remarks)
    reads_region = rights.may(Right.READ_REGION, region)
    hanging = links_of([remark.pk for remark in remarks])
    told = {}
    for remark in remarks:
        row: RemarkFollowUp | None = getattr(remark, "follow_up", None)
        links = (*_places(row), *hanging.get(remark.pk, ()))
        told[remark.pk] = ToldRemark(
            pk=remark.pk,
            text=remark.text,
            mark=mark_of(RemarkState(row.state) if row else RemarkState.OPEN),
            sentence=_sentence(row),
            links=links if reads_region else tuple(replace(link, url="") for link in links),
            is_late=bool(row and row.state == RemarkState.OPEN and row.due and row.due < on),
            change_url=_change_url(remark, region, rights),
        )
    return told


def remarks_of_proposal(proposal: Proposal, *, region: Region, rights: Rights, on: date) -> dict[int, ToldRemark]:
    """All remarks of a proposal by their keys, those of replaced conclusions too; two queries."""
    rows = Remark.objects.filter(conclusion__step__round__proposal=proposal)
    return tell_remarks(rows.select_related(*FOLLOWED), region=region, rights=rights, on=on)


def with_follow_up(route: Route, *, proposal: Proposal, region: Region, rights: Rights, on: date) -> Route:
    """The route, with what became of each remark at its conclusion."""
    told = remarks_of_proposal(proposal, region=region, rights=rights, on=on)
    by_conclusion: dict[int, list[ToldRemark]] = {}
    keys = Remark.objects.filter(pk__in=told).order_by("number").values_list("pk", "conclusion") if told else ()
    for pk, conclusion in keys:
        by_conclusion.setdefault(conclusion, []).append(told[pk])
    return replace(route, rounds=tuple(_round(row, by_conclusion) for row in route.rounds))


def mark_of(state: RemarkState) -> Mark:
    return Mark(state.value, str(state.label), state.icon, state.tone)


def _round(row: RouteRound, told: dict[int, list[ToldRemark]]) -> RouteRound:
    return replace(row, cells=tuple(cell and _station(cell, told) for cell in row.cells))


def _station(station: Station, told: dict[int, list[ToldRemark]]) -> Station:
    current = station.conclusion and _decided(station.conclusion, told)
    return replace(station, conclusion=current, replaced=tuple(_decided(one, told) for one in station.replaced))


def _decided(decided: Decided, told: dict[int, list[ToldRemark]]) -> Decided:
    return replace(decided, told=tuple(told.get(decided.pk, ())))


def _sentence(row: RemarkFollowUp | None) -> str:
    if row is None:
        return NOBODY_YET
    if row.state != RemarkState.OPEN:
        return row.explanation
    who = f"{row.who}, vóór {long_date(row.due)}." if row.due else f"{row.who}."
    return f"{who} {row.explanation}".strip()


def _places(row: RemarkFollowUp | None) -> tuple[RemarkLink, ...]:
    if row is None:
        return ()
    places = []
    if row.node:
        url = reverse("programmes:node_detail", args=[row.node.programme.region.slug, row.node_id])
        label = f"Onderdeel {row.node.code} {row.node.title}"
        places.append(RemarkLink(f"{label}, verwijderd") if row.node.removed_at else RemarkLink(label, url))
    if row.proposal_version:
        number, proposal = row.proposal_version.number, row.proposal_version.proposal
        url = reverse("programmes:proposal_version", args=[proposal.region.slug, proposal.pk, number])
        places.append(RemarkLink(f"Versie {number} van het voorstel", url))
    if row.programme_version:
        number, programme = row.programme_version.number, row.programme_version.programme
        url = reverse("reporting:programme_version_detail", args=[programme.region.slug, number])
        places.append(RemarkLink(f"Versie {number} van {programme.title}", url))
    return tuple(places)


def _change_url(remark: Remark, region: Region, rights: Rights) -> str:
    standing = standing_of(remark)
    if standing == Standing.REPLACED or not may(standing, Verb.ASSIGN, rights, region):
        return ""
    return reverse("programmes:remark_follow_up", args=[region.slug, remark.pk])
