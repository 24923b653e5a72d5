from datetime import date

import pytest
from django.urls import reverse

from programmes.models import Outcome, Purpose, Round, RouteStep, RouteTemplate
from programmes.route_templates import apply_template, keep_route, template_rounds
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


@pytest.fixture
def bodies(region):
    return [factories.BodyFactory(region=region, name=name) for name in ("Klankbordgroep", "Directieoverleg", "Panel")]


@pytest.fixture
def proposal(region, bodies):
    """Two rounds through the same bodies."""
    found = factories.ProposalFactory(region=region)
    for number, kind in ((1, "direction"), (2, "adoption")):
        round_ = factories.RoundFactory(proposal=found, number=number, kind=kind)
        for position, body in enumerate(bodies, 1):
            factories.RouteStepFactory(round=round_, body=body, position=position)
    return found


def url(name, *args):
    return reverse(f"programmes:{name}", args=["eigen", *args])


def adopt():
    return Purpose.objects.get(code="adopt")


def listed(template):
    """By round the names of its bodies."""
    rows = RouteTemplate.objects.prefetch_related("steps__body").get(pk=template.pk)
    return [(round_.title, [step.body.name for step in round_.steps]) for round_ in template_rounds(rows)]


def names(round_):
    return [step.body.name for step in round_.steps.all()]


def test_keep_route_takes_rounds_bodies_and_purposes(proposal):
    template = keep_route(proposal=proposal, name="Groot besluit")
    every = ["Klankbordgroep", "Directieoverleg", "Panel"]
    assert listed(template) == [("richting geven", every), ("vaststellen", every)]


def test_apply_template_only_adds(region, proposal):
    template = keep_route(proposal=proposal, name="Groot besluit")
    other = factories.RoundFactory(proposal__region=region, proposal__subject="Ander").proposal
    standing = factories.RouteStepFactory(round=other.rounds.get(), body__region=region)
    applied = apply_template(proposal=other, template=template, after=1)
    assert (applied.added, applied.skipped) == (6, ())
    assert [str(round_) for round_ in other.rounds.all()] == [
        f"Ronde 1 {other.rounds.first().title}",
        "Ronde 2 richting geven",
        "Ronde 3 vaststellen",
    ]
    assert RouteStep.objects.get(pk=standing.pk).round.number == 1
    assert names(other.rounds.get(number=2)) == ["Klankbordgroep", "Directieoverleg", "Panel"]


def test_apply_template_skips_what_was_ended_and_says_so(client, leader, region, proposal, bodies):
    template = keep_route(proposal=proposal, name="Groot besluit")
    bodies[2].ended_on = date(2021, 7, 1)
    bodies[2].save()
    other = factories.ProposalFactory(region=region)
    page = client.post(url("route_apply", other.pk), {"template": template.pk, "after": 0}, follow=True)
    assert "Overgeslagen, want opgeheven: Panel." in page.text
    assert "4 behandelingen toegevoegd uit vaste route ‘Groot besluit’" in page.text
    assert names(other.rounds.get(number=1)) == ["Klankbordgroep", "Directieoverleg"]


def test_apply_template_sent_twice_adds_once(client, leader, region, proposal):
    template = keep_route(proposal=proposal, name="Groot besluit")
    other = factories.ProposalFactory(region=region)
    for _ in range(2):
        page = client.post(url("route_apply", other.pk), {"template": template.pk, "after": 0}, follow=True)
    assert "Er is niets toegevoegd." in page.text
    assert other.rounds.count() == 2


def test_apply_template_of_another_region_changes_nothing(client, leader, proposal):
    foreign = RouteTemplate.objects.create(region=factories.RegionFactory(), name="Elders")
    page = client.post(url("route_apply", proposal.pk), {"template": foreign.pk, "after": 2}, follow=True)
    assert "Kies een vaste route uit de lijst." in page.text
    assert Round.objects.count() == 2
    assert client.get(url("route_template", foreign.pk)).status_code == 404


