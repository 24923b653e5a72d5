import pytest
from django.core.exceptions import ValidationError

from actions import bulk, changes
from actions.models import Action, ActionChange, Assessment, DisclosedHalfYear, Phase
from ghnt.periods import HalfYear
from programmes.models import VersionEventKind
from regions.models import Role
from tests.factories import (
    ActionFactory,
    ActionUpdateFactory,
    OrganisationFactory,
    OutlineNodeFactory,
    ProgrammeEventFactory,
    UserFactory,
)

H2_2020, H1_2021, H2_2021 = HalfYear(2020, 2), HalfYear(2021, 1), HalfYear(2021, 2)
URL = "/regio/rivierenland/acties/samen-wijzigen/"


@pytest.fixture
def actions(node):
    return [ActionFactory(node=node, number=number, title=f"Actie {number}") for number in (1, 2)]


@pytest.fixture
def puller(region):
    return OrganisationFactory(region=region, name="GGD")


@pytest.fixture
def adopted(programme):
    return ProgrammeEventFactory(version__programme=programme, kind=VersionEventKind.ADOPTED)


def posted(actions, **values):
    return {"actie": [action.pk for action in actions], "halfjaar": "2021-H1"} | values


def look_and_apply(client, data):
    """What the preview shows, and the answer after applying it."""
    lines = client.post(URL, data).context["selection"].lines
    keys = [line.key for line in lines if not line.refusal]
    return lines, client.post(URL, data | {"gezien": keys, "toepassen": "1"})


def test_bulk_phase_is_shown_before_it_is_saved(client, leader, actions):
    ActionUpdateFactory(
        action=actions[0], half_year=H1_2021, phase=Phase.IN_PROGRESS, assessment=Assessment.ON_COURSE, explanation="A"
    )
    answer = client.post(URL, posted(actions, fase="finished"))
    lines = answer.context["selection"].lines
    assert [(line.before, line.after, line.note) for line in lines] == [
        ("In uitvoering", "Afgerond", "De koers (op koers) vervalt; de toelichting blijft staan."),
        ("nog niet ingevuld", "Afgerond", ""),
    ]
    assert not actions[1].updates.exists()


def test_bulk_phase_saves_all_and_clears_koers_of_what_ended(client, leader, actions):
    ActionUpdateFactory(
        action=actions[0], half_year=H1_2021, phase=Phase.IN_PROGRESS, assessment=Assessment.ON_COURSE, explanation="A"
    )
    _lines, answer = look_and_apply(client, posted(actions, fase="finished"))
    assert answer.status_code == 302
    first = actions[0].updates.get()
    assert (first.phase, first.assessment, first.explanation, first.updated_by) == ("finished", "", "A", leader)
    assert actions[1].updates.get(half_year=H1_2021).phase == "finished"


def test_bulk_leaves_rows_that_cannot_with_the_reason(client, leader, node, actions, puller):
    mirror = ActionFactory(node=node, number=3, shared_from=ActionFactory())
    Action.objects.filter(pk=actions[0].pk).update(puller=puller)
    lines, answer = look_and_apply(client, posted([*actions, mirror], trekker=puller.pk))
    assert [bool(line.refusal) for line in lines] == [True, False, True]
    assert lines[0].refusal == "Staat al zo."
    assert "Een andere regio leidt deze actie" in lines[2].refusal
    assert answer.status_code == 302
    assert [Action.objects.get(pk=one.pk).puller for one in (*actions, mirror)] == [puller, puller, None]


def test_bulk_puller_stands_in_the_history_of_each_action(client, leader, actions, puller):
    look_and_apply(client, posted(actions, trekker=puller.pk))
    found = ActionChange.objects.order_by("action").values_list("action", "field", "before", "after", "by")
    assert list(found) == [(action.pk, "puller", "", "GGD", leader.pk) for action in actions]


def test_bulk_node_gives_new_numbers(client, leader, programme, actions):
    other = OutlineNodeFactory(programme=programme, code="2", title="Stoppen")
    ActionFactory(node=other, number=5)
    look_and_apply(client, posted(actions, onderdeel=other.pk))
    assert sorted(Action.objects.filter(node=other).values_list("number", flat=True)) == [5, 6, 7]


def test_bulk_of_an_adopted_programme_asks_one_reason_for_all(client, leader, actions, puller, adopted):
    _lines, answer = look_and_apply(client, posted(actions, trekker=puller.pk))
    assert answer.status_code == 200
    assert changes.REASON_NEEDED in answer.content.decode()
    assert not Action.objects.filter(puller=puller).exists()
    data = posted(actions, trekker=puller.pk, reason_kind="partner", reason_text="De GGD neemt het over.")
    assert look_and_apply(client, data)[1].status_code == 302
    reasons = set(ActionChange.objects.values_list("reason__text", flat=True))
    assert reasons == {"De GGD neemt het over."}
    assert ActionChange.objects.values("reason").distinct().count() == 1


