"""What becomes of the actions of a programme that ends, and the two programmes side by side."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.destinies import Chosen, DestinyConflictError, destinies_of, save_destinies
from actions.destinies.side_by_side import side_by_side
from actions.forms.succession import SuccessionForm
from actions.models import Action, ActionDestiny, Destiny, Phase
from actions.succession import Going, Succession, make_successor
from regions.models import Role
from reporting.collecting.succession import destinies_in
from reporting.content import DestinyTold
from reporting.spoken.succession import tell_succession
from tests.factories import (
    ActionFactory,
    ActionUpdateFactory,
    BuildingBlockFactory,
    CatalogueEditionFactory,
    CatalogueEntryFactory,
    OutlineNodeFactory,
    ProgrammeFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.reporting.sample_content import content

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = TODAY


@pytest.fixture
def programme():
    region = RegionFactory(name="Rivierenland", slug="rivierenland")
    return RegionalProgrammeFactory(region=region, programme=ProgrammeFactory(), title="Veilig thuis")


@pytest.fixture
def node(programme):
    return OutlineNodeFactory(programme=programme, title="Eerder zien", code="1", position=1)


@pytest.fixture
def actions(programme, node):
    made = [ActionFactory(programme=programme, node=node, number=number, title=f"Actie {number}") for number in (1, 2)]
    ended = ActionFactory(programme=programme, node=node, number=3, title="Klaar")
    ActionUpdateFactory(action=ended, phase=Phase.FINISHED)
    return [*made, ended]


@pytest.fixture
def leader(client, programme):
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=Role.LEADER, region=programme.region)
    client.force_login(user)
    return user


def test_choices_are_saved_and_counted(programme, actions, leader):
    first, second, _ended = actions
    chosen = [Chosen(first.pk, Destiny.CONTINUE), Chosen(second.pk, Destiny.TRANSFER, "De wijkteams")]
    assert save_destinies(programme=programme, chosen=chosen, by=leader) == 2
    told = destinies_of(programme, on=TODAY)
    assert told.sentence == "3 acties: 1 gaat door, 1 gaat over, 1 was al klaar."
    assert told.open == 0


def test_same_choice_again_changes_nothing(programme, actions, leader):
    chosen = [Chosen(actions[0].pk, Destiny.FINISH)]
    save_destinies(programme=programme, chosen=chosen, by=leader)
    again = [Chosen(actions[0].pk, Destiny.FINISH, seen=1)]
    assert save_destinies(programme=programme, chosen=again, by=leader) == 0
    assert ActionDestiny.objects.get().version == 1


def test_choice_of_a_colleague_is_not_overwritten(programme, actions, leader):
    save_destinies(programme=programme, chosen=[Chosen(actions[0].pk, Destiny.FINISH)], by=leader)
    late = [Chosen(actions[0].pk, Destiny.CONTINUE), Chosen(actions[1].pk, Destiny.CONTINUE)]
    with pytest.raises(DestinyConflictError) as refused:
        save_destinies(programme=programme, chosen=late, by=leader)
    assert refused.value.current[actions[0].pk].choice == Destiny.FINISH
    assert ActionDestiny.objects.count() == 1


def test_action_of_another_region_is_left_alone(programme, actions, leader):
    elsewhere = ActionFactory()
    assert save_destinies(programme=programme, chosen=[Chosen(elsewhere.pk, Destiny.FINISH)], by=leader) == 0
    assert not ActionDestiny.objects.exists()


def test_transfer_says_to_whom(programme, actions, leader):
    with pytest.raises(ValidationError, match="naar wie de actie overgaat"):
        save_destinies(programme=programme, chosen=[Chosen(actions[0].pk, Destiny.TRANSFER, " ")], by=leader)


def test_action_that_is_finished_here_does_not_go_along(programme, actions, leader):
    save_destinies(programme=programme, chosen=[Chosen(actions[0].pk, Destiny.FINISH)], by=leader)
    form = SuccessionForm(source=programme, cancel_url="/")
    assert form.initial["actions"] == [actions[1].pk]


def successor_of(programme, actions, by):
    succession = Succession(
        source=programme,
        title="Samen verder",
        valid_from=date(2023, 1, 1),
        valid_to=None,
        national=programme.programme,
        going=frozenset({Going.OUTLINE}),
        actions=frozenset({action.pk for action in actions}),
    )
    return make_successor(succession=succession, by=by)


def test_both_programmes_are_read_in_their_own_words(programme, node, actions, leader):
    block = BuildingBlockFactory(programme=programme.programme)
    edition = CatalogueEditionFactory(programme=programme.programme)
    CatalogueEntryFactory(edition=edition, block=block, code="1.1", title="Bespreekbaar maken")
    node.blocks.add(block)
    OutlineNodeFactory(programme=programme, title="Stopt hier", code="2", position=9)
    new = successor_of(programme, actions[:1], leader)
    new.nodes.filter(origin=node).update(title="Vroeg in beeld")
    new.nodes.exclude(origin=node).delete()
    OutlineNodeFactory(programme=new, title="Iets nieuws", code="3", position=10)
    beside = side_by_side(programme, new)
    told = [
        (
            pair.old.node.title if pair.old else None,
            [side.node.title for side in pair.new],
            [action.title for side in pair.new for action in side.actions],
        )
        for pair in beside.pairs
    ]
    assert told == [
        ("Eerder zien", ["Vroeg in beeld"], ["Actie 1"]),
        ("Stopt hier", [], []),
        (None, ["Iets nieuws"], []),
    ]
    assert beside.pairs[0].old.blocks == ("1.1 Bespreekbaar maken",)


def test_list_shows_what_an_action_became(client, programme, actions, leader):
    successor_of(programme, actions[:1], leader)
    page = client.get(reverse("actions:destiny_list", args=["rivierenland"])).content.decode()
    new = Action.objects.get(origin=actions[0])
    assert f'/acties/{new.pk}/">1.1 Actie 1</a>' in page


def posted(actions, **fields):
    data = {f"actie-{action.pk}-choice": "" for action in actions}
    return data | fields


def test_form_saves_what_was_chosen(client, programme, actions, leader):
    key = f"actie-{actions[0].pk}"
    data = posted(actions, **{f"{key}-choice": "transfer", f"{key}-to": "De wijkteams"})
    answer = client.post(reverse("actions:destiny_edit", args=["rivierenland"]), data)
    assert answer.url == reverse("actions:destiny_list", args=["rivierenland"])
    destiny = ActionDestiny.objects.get()
    assert (destiny.action, destiny.choice, destiny.to, destiny.by) == (actions[0], "transfer", "De wijkteams", leader)


def test_form_keeps_both_choices_when_a_colleague_was_first(client, programme, actions, leader):
    save_destinies(programme=programme, chosen=[Chosen(actions[0].pk, Destiny.FINISH)], by=leader)
    key = f"actie-{actions[0].pk}"
    data = posted(actions, **{f"{key}-choice": "continue"})
    address = reverse("actions:destiny_edit", args=["rivierenland"])
    answer = client.post(address, data)
    assert answer.status_code == 409
    assert "Een collega koos intussen: Wordt afgerond in dit programma." in answer.content.decode()
    client.post(address, data | {f"{key}-version": "1"})
    assert ActionDestiny.objects.get().choice == Destiny.CONTINUE


def test_form_asks_to_whom(client, programme, actions, leader):
    data = posted(actions, **{f"actie-{actions[0].pk}-choice": "transfer"})
    page = client.post(reverse("actions:destiny_edit", args=["rivierenland"]), data).content.decode()
    assert "1.1: Schrijf naar wie de actie overgaat." in page
    assert not ActionDestiny.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_every_number(
    client, programme, node, leader, django_assert_num_queries, count
):
    for number in range(count):
        action = ActionFactory(programme=programme, node=node, number=number + 1)
        ActionDestiny.objects.create(action=action, choice=Destiny.CONTINUE)
    address = reverse("actions:destiny_list", args=["rivierenland"])
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)


def test_report_tells_the_choices(programme, actions, leader):
    save_destinies(
        programme=programme, chosen=[Chosen(actions[0].pk, Destiny.TRANSFER, "De wijkteams", "In 2022.")], by=leader
    )
    told = destinies_in(programme, on=TODAY)
    assert told == (DestinyTold("1.1", "Actie 1", "Gaat over naar een andere partij", "De wijkteams", "In 2022."),)
    (grid,) = tell_succession(replace(content(actions_each=1), destinies=told))
    assert grid.caption == "Keuzes van de regio per actie: 1 keer ‘gaat over naar een andere partij’"
    assert grid.rows == [("1.1 Actie 1", "Gaat over naar een andere partij: De wijkteams", "In 2022.")]
