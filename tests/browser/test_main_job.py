"""The main job, from signing in to a downloaded PDF, by four people, with and without JavaScript."""

import pytest

from reporting.models import Report
from tests.browser import leader as leading
from tests.browser import others
from tests.browser.scene import CONCLUSION, EXPLANATION, Person, make_scene
from tests.documents.reading import text_of
from tests.world import TODAY

REASON = "Noem de datum waarop de opvang opent."


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def sign_in(request, visit, settings, transactional_db):
    """sign_in(role) gives that person at a browser."""
    settings.TODAY = TODAY
    world = make_scene()

    def enter(role):
        page = visit(scripts=request.param)
        return Person(page, world.users[role].email, photographs=request.param)

    enter.scripts = request.param
    return enter


def test_main_job_ends_in_an_accessible_pdf_with_what_people_wrote(sign_in, assert_accessible_pdf):
    leader, national = sign_in("leader"), sign_in("national")
    leading.update_progress(leader)
    others.record_conclusion(sign_in("secretary"))
    leading.paste_form(leader)
    officer = sign_in("municipal")
    others.fill_own_row(officer)
    leading.write_chapters(leader, leave_out="Vooruitblik")
    leading.submit_with_gap(leader)
    leading.submit(leader, version=1)
    others.read_as_municipality(officer)
    others.return_report(national, chapter="Vooruitblik", reason=REASON)
    leading.improve_returned_chapter(leader, reason=REASON)
    leading.submit(leader, version=2)
    others.accept_report(national)
    pdf = others.download_pdf(national, version=2, scripts=sign_in.scripts)

    assert Report.objects.get(region__name="Eigen", round__code="2021-H1").versions.count() == 2
    assert pdf.startswith(b"%PDF")
    assert_accessible_pdf(pdf)
    text = " ".join(text_of(pdf).replace("\u00ad", "").replace("-\n", "").split())
    assert CONCLUSION in text
    assert EXPLANATION in text
    assert "op 4 oktober, met acht plaatsen" in text
    assert "CONCEPT" not in text
