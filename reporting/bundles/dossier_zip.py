"""The dossier of a region: its report, its programme, decisions and attachments, each with metadata beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from ghnt.documents.apart import RenderingError
from ghnt.documents.files import MadeFile
from ghnt.documents.words import long_date
from ghnt.periods import HalfYear
from programmes.models import ProgrammeVersion, Proposal
from reporting.bundles.archive import Archive, Entry, as_csv, as_json
from reporting.bundles.dossier_order import DossierOrder, StoredPiece
from reporting.bundles.mdto import FORMATS, Described, dossier_metadata, file_metadata
from reporting.bundles.order import AlteredSealError, Part, sealed_text
from reporting.bundles.round_zip import entry_of
from reporting.bundles.stored import report_pieces, stored_pieces
from reporting.bundles.turns import Tell

HIDDEN = "Een voorstel waarvan stukken in dit dossier staan, mag niet meer worden verspreid. Maak het dossier opnieuw."
CHANGED = "{name} is niet meer het bestand van toen. Meld het bij de beheerder."
README = """Dossier regio {name}, {round}

Bijgewerkt tot en met {day}.

rapportage/  de ingediende versies: de pdf, en de vastgelegde gegevens (json) waarvan die is gemaakt
programma/   het vastgestelde regionale programma
besluiten/   besluitenlijsten en voorstellen waarvan een pdf is gemaakt
bijlagen/    bijlagen bij het programma, bij voorstellen en bij acties

Voorstellen met "Verspreiden: nee" staan er niet in, en ook niets wat daarover gaat.
Naast elk bestand staat een bestand met dezelfde naam en .mdto.xml: de metagegevens.
manifest.json en manifest.csv noemen elk bestand met zijn SHA-256.
"""


def draw_dossier(order: DossierOrder, *, tell: Tell) -> MadeFile:
    """The zip, the same bytes for the same order. Raises RenderingError, and what `tell` raises."""
    _refuse_hidden(order)
    total = len(order.reports) + len(order.pieces)
    tell(0, total)
    with Archive() as archive:
        dossier = _Dossier(order, archive)
        for done, part in enumerate(order.reports, 1):
            dossier.add_report(part)
            tell(done, total)
        for done, piece in enumerate(order.pieces, len(order.reports) + 1):
            dossier.add_piece(piece)
            tell(done, total)
        return dossier.made()


class _Dossier:
    def __init__(self, order: DossierOrder, archive: Archive) -> None:
        self.order, self.archive = order, archive
        self.entries: list[Entry] = []
        self.described: list[Described] = []
        self.name = f"Dossier regio {order.name}, {order.round_name}"

    def add_report(self, part: Part) -> None:
        name = f"rapportage/voortgangsrapportage-{part.slug}-{self.order.round_code}-versie-{part.number}"
        title = f"Voortgangsrapportage {part.name}, versie {part.number}, {part.state}"
        try:
            text = sealed_text(part).encode()
        except AlteredSealError as altered:
            raise RenderingError(str(altered)) from altered
        for file, content, what in (
            (f"{name}.pdf", report_pieces(part), "pdf van de rapportage"),
            (f"{name}.json", [text], "vastgelegde gegevens"),
        ):
            digest = self._add(file, content, title, FORMATS[file[file.rindex(".") :]], part.day)
            self.entries.append(entry_of(part, file, digest, what))

    def add_piece(self, piece: StoredPiece) -> None:
        digest = self._add(piece.file, _pieces(piece), piece.title, piece.mime, piece.day)
        if digest[0] != piece.sha256:
            raise RenderingError(CHANGED.format(name=piece.title))
        self.entries.append(Entry(piece.file, *digest, piece.what, region=self.order.name))

    def made(self) -> MadeFile:
        period = HalfYear.parse(self.order.half_year)
        day = self.order.day
        about = dossier_metadata(
            name=self.name,
            region=self.order.name,
            period=(period.start.isoformat(), period.end.isoformat()),
            day=day,
            files=self.described,
        )
        words = README.format(name=self.order.name, round=self.order.round_name, day=long_date(day))
        self.archive.add("dossier.mdto.xml", about)
        self.archive.add("LEESMIJ.txt", words.encode())
        self.archive.add("manifest.json", as_json(_about(self.order), self.entries))
        self.archive.add("manifest.csv", as_csv(self.entries))
        return self.archive.made()

    def _add(self, file: str, content: Iterable[bytes], title: str, mime: str, day: str) -> tuple[str, int]:
        sha256, size = self.archive.add(file, content)
        described = Described(file, title, mime, size, sha256, day)
        self.described.append(described)
        self.archive.add(f"{file}.mdto.xml", file_metadata(described, dossier=self.name))
        return sha256, size


def _pieces(piece: StoredPiece) -> Iterator[bytes]:
    if piece.text_of is None:
        yield from stored_pieces(piece.key, piece.title)
        return
    text = ProgrammeVersion.objects.values_list("content", flat=True).get(pk=piece.text_of).encode()
    if hashlib.sha256(text).hexdigest() != piece.sha256:
        raise RenderingError(CHANGED.format(name=piece.title))
    yield text


def _refuse_hidden(order: DossierOrder) -> None:
    """ "Verspreiden" can have become "nee" since the dossier was asked for."""
    shown = Proposal.objects.present().filter(pk__in=order.proposals, may_distribute=True).count()
    if shown != len(order.proposals):
        raise RenderingError(HIDDEN)


def _about(order: DossierOrder) -> dict[str, object]:
    return {
        "schema": order.schema,
        "region": order.name,
        "round": order.round_code,
        "half_year": order.half_year,
        "updated_until": order.day,
    }
