"""The public summary: nothing by default, only what was released, and nothing else of the report in page or file."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.ui.editing import EditConflictError
from regions.models import Role
from regions.rights import Rights
from reporting.content import read_content
from reporting.models import EventKind, PublicRelease, PublicRendering, PublicSummary, ReportEvent, ReportVersion
from reporting.pdf.public import draw_public
from reporting.public_content import read_public
from reporting.publishing import current_releases, newest_release, release, save_summary, withdraw_release
from reporting.verifying import Outcome, verify
from tests import factories
from tests.documents.reading import text_of
from tests.reporting.sample_content import NORMAL

pytestmark = pytest.mark.django_db
SUMMARY = "Wij deden veel.\n\n- Scholen herkennen signalen.\n- De wachttijd werd korter."


@pytest.fixture(autouse=True)
def day(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region():
    return factories.RegionFactory(code="GHNT-GVS", name="Gooi en Vechtstreek", slug="gooi")


@pytest.fixture
def leader(region):
    return factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user


@pytest.fixture
def report(region):
    return factories.ReportFactory(region=region)


def seal(report, *kinds, content=NORMAL, number=1):
    content = replace(content, version=number, round_code=report.round.code)
    text = canonical_json(content)
    values = {"number": number, "schema": content.schema, "content": text, "sha256": fingerprint(text)}
    version = ReportVersion.objects.create(report=report, by_name="Noor Šimić", **values)
    at = datetime(2021, 7, 9, 10, 0, tzinfo=UTC)
    for kind in (EventKind.SUBMITTED, *kinds):
        about = {"body_name": "Stuurgroep", "date": at.date()} if kind == EventKind.ADOPTED else {}
        ReportEvent.objects.create(report=report, version=version, kind=kind, at=at, by_name="Imre", **about)
    return version


def write(report, leader, text=SUMMARY, contact="programma@regio.example"):
    seen = getattr(PublicSummary.objects.filter(report=report).first(), "version", 0)
    return save_summary(report=report, text=text, contact=contact, seen=seen, by=leader)


def publish(report, leader, **texts):
    return release(report=report, seen=write(report, leader, **texts).version, by=leader)


def visit(name, *args):
    return Client().get(reverse(f"reporting:{name}", args=args))


@pytest.mark.parametrize("mark", [EventKind.ACCEPTED, EventKind.ADOPTED])
def test_release_seals_the_summary_with_figures_and_nothing_more(report, leader, mark):
    seal(report, mark)
    released = publish(report, leader)
    content = read_public(released.content)
    assert released.sha256 == fingerprint(released.content)
    assert (content.summary, content.number, content.region) == (SUMMARY, 1, "Gooi en Vechtstreek")
    assert sum(one.number for line in content.lines for one in line.phases) == len(NORMAL.actions)
    assert PublicRendering.objects.get().release == released


def test_nothing_is_public_before_it_is_released(report, leader):
    seal(report, EventKind.ACCEPTED)
    write(report, leader)
    assert visit("public_detail", "gooi", report.round.code).status_code == 404
    assert "Er is nog geen samenvatting openbaar." in visit("public_list").content.decode()


@pytest.mark.parametrize("kinds", [(), (EventKind.RETURNED,)])
def test_report_that_is_neither_accepted_nor_adopted_cannot_be_public(report, leader, kinds):
    seal(report, *kinds)
    with pytest.raises(ValidationError, match="niet geaccepteerd en niet vastgesteld"):
        publish(report, leader)


def test_newer_version_in_hand_stands_in_the_way(report, leader):
    seal(report, EventKind.ACCEPTED)
    seal(report, number=2)
    with pytest.raises(ValidationError, match="niet geaccepteerd"):
        publish(report, leader)


def test_release_is_refused_without_text_with_a_name_changed_or_twice(report, leader):
    seal(report, EventKind.ACCEPTED)
    with pytest.raises(ValidationError, match="Schrijf eerst"):
        publish(report, leader, text=" ")
    with pytest.raises(ValidationError, match="Noor Šimić"):
        publish(report, leader, text="Vraag het aan noor šimić.")
    seen = write(report, leader).version
    write(report, leader, text="Anders.")
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        release(report=report, seen=seen, by=leader)
    publish(report, leader)
    with pytest.raises(ValidationError, match="al openbaar"):
        publish(report, leader)


def test_two_writers_do_not_overwrite_each_other(report, leader):
    seal(report)
    seen = write(report, leader).version
    write(report, leader, text="Van een collega.")
    with pytest.raises(EditConflictError):
        save_summary(report=report, text="Van mij.", contact="", seen=seen, by=leader)


def test_newest_release_is_the_public_one_and_a_withdrawn_one_uncovers_none(report, leader):
    seal(report, EventKind.ACCEPTED)
    publish(report, leader)
    second = publish(report, leader, text="Een betere tekst.")
    assert list(current_releases()) == [second]
    withdraw_release(release=newest_release(report), reason="Er stond een fout in.", by=leader)
    assert list(current_releases()) == []
    gone = visit("public_detail", "gooi", report.round.code)
    assert (gone.status_code, visit("public_pdf", "gooi", report.round.code).status_code) == (410, 410)
    assert "Er stond een fout in." in gone.content.decode()
    assert '<meta name="robots" content="noindex">' in gone.content.decode()
    with pytest.raises(ValidationError, match="al ingetrokken"):
        withdraw_release(release=newest_release(report), reason="Nog eens.", by=leader)
    assert publish(report, leader).number == 3


def marked(value, path="m"):
    """The same content with a word of its own in every text; codes and dates stay, or nothing could be counted."""
    if isinstance(value, dict):
        return {name: one if name in CODES else marked(one, f"{path}{name[:6]}") for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [marked(one, f"{path}x{at}") for at, one in enumerate(value)]
    return f"MARKER{path}".replace("_", "") if isinstance(value, str) and value else value


CODES = {
    "phase", "assessment", "half_year", "reference_date", "due", "start", "end", "end_before", "updated_on", "on",
    "date", "key", "kind", "place", "chapter", "round_code", "amount", "value", "answered_on", "outcome_tone",
    "outcome_icon", "difference", "schema", "outcome",
}  # fmt: skip


def everything_in(pdf):
    """Every string and every stream of the file, unpacked."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        parts = [str(opened.docinfo).encode(), bytes(opened.open_metadata().__str__(), "utf-8")]
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream):
                parts.append(one.read_bytes())
            parts.append(one.unparse(resolved=True) if not isinstance(one, pikepdf.Stream) else repr(one).encode())
        assert list(opened.attachments) == []
    return b"\n".join(parts)