def test_bulk_phase_of_an_adopted_programme_asks_no_reason(client, leader, actions, adopted):
    assert look_and_apply(client, posted(actions, fase="preparation"))[1].status_code == 302


def test_bulk_saves_nothing_when_a_colleague_changed_one(client, leader, actions, puller):
    data = posted(actions, trekker=puller.pk)
    keys = [line.key for line in client.post(URL, data).context["selection"].lines]
    actions[1].claim(actions[1].version)
    actions[1].save()
    answer = client.post(URL, data | {"gezien": keys, "toepassen": "1"})
    assert answer.status_code == 409
    assert "een collega heeft 1.2 intussen gewijzigd" in answer.content.decode()
    assert not Action.objects.filter(puller=puller).exists()


def test_bulk_phase_saves_nothing_when_a_colleague_told_one_meanwhile(client, leader, actions):
    data = posted(actions, fase="preparation")
    keys = [line.key for line in client.post(URL, data).context["selection"].lines]
    ActionUpdateFactory(action=actions[1], half_year=H1_2021, phase=Phase.IN_PROGRESS)
    assert client.post(URL, data | {"gezien": keys, "toepassen": "1"}).status_code == 409
    assert not actions[0].updates.exists()


def test_bulk_posted_twice_changes_once(client, leader, actions, puller):
    data = posted(actions, trekker=puller.pk)
    keys = [line.key for line in client.post(URL, data).context["selection"].lines]
    for _ in range(2):
        client.post(URL, data | {"gezien": keys, "toepassen": "1"})
    assert ActionChange.objects.count() == 2


@pytest.mark.parametrize("values", [{}, {"fase": "finished", "trekker": "eigen"}])
def test_bulk_takes_one_change_at_a_time(client, leader, actions, puller, values):
    values = {name: puller.pk if value == "eigen" else value for name, value in values.items()}
    assert "Kies één ding om te wijzigen" in client.post(URL, posted(actions, **values)).content.decode()


def test_bulk_refuses_what_belongs_to_another_region(client, leader, actions):
    foreign, stranger, node = ActionFactory(), OrganisationFactory(), OutlineNodeFactory()
    assert client.post(URL, posted([foreign], fase="finished")).status_code == 302
    for values in ({"trekker": stranger.pk}, {"onderdeel": node.pk}):
        assert "selection" in client.post(URL, posted(actions, **values)).context
        assert not client.post(URL, posted(actions, **values)).context["selection"].is_preview
    assert not foreign.updates.exists()


def test_bulk_takes_everything_that_the_filters_hold(client, leader, actions):
    answer = client.get(f"{URL}?zoek=Actie+2&alle=1")
    assert [action.title for action in answer.context["selection"].actions] == ["Actie 2"]


def test_bulk_without_actions_says_how_to_choose_them(client, leader, programme):
    assert "U hebt nog geen acties gekozen." in client.get(URL).content.decode()


def test_bulk_is_not_for_readers(client, sign_in, actions):
    sign_in(Role.READER)
    assert client.get(URL).status_code == 403
    assert client.post(URL, posted(actions, fase="finished")).status_code == 403


def test_apply_bulk_refuses_when_nothing_is_left(actions):
    change = bulk.BulkChange(H1_2021, phase=Phase.PREPARATION)
    with pytest.raises(ValidationError, match="Geen van deze acties"):
        bulk.apply_bulk(actions=actions, change=change, seen={}, by=UserFactory(), reason=None)


def test_half_year_to_change_is_the_one_that_is_over_until_it_is_submitted(region):
    from datetime import date

    assert bulk.half_year_to_change(region, on=date(2021, 7, 12)) == H1_2021
    DisclosedHalfYear.objects.create(region=region, half_year=H1_2021)
    assert bulk.half_year_to_change(region, on=date(2021, 7, 12)) == H2_2021


@pytest.mark.parametrize("number", [1, 3])
def test_bulk_preview_takes_the_same_queries_for_more_rows(client, leader, node, number, django_assert_num_queries):
    actions = [ActionUpdateFactory(action__node=node, half_year=H2_2020).action for _ in range(number)]
    data = posted(actions, fase="finished")
    client.post(URL, data)
    with django_assert_num_queries(20):
        client.post(URL, data)
