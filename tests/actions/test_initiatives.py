"""Ideas: weighed against the goals, then made into an action or declined with a reason."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions import initiatives
from actions.initiatives import Score
from actions.models import Action, Initiative, InitiativeScore, InitiativeState
from ghnt.ui.editing import EditConflictError
from regions.models import Role
from tests.at_once import at_once
from tests.factories import (
    GoalFactory,
    InitiativeFactory,
    OutlineNodeFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def programme():
    return RegionalProgrammeFactory(region=RegionFactory(name="Rivierenland", slug="rivierenland"))


@pytest.fixture
def node(programme):
    return OutlineNodeFactory(programme=programme, code="1", title="Eerder in beeld")


@pytest.fixture
def idea(programme):
    return InitiativeFactory(programme=programme, title="Buddy’s", description="Maatjes voor gezinnen.")


@pytest.fixture
def leader(client, programme):
    user = RoleAssignmentFactory(role=Role.LEADER, region=programme.region).user
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"actions:{name}", args=["rivierenland", *args])


def body(answer):
    return answer.content.decode()


def test_weighing_counts_per_answer_and_gives_no_average(programme, node, idea):
    goals = [GoalFactory(node=node) for _ in range(7)]
    given = [2, 2, 2, 1, 0]
    scores = {goal: Score(score, "") for goal, score in zip(goals, given, strict=False)}
    initiatives.weigh(initiative=idea, scores=scores, seen_version=0)
    found = initiatives.weighing(idea.scores.all(), initiatives.goal_keys(programme))
    assert [line.sentence for line in found.lines] == [
        "Draagt veel bij aan 3 van 7 doelen",
        "Draagt een beetje bij aan 1 van 7 doelen",
        "Draagt niet bij aan 1 van 7 doelen",
    ]
    assert (found.open, found.first) == (2, "Draagt veel bij aan 3 van 7 doelen")


def test_weigh_again_replaces_and_empties_scores(node, idea):
    first, second = GoalFactory(node=node), GoalFactory(node=node)
    initiatives.weigh(initiative=idea, scores={first: Score(2, "Veel."), second: Score(1, "")}, seen_version=0)
    initiatives.weigh(initiative=idea, scores={first: Score(0, "Toch niet."), second: Score(None, "")}, seen_version=1)
    assert list(idea.scores.values_list("goal", "score", "text")) == [(first.pk, 0, "Toch niet.")]


def test_weigh_refuses_a_goal_of_another_programme_and_an_old_version(node, idea):
    with pytest.raises(ValidationError, match="ander programma"):
        initiatives.weigh(initiative=idea, scores={GoalFactory(): Score(2, "")}, seen_version=0)
    idea.refresh_from_db()
    with pytest.raises(EditConflictError):
        initiatives.weigh(initiative=idea, scores={GoalFactory(node=node): Score(2, "")}, seen_version=7)
    assert not InitiativeScore.objects.exists()


def test_accept_makes_an_action_and_keeps_the_link_both_ways(node, idea):
    by = UserFactory()
    action = initiatives.accept(
        initiative=idea, node=node, title="Maatjes", description="Zo.", reason="Past goed.", seen_version=0, by=by
    )
    idea.refresh_from_db()
    assert (idea.state, idea.action, idea.reason, idea.decided_by) == ("accepted", action, "Past goed.", by)
    assert (action.node, action.number, action.title) == (node, 1, "Maatjes")
    assert list(action.initiatives.all()) == [idea]


def test_accept_refuses_a_node_of_another_programme(idea):
    values = {"title": "x", "description": "", "reason": "", "seen_version": 0, "by": UserFactory()}
    with pytest.raises(ValidationError, match="ander programma"):
        initiatives.accept(initiative=idea, node=OutlineNodeFactory(), **values)
    assert not Action.objects.exists()


def test_decline_needs_a_reason_and_is_final(node, idea):
    by = UserFactory()
    with pytest.raises(ValidationError, match="Schrijf waarom"):
        initiatives.decline(initiative=idea, reason="  ", seen_version=0, by=by)
    initiatives.decline(initiative=idea, reason="Bestaat al.", seen_version=0, by=by)
    assert Initiative.objects.get().state == InitiativeState.DECLINED
    with pytest.raises(ValidationError, match="al besloten"):
        initiatives.accept(initiative=idea, node=node, title="x", description="", reason="", seen_version=1, by=by)
    assert not Action.objects.exists()


def test_initiative_list_shows_undecided_first_and_filters(client, leader, programme, idea):
    InitiativeFactory(programme=programme, title="Afgewezen plan", state=InitiativeState.DECLINED, reason="Te duur.")
    InitiativeFactory(title="Van een andere regio")
    text = body(client.get(url("initiative_list")))
    assert text.index("Buddy’s") < text.index("Afgewezen plan")
    assert "Van een andere regio" not in text
    declined = body(client.get(url("initiative_list"), {"stand": "declined"}))
    assert "Afgewezen plan" in declined
    assert "Buddy’s" not in declined
    assert "Afgewezen plan" not in body(client.get(url("initiative_list"), {"zoek": "buddy"}))


def test_initiative_list_without_any_offers_to_add_one(client, leader, programme):
    assert "Eerste initiatief toevoegen" in body(client.get(url("initiative_list")))


@pytest.mark.parametrize("number", [1, 3])
def test_initiative_list_takes_the_same_queries_for_more(client, leader, programme, number, django_assert_num_queries):
    node = OutlineNodeFactory(programme=programme)
    for _ in range(number):
        goal = GoalFactory(node=node)
        idea = InitiativeFactory(programme=programme)
        InitiativeScore.objects.create(initiative=idea, goal=goal, score=1)
    client.get(url("initiative_list"))
    with django_assert_num_queries(10):
        client.get(url("initiative_list"))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("initiative_detail", 10), ("initiative_weigh", 10)])
def test_initiative_pages_take_the_same_queries_for_more_goals(
    client, leader, programme, idea, page, queries, number, django_assert_num_queries
):
    for _ in range(number):
        goal = GoalFactory(node=OutlineNodeFactory(programme=programme))
        InitiativeScore.objects.create(initiative=idea, goal=goal, score=1)
    client.get(url(page, idea.pk))
    with django_assert_num_queries(queries):
        client.get(url(page, idea.pk))


def test_initiative_goes_from_idea_to_action_in_the_browser(client, leader, programme, node):
    goal = GoalFactory(node=node, statement="Minder herhaling")
    client.post(url("initiative_create"), {"title": "Buddy’s", "description": "Maatjes.", "proposed_on": "1-7-2021"})
    idea = Initiative.objects.get()
    assert "Minder herhaling" in body(client.get(url("initiative_weigh", idea.pk)))
    scores = {f"score_{goal.pk}": "2", f"text_{goal.pk}": "Gezinnen houden steun.", "seen_version": 0}
    assert client.post(url("initiative_weigh", idea.pk), scores).url == url("initiative_detail", idea.pk)
    assert "Draagt veel bij aan 1 van 1 doel" in body(client.get(url("initiative_detail", idea.pk)))
    page = client.get(url("initiative_accept", idea.pk))
    assert page.context["form"]["title"].value() == "Buddy’s"
    data = {"node": node.pk, "title": "Buddy’s", "description": "Maatjes.", "seen_version": 1}
    answer = client.post(url("initiative_accept", idea.pk), data)
    action = Action.objects.get()
    assert answer.url == url("action_update", action.pk)
    assert action.get_absolute_url() in body(client.get(url("initiative_detail", idea.pk)))
    assert client.get(url("initiative_decline", idea.pk)).url == url("initiative_detail", idea.pk)


def test_weigh_form_asks_for_a_score_beside_a_text(client, leader, node, idea):
    goal = GoalFactory(node=node)
    data = {f"score_{goal.pk}": "", f"text_{goal.pk}": "Misschien.", "seen_version": 0}
    assert "Kies hoeveel het bijdraagt" in body(client.post(url("initiative_weigh", idea.pk), data))
    answer = client.post(url("initiative_weigh", idea.pk), {f"score_{goal.pk}": "9", "seen_version": 0})
    assert "<title>Fout: " in body(answer)
    assert not InitiativeScore.objects.exists()


def test_decline_form_without_a_reason_says_what_to_do(client, leader, idea):
    answer = client.post(url("initiative_decline", idea.pk), {"reason": "", "seen_version": 0})
    assert "Schrijf waarom het initiatief niet wordt overgenomen." in body(answer)
    client.post(url("initiative_decline", idea.pk), {"reason": "Bestaat al.", "seen_version": 0})
    assert "Bestaat al." in body(client.get(url("initiative_detail", idea.pk)))


def test_initiative_update_that_lost_the_race_shows_both_texts(client, leader, idea):
    data = {"title": "Van een collega", "seen_version": 0}
    client.post(url("initiative_update", idea.pk), data)
    answer = client.post(url("initiative_update", idea.pk), data | {"title": "Van mij"})
    assert answer.status_code == 409
    assert "Van een collega" in body(answer)
    assert "Van mij" in body(answer)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_idea_accepted_twice_at_once_becomes_one_action():
    node, by = OutlineNodeFactory(), UserFactory()
    idea = InitiativeFactory(programme=node.programme)

    def accept():
        mine = Initiative.objects.get(pk=idea.pk)
        return initiatives.accept(
            initiative=mine, node=node, title="x", description="", reason="", seen_version=0, by=by
        ).pk

    answers = at_once(accept)
    assert {type(answer) for answer in answers} == {int, list}
    assert Action.objects.count() == 1