def test_nothing_else_of_the_report_is_in_page_text_metadata_or_objects(report, leader, assert_accessible_pdf):
    plain = marked(asdict(NORMAL))
    plain["region"] |= {"name": "Gooi en Vechtstreek", "code": "GVS"}
    plain["source"] |= {"programme": "Geweld hoort nergens thuis", "regional_programme": "Samen veilig"}
    for at, line in enumerate(plain["lines"]):
        line |= {"code": str(at + 1), "title": f"Lijn {at + 1}"}
    content = read_content(canonical_json(plain))
    assert canonical_json(plain).count("MARKER") > 300
    version = seal(report, EventKind.ACCEPTED, content=content)

    released = publish(report, leader)
    pdf = draw_public(released.rendering)

    assert_accessible_pdf(pdf.body)
    text = text_of(pdf.body)
    assert "Scholen herkennen signalen." in text
    page = visit("public_detail", "gooi", report.round.code).content
    for place in (released.content.encode(), text.encode(), everything_in(pdf.body), page):
        assert b"MARKER" not in place
        assert version.sha256.encode() not in place
        assert leader.name.encode() not in place
        assert b"Noor" not in place
    assert b"Samen veilig" in page


def test_public_file_says_what_it_is(report, leader):
    seal(report, EventKind.ACCEPTED)
    pdf = draw_public(publish(report, leader).rendering).body
    found = verify([pdf, b"x"], Rights())
    assert (found.outcome, found.document.kind) == (Outcome.CHANGED, "Openbare samenvatting")


def test_public_pages_are_for_caches_and_know_no_visitor(client, report, leader):
    seal(report, EventKind.ACCEPTED)
    released = publish(report, leader)
    PublicRendering.objects.get().claim()
    PublicRendering.objects.get().finish(RenderedPdf(b"%PDF-1.7 openbaar", 1, "proef"))
    address = ("gooi", report.round.code)
    for name, args in (("public_list", ()), ("public_detail", address), ("public_pdf", address)):
        answer = visit(name, *args)
        assert (answer.status_code, answer["Cache-Control"], list(answer.cookies)) == (200, "public, max-age=300", [])
        if answer.streaming:
            assert b"".join(answer.streaming_content) == b"%PDF-1.7 openbaar"
    answer = visit("public_detail", *address)
    assert b"csrf" not in answer.content
    url = reverse("reporting:public_detail", args=address)
    assert Client().get(url, headers={"if-none-match": answer["ETag"]}).status_code == 304
    client.force_login(leader)
    assert leader.name not in client.get(url).content.decode()
    assert released.by_name not in answer.content.decode()


def test_leader_writes_looks_releases_and_withdraws(client, report, leader):
    seal(report, EventKind.ACCEPTED)
    client.force_login(leader)

    def post(name, **data):
        return client.post(reverse(f"reporting:{name}", args=["gooi", report.round.code]), data, follow=True)

    shown = post("public_summary", text=SUMMARY, contact="programma@regio.example", seen_version="0")
    assert "Scholen herkennen signalen." in shown.content.decode()
    assert PublicRelease.objects.count() == 0
    post("public_release", seen_version=str(PublicSummary.objects.get().version))
    assert PublicRelease.objects.get().number == 1
    assert "Schrijf waarom" in post("public_withdraw", reason=" ").content.decode() or not hasattr(
        newest_release(report), "withdrawal"
    )
    post("public_withdraw", reason="Er stond een fout in.")
    assert newest_release(report).withdrawal.reason == "Er stond een fout in."


@pytest.mark.parametrize("role", [Role.EDITOR, Role.READER])
@pytest.mark.parametrize("name", ["public_summary", "public_release", "public_withdraw"])
def test_only_the_leader_makes_public(client, report, leader, role, name):
    seal(report, EventKind.ACCEPTED)
    publish(report, leader)
    client.force_login(factories.RoleAssignmentFactory(role=role, region=report.region).user)
    assert client.post(reverse(f"reporting:{name}", args=["gooi", report.round.code])).status_code == 403


@pytest.mark.parametrize("regions", [1, 3])
def test_list_asks_the_same_of_the_database_whatever_its_length(leader, regions, django_assert_num_queries):
    for _ in range(regions):
        one = factories.ReportFactory()
        seal(one, EventKind.ACCEPTED)
        publish(one, leader)
    with django_assert_num_queries(2):
        assert visit("public_list").content.decode().count("<tr>") == regions + 1
