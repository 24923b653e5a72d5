from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ghnt.ui.editing import EditConflictError
from programmes import conclusions, meetings, route_editing
from programmes.drawn_route import Stop, drawn_route
from programmes.models import AgendaItem, Outcome, Proposal, Purpose, RouteStep
from programmes.route import route_of, with_route
from programmes.route_editing import StepPlan
from tests import factories

pytestmark = pytest.mark.django_db
MARCH = date(2021, 3, 4)


@pytest.fixture
def proposal():
    return factories.ProposalFactory()


@pytest.fixture
def bodies(proposal):
    names = ("Klankbordgroep", "Uitvoeringsoverleg", "Directieoverleg")
    return [factories.BodyFactory(region=proposal.region, name=name) for name in names]


def add(round_, body, outcome="", day=None, position=None):
    step = factories.RouteStepFactory(
        round=round_, body=body, planned_date=day, position=position or round_.steps.count() + 1
    )
    if outcome:
        factories.ConclusionFactory(step=step, outcome=Outcome.objects.get(code=outcome), date=day or MARCH)
    return step


def states(proposal):
    route = route_of(Proposal.objects.get(pk=proposal.pk))
    return [[station and str(station.state) for station in row.cells] for row in route.rounds]


def test_route_of_a_proposal_without_rounds_is_empty(proposal):
    route = route_of(proposal)
    assert (route.bodies, route.rounds, route.next, route.last) == ((), (), None, None)


def test_route_puts_a_body_under_itself_in_the_second_round(proposal, bodies):
    first, second = (factories.RoundFactory(proposal=proposal, number=number) for number in (1, 2))
    for body in bodies:
        add(first, body, "agreed")
    add(second, bodies[0], "agreed_with_remarks")
    add(second, bodies[2], day=date(2021, 9, 1))
    route = route_of(proposal)
    assert route.bodies == ("Klankbordgroep", "Uitvoeringsoverleg", "Directieoverleg")
    assert states(proposal) == [["past", "past", "past"], ["past", None, "next"]]
    assert route.next.body == "Directieoverleg"
    assert route.next.date == date(2021, 9, 1)


def test_route_has_one_next_step_and_the_rest_planned(proposal, bodies):
    round_ = factories.RoundFactory(proposal=proposal)
    add(round_, bodies[0], "agreed")
    add(round_, bodies[1])
    add(round_, bodies[2])
    assert states(proposal) == [["past", "next", "planned"]]


def test_route_that_was_refused_has_no_next_step(proposal, bodies):
    round_ = factories.RoundFactory(proposal=proposal)
    add(round_, bodies[0], "not_agreed")
    add(round_, bodies[1])
    assert states(proposal) == [["past", "planned"]]
    assert list(Proposal.objects.running()) == []


def test_route_that_was_held_back_goes_on(proposal, bodies):
    round_ = factories.RoundFactory(proposal=proposal)
    add(round_, bodies[0], "deferred")
    add(round_, bodies[0])
    assert states(proposal) == [["past", "next"]]
    assert route_of(proposal).bodies == ("Klankbordgroep", "Klankbordgroep")


def test_route_takes_the_date_of_the_meeting(proposal, bodies):
    step = add(factories.RoundFactory(proposal=proposal), bodies[0])
    meetings.put_on_agenda(meeting=factories.MeetingFactory(body=bodies[0], date=date(2021, 8, 3)), step=step)
    assert route_of(proposal).next.date == date(2021, 8, 3)


def test_route_puts_a_new_body_of_a_later_round_where_it_stood(proposal, bodies):
    first, second = (factories.RoundFactory(proposal=proposal, number=number) for number in (1, 2))
    add(first, bodies[0])
    add(first, bodies[2])
    for body in bodies:
        add(second, body)
    assert route_of(proposal).bodies == ("Klankbordgroep", "Uitvoeringsoverleg", "Directieoverleg")


def test_route_draws_a_line_past_a_body_without_part_and_none_beyond_the_end(proposal, bodies):
    first, second = (factories.RoundFactory(proposal=proposal, number=number) for number in (1, 2))
    for body in bodies:
        add(first, body, "agreed")
    add(second, bodies[0], "agreed")
    drawn = route_of(proposal).rounds[1].drawn
    assert [(cell.is_first, cell.is_last, cell.is_gap) for cell in drawn] == [
        (True, True, False),
        (False, False, False),
        (False, False, False),
    ]
    add(second, bodies[2])
    drawn = route_of(Proposal.objects.get(pk=proposal.pk)).rounds[1].drawn
    assert [(cell.is_first, cell.is_last, cell.is_gap) for cell in drawn] == [
        (True, False, False),
        (False, False, True),
        (False, True, False),
    ]


@pytest.mark.parametrize(("number", "is_vertical"), [(7, False), (8, True)])
def test_route_stands_upright_over_seven_bodies(proposal, number, is_vertical):
    round_ = factories.RoundFactory(proposal=proposal)
    for _ in range(number):
        add(round_, factories.BodyFactory(region=proposal.region))
    assert route_of(proposal).is_vertical is is_vertical


@pytest.mark.parametrize("rows", [1, 3])
def test_routes_of_a_list_take_the_same_queries(django_assert_num_queries, rows):
    for _ in range(rows):
        proposal = factories.ProposalFactory()
        body = factories.BodyFactory(region=proposal.region)
        round_ = factories.RoundFactory(proposal=proposal)
        factories.RemarkFactory(conclusion=add(round_, body, "agreed").conclusions.get())
        add(round_, body)
    with django_assert_num_queries(5):
        assert len([route_of(each).stations for each in with_route(Proposal.objects.all())]) == rows


