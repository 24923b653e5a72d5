"""Metadata of a file in the form of MDTO, the Dutch standard for lasting access: what it is, whose, of when, unchanged.

https://www.nationaalarchief.nl/mdto is the name of the standard's vocabulary, as its schema asks for.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
SOURCE = "ghnt"
FORMATS = {
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".xml": "application/xml",
    ".csv": "text/csv",
    ".txt": "text/plain",
}


@dataclass(frozen=True)
class Described:
    """A file in a dossier. `day` is ISO, of the document itself; "" when it bears none."""

    file: str
    title: str
    mime: str
    size: int
    sha256: str
    day: str


def file_metadata(one: Described, *, dossier: str) -> bytes:
    """The metadata of one file, as XML."""
    root = Element("MDTO", {"xmlns": NAMESPACE})
    file = SubElement(root, "bestand")
    _identified(file, f"sha256:{one.sha256}")
    _text(file, "naam", one.file.rpartition("/")[2])
    _text(file, "omvang", str(one.size))
    _concept(file, "bestandsformaat", one.mime, "IANA media types")
    checksum = SubElement(file, "checksum")
    _concept(checksum, "checksumAlgoritme", "SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO")
    _text(checksum, "checksumWaarde", one.sha256)
    if one.day:
        _text(checksum, "checksumDatum", one.day)
    _reference(file, "isRepresentatieVan", f"{one.title}, {dossier}")
    return _written(root)


def dossier_metadata(*, name: str, region: str, period: tuple[str, str], day: str, files: list[Described]) -> bytes:
    """The metadata of the dossier as a whole: what it is about, and which files represent it."""
    root = Element("MDTO", {"xmlns": NAMESPACE})
    about = SubElement(root, "informatieobject")
    _identified(about, name)
    _text(about, "naam", name)
    _concept(about, "aggregatieniveau", "Dossier", "Begrippenlijst Aggregatieniveaus MDTO")
    covered = SubElement(about, "dekkingInTijd")
    _concept(covered, "dekkingInTijdType", "Betreft", "Begrippenlijst DekkingInTijdTypen MDTO")
    _text(covered, "dekkingInTijdBegindatum", period[0])
    _text(covered, "dekkingInTijdEinddatum", period[1])
    _text(SubElement(about, "dekkingInRuimte"), "verwijzingNaam", f"Regio {region}")
    event = SubElement(about, "event")
    _concept(event, "eventType", "Samenstelling", SOURCE)
    _text(event, "eventTijd", day)
    _reference(about, "archiefvormer", f"Regio {region}")
    for one in files:
        _reference(about, "heeftRepresentatie", one.file)
    return _written(root)


def _identified(parent: Element, mark: str) -> None:
    identification = SubElement(parent, "identificatie")
    _text(identification, "identificatieKenmerk", mark)
    _text(identification, "identificatieBron", SOURCE)


def _concept(parent: Element, tag: str, label: str, vocabulary: str) -> None:
    concept = SubElement(parent, tag)
    _text(concept, "begripLabel", label)
    _text(SubElement(concept, "begripBegrippenlijst"), "verwijzingNaam", vocabulary)


def _reference(parent: Element, tag: str, name: str) -> None:
    _text(SubElement(parent, tag), "verwijzingNaam", name)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = "".join(sign for sign in text if sign >= " " or sign in "\t\n")


def _written(root: Element) -> bytes:
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
