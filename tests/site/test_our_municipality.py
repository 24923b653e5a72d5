"""Onze gemeente: what one municipality reads, who may read it, and its PDF."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from actions.models import Assessment, Participation, Phase
from ghnt import clock
from ghnt.documents import jobs
from ghnt.documents.sealing import canonical_json
from ghnt.site.our_municipality import draw, our_municipality
from programmes.models import ConclusionReview, CouncilPromise, DecisionRendering, ReviewBundle, ReviewItem
from regions.models import Role
from regions.rights import rights_of
from tests import factories
from tests.world import make_world

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture
def world(db):
    with clock.standing_at(TODAY):
        yield make_world()


@pytest.fixture
def home(world):
    return world.own


@pytest.fixture
def seat(home):
    """The municipality sits in the body that treats the region's proposals."""
    organisation = factories.OrganisationFactory(region=home.region, municipality=home.municipality)
    return factories.SeatFactory(body=home.body, organisation=organisation)


@pytest.fixture
def newcomer(home):
    """A municipality of the region of which nothing is known yet."""
    one = factories.MunicipalityFactory(name="Nieuwland", slug="nieuwland")
    return factories.RegionMembershipFactory(target=home.region, municipality=one).municipality


def read(world, role="municipal", municipality=None):
    one = municipality or world.own.municipality
    return our_municipality(one, world.own.region, rights_of(world.users[role], on=TODAY), on=TODAY)


def url(municipality):
    return reverse("our_municipality", args=[municipality.slug])


def get(client, world, role, municipality=None):
    client.force_login(world.users[role])
    return client.get(url(municipality or world.own.municipality))


def test_sentence_counts_rows_and_what_waits(world, home):
    second = factories.ActionFactory(node=home.node, title="Tweede")
    factories.ActionFactory(node=home.node, title="Derde")
    for action, answer in ((home.action, Participation.LATER), (second, Participation.NO)):
        factories.ActionMunicipalityFactory(action=action, municipality=home.municipality, takes_part=answer)
    CouncilPromise.objects.all().delete()
    CouncilPromise.objects.create(
        region=home.region, municipality=home.municipality, text="Brief over wachttijden", due=date(2021, 6, 1)
    )
    said = read(world)
    assert said.sentence.startswith("Eigendorp doet mee aan 1 van 3 acties, nu of later; op 1 is nog geen antwoord.")
    assert "Programma, versie 1: gepland, 30 september 2021." in said.sentence
    assert said.sentence.endswith("1 toezegging is te laat.")


def test_rows_are_the_own_ones_with_a_link_to_fill_in(client, world, home):
    factories.ActionMunicipalityFactory(
        action=home.action, municipality=home.municipality, elaboration="Eén dag per week.", since=date(2021, 2, 1)
    )
    factories.ActionMunicipalityFactory(action=home.action, municipality=home.neighbour, elaboration="Van de buren.")
    page = get(client, world, "municipal").content.decode()
    assert "Eén dag per week." in page
    assert "Van de buren." not in page
    fill_in = reverse(
        "actions:action_municipality_row", args=[home.region.slug, home.action.pk, home.municipality.slug]
    )
    assert fill_in in page
    assert fill_in not in get(client, world, "reader").content.decode()


def test_only_rows_without_an_answer_on_request(client, world, home):
    factories.ActionMunicipalityFactory(action=home.action, municipality=home.municipality)
    factories.ActionFactory(node=home.node, title="Zonder antwoord")
    client.force_login(world.users["municipal"])
    groups = client.get(url(home.municipality), {"open": "ja"}).context["shown"].groups
    assert [row.name.split(" ", 1)[1] for group in groups for row in group.rows] == ["Zonder antwoord"]


def test_running_half_year_is_hidden_from_the_national_team(world, home):
    home.action.updates.filter(half_year="2021-H1").update(
        phase=Phase.IN_PROGRESS, assessment=Assessment.STALLED, explanation="Geen mensen."
    )
    assert read(world).rows[0].course.label == "Stagneert"
    for role in ("national", "adviser"):
        said = read(world, role)
        assert said.half_year == "2e halfjaar 2020"
        assert said.rows[0].course.label == "Op koers"


def test_conclusions_are_of_its_bodies_in_the_last_half_year(world, home, seat, newcomer):
    assert [(one.subject, one.date) for one in read(world).conclusions] == [("Plan Eigen", "2021-05-20")]
    assert read(world, municipality=newcomer).conclusions == ()
    later = rights_of(world.users["leader"], on=TODAY)
    assert our_municipality(home.municipality, home.region, later, on=date(2022, 3, 1)).conclusions == ()


