from datetime import timedelta

import pytest
from django.urls import reverse
from django_q.models import Schedule

from actions.models import Action, ActionFile, LocalAction
from ghnt import clock
from ghnt.site.bin import empty_bins, schedule_emptying
from programmes.models import OutlineNode
from tests import factories
from tests.world import TODAY, make_world


@pytest.fixture
def world(db, settings):
    settings.TODAY = TODAY
    return make_world()


@pytest.fixture
def leader(client, world):
    client.force_login(world.users["leader"])
    return client


def page(client, world):
    return client.get(reverse("bin", args=[world.own.region.slug])).content.decode()


def removed(row, days=1):
    type(row)._base_manager.filter(pk=row.pk).update(removed_at=clock.now() - timedelta(days=days))
    return row


def restore(client, world, kind, row):
    return client.post(reverse("bin_restore", args=[world.own.region.slug, kind, row.pk]), follow=True)


def test_bin_that_is_empty_says_so(leader, world):
    world.own.binned.delete()
    assert "De prullenbak is leeg." in page(leader, world)


def test_bin_shows_what_was_removed_in_this_region_only(leader, world):
    removed(factories.ActionFactory(node=world.own.node, title="Weggehaald"))
    removed(factories.ActionFactory(node=world.other.node, title="Elders weggehaald"))
    factories.ActionFactory(node=world.own.node, title="Nog hier")
    text = page(leader, world)
    assert "Weggehaald" in text
    assert "Elders weggehaald" not in text
    assert "Nog hier" not in text


def test_bin_gives_back_an_action_a_node_and_a_local_action(leader, world):
    rows = {
        "actie": removed(factories.ActionFactory(node=world.own.node)),
        "onderdeel": removed(factories.OutlineNodeFactory(programme=world.own.node.programme, code="9")),
        "lokale-actie": removed(factories.LocalActionFactory(municipality=world.own.municipality)),
    }
    for kind, row in rows.items():
        assert "staat weer op zijn plaats" in restore(leader, world, kind, row).content.decode()
        row.refresh_from_db()
        assert row.removed_at is None


def test_bin_says_why_a_node_cannot_come_back(leader, world):
    programme = world.own.node.programme
    row = removed(factories.OutlineNodeFactory(programme=programme, code="7"))
    factories.OutlineNodeFactory(programme=programme, code="7")
    assert "7" in restore(leader, world, "onderdeel", row).content.decode()
    row.refresh_from_db()
    assert row.removed_at is not None


def test_bin_of_another_region_gives_nothing_back(leader, world):
    row = removed(factories.ActionFactory(node=world.other.node))
    assert restore(leader, world, "actie", row).status_code == 404
    assert restore(leader, world, "bestaat-niet", row).status_code == 404


def test_bin_of_a_municipal_officer_holds_the_own_local_actions_alone(client, world):
    removed(factories.ActionFactory(node=world.own.node, title="Van de regio"))
    removed(factories.LocalActionFactory(municipality=world.own.municipality, title="Van ons"))
    removed(factories.LocalActionFactory(municipality=world.own.neighbour, title="Van de buren"))
    client.force_login(world.users["municipal"])
    text = page(client, world)
    assert "Van ons" in text
    assert "Van de regio" not in text
    assert "Van de buren" not in text


def test_empty_bins_deletes_what_lay_there_for_thirty_days(world):
    node = removed(factories.OutlineNodeFactory(programme=world.own.node.programme), days=31)
    old = removed(factories.ActionFactory(node=node), days=31)
    factories.ActionFileFactory(action=old, title="Draaiboek van toen")
    young = removed(factories.ActionFactory(node=world.own.node), days=29)
    local = removed(factories.LocalActionFactory(municipality=world.own.municipality), days=31)
    assert empty_bins() == 3
    assert not Action.objects.filter(pk=old.pk).exists()
    assert not ActionFile.objects.filter(title="Draaiboek van toen").exists()
    assert not LocalAction.objects.filter(pk=local.pk).exists()
    assert not OutlineNode.objects.filter(pk=node.pk).exists()
    assert Action.objects.filter(pk=young.pk).exists()


def test_empty_bins_keeps_what_something_else_needs(world):
    original = removed(factories.ActionFactory(node=world.other.node), days=31)
    factories.ActionFactory(node=world.own.node, shared_from=original)
    assert empty_bins() == 0
    assert Action.objects.filter(pk=original.pk).exists()


def test_schedule_emptying_adds_one_schedule(db):
    assert [schedule_emptying(), schedule_emptying()] == [True, False]
    assert Schedule.objects.get().func == "ghnt.site.bin.empty_bins"
