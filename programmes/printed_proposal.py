"""What the template of a voorstel or dossier shows: plain values of its content, and how that becomes a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ghnt.documents.drawing import Fact, Head, known
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import fingerprint
from ghnt.documents.words import DATE_FOLLOWS, Word, groups_of_eight, long_date, moment, short_date
from programmes.drawn_route import DrawnRoute, Stop, drawn_route

Row = Mapping[str, Any]
STATES = {"past": "Behandeld", "next": "Volgende stap", "planned": "Gepland"}


@dataclass(frozen=True)
class PrintedRemark:
    text: str
    became: Word | None
    sentence: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class PrintedConclusion:
    outcome: Word
    text: str
    remarks: tuple[PrintedRemark, ...]
    recorded: str
    reason: str


@dataclass(frozen=True)
class PrintedStation:
    round: str
    body: str
    date: str
    purpose: str
    state: str
    conclusion: PrintedConclusion | None
    replaced: tuple[PrintedConclusion, ...]


@dataclass(frozen=True)
class PrintedVersion:
    title: str
    note: str
    fixed: str
    fingerprint: tuple[str, ...]
    answered: tuple[str, ...]


@dataclass(frozen=True)
class ProposalDocument:
    head: Head
    kind: str
    is_dossier: bool
    region: str
    subject: str
    stand: str
    may_distribute: bool
    state: Word
    facts: tuple[Fact, ...]
    decisions: tuple[str, ...]
    explanation: str
    attachments: tuple[str, ...]
    files: tuple[str, ...]
    route: DrawnRoute
    stations: tuple[PrintedStation, ...]
    versions: tuple[PrintedVersion, ...]


def draw(said: Row, content: str) -> RenderedPdf:
    """The PDF of a content that was read. Raises RenderingError."""
    return draw_document("pdf/decision_proposal.html", document_of(said), identifier=fingerprint(content))


def document_of(said: Row) -> ProposalDocument:
    is_dossier = said["kind"] == "dossier"
    kind = "Dossier" if is_dossier else "Voorstel"
    title = f"{kind}: {said['subject']}, regio {said['region']}"
    return ProposalDocument(
        head=Head(title, f"Regio {said['region']}", said["subject"], said["on"], said["on"], False),
        kind=kind,
        is_dossier=is_dossier,
        region=said["region"],
        subject=said["subject"],
        stand=f"stand van {long_date(said['on'])}",
        may_distribute=said["may_distribute"],
        state=Word(*said["state"]),
        facts=_facts(said),
        decisions=tuple(said["decisions"]),
        explanation=said["explanation"],
        attachments=tuple(said["attachments"]),
        files=tuple(said["files"]),
        route=drawn_route([(row["title"], [_stop(station) for station in row["stations"]]) for row in said["rounds"]]),
        stations=tuple(_station(row["title"], station) for row in said["rounds"] for station in row["stations"]),
        versions=tuple(map(_version, said.get("versions", ()))),
    )


def _facts(said: Row) -> tuple[Fact, ...]:
    distribution = "Ja" if said["may_distribute"] else "Nee, dit voorstel blijft binnen de regio"
    contact = tuple((label, value) for label, value in said["facts"])
    date = long_date(said["date"], unknown="")
    return known((("Onderwerp", said["subject"]), ("Verspreiden", distribution), *contact, ("Datum", date)))


def _stop(station: Row) -> Stop:
    past = station["conclusion"] is not None
    return Stop(
        state=station["state"],
        body=station["body"],
        date=short_date(station["date"], unknown="" if past else DATE_FOLLOWS),
        purpose=station["purpose"],
        outcome=Word(*station["conclusion"]["outcome"]) if past else None,
    )


def _station(round_: str, station: Row) -> PrintedStation:
    conclusion = station["conclusion"]
    return PrintedStation(
        round=round_,
        body=station["body"],
        date=long_date(station["date"], unknown="datum niet bekend" if conclusion else DATE_FOLLOWS),
        purpose=station["purpose"],
        state=STATES[station["state"]],
        conclusion=_conclusion(conclusion) if conclusion else None,
        replaced=tuple(map(_conclusion, station["replaced"])),
    )


def _conclusion(said: Row) -> PrintedConclusion:
    return PrintedConclusion(
        outcome=Word(*said["outcome"]),
        text=said["text"],
        remarks=tuple(
            PrintedRemark(
                text=one["text"],
                became=Word(*one["became"]) if "became" in one else None,
                sentence=one.get("sentence", ""),
                places=tuple(one.get("places", ())),
            )
            for one in said["remarks"]
        ),
        recorded=f"Vastgelegd door {said['by']}, {moment(said['at'])}.",
        reason=said["reason"],
    )


def _version(said: Row) -> PrintedVersion:
    return PrintedVersion(
        title=f"Versie {said['number']}",
        note=said["note"],
        fixed=f"vastgelegd door {said['by']}, {moment(said['at'])}",
        fingerprint=groups_of_eight(said["sha256"]),
        answered=tuple(said["answered"]),
    )
