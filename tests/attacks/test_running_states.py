"""Koers and notes of a half year stay in the region until it submits: on no page of the national team or an adviser."""

import pytest

from actions.models import Assessment
from tests.attacks.conftest import crawl
from tests.world import HALF_YEAR

pytestmark = pytest.mark.sqlite  # who may see what hangs on no database

NOTE = "Binnenskamers"


@pytest.fixture
def running(world):
    for home in (world.own, world.other):
        update = home.action.updates.get(half_year=HALF_YEAR)
        update.assessment = Assessment.STALLED
        for name in ("explanation", "efforts", "results", "outlook"):
            setattr(update, name, NOTE)
        update.save()
    answer = world.own.submitted.answers.first()
    world.own.draft.answers.create(question=answer.question, node=answer.node, text=NOTE)
    return world


@pytest.mark.parametrize("role", ["national", "adviser"])
def test_no_page_shows_notes_or_koers_of_the_running_half_year(running, sign_in, role):
    half_year = str(HALF_YEAR)
    starts = [
        f"/regio/{slug}/{page}"
        for slug in ("eigen", "ander")
        for page in (
            "",
            "acties/",
            "acties/?koers=stalled",
            f"acties/?periode={half_year}",
            "acties/?sorteer=koers",
            "programma/",
            "rapportages/",
            f"rapportages/{half_year}/",
            f"rapportages/{half_year}/voorbeeld/",
            f"rapportages/{half_year}/hoofdstuk/samenvatting/",
            f"voortgang/{half_year}/",
            "voortgang/",
        )
    ]
    pages = dict(crawl(sign_in(role), *starts))
    assert len(pages) > 15
    assert [url for url, text in pages.items() if NOTE in text] == []
    assert [url for url, text in pages.items() if "1 stagneert" in text] == []


def test_filter_on_koers_does_not_tell_it_either(running, sign_in):
    def found(role, query):
        return len(sign_in(role).get(f"/regio/eigen/acties/?{query}").context["actions"])

    assert found("leader", "koers=stalled") == 1
    assert found("national", "koers=stalled") == 0
    assert found("national", f"periode={HALF_YEAR}&koers=stalled") == 0
    assert found("national", f"zoek={NOTE}") == 0


def test_reader_in_the_region_sees_koers_but_no_draft(running, sign_in):
    pages = dict(crawl(sign_in("reader"), f"/regio/eigen/rapportages/{HALF_YEAR}/"))
    assert NOTE in pages["/regio/eigen/acties/" + f"{running.own.action.pk}/"]
    assert [url for url, text in pages.items() if "/rapportages/" in url and NOTE in text] == []
