"""The pages and workbooks of differences: of one region, and of all regions in a round."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from ghnt import clock
from ghnt.periods import HalfYear
from regions.models import Role, RoleAssignment
from reporting.content import State
from reporting.difference import ChangeKind, difference, without_texts
from reporting.difference.texts import MOST_WORDS, text_chapters
from reporting.models import EventKind
from tests import factories
from tests.reporting.differing import LINE, a_report, an_action, seal
from tests.world import HALF_YEAR, PREVIOUS

pytestmark = pytest.mark.django_db
NATIONAL = reverse("reporting:national_differences")
# Of the pages, whatever the number of regions, actions and answers.
NATIONAL_QUERIES, NATIONAL_QUERIES_OF_OLD_SEALS, REGION_QUERIES = 10, 12, 16

OLD = a_report(an_action(), an_action("8", efforts="Wij begonnen."))
NEW = a_report(
    an_action(now=State("in_progress", "stalled", "Er is geen geld.")),
    an_action("8", efforts="Wij begonnen en gingen door."),
)


@pytest.fixture(autouse=True)
def _in_july():
    with clock.standing_at(date(2021, 7, 12)):
        yield


@pytest.fixture
def rounds():
    return [
        factories.ReportRoundFactory(half_year=half_year, opens=date(2021, 1, 1), due=date(2022, 1, 1))
        for half_year in (HalfYear(2020, 2), HALF_YEAR)
    ]


def both(region, rounds, *, with_difference=True):
    """Two seals of a region, the newer with the difference that it holds."""
    older = seal(region, rounds[0], OLD, EventKind.ACCEPTED)
    found = difference(OLD, NEW, half_year="2020-H2", version=1, sha256=older.sha256)
    return older, seal(region, rounds[1], replace(NEW, difference=without_texts(found)) if with_difference else NEW)


def person(role, region=None):
    user = factories.UserFactory()
    RoleAssignment.objects.create(user=user, role=role, region=region, valid_from=date(2020, 1, 1))
    return user


def page_of(region, code=HALF_YEAR, **query):
    return reverse("reporting:report_difference", args=[region.slug, code], query=query or None)


def text(response) -> str:
    return response.content.decode()


def sheets(response):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


# One region.


def test_report_difference_tells_what_differs_word_by_word(client, rounds):
    region = factories.RegionFactory()
    both(region, rounds)
    client.force_login(person(Role.READER, region))
    page = text(client.get(page_of(region)))
    assert "Versie 1, vergeleken met versie 1 over het 2e halfjaar 2020" in page
    assert "<strong>1 slechter, 2 cijfers, 2 teksten.</strong>" in page
    assert "Slechter (1)" in page
    assert "Van op koers naar stagneert, want:" in page
    assert "Er is geen geld." in page
    assert '<ins><span class="visually-hidden">toegevoegd: </span>begonnen en gingen door.</ins>' in page


def test_report_difference_without_an_earlier_report_says_so(client, rounds):
    region = factories.RegionFactory()
    seal(region, rounds[0], OLD)
    client.force_login(person(Role.READER, region))
    assert "Er is geen eerder verslag om mee te vergelijken." in text(client.get(page_of(region, "2020-H2")))
    workbook = reverse("reporting:report_difference_workbook", args=[region.slug, "2020-H2"])
    assert client.get(workbook).status_code == 404


def test_report_difference_takes_any_earlier_version_and_no_other(client, rounds):
    region = factories.RegionFactory()
    seal(region, rounds[0], OLD, EventKind.RETURNED)
    seal(region, rounds[0], NEW, EventKind.ACCEPTED, number=2)
    seal(region, rounds[1], OLD, EventKind.RETURNED)
    seal(region, rounds[1], NEW, number=2)
    client.force_login(person(Role.READER, region))
    assert "Er zijn geen verschillen." in text(client.get(page_of(region)))
    earlier = client.get(page_of(region, met="2021-H1.1"))
    assert "Versie 2, vergeleken met versie 1 over het 1e halfjaar 2021" in text(earlier)
    assert "Slechter (1)" in text(earlier)
    first = client.get(page_of(region, versie="1", met="2020-H2.2"))
    assert "Beter (1)" in text(first)
    for wrong in ({"versie": "3"}, {"versie": "x"}, {"met": "2021-H1.2"}, {"met": "2020-H2.9"}, {"versie": "concept"}):
        assert client.get(page_of(region, **wrong)).status_code == 404


def test_report_difference_hides_what_was_taken_back(client, rounds):
    region = factories.RegionFactory()
    both(region, rounds)
    seal(region, rounds[1], NEW, EventKind.WITHDRAWN, number=2)
    client.force_login(person(Role.READER, region))
    assert "Versie 1, vergeleken" in text(client.get(page_of(region)))
    assert client.get(page_of(region, versie="2")).status_code == 404


def test_report_difference_of_the_draft_is_for_its_writers(as_role, world):
    address = reverse("reporting:report_difference", args=["eigen", HALF_YEAR])
    page = text(as_role("leader").get(address))
    assert "Het concept van nu, vergeleken met versie 1 over het 2e halfjaar 2020" in page
    assert "Zichtbaar voor: alleen uw regio" in page
    for role in ("reader", "municipal", "national"):
        assert as_role(role).get(address).status_code == 404
    previous = reverse("reporting:report_difference", args=["eigen", PREVIOUS])
    assert as_role("reader").get(previous).status_code == 200


def test_report_difference_of_another_region_is_read_when_it_was_accepted(client, rounds):
    region, elsewhere = factories.RegionFactory(), factories.RegionFactory()
    both(region, rounds)
    client.force_login(person(Role.READER, elsewhere))
    assert client.get(page_of(region)).status_code == 404
    assert "geen eerder verslag" in text(client.get(page_of(region, "2020-H2")))


def test_report_difference_asks_as_much_for_more_actions(client, rounds, django_assert_num_queries):
    region = factories.RegionFactory()
    seal(region, rounds[0], OLD)
    client.force_login(person(Role.READER, region))
    for number, count in ((1, 1), (2, 40)):
        others = a_report(*(an_action(str(n), efforts="Veel.") for n in range(100, 100 + count)))
        seal(region, rounds[1], others, number=number)
        with django_assert_num_queries(REGION_QUERIES):
            assert f"Nieuw ({count})" in text(client.get(page_of(region)))


def test_report_difference_workbook_holds_the_texts_whole(client, rounds):
    region = factories.RegionFactory()
    both(region, rounds)
    client.force_login(person(Role.READER, region))
    found = sheets(client.get(reverse("reporting:report_difference_workbook", args=[region.slug, HALF_YEAR])))
    assert found["Verschillen"][1] == [
        "Slechter",
        "1.7",
        "Scholing",
        "Koers",
        "op koers",
        "stagneert",
        "Er is geen geld.",
        "1 Eerder in beeld",
        "AL1, BS1",
    ]
    assert found["Teksten"][1:] == [
        ["1 Eerder in beeld", "1.7", "Scholing", "Toelichting", None, "Er is geen geld."],
        ["1 Eerder in beeld", "1.8", "Scholing", "Inspanningen", "Wij begonnen.", "Wij begonnen en gingen door."],
    ]


def test_text_chapters_compares_very_long_texts_only_when_asked():
    long = "woord " * MOST_WORDS
    old, new = a_report(an_action(efforts=long)), a_report(an_action(efforts=f"{long} meer"))
    changes = difference(old, new, half_year="2020-H2", version=1, sha256="").changes
    (closed,) = text_chapters(changes)
    assert (closed.counted, closed.texts, closed.is_open) == ("1 tekst", (), False)
    (opened,) = text_chapters(changes, opened=LINE)
    assert opened.is_open
    assert opened.texts[0].pieces[-1].text.endswith(" meer")


# All regions.


@pytest.mark.parametrize("count", [1, 3])
def test_national_differences_asks_as_much_for_more_regions(client, rounds, django_assert_num_queries, count):
    for _ in range(count):
        both(factories.RegionFactory(), rounds)
    client.force_login(person(Role.NATIONAL))
    with django_assert_num_queries(NATIONAL_QUERIES):
        response = client.get(NATIONAL)
    assert len(response.context["page"].counts) == count


@pytest.mark.parametrize("count", [1, 3])
def test_national_differences_computes_what_old_seals_do_not_hold(client, rounds, django_assert_num_queries, count):
    for _ in range(count):
        both(factories.RegionFactory(), rounds, with_difference=False)
    client.force_login(person(Role.NATIONAL))
    with django_assert_num_queries(NATIONAL_QUERIES_OF_OLD_SEALS):
        response = client.get(NATIONAL)
    assert [row.numbers[ChangeKind.WORSE] for row in response.context["page"].counts] == [1] * count


def test_national_differences_counts_every_region_and_says_what_is_missing(client, rounds):
    both(factories.RegionFactory(name="Alfa"), rounds)
    seal(factories.RegionFactory(name="Beta"), rounds[1], NEW)
    factories.RegionFactory(name="Gamma")
    client.force_login(person(Role.NATIONAL))
    response = client.get(NATIONAL)
    page = response.context["page"]
    assert [(row.region.name, row.remark) for row in page.counts] == [
        ("Alfa", ""),
        ("Beta", "geen eerder verslag"),
        ("Gamma", "nog niets ingediend"),
    ]
    assert page.sentence == (
        "1 van 3 regio’s is te vergelijken met het vorige verslag."
        " Acties: 1 slechter, 0 beter, 0 afgerond, 0 verschoven, 0 nieuw, 0 vervallen."
    )
    assert page.result == "5 van 5 verschillen"
    assert "Van op koers naar stagneert, want:" in text(response)


def test_national_differences_are_filtered_by_kind_block_and_region(client, rounds):
    edition = factories.CatalogueEditionFactory(programme=rounds[0].programme)
    line = factories.CatalogueEntryFactory(edition=edition, line=factories.ActionLineFactory(), code="AL1")
    factories.CatalogueEntryFactory(edition=edition, block=factories.BuildingBlockFactory(), parent=line, code="BS1")
    factories.CatalogueEntryFactory(edition=edition, block=factories.BuildingBlockFactory(), parent=line, code="BS2")
    one, other = factories.RegionFactory(name="Alfa"), factories.RegionFactory(name="Beta")
    both(one, rounds)
    both(other, rounds)
    client.force_login(person(Role.NATIONAL))

    def shown(**query):
        page = client.get(reverse("reporting:national_differences", query=query))
        return [(thing.region.name, thing.kind.value, thing.number) for thing in page.context["page_obj"]]

    assert shown(soort="worse") == [("Alfa", "worse", "1.7"), ("Beta", "worse", "1.7")]
    assert shown(soort="worse", regio=other.slug) == [("Beta", "worse", "1.7")]
    assert shown(soort="texts", regio=one.slug, onderdeel="BS1") == [
        ("Alfa", "texts", "1.7"),
        ("Alfa", "texts", "1.8"),
    ]
    assert shown(onderdeel="BS2") == []
    assert len(shown(onderdeel="AL1")) == 6
    assert shown(soort="onzin") == shown()
    assert shown(ronde="2020-H2") == []
    assert shown(ronde="onzin") == []


def test_national_differences_puts_the_biggest_first(client, rounds):
    region = factories.RegionFactory()
    old = a_report(an_action("1"), an_action("2"), an_action("3", end="2021-12-31"), an_action("4"))
    new = a_report(
        an_action("1", now=State("in_progress", "attention", "")),
        an_action("2", now=State("in_progress", "stalled", "")),
        an_action("3", end="2022-01-31"),
        an_action("4", end="2023-12-31"),
    )
    seal(region, rounds[0], old)
    seal(region, rounds[1], new)
    client.force_login(person(Role.NATIONAL))
    things = client.get(NATIONAL).context["page_obj"]
    assert [(thing.kind.value, thing.number) for thing in things][:4] == [
        ("worse", "1.2"),
        ("worse", "1.1"),
        ("moved", "1.4"),
        ("moved", "1.3"),
    ]


def test_national_differences_are_an_advisers_own_regions_and_nobody_elses(client, rounds):
    own, other = factories.RegionFactory(name="Alfa"), factories.RegionFactory(name="Beta")
    both(own, rounds)
    both(other, rounds)
    client.force_login(person(Role.ADVISER, own))
    assert [row.region.name for row in client.get(NATIONAL).context["page"].counts] == ["Alfa"]
    for role in (Role.LEADER, Role.READER):
        client.force_login(person(role, own))
        assert client.get(NATIONAL).status_code == 404
        assert client.get(reverse("reporting:national_differences_workbook")).status_code == 404


def test_national_differences_workbook_holds_what_the_filters_show(client, rounds):
    region = factories.RegionFactory(name="Alfa")
    both(region, rounds)
    client.force_login(person(Role.NATIONAL))
    found = sheets(client.get(reverse("reporting:national_differences_workbook", query={"soort": "worse"})))
    assert found["Aantallen"][1][:3] == ["Alfa", 1, 0]
    assert [row[:6] for row in found["Verschillen"]] == [
        ["Regio", "Soort", "Nummer", "Waarover", "Wat", "Was"],
        ["Alfa", "Slechter", "1.7", "Scholing", "Koers", "op koers"],
    ]


def test_national_differences_without_a_round_says_so(client):
    client.force_login(person(Role.NATIONAL))
    assert "er is nog geen ronde open" in text(client.get(NATIONAL))
