import pytest
from django.urls import reverse

from ghnt import clock
from ghnt.documents.files import RenderedPdf
from ghnt.documents.models import RenderingState
from reporting.models import ReportRendering
from tests.world import PREVIOUS, TODAY, make_world

pytestmark = pytest.mark.django_db

WAITING = "Wij maken de pdf, ongeveer een minuut. U kunt weggaan; hij komt in Mijn werk."


@pytest.fixture
def world():
    with clock.standing_at(TODAY):
        yield make_world()


@pytest.fixture
def job(world):
    return ReportRendering.objects.get(report_version__report=world.own.submitted)


def url(name, region="eigen", number=1):
    return reverse(f"reporting:{name}", args=[region, PREVIOUS, number])


def failed(job, reason="Het werd te groot."):
    job.claim()
    job.fail(reason)


def done(job):
    job.claim()
    job.finish(RenderedPdf(b"%PDF-1.7 proef", 3, "proef"))


@pytest.mark.parametrize("visitor", ["leader", "editor", "municipal", "reader", "national", "adviser"])
def test_version_pdf_is_an_attachment_for_who_reads_the_report(client, world, job, visitor):
    done(job)
    client.force_login(world.users[visitor])
    response = client.get(url("version_pdf"))
    assert response.status_code == 200
    assert b"".join(response) == b"%PDF-1.7 proef"
    expected = 'attachment; filename="voortgangsrapportage-eigen-2020-H2-versie-1.pdf"'
    assert response["Content-Disposition"] == expected
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(("region", "number"), [("ander", 1), ("geen", 1), ("eigen", 2)])
def test_version_pdf_elsewhere_is_unknown(client, world, job, region, number):
    done(job)
    client.force_login(world.users["leader"])
    assert client.get(url("version_pdf", region, number)).status_code == 404


def test_version_pdf_that_is_not_there_leads_to_the_page(client, world):
    client.force_login(world.users["reader"])
    response = client.get(url("version_pdf"))
    assert (response.status_code, response["Location"]) == (302, url("version_detail"))


def test_version_page_says_that_the_pdf_is_being_made(client, world):
    client.force_login(world.users["leader"])
    page = client.get(url("version_detail")).content.decode()
    assert WAITING in page
    assert 'data-hx-trigger="every 3s"' in page
    assert "Vernieuwen" in page


def test_version_pdf_state_polls_until_it_is_done(client, world, job):
    client.force_login(world.users["reader"])
    headers = {"HX-Request": "true"}
    waiting = client.get(url("version_pdf_state"), headers=headers).content.decode()
    done(job)
    ready = client.get(url("version_pdf_state"), headers=headers).content.decode()
    assert "every 3s" in waiting
    assert "every 3s" not in ready
    assert url("version_pdf") in ready
    assert "3 bladzijden" in ready
    assert "De pdf is klaar." in ready
    assert "De pdf is klaar." not in waiting


def test_version_pdf_state_without_script_is_the_page(client, world):
    client.force_login(world.users["reader"])
    assert client.get(url("version_pdf_state"))["Location"] == url("version_detail")


@pytest.mark.parametrize(
    ("visitor", "may"), [("leader", True), ("national", True), ("reader", False), ("adviser", False)]
)
def test_version_page_says_why_the_pdf_failed(client, world, job, visitor, may):
    failed(job)
    client.force_login(world.users[visitor])
    page = client.get(url("version_detail")).content.decode()
    assert "Het werd te groot." in page
    assert ("Pdf opnieuw maken" in page) is may


@pytest.mark.parametrize(
    ("visitor", "status"),
    [("leader", 302), ("editor", 302), ("national", 302), ("adviser", 403), ("reader", 403), ("municipal", 403)],
)
def test_version_pdf_retry_is_for_writers_and_judges(client, world, job, visitor, status):
    failed(job)
    client.force_login(world.users[visitor])
    assert client.post(url("version_pdf_retry")).status_code == status
    job.refresh_from_db()
    assert job.state == (RenderingState.WAITING if status == 302 else RenderingState.FAILED)


def test_version_pdf_retry_by_get_is_refused(client, world, job):
    failed(job)
    client.force_login(world.users["leader"])
    assert client.get(url("version_pdf_retry")).status_code == 405


def test_version_pdf_retry_leaves_a_done_pdf_alone(client, world, job):
    done(job)
    client.force_login(world.users["leader"])
    client.post(url("version_pdf_retry"))
    job.refresh_from_db()
    assert job.is_done


def test_version_pdf_retry_elsewhere_is_unknown(client, world):
    client.force_login(world.users["leader"])
    assert client.post(url("version_pdf_retry", "ander")).status_code == 404
