"""A proposal on paper, as its form (voorstel) or with all that became of it (dossier): what it says, and the PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ghnt import clock
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json
from programmes.decided import Decided
from programmes.models import DecisionDocumentKind, Proposal, Remark, RemarkState
from programmes.printed_proposal import draw
from programmes.proposal_versions import text_of
from programmes.remarks import ToldRemark, remarks_of_proposal
from programmes.route import Station, route_of
from regions.models import Region
from regions.rights import Rights

Row = dict[str, Any]


def proposal_content(proposal: Proposal, region: Region) -> str:
    """All that the form says, as canonical JSON."""
    return canonical_json({**_form(proposal, region), "kind": DecisionDocumentKind.PROPOSAL.value})


def dossier_content(proposal: Proposal, region: Region, rights: Rights) -> str:
    """The form with every conclusion, also replaced ones, what became of the remarks, and the versions."""
    told = remarks_of_proposal(proposal, region=region, rights=rights, on=clock.today())
    keys: dict[int, list[ToldRemark]] = {}
    for pk, conclusion in Remark.objects.filter(pk__in=told).order_by("number").values_list("pk", "conclusion"):
        keys.setdefault(conclusion, []).append(told[pk])
    form = _form(proposal, region, keys)
    return canonical_json({**form, "kind": DecisionDocumentKind.DOSSIER.value, "versions": _versions(proposal)})


def draw_proposal(content: str) -> RenderedPdf:
    """The PDF of either content. Raises RenderingError."""
    return draw(json.loads(content), content)


def _form(proposal: Proposal, region: Region, told: Mapping[int, list[ToldRemark]] | None = None) -> Row:
    text = text_of(proposal)
    route = route_of(proposal)
    return {
        "region": region.name,
        "on": clock.today().isoformat(),
        "may_distribute": proposal.may_distribute,
        "subject": text.subject,
        "facts": [
            ["Contactpersoon", proposal.contact],
            ["Eenheid", proposal.unit],
            ["E-mail", proposal.email],
            ["Kenmerk", text.reference],
        ],
        "date": text.date,
        "state": [route.state.label, route.state.icon, route.state.tone],
        "decisions": list(text.decisions),
        "explanation": text.explanation,
        "attachments": list(text.attachments),
        "files": [one.words for one in text.files],
        "rounds": [
            {
                "title": f"Ronde {row.number} {row.kind}",
                "stations": [_station(station, told) for station in row.stations],
            }
            for row in route.rounds
        ],
    }


def _station(station: Station, told: Mapping[int, list[ToldRemark]] | None) -> Row:
    current = station.conclusion
    return {
        "state": str(station.state),
        "body": station.body,
        "date": station.date.isoformat() if station.date else None,
        "purpose": station.purpose,
        "conclusion": _conclusion(current, told) if current else None,
        "replaced": [_conclusion(one, told) for one in station.replaced] if told is not None else [],
    }


def _conclusion(decided: Decided, told: Mapping[int, list[ToldRemark]] | None) -> Row:
    outcome = decided.outcome
    followed = None if told is None else [_remark(one) for one in told.get(decided.pk, ())]
    plain = [] if decided.repeats_remarks else [{"text": text} for text in decided.remarks]
    return {
        "outcome": [outcome.label, outcome.icon or "message-2", outcome.tone or "plain"],
        "text": decided.text,
        "date": decided.date.isoformat(),
        "by": decided.by_name,
        "at": timezone.localtime(decided.at).isoformat(timespec="minutes"),
        "reason": decided.reason,
        "remarks": plain if followed is None else followed,
    }


def _remark(told: ToldRemark) -> Row:
    return {
        "text": told.text,
        "became": [told.mark.label, told.mark.icon, told.mark.tone],
        "sentence": told.sentence,
        "places": [link.label for link in told.links],
    }


def _versions(proposal: Proposal) -> list[Row]:
    versions = proposal.versions.prefetch_related("answered_remarks__remark__conclusion")
    return [
        {
            "number": version.number,
            "note": version.note,
            "at": timezone.localtime(version.at).isoformat(timespec="minutes"),
            "by": version.by_name,
            "sha256": version.sha256,
            "answered": [
                f"{row.remark.conclusion.body_name}: {row.remark.text}"
                for row in version.answered_remarks.all()
                if row.state == RemarkState.PROCESSED
            ],
        }
        for version in versions
    ]
