"""A PDF that comes back: unchanged, changed or unknown; and what a visitor without account learns of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from regions.models import Role
from regions.rights import Right, Rights
from reporting.marks import marks_of
from reporting.models import EventKind, PublicRelease, PublicRendering, ReportEvent, ReportVersion
from reporting.pdf.document import report_pdf
from reporting.rendering import request_rendering
from reporting.verifying import Outcome, verify
from reporting.verifying.claim import REPORT, Claim, claim_in
from reporting.verifying.reading import read
from reporting.views import verifying
from tests import factories
from tests.reporting.sample_content import EMPTY

pytestmark = pytest.mark.django_db
NOBODY, EVERYBODY = Rights(), Rights(national=frozenset(Right))
URL = "/controleren/"


@pytest.fixture
def report():
    region = factories.RegionFactory(code="GHNT-GVS", name="Gooi en Vechtstreek", slug="gooi")
    return factories.ReportFactory(region=region)


def seal(report, number=1):
    content = replace(EMPTY, version=number, round_code=report.round.code)
    text = canonical_json(content)
    values = {"number": number, "schema": content.schema, "content": text, "sha256": fingerprint(text)}
    version = ReportVersion.objects.create(report=report, by_name="Noor Šimić", **values)
    note(version, EventKind.SUBMITTED)
    return version


def note(version, kind, **more):
    at = datetime(2021, 7, 9, 10, 0, tzinfo=UTC)
    ReportEvent.objects.create(report=version.report, version=version, kind=kind, at=at, by_name="Imre", **more)


def file_of(version, body=None):
    """The bytes that were handed out for the version with the marks it has now."""
    body = body or f"%PDF-1.7 {version.pk} {canonical_json(marks_of(version))}".encode()
    job = request_rendering(version, marks_of(version))
    job.claim()
    job.finish(RenderedPdf(body, 1, "proef"))
    return body


def claiming(version):
    claim = Claim(REPORT, "GVS", version.report.round.code, version.number, version.sha256)
    return b"%PDF-1.7 <pdf:Keywords>" + str(claim).encode() + b"</pdf:Keywords>"


def test_drawn_report_says_what_it_is_and_is_recognised_with_each_of_its_marks(report):
    version = seal(report)
    first = file_of(version, report_pdf(EMPTY, marks_of(version)).body)
    note(version, EventKind.ACCEPTED)
    second = file_of(version)

    assert read([first]).claim == Claim(REPORT, EMPTY.region.code, EMPTY.round_code, EMPTY.version, version.sha256)
    for body in (first, second):
        found = verify([body], EVERYBODY)
        assert (found.outcome, found.document.version) == (Outcome.UNCHANGED, 1)
        assert found.document.standing == ("Geaccepteerd door het landelijk team op 9 juli 2021.",)


def test_one_changed_byte_is_noticed_and_the_file_still_named(report):
    version = seal(report)
    body = file_of(version, claiming(version))

    found = verify([body, b" "], NOBODY)

    assert found.outcome == Outcome.CHANGED
    assert (found.document.region, found.document.period, found.document.version) == (
        "Gooi en Vechtstreek",
        "1e halfjaar 2021",
        1,
    )
    assert found.document.standing == ()


@pytest.mark.parametrize("cut", [1, 30, 60, 100])
def test_claim_across_two_pieces_is_found(report, cut):
    body = claiming(seal(report))
    assert read([body[:cut], body[cut:]]).claim == claim_in(body)


def test_claim_with_another_fingerprint_confirms_nothing(report):
    """Otherwise a guess would tell that there is such a version."""
    version = seal(report)
    forged = claiming(version).replace(version.sha256.encode(), b"0" * 64)
    assert verify([forged], EVERYBODY).outcome == Outcome.UNKNOWN


@pytest.mark.parametrize("body", [b"", b"\0" * 5000, b"%PDF-1.7\n" + b"<<" * 90_000, b"ghnt:rapportage/" * 9000])
def test_hostile_files_are_unknown(body):
    assert verify([body], EVERYBODY).outcome == Outcome.UNKNOWN


def test_visitor_without_account_learns_nothing_of_other_versions_before_one_is_accepted(report):
    body = file_of(seal(report))
    note(report.versions.get(number=1), EventKind.RETURNED)
    later = seal(report, number=2)

    assert verify([body], NOBODY).document.standing == ()
    assert verify([body], EVERYBODY).document.standing == (
        "Teruggestuurd op 9 juli 2021.",
        "Vervangen door versie 2.",
    )
    note(later, EventKind.ACCEPTED)
    assert verify([body], NOBODY).document.standing == ("Vervangen door versie 2.",)


def test_reader_of_another_region_learns_what_a_visitor_learns(report):
    body = file_of(seal(report))
    elsewhere = Rights(by_region={factories.RegionFactory().pk: frozenset({Right.READ_SUBMITTED_REPORT})})
    found = verify([body], elsewhere)
    assert (found.document.standing, found.document.url) == ((), "")


def test_newer_version_in_hand_is_not_told_beside_an_accepted_one(report):
    version = seal(report)
    note(version, EventKind.ACCEPTED)
    body = file_of(version)
    seal(report, number=2)
    assert verify([body], NOBODY).document.standing == ("Geaccepteerd door het landelijk team op 9 juli 2021.",)


def test_public_file_is_recognised(report):
    release = PublicRelease.objects.create(
        report=report, report_version=seal(report), number=1, schema=1, content="{}", sha256="0" * 64, by_name="Noor",
        at=datetime(2021, 7, 10, 10, 0, tzinfo=UTC),
    )  # fmt: skip
    job = PublicRendering.objects.create(release=release)
    job.claim()
    job.finish(RenderedPdf(b"%PDF-1.7 openbaar", 1, "proef"))

    document = verify([b"%PDF-1.7 openbaar"], NOBODY).document
    assert (document.kind, document.standing) == ("Openbare samenvatting", ("Openbaar gemaakt op 10 juli 2021.",))


def ask(client, body, name="rapportage.pdf"):
    return client.post(URL, {"file": SimpleUploadedFile(name, body)})


def test_page_tells_a_visitor_without_account(client, report):
    answer = ask(client, file_of(seal(report)))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Dit bestand is precies zoals ghnt het maakte." in text
    assert "Gooi en Vechtstreek" in text
    assert "Ingediend" not in text
    assert "Deze versie bekijken" not in text
    assert answer["X-Robots-Tag"].startswith("noindex")


def test_page_links_a_reader_to_the_version(client, report):
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=report.region).user)
    answer = ask(client, file_of(seal(report)))
    assert reverse("reporting:version_detail", args=["gooi", report.round.code, 1]) in answer.content.decode()
    assert "Ingediend op 9 juli 2021." in answer.content.decode()


def test_page_keeps_no_file(client, settings, report):
    from django.core.files.storage import default_storage

    before = sorted(default_storage.listdir("")[0]) if default_storage.exists("") else []
    ask(client, b"%PDF-1.7 " + b"x" * 3_000_000)
    assert (sorted(default_storage.listdir("")[0]) if default_storage.exists("") else []) == before


def test_page_says_what_is_wrong_with_the_file(client):
    assert "Kies een bestand bij ‘Pdf die u wilt controleren’." in client.post(URL).content.decode()
    assert "Dit bestand is leeg." in ask(client, b"").content.decode()
    assert "Het is geen pdf." in ask(client, b"PK\x03\x04", "rapportage.zip").content.decode()


def test_page_refuses_too_much_before_reading_it(client):
    answer = client.post(URL, {"file": "x"}, headers={"content-length": str(10**9)})
    assert answer.status_code == 413
    assert client.get(URL).status_code == 200


def test_page_asks_for_its_token(report):
    answer = ask(Client(enforce_csrf_checks=True), b"%PDF-1.7")
    assert answer.status_code == 403


def test_page_is_throttled_for_each_address(client, monkeypatch):
    monkeypatch.setattr(verifying, "CHECKED_AN_HOUR", 2)
    statuses = [ask(client, b"%PDF-1.7").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert client.get(URL).status_code == 200


def run(path, *arguments):
    with pytest.raises(SystemExit) as ended:
        call_command("verify_report", path, *arguments)
    return ended.value.code


def test_command_ends_with_nought_for_an_unchanged_file(tmp_path, capsys, report):
    path = tmp_path / "rapportage.pdf"
    path.write_bytes(file_of(seal(report)))
    call_command("verify_report", path, "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["outcome"], said["region"], said["period"], said["version"]) == (
        "unchanged",
        "Gooi en Vechtstreek",
        "1e halfjaar 2021",
        1,
    )


def test_command_ends_with_one_for_a_changed_or_unknown_file(tmp_path, capsys, report):
    path = tmp_path / "rapportage.pdf"
    path.write_bytes(claiming(seal(report)))
    assert run(path) == 1
    assert capsys.readouterr().out.startswith(
        "Gewijzigd: het bestand zegt te zijn Voortgangsrapportage Gooi en Vechtstreek, 1e halfjaar 2021, versie 1."
    )
    path.write_bytes(b"%PDF-1.7")
    assert run(path, "--json") == 1
    assert json.loads(capsys.readouterr().out)["document"] is None


def test_command_says_that_there_is_no_file(tmp_path, capsys):
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("verify_report", tmp_path / "weg.pdf")
    assert run(tmp_path / "weg.pdf", "--json") == 1
    assert "kan niet worden gelezen" in json.loads(capsys.readouterr().out)["error"]
