import csv
import io
import json
import tracemalloc
from datetime import date
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from ghnt import clock
from ghnt.documents import jobs
from ghnt.documents.apart import RenderingError
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import fingerprint
from reporting import rendering
from reporting.bundles import asking
from reporting.bundles.archive import Archive, Entry, as_csv
from reporting.bundles.order import read_order
from reporting.bundles.round_zip import draw_round_zip
from reporting.bundles.turns import in_silence
from reporting.marks import marks_of
from reporting.models import EventKind
from tests.factories import UserFactory
from tests.reporting.bundled import a_region, a_round, sealed
from tests.reporting.sample_content import NORMAL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_july")]


@pytest.fixture
def round_():
    """Rivierenland accepted, Zandstreek submitted; both have their PDF."""
    round_ = a_round()
    for name, code, kinds, content in (
        ("Rivierenland", "RVL", (EventKind.ACCEPTED,), NORMAL),
        ("Zandstreek", "ZND", (), None),
    ):
        version = sealed(a_region(name, code), round_, *kinds, content=content)
        job = rendering.request_rendering(version, marks_of(version))
        job.claim()
        job.finish(RenderedPdf(f"%PDF van {name}".encode(), 3, "proef"))
    return round_


@pytest.fixture
def order(round_):
    return read_order(asking.ask_round_zip(round=round_, by=UserFactory())[0].content)


def drawn(order):
    with draw_round_zip(order, tell=in_silence).open() as file:
        return file.read()


def opened(order):
    return ZipFile(io.BytesIO(drawn(order)))


def test_zip_holds_pdf_and_sealed_text_of_each_region_and_a_manifest_of_all(order):
    archive = opened(order)
    name = "rivierenland/voortgangsrapportage-rivierenland-2020-H2-versie-1"
    assert archive.namelist() == [
        f"{name}.pdf",
        f"{name}.json",
        *(one.replace("rivierenland", "zandstreek") for one in (f"{name}.pdf", f"{name}.json")),
        "antwoorden.xlsx",
        "LEESMIJ.txt",
        "manifest.json",
        "manifest.csv",
    ]
    assert archive.read(f"{name}.pdf") == b"%PDF van Rivierenland"
    assert fingerprint(archive.read(f"{name}.json").decode()) == order.parts[0].sha256
    manifest = json.loads(archive.read("manifest.json"))
    for entry in manifest["files"]:
        assert fingerprint_of(archive.read(entry["file"])) == entry["sha256"]
    accepted, waiting = manifest["files"][1], manifest["files"][3]
    assert (accepted["region"], accepted["state"], accepted["accepted_on"]) == (
        "Rivierenland",
        "geaccepteerd",
        "2021-04-01",
    )
    assert (waiting["state"], waiting["accepted_on"]) == ("ingediend, nog niet geaccepteerd", "")
    rows = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig")), delimiter=";"))
    assert [row["sha256"] for row in rows] == [entry["sha256"] for entry in manifest["files"]]


def fingerprint_of(body):
    import hashlib

    return hashlib.sha256(body).hexdigest()


def test_zip_is_the_same_whenever_it_is_made(order):
    with clock.standing_at(date(2021, 8, 1)):
        first = drawn(order)
    with clock.standing_at(date(2022, 2, 2)):
        assert drawn(order) == first


def test_workbook_has_every_answer_once_as_text(order):
    book = load_workbook(io.BytesIO(opened(order).read("antwoorden.xlsx")))
    rows = list(book["Antwoorden"].iter_rows(min_row=2, values_only=True))
    written = len(NORMAL.answers) + sum(len(line.answers) for line in NORMAL.lines)
    written += sum(len(one.answers) for one in NORMAL.municipal_answers)
    assert len([row for row in rows if row[0] == "Rivierenland"]) == written
    first = NORMAL.answers[0]
    assert (rows[0][1], rows[0][6], rows[0][9]) == ("RVL", first.question, first.text)


def test_a_pdf_that_was_not_made_yet_is_made_first(order, round_, monkeypatch):
    version = round_.reports.get(region__slug="zandstreek").versions.get()
    version.renderings.update(state="waiting", file="", tries=0)
    monkeypatch.setitem(jobs._draws, "reporting.reportrendering", lambda job: RenderedPdf(b"%PDF nieuw", 1, "proef"))
    name = "zandstreek/voortgangsrapportage-zandstreek-2020-H2-versie-1.pdf"
    assert opened(order).read(name) == b"%PDF nieuw"


def test_a_pdf_that_is_gone_is_said_by_name(order, round_):
    round_.reports.get(region__slug="zandstreek").versions.get().renderings.update(file="renderings/weg.pdf")
    with pytest.raises(RenderingError, match="Het bestand van Zandstreek is er niet meer"):
        draw_round_zip(order, tell=in_silence)


def test_zip_of_a_round_without_reports_is_refused(db):
    with pytest.raises(ValidationError, match="Van deze ronde is nog niets ingediend"):
        asking.ask_round_zip(round=a_round(), by=UserFactory())


def test_a_large_file_never_stands_in_memory():
    piece = bytes(1024**2)
    tracemalloc.start()
    with Archive() as archive:
        _, size = archive.add("groot.pdf", (piece for _ in range(300)))
        made = archive.made()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    with made.open():
        assert (size, made.size > size) == (300 * 1024**2, True)
    assert peak < 20 * 1024**2


def test_a_cell_that_looks_like_a_formula_is_text():
    line = as_csv([Entry("a.pdf", "0" * 64, 1, "pdf", region="=HYPERLINK(1)")]).decode("utf-8-sig").splitlines()[1]
    assert ";'=HYPERLINK(1);" in line
