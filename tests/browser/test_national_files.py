"""The national team accepts a report, chooses two regions to compare and asks for the book and the zip of a round."""

import pytest
from django.urls import reverse

from reporting.models import Bundle, EventKind
from tests.world import PREVIOUS, TODAY, make_world


@pytest.fixture
def today(settings):
    settings.TODAY = TODAY


@pytest.mark.usefixtures("transactional_db", "today")
def test_national_team_accepts_chooses_regions_and_asks_for_book_and_zip(visit):
    world = make_world()
    before = set(Bundle.objects.values_list("pk", flat=True))
    page = visit(world.users["national"])
    page.goto(reverse("reporting:report_accept", args=[world.own.region.slug, PREVIOUS]))
    page.get_by_role("button", name="Rapportage accepteren").click()
    assert world.own.submitted.events.filter(kind=EventKind.ACCEPTED).count() == 1
    page.goto(f"{reverse('reporting:comparison')}?ronde={PREVIOUS}&regio=eigen&regio=ander")
    assert [page.get_by_label(name, exact=True).is_checked() for name in ("Ander", "Eigen")] == [True, True]
    assert "Er valt niets per bouwsteen te vergelijken." in page.locator("main").inner_text()
    book = f"{reverse('reporting:book')}?ronde={PREVIOUS}"
    page.goto(book)
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_url("**/bestanden/*/")
    page.goto(book)
    page.get_by_role("button", name="Zip maken").click()
    page.wait_for_url("**/bestanden/*/")
    assert {one.kind for one in Bundle.objects.exclude(pk__in=before)} == {"book", "round"}