def test_template_is_made_and_filled_on_its_pages(client, leader, region, bodies):
    page = client.post(url("route_template_create"), {"name": "Klein besluit"}, follow=True)
    assert "Deze vaste route heeft nog geen stappen." in page.text
    template = RouteTemplate.objects.get()
    for body in bodies[:2]:
        template.refresh_from_db()
        client.post(
            url("route_template_step_add", template.pk),
            {
                "body": body.pk,
                "purpose": adopt().pk,
                "number": 1 if template.version else 0,
                "kind": "other",
                "name": "Tweede lezing",
                "seen": template.version,
            },
        )
    assert listed(template) == [("Tweede lezing", ["Klankbordgroep", "Directieoverleg"])]


def step_post(client, template, step, change):
    template.refresh_from_db()
    address = url("route_template_step_move", template.pk, step.pk, change)
    return client.post(address, {"seen_version": template.version}, follow=True)


def test_template_steps_move_and_go_by_buttons(client, leader, proposal):
    template = keep_route(proposal=proposal, name="Groot besluit")
    first, second, third = template.steps.filter(round_number=1)
    step_post(client, template, third, "omhoog")
    step_post(client, template, first, "omhoog")
    assert listed(template)[0] == ("richting geven", ["Klankbordgroep", "Panel", "Directieoverleg"])
    for step in (first, second, third):
        step_post(client, template, step, "weg")
    assert listed(template) == [("vaststellen", ["Klankbordgroep", "Directieoverleg", "Panel"])]


def test_template_that_a_colleague_changed_is_not_cut_blindly(client, leader, proposal):
    template = keep_route(proposal=proposal, name="Groot besluit")
    step = template.steps.first()
    step_post(client, template, step, "omlaag")
    page = client.post(url("route_template_step_move", template.pk, step.pk, "weg"), {"seen_version": 0}, follow=True)
    assert "Een collega wijzigde deze vaste route." in page.text
    assert template.steps.count() == 6


def test_template_step_and_round_are_changed(client, leader, proposal, bodies):
    template = keep_route(proposal=proposal, name="Groot besluit")
    step = template.steps.first()
    other = factories.BodyFactory(region=template.region, name="Taskforce")
    client.post(
        url("route_template_step_update", template.pk, step.pk),
        {"body": other.pk, "purpose": adopt().pk, "seen": 0},
    )
    client.post(
        url("route_template_round_update", template.pk, 2), {"kind": "other", "name": "Tweede lezing", "seen": 1}
    )
    assert [round_[0] for round_ in listed(template)] == ["richting geven", "Tweede lezing"]
    assert listed(template)[0][1][0] == "Taskforce"
    assert client.get(url("route_template_round_update", template.pk, 7)).status_code == 404


def test_template_takes_no_body_of_another_region_and_no_step_twice(client, leader, region, bodies):
    template = RouteTemplate.objects.create(region=region, name="Klein besluit")
    foreign = factories.BodyFactory()
    values = {"purpose": adopt().pk, "number": 0, "kind": "adoption", "seen": 0}
    page = client.post(url("route_template_step_add", template.pk), {**values, "body": foreign.pk})
    assert "Kies een overleg uit de lijst." in page.text
    client.post(url("route_template_step_add", template.pk), {**values, "body": bodies[0].pk})
    again = {**values, "body": bodies[0].pk, "number": 1, "seen": 1}
    page = client.post(url("route_template_step_add", template.pk), again)
    assert "Klankbordgroep staat met dit doel al in deze ronde." in page.text
    assert template.steps.count() == 1


def test_template_name_is_one_of_its_kind_in_a_region(client, leader, region, proposal):
    RouteTemplate.objects.create(region=region, name="Groot besluit")
    for address, field in ((url("route_template_create"), "name"), (url("route_keep", proposal.pk), "vast-name")):
        page = client.post(address, {field: "Groot besluit"})
        assert "Uw regio heeft al een vaste route met deze naam." in page.text
    assert RouteTemplate.objects.count() == 1


def test_template_name_changed_meanwhile_is_a_conflict(client, leader, region):
    template = RouteTemplate.objects.create(region=region, name="Groot besluit", version=3)
    address = url("route_template_update", template.pk)
    page = client.post(address, {"name": "Mijn naam", "seen_version": 2})
    assert (page.status_code, "Mijn naam" in page.text, "Groot besluit" in page.text) == (409, True, True)
    client.post(address, {"name": "Mijn naam", "seen_version": 3})
    assert RouteTemplate.objects.get().name == "Mijn naam"