def test_review_is_told_to_who_may_know_it(world, home):
    ReviewBundle.objects.update(react_by=date(2021, 8, 1))
    ReviewItem.objects.update(asks_reaction=True)
    ConclusionReview.objects.all().delete()
    officer, leader, reader = (read(world, role) for role in ("municipal", "leader", "reader"))
    assert [one.review.label for one in officer.conclusions if one.review] == ["Nog niet nagekeken"]
    assert (officer.review.waiting, officer.review.before) == (1, "2021-08-01")
    assert [one.review.label for one in leader.conclusions if one.review] == ["Nog niet nagekeken"]
    assert [one.review for one in reader.conclusions if one.review] == []
    assert reader.review.waiting == 0


def test_undistributed_proposal_shows_to_whom_it_may_alone(world, home, seat):
    step = home.hidden_proposal.rounds.first().steps.first()
    factories.ConclusionFactory(step=step, date=date(2021, 6, 1), text="Binnen de regio.")
    for role, sees in (("leader", True), ("municipal", True), ("reader", False), ("national", False)):
        assert ("Besloten Eigen" in [one.subject for one in read(world, role).conclusions]) is sees


def test_own_decision_with_its_steps(world, home):
    adoption = home.municipality.adoptions.get()
    adoption.steps.all().delete()
    adoption.steps.create(name="College", position=1, planned_on=date(2021, 6, 1))
    adoption.steps.create(name="Raad", position=2, planned_on=date(2021, 9, 30))
    act = read(world).act
    assert (act.required, act.state.label, act.planned_on) == ("De raad stelt vast", "Gepland", "2021-09-30")
    assert [(day.name, day.is_late) for day in act.days] == [("College", True), ("Raad", False)]


def test_meetings_to_come_are_those_it_sits_in(world, home, seat):
    soon = factories.MeetingFactory(body=home.body, date=date(2021, 9, 1), starts_at=time(14, 0))
    factories.MeetingFactory(
        body=factories.BodyFactory(region=home.region, name="Ander overleg"), date=date(2021, 9, 2)
    )
    coming = read(world).meetings
    assert [(one.pk, one.hours) for one in coming if one.date >= "2021-09-01"] == [(soon.pk, "14.00 uur")]


def test_costs_are_those_that_name_the_municipality(world, home):
    name = home.municipality.name
    for cover, amount in ((f"gemeente {name}", 900), (f"{name}se middelen", 800), ("gemeente Eigenstad", 700)):
        factories.ActionCostFactory(action=home.action, amount=Decimal(amount), cover=cover)
    factories.ActionCostFactory(action=home.action, amount=None, cover="gemeenten, naar inwonertal", year=2022)
    assert [(one.year, one.amount.replace("\xa0", " ")) for one in read(world).costs] == [
        (2021, "€ 900"),
        (2022, "p.m."),
    ]


def test_empty_municipality_has_a_way_on(client, world, newcomer):
    page = get(client, world, "leader", newcomer).content.decode()
    assert "Nog geen lokale acties." in page
    assert "Geen conclusies die Nieuwland raken." in page
    assert "Nog niet bekend wat Nieuwland over het programma besluit." in page
    assert "Antwoorden invullen" in page
    assert "Nog geen antwoord" in page


def test_region_without_a_programme_says_so(client, world):
    region = factories.RegionFactory(name="Leeg", slug="leeg")
    one = factories.RegionMembershipFactory(target=region, municipality__slug="leegdorp").municipality
    answer = get(client, world, "national", one)
    assert "Het programma van de regio heeft nog geen acties." in answer.content.decode()


READERS = {"leader", "editor", "municipal", "reader", "national", "adviser"}


@pytest.mark.parametrize("role", sorted(READERS | {"secretary", "administrator"}))
def test_page_is_for_who_reads_the_region(client, world, role):
    assert get(client, world, role).status_code == (200 if role in READERS else 404)
    foreign = get(client, world, role, world.other.municipality).status_code
    assert foreign == (200 if role == "national" else 404)


@pytest.mark.parametrize("role", sorted(READERS))
def test_drafts_for_the_council_are_shown_to_who_may_write_them(client, world, home, role):
    drafts = reverse("reporting:council_document_list", args=[world.own.region.slug, read(world, role).act.version])
    client.force_login(world.users[role])
    for address in (drafts.removesuffix("stukken/"), url(world.own.municipality)):
        assert (drafts in client.get(address).text) == (role in {"leader", "editor", "municipal"})


def test_unknown_municipality_does_not_exist(client, world):
    client.force_login(world.users["leader"])
    assert client.get(reverse("our_municipality", args=["nergens"])).status_code == 404


