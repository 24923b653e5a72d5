"""Rows by part, trekker and koers, fifty on a page; and the choice between two texts without script."""

import pytest
from django.urls import reverse

from actions.models import Assessment, Phase
from actions.progress_rows import Line, RowChoice, page_after
from ghnt.periods import HalfYear
from tests.factories import ActionFactory, ActionUpdateFactory, OrganisationFactory, OutlineNodeFactory

H2_2020, H1_2021 = HalfYear(2020, 2), HalfYear(2021, 1)
URL = "/regio/rivierenland/voortgang/2021-H1/"


def shown(answer):
    return [row.state.action.title for row in answer.context["page"].rows]


def line(pk, *, done=False):
    return Line(pk, 1, None, Phase.IN_PROGRESS, Assessment.ON_COURSE, done)


def test_progress_filters_keep_the_counts_of_the_whole(client, leader, region, programme, node):
    below = OutlineNodeFactory(programme=programme, parent=node, code="1.1")
    elsewhere = OutlineNodeFactory(programme=programme, code="2")
    puller = OrganisationFactory(region=region)
    ActionFactory(node=node, title="Boven")
    ActionFactory(node=below, title="Eronder", puller=puller)
    ActionUpdateFactory(
        action=ActionFactory(node=elsewhere, title="Ernaast"),
        half_year=H2_2020,
        phase=Phase.IN_PROGRESS,
        assessment=Assessment.STALLED,
        explanation="Stil.",
    )
    for query, found in (
        (f"onderdeel={node.pk}", ["Boven", "Eronder"]),
        (f"onderdeel={below.pk}", ["Eronder"]),
        (f"trekker={puller.pk}", ["Eronder"]),
        ("koers=stalled", ["Ernaast"]),
        ("koers=onzin&onderdeel=x&trekker=99999", ["Boven", "Eronder", "Ernaast"]),
    ):
        answer = client.get(f"{URL}?{query}")
        assert shown(answer) == found, query
        assert "0 van 3 bijgewerkt" in answer.content.decode()


def test_progress_shows_fifty_rows_and_the_next_ones(client, leader, node):
    for number in range(1, 53):
        ActionFactory(node=node, number=number, title=f"Actie {number}")
    first = client.get(URL)
    assert len(shown(first)) == 50
    place = first.context["page"].place
    second = client.get(f"{URL}?na={place.next}")
    assert shown(second) == ["Actie 51", "Actie 52"]
    assert "Rij 51 tot en met 52 van 52" in second.content.decode()
    assert "0 van 52 bijgewerkt" in second.content.decode()


def test_progress_page_of_rows_to_do_begins_after_a_row_that_is_done_meanwhile():
    rows = [line(pk, done=pk <= 50) for pk in range(1, 61)]
    page = page_after(rows, RowChoice(only_to_do=True), after=50)
    assert page.pks == tuple(range(51, 61))


@pytest.mark.parametrize("after", [None, 999, 0])
def test_progress_page_after_nothing_known_is_the_first(after):
    assert page_after([line(pk) for pk in range(1, 4)], RowChoice(), after).pks == (1, 2, 3)


def test_progress_page_knows_its_neighbours():
    rows = [line(pk) for pk in range(1, 121)]
    second = page_after(rows, RowChoice(), 50)
    assert (second.first, second.last, second.previous, second.next) == (51, 100, 0, 100)
    third = page_after(rows, RowChoice(), 100)
    assert (third.first, third.last, third.previous, third.next) == (101, 120, 50, None)


@pytest.mark.parametrize("query", ["na=abc", "na=99999999999999999999999", "na=-1"])
def test_progress_with_a_strange_place_shows_the_first_page(client, leader, node, query):
    ActionFactory(node=node, title="Enige")
    assert shown(client.get(f"{URL}?{query}")) == ["Enige"]


def test_progress_leaves_out_what_another_region_leads(client, leader, node):
    ActionFactory(node=node, title="Van ons")
    ActionFactory(node=node, title="Van elders", shared_from=ActionFactory())
    assert shown(client.get(URL)) == ["Van ons"]


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("mine", "Van mij."), ("theirs", "Van een collega."), ("both", "Van mij.\n\nVan een collega.")],
)
def test_progress_choice_between_two_texts_works_without_script(client, leader, node, choice, kept):
    action = ActionFactory(node=node)
    ActionUpdateFactory(action=action, half_year=H1_2021, explanation="Van een collega.", version=7)
    prefix = f"row-{action.pk}"
    posted = {f"{prefix}-phase": "preparation", f"{prefix}-explanation": "Van mij.", f"{prefix}-version": ""}
    answer = client.post(URL, posted)
    assert answer.status_code == 409
    page = answer.content.decode()
    for offered in ("mine", "theirs", "both"):
        assert f'name="take" value="{action.pk}-{offered}"' in page
    form = answer.context["page"].rows[0].form
    posted |= {f"{prefix}-version": form["version"].value(), f"{prefix}-shown": form["shown"].value() or ""}
    assert client.post(URL, posted | {"take": f"{action.pk}-{choice}"}).status_code == 302
    assert action.updates.get().explanation.replace("\r\n", "\n") == kept


def test_progress_row_page_address_stays_after_saving(client, leader, node):
    action = ActionFactory(node=node)
    address = reverse("actions:progress", args=["rivierenland", H1_2021]) + f"?onderdeel={node.pk}&toon=open"
    answer = client.post(address, {f"row-{action.pk}-phase": "preparation", f"row-{action.pk}-version": ""})
    assert answer.url == address