def test_template_deleted_leaves_proposals_alone(client, leader, proposal):
    template = keep_route(proposal=proposal, name="Groot besluit")
    client.post(url("route_template_delete", template.pk), {"seen_version": template.version})
    assert (RouteTemplate.objects.count(), RouteStep.objects.count()) == (0, 6)


def test_keep_route_without_steps_is_refused(client, leader, region):
    empty = factories.ProposalFactory(region=region)
    page = client.post(url("route_keep", empty.pk), {"vast-name": "Leeg"})
    assert (page.status_code, RouteTemplate.objects.count()) == (200, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_template_pages_take_the_same_queries(client, leader, region, django_assert_num_queries, rows):
    template = RouteTemplate.objects.create(region=region, name="Groot besluit")
    for number in range(rows):
        RouteTemplate.objects.create(region=region, name=f"Route {number}")
        template.steps.create(body=factories.BodyFactory(region=region), purpose=adopt(), position=number)
    with django_assert_num_queries(7):
        client.get(url("route_template_list"))
    with django_assert_num_queries(11):
        client.get(url("route_template", template.pk))


def test_round_is_added_as_a_copy_of_the_previous_one(client, leader, proposal, bodies):
    bodies[2].ended_on = date(2021, 7, 1)
    bodies[2].save()
    RouteStep.objects.filter(round__number=2).update(planned_date=date(2021, 9, 1))
    page = client.post(
        url("route_detail", proposal.pk),
        {"kind": "other", "name": "Tweede lezing", "copy_previous": "on", "number": 3},
        follow=True,
    )
    assert "Ronde 3, Tweede lezing" in page.text
    copied = proposal.rounds.get(number=3)
    assert names(copied) == ["Klankbordgroep", "Directieoverleg"]
    assert {step.date for step in copied.steps.all()} == {None}


def test_round_gets_another_name(client, leader, proposal):
    address = url("route_round_update", proposal.pk, 1)
    client.post(address, {"kind": "other", "name": "Eerste lezing", "seen": proposal.version})
    assert str(proposal.rounds.first()) == "Ronde 1 Eerste lezing"
    page = client.post(address, {"kind": "other", "name": "Van mij", "seen": 0})
    assert (page.status_code, "Van mij" in page.text) == (409, True)


def test_steps_of_a_route_move_by_buttons(client, leader, proposal):
    round_ = proposal.rounds.first()
    first, _second, third = round_.steps.all()

    def move(step, change):
        proposal.refresh_from_db()
        address = url("route_step_move", proposal.pk, step.pk, change)
        return client.post(address, {"seen_version": proposal.version}, follow=True)

    move(third, "omhoog")
    move(first, "omhoog")
    assert names(round_) == ["Klankbordgroep", "Panel", "Directieoverleg"]
    factories.ConclusionFactory(step=third, outcome=Outcome.objects.get(code="agreed"))
    assert "Deze behandeling heeft al een conclusie." in move(third, "omlaag").text
    stale = client.post(url("route_step_move", proposal.pk, first.pk, "omlaag"), {"seen_version": 0})
    assert stale.status_code == 409


def test_a_later_round_that_began_early_is_told_openly(client, leader, proposal):
    step = proposal.rounds.get(number=2).steps.first()
    address = url("proposal_detail", proposal.pk)
    assert "Een latere ronde is al begonnen." not in client.get(address).text
    factories.ConclusionFactory(step=step, outcome=Outcome.objects.get(code="agreed"))
    for page in (client.get(address), client.get(url("route_detail", proposal.pk))):
        assert "Een latere ronde is al begonnen." in page.text


def test_recording_a_later_round_early_is_allowed_with_a_warning(client, leader, proposal):
    early, ready = proposal.rounds.get(number=2).steps.first(), proposal.rounds.get(number=1).steps.first()
    warning = "in een eerdere ronde is dit voorstel nog niet overal behandeld"
    for step, warns in ((early, True), (ready, False)):
        assert (warning in client.get(url("step_conclude", proposal.pk, step.pk)).text) is warns
        meeting = factories.MeetingFactory(body=step.body, date=date(2021, 7, 1 + step.round.number))
        step.meeting = meeting
        step.save()
        factories.AgendaItemFactory(meeting=meeting, step=step, subject="")
        page = client.get(reverse("programmes:meeting_conclusions", args=[meeting.pk]))
        assert (warning in page.text) is warns
