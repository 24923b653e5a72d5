"""The zip of a round: of every region its PDF and its sealed text, the answers of all in one workbook, a manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from ghnt.documents.apart import RenderingError
from ghnt.documents.files import MadeFile
from ghnt.documents.words import long_date
from reporting.bundles.answers import answers_workbook
from reporting.bundles.archive import Archive, Entry, as_csv, as_json, pieces_of
from reporting.bundles.order import AlteredSealError, Part, RoundOrder, sealed_text
from reporting.bundles.stored import report_pieces
from reporting.bundles.turns import Tell

README = """Uitvraag {round}
{programme}

Dit bestand bevat de rapportages van {number} regio's, bijgewerkt tot en met {day}.

Per regio staat er een map met:
- de pdf van de rapportage;
- de vastgelegde gegevens (json) waarvan die pdf is gemaakt. De SHA-256 van dat bestand is de vingerafdruk
  van de versie. Hij staat ook in het colofon van de pdf.

antwoorden.xlsx bevat de antwoorden van alle regio's, een rij per antwoord.
manifest.json en manifest.csv noemen elk bestand met zijn SHA-256, de regio, de versie en de stand.
"""


def draw_round_zip(order: RoundOrder, *, tell: Tell) -> MadeFile:
    """The zip, the same bytes for the same order. Raises RenderingError, and what `tell` raises."""
    with Archive() as archive:
        try:
            entries = [*_reports(archive, order, tell), _answers(archive, order)]
        except AlteredSealError as altered:
            raise RenderingError(str(altered)) from altered
        return _closed(archive, order, entries)


def _reports(archive: Archive, order: RoundOrder, tell: Tell) -> Iterator[Entry]:
    total = len(order.parts) + 1
    tell(0, total)
    for done, part in enumerate(order.parts, 1):
        yield from _region(archive, part, order)
        tell(done, total)


def _answers(archive: Archive, order: RoundOrder) -> Entry:
    with answers_workbook(order) as workbook:
        return _put(archive, "antwoorden.xlsx", pieces_of(workbook), "antwoorden van alle regio’s")


def _closed(archive: Archive, order: RoundOrder, entries: list[Entry]) -> MadeFile:
    day = long_date(order.day)
    words = README.format(round=order.round_name, programme=order.programme, number=len(order.parts), day=day)
    entries.append(_put(archive, "LEESMIJ.txt", words.encode(), "toelichting"))
    archive.add("manifest.json", as_json(_about(order), entries))
    archive.add("manifest.csv", as_csv(entries))
    return archive.made()


def _region(archive: Archive, part: Part, order: RoundOrder) -> list[Entry]:
    name = f"{part.slug}/voortgangsrapportage-{part.slug}-{order.round_code}-versie-{part.number}"
    pdf = archive.add(f"{name}.pdf", report_pieces(part))
    text = archive.add(f"{name}.json", sealed_text(part).encode())
    return [
        entry_of(part, f"{name}.pdf", pdf, "pdf van de rapportage"),
        entry_of(part, f"{name}.json", text, "vastgelegde gegevens"),
    ]


def entry_of(part: Part, file: str, digest: tuple[str, int], what: str) -> Entry:
    marks = part.got
    return Entry(
        file=file,
        sha256=digest[0],
        size=digest[1],
        what=what,
        region=part.name,
        version=part.number,
        state=part.state,
        submitted_at=marks.submitted_at,
        adopted_by=marks.adopted_by_body,
        adopted_on=marks.adopted_on or "",
        accepted_by=marks.accepted_by,
        accepted_on=marks.accepted_on or "",
    )


def _put(archive: Archive, file: str, content: bytes | Iterable[bytes], what: str) -> Entry:
    sha256, size = archive.add(file, content)
    return Entry(file, sha256, size, what)


def _about(order: RoundOrder) -> dict[str, object]:
    return {
        "schema": order.schema,
        "round": order.round_code,
        "half_year": order.half_year,
        "programme": order.programme,
        "updated_until": order.day,
        "left_out": [asdict(one) for one in order.left_out],
    }
