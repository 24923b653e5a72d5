"""The form of an action: short, and saying what stands in what is folded."""

import re

import pytest

from actions.models import ActionMilestone
from tests.factories import ActionFactory


@pytest.fixture
def form_page(client, leader, node):
    def form_page(action, **answers):
        url = f"{action.get_absolute_url()}wijzigen/"
        return (client.post(url, answers) if answers else client.get(url)).content.decode()

    return form_page


def part(page, key):
    return re.search(rf'<details class="fold form-part" id="deel-{key}"( open)?><summary>(.*?)</summary>', page)


def test_filled_part_is_folded_and_counts_what_it_holds(form_page, node):
    action = ActionFactory(node=node)
    ActionMilestone.objects.create(action=action, title="Lesplan klaar")
    ActionMilestone.objects.create(action=action, title="Groep geschoold")
    page = form_page(action)
    assert part(page, "milestones").groups() == (None, "Mijlpalen (2)")
    assert part(page, "partners").groups() == (None, 'Partners <span class="muted">(niet verplicht)</span>')


def test_part_with_a_mistake_is_open(form_page, node):
    page = form_page(
        ActionFactory(node=node),
        **{
            "title": "Scholing",
            "node": node.pk,
            "milestones-TOTAL_FORMS": 1,
            "milestones-INITIAL_FORMS": 0,
            "milestones-0-title": "Lesplan klaar",
            "milestones-0-due": "ooit",
        },
    )
    assert part(page, "milestones")[1] == " open"


def test_unknown_choice_in_a_filter_says_what_to_do(client, leader, region, node):
    ActionFactory(node=node)
    page = client.get(f"/regio/{region.slug}/acties/", {"fase": "bestaat-niet"}).content.decode()
    assert "Kies bij ‘Fase’ iets uit de lijst." in page
    assert "bestaat-niet is geen" not in page


@pytest.mark.parametrize("address", ["vraag-de-trekker/", "initiatieven/"])
def test_pages_beside_the_list_mark_acties_as_current(client, leader, region, node, address):
    page = client.get(f"/regio/{region.slug}/{address}").content.decode()
    assert f'<a href="/regio/{region.slug}/acties/" aria-current="page">Acties</a>' in page