@pytest.fixture
def merged(home):
    """Oud became Eigendorp on 1 January 2021; its rows are its own still."""
    old = factories.MunicipalityFactory(name="Oud", slug="oud", valid_to=date(2021, 1, 1))
    factories.RegionMembershipFactory(target=home.region, municipality=old)
    old.successions.create(successor=home.municipality, on=date(2021, 1, 1), kind="merger")
    factories.ActionMunicipalityFactory(action=home.action, municipality=old, elaboration="Van vroeger.")
    return old


def test_merged_municipality_keeps_its_page_under_the_old_name(client, world, home, merged):
    answer = get(client, world, "municipal", merged)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "De gemeente Oud bestaat niet meer sinds 1 januari 2021." in page
    assert "Van vroeger." in page
    assert url(home.municipality) in page
    assert not answer.context["shown"].may_fill_in
    assert url(merged) in get(client, world, "municipal").content.decode()


def test_officer_reads_what_the_own_municipality_took_over_from_elsewhere(client, world, merged):
    user = factories.UserFactory()
    factories.RoleAssignmentFactory(user=user, role=Role.MUNICIPAL, municipality=world.other.municipality)
    client.force_login(user)
    assert client.get(url(merged)).status_code == 404
    merged.successions.create(successor=world.other.municipality, on=date(2021, 1, 1), kind="merger")
    assert client.get(url(merged)).status_code == 200


def test_officer_finds_the_own_municipality_on_top_of_the_menu(client, world, home):
    menu = get(client, world, "municipal").context["navigation"].side_links
    assert [(link.label, link.url, link.current) for link in menu[0]] == [
        ("Onze gemeente", url(home.municipality), True),
        ("Nakijken", f"/gemeente/{home.municipality.slug}/nakijken/", False),
        ("Scans", f"/gemeente/{home.municipality.slug}/scans/", False),
    ]
    menu = get(client, world, "leader").context["navigation"].side_links
    assert "Onze gemeente" not in [link.label for group in menu for link in group]


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_queries_for_any_number(client, world, home, seat, number, django_assert_num_queries):
    for place in range(number):
        action = factories.ActionFactory(node=home.node, title=f"Actie {place}")
        factories.ActionMunicipalityFactory(action=action, municipality=home.municipality)
        factories.ActionCostFactory(action=action, cover="gemeenten")
        factories.LocalActionFactory(municipality=home.municipality, node=home.node)
        factories.MeetingFactory(body=home.body, date=date(2021, 10, 1) + timedelta(days=place))
        conclude(home, place)
    client.force_login(world.users["municipal"])
    client.get(url(home.municipality))
    with django_assert_num_queries(QUERIES):
        client.get(url(home.municipality))


def conclude(home, place):
    proposal = factories.ProposalFactory(region=home.region, subject=f"Voorstel {place}")
    step = factories.RouteStepFactory(round=factories.RoundFactory(proposal=proposal), body=home.body)
    factories.ConclusionFactory(step=step, date=date(2021, 6, 1) + timedelta(days=place))


QUERIES = 48


def test_four_hundred_actions_come_in_pages(client, world, home):
    for place in range(60):
        factories.ActionFactory(node=home.node, title=f"Actie {place}")
    answer = get(client, world, "municipal")
    assert sum(len(group.rows) for group in answer.context["shown"].groups) == 50
    assert answer.context["page_obj"].paginator.count == 61


@pytest.mark.parametrize("filled", [False, True])
def test_pdf_is_accessible(assert_accessible_pdf, world, home, seat, filled):
    if filled:
        for place in range(30):
            action = factories.ActionFactory(node=home.node, title="Langewoorden" * 12)
            factories.ActionMunicipalityFactory(
                action=action, municipality=home.municipality, elaboration=f"Uitwerking <b>{place}</b> & " + "x" * 200
            )
            conclude(home, place)
        factories.ActionCostFactory(action=home.action, cover="gemeenten")
        said = read(world)
    else:
        said = read(world, municipality=home.neighbour)
    assert_accessible_pdf(draw(canonical_json(said)).body)


def test_pdf_is_asked_for_by_who_reads_the_page(client, world, home):
    client.force_login(world.users["reader"])
    answer = client.post(reverse("our_municipality_pdf", args=[home.municipality.slug]))
    rendering = DecisionRendering.objects.get(municipality=home.municipality)
    assert answer.url == reverse("programmes:decision_document", args=[home.region.slug, rendering.pk])
    jobs.run("programmes.decisionrendering", rendering.pk)
    rendering.refresh_from_db()
    assert (rendering.is_done, rendering.error) == (True, "")
    world.users["reader"].role_assignments.all().delete()
    assert client.get(answer.url).status_code == 404