def test_running_tells_the_same_as_the_route(proposal, bodies):
    """The list's condition and the drawn route must agree on what is finished."""
    round_ = factories.RoundFactory(proposal=proposal)
    assert list(Proposal.objects.running()) == [proposal]
    add(round_, bodies[0], "agreed")
    assert list(Proposal.objects.concluded()) == [proposal]
    add(round_, bodies[1])
    assert list(Proposal.objects.running()) == [proposal]
    assert route_of(proposal).next.body == "Uitvoeringsoverleg"


def plan(body, **more):
    return StepPlan(body, Purpose.objects.get(code="adopt"), **more)


def test_add_step_with_a_meeting_puts_it_on_the_agenda(proposal, bodies):
    meeting = factories.MeetingFactory(body=bodies[0])
    step = route_editing.add_step(
        round_=factories.RoundFactory(proposal=proposal), plan=plan(bodies[0], meeting=meeting)
    )
    assert AgendaItem.objects.get().step == step
    assert step.date == date(2021, 4, 15)


def test_add_step_twice_the_same_is_refused(proposal, bodies):
    round_ = factories.RoundFactory(proposal=proposal)
    route_editing.add_step(round_=round_, plan=plan(bodies[0]))
    with pytest.raises(ValidationError, match="staat al zo in deze ronde"):
        route_editing.add_step(round_=round_, plan=plan(bodies[0]))
    assert RouteStep.objects.count() == 1


def test_add_step_of_another_region_is_refused(proposal):
    with pytest.raises(ValidationError, match="hoort niet bij uw regio"):
        route_editing.add_step(round_=factories.RoundFactory(proposal=proposal), plan=plan(factories.BodyFactory()))


def test_concluded_step_can_not_be_changed_or_removed(proposal, bodies):
    step = add(factories.RoundFactory(proposal=proposal), bodies[0], "agreed")
    for change in (
        lambda: route_editing.change_step(step=step, plan=plan(bodies[1]), seen=0),
        lambda: route_editing.remove_step(step=step, seen=0),
        lambda: route_editing.remove_round(round_=step.round, seen=0),
    ):
        with pytest.raises(ValidationError, match="conclusie"):
            change()
    assert RouteStep.objects.get().body == bodies[0]


def test_change_step_that_a_colleague_changed_first_is_a_conflict(proposal, bodies):
    step = add(factories.RoundFactory(proposal=proposal), bodies[0])
    route_editing.change_step(step=step, plan=plan(bodies[1]), seen=0)
    with pytest.raises(EditConflictError):
        route_editing.change_step(step=RouteStep.objects.get(pk=step.pk), plan=plan(bodies[2]), seen=0)
    assert RouteStep.objects.get().body == bodies[1]


def test_remove_round_numbers_the_later_ones_again(proposal, bodies):
    rounds = [factories.RoundFactory(proposal=proposal, number=number) for number in (1, 2, 3)]
    route_editing.remove_round(round_=rounds[1], seen=0)
    assert list(proposal.rounds.values_list("pk", "number")) == [(rounds[0].pk, 1), (rounds[2].pk, 2)]


def test_removed_step_leaves_the_agenda(proposal, bodies):
    step = add(factories.RoundFactory(proposal=proposal), bodies[0])
    meetings.put_on_agenda(meeting=factories.MeetingFactory(body=bodies[0]), step=step)
    route_editing.remove_step(step=RouteStep.objects.get(), seen=1)
    assert (AgendaItem.objects.count(), RouteStep.objects.count()) == (0, 0)


def test_form_of_a_step_that_came_on_an_agenda_meanwhile_cannot_take_it_off(proposal, bodies):
    step = add(factories.RoundFactory(proposal=proposal), bodies[0])
    meetings.put_on_agenda(meeting=factories.MeetingFactory(body=bodies[0]), step=step)
    with pytest.raises(EditConflictError):
        route_editing.change_step(step=RouteStep.objects.get(), plan=plan(bodies[0]), seen=0)
    assert AgendaItem.objects.get().step == step


def test_corrected_conclusion_stands_with_the_replaced_one_behind_it(proposal, bodies):
    step = add(factories.RoundFactory(proposal=proposal), bodies[0], "agreed")
    conclusions.correct(
        conclusion=step.conclusions.get(),
        outcome=Outcome.objects.get(code="not_agreed"),
        text="Niet akkoord.",
        remarks=(),
        reason="Verkeerd genoteerd",
        by=factories.UserFactory(),
    )
    station = route_of(proposal).stations[0]
    assert station.conclusion.outcome.label == "Niet akkoord"
    assert [old.text for old in station.replaced] == ["Akkoord."]
    assert station.conclusion.reason == "Verkeerd genoteerd"


def test_route_on_paper_has_its_bodies_in_the_order_of_the_page():
    def stops(*bodies):
        return [Stop(state="planned", body=body, date="", purpose="", outcome=None) for body in bodies]

    drawn = drawn_route([("Ronde 1", stops("Groep", "Panel")), ("Ronde 2", stops("Groep", "Bestuur"))])
    assert drawn.bodies == ("Groep", "Bestuur", "Panel")
