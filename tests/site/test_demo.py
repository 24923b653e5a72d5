from datetime import date
from functools import partial
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from actions.models import ENDED_PHASES, Action, ActionMunicipality, ActionUpdate
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.site.demo.loading import BEFORE, NOW
from ghnt.site.demo.making import DEMO_DAY
from ghnt.site.demo.people import ACCOUNTS, PASSWORD
from ghnt.site.demo.story import Story
from programmes.dossier_links import LinkState, links_of
from programmes.models import (
    AdoptionPlan,
    AdoptionStep,
    AgendaItem,
    CouncilPromise,
    OutlineNode,
    Proposal,
    RegionalProgramme,
    RouteStep,
)
from regions.models import Municipality, Post, PostKind, Region, Role, RoleAssignment
from reporting.content import read_content
from reporting.models import EventKind, Figure, Report, ReportRound, ReportVersion
from reporting.states import ReportState, state_of

GOOI, ZOB, GRONINGEN = "gooi-en-vechtstreek", "zuidoost-brabant", "groningen"


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo on a database with only the reference tables, for all tests of this file; what it printed."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", stdout=StringIO())
        yield _run("--force")
        transaction.set_rollback(True)


def _run(*options):
    output = StringIO()
    call_command("demo", *options, stdout=output)
    return output.getvalue()


def test_demo_prints_how_to_sign_in(demo):
    assert PASSWORD in demo
    assert [line.split()[0] for line in demo.splitlines()[-len(ACCOUNTS) :]] == [one.email for one in ACCOUNTS]


def test_demo_twice_changes_nothing(demo, settings):
    settings.DEBUG = True
    before = _every_row()
    assert _run().startswith("De demogegevens staan er al.")
    assert _every_row() == before


def _every_row():
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in apps.get_models()}


@pytest.mark.django_db
def test_demo_refuses_without_debug(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="Demogegevens horen niet op een echte server"):
        _run()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("login", "role", "scope"),
    [
        ("landelijk", Role.NATIONAL, [None]),
        ("adviseur", Role.ADVISER, ["Gooi en Vechtstreek", "Groningen", "Zuidoost-Brabant"]),
        ("projectleider", Role.LEADER, ["Gooi en Vechtstreek"]),
        ("projectleider.zob", Role.LEADER, ["Zuidoost-Brabant"]),
        ("medewerker", Role.EDITOR, ["Gooi en Vechtstreek"]),
        (
            "secretaris",
            Role.SECRETARY,
            [
                "Ambtelijke klankbordgroep",
                "Directieoverleg",
                "Panel van ervaringsdeskundigen",
                "Portefeuillehoudersoverleg",
                "Uitvoeringsoverleg",
            ],
        ),
        ("beleid", Role.MUNICIPAL, ["Hilversum"]),
        ("lezer", Role.READER, ["Gooi en Vechtstreek"]),
        ("beheer", Role.ADMINISTRATOR, [None]),
    ],
)
def test_demo_account_has_its_role(demo, login, role, scope):
    user = User.objects.get(email=f"{login}@demo.example")
    held = RoleAssignment.objects.valid(DEMO_DAY).filter(user=user)
    assert user.check_password(PASSWORD)
    assert {assignment.role for assignment in held} == {role}
    assert sorted(_scope(assignment) for assignment in held) == [str(name) for name in scope]


def _scope(assignment):
    return str(assignment.region or assignment.municipality or assignment.body)


def test_demo_table_of_accounts_is_complete(demo):
    with_password = [user.email for user in User.objects.order_by("pk") if user.has_usable_password()]
    assert with_password == [account.email for account in ACCOUNTS]
    assert list(User.objects.filter(is_staff=True).values_list("email", flat=True)) == ["beheer@demo.example"]


def test_every_region_has_programme_and_leader(demo):
    regions = set(Region.objects.valid(DEMO_DAY).values_list("pk", flat=True))
    assert set(RegionalProgramme.objects.values_list("region", flat=True)) == regions
    assert set(Post.objects.valid(DEMO_DAY).filter(region__isnull=False).values_list("region", flat=True)) == regions


@pytest.mark.parametrize(
    ("slug", "actions", "told_before", "told_now"), [(GOOI, 20, 17, 18), (ZOB, 23, 19, 21), (GRONINGEN, 21, 17, 20)]
)
def test_region_in_depth_has_actions_in_two_half_years(demo, slug, actions, told_before, told_now):
    own = Action.objects.own().filter(programme__region__slug=slug)
    assert own.count() == actions
    assert own.updated_in(BEFORE).count() == told_before
    assert own.updated_in(NOW).count() == told_now


def test_action_keeps_its_place_in_the_file(demo):
    own = Action.objects.filter(programme__region__slug=ZOB, node__code="2.1").order_by("number")
    assert [(action.code, action.title) for action in own] == [
        ("2.1.1", "Hetzelfde veiligheidsplan in alle lokale teams"),
        ("2.1.2", "Zelfscan van de lokale teams"),
        ("2.1.3", "Huisverbod: één werkwijze voor alle gemeenten"),
        ("2.1.4", "Leertafels over veiligheid"),
    ]


def test_unchanged_action_says_so(demo):
    unchanged = ActionUpdate.objects.filter(action__programme__region__slug=ZOB, half_year=NOW, is_unchanged=True)
    assert unchanged.count() == 3


def test_ended_action_is_not_updated_again(demo):
    ended = ActionUpdate.objects.filter(half_year=BEFORE, phase__in=ENDED_PHASES).values("action")
    assert ended.exists()
    assert not ActionUpdate.objects.filter(half_year=NOW, action__in=ended).exists()


@pytest.mark.parametrize(
    ("slug", "titles"),
    [
        (ZOB, ["Weten wat er speelt", "Binnen een week veilig", "Verder na geweld"]),
        (
            GRONINGEN,
            ["Eerder en beter in beeld", "Stoppen en duurzaam oplossen", "Specifieke groepen", "Voorkomen"],
        ),
    ],
)
def test_region_in_depth_has_its_own_outline(demo, slug, titles):
    tops = OutlineNode.objects.filter(programme__region__slug=slug, parent=None).order_by("position")
    assert [node.title for node in tops] == titles


def test_zuidoost_brabant_is_steered_by_two_municipalities(demo):
    leader = Post.objects.get(region__slug=ZOB, kind=PostKind.LEADER)
    assert (leader.person, leader.hours_a_week) == ("Joost Verbruggen", 24)
    assert [place.name for place in leader.steering_municipalities.order_by("name")] == ["Eindhoven", "Helmond"]


@pytest.mark.parametrize(
    ("slug", "before", "now"),
    [
        (GOOI, ReportState.ACCEPTED, ReportState.DRAFT),
        (ZOB, ReportState.ACCEPTED, ReportState.SUBMITTED),
        (GRONINGEN, ReportState.ACCEPTED, ReportState.RETURNED),
    ],
)
def test_region_in_depth_has_reports_in_different_states(demo, slug, before, now):
    regular = Report.objects.filter(region__slug=slug, round__kind="regular")
    reports = {report.round.half_year: report for report in regular}
    assert (state_of(reports[BEFORE]), state_of(reports[NOW])) == (before, now)
    assert reports[BEFORE].events.filter(kind=EventKind.ADOPTED).count() == 1


def test_round_of_this_half_year_is_open(demo):
    open_round = ReportRound.objects.regular().open_on(DEMO_DAY).first()
    assert open_round.half_year == NOW
    assert open_round.due > DEMO_DAY


def test_sealed_report_knows_nothing_of_later(demo):
    versions = ReportVersion.objects.filter(report__region__slug=ZOB, report__round__kind="regular")
    before, now = (
        read_content(versions.get(report__round__half_year=half_year).content) for half_year in (BEFORE, NOW)
    )
    new = {
        "Werkgevers maken geweld bespreekbaar",
        "Leertafels over veiligheid",
        "Vroege steun aan aanstaande ouders",
        "Na een jaar opnieuw vragen of het thuis veilig is",
    }
    assert {action.title for action in now.actions} - {action.title for action in before.actions} == new
    assert [[station.outcome for station in proposal.stations] for proposal in before.proposals] == [
        ["agreed_with_remarks", "noted", "positive_advice", "positive_advice", "conform", "agreed"],
        ["agreed_with_remarks", ""],
    ]
    assert [[station.outcome for station in proposal.stations] for proposal in now.proposals] == [
        ["agreed_with_remarks", "noted", "positive_advice", "positive_advice", "conform", "agreed"],
        ["agreed_with_remarks", "not_agreed"],
        ["positive", "agreed_with_reservation", "", "", ""],
    ]


def test_proposals_stand_in_several_states(demo):
    proposals = Proposal.objects.filter(region__slug=ZOB).with_state()
    assert {
        ("Uitvoeringsplan 2021", False, True),
        ("Bijdrage per inwoner voor noodplekken in de Peel", False, True),
        ("Afspraak over gegevens delen in het team voor ernstig geweld", True, True),
        ("Opdracht aan Veilig Thuis voor 2022", True, False),
    } <= {(one.subject, one.is_running, one.may_distribute) for one in proposals}
    without_date = RouteStep.objects.filter(round__proposal__region__slug=ZOB, meeting=None, planned_date=None)
    assert "Stuurgroep Samen Veilig" in {step.body.name for step in without_date}


def test_a_past_meeting_waits_for_its_conclusion(demo):
    waiting = AgendaItem.objects.open().filter(meeting__body__region__slug=ZOB, meeting__date__lte=DEMO_DAY)
    assert [(str(item.meeting.body), item.meeting.date) for item in waiting] == [
        ("Ambtelijk platform", date(2021, 7, 6))
    ]


def test_councils_are_asked_for_their_opinion(demo):
    steps = RouteStep.objects.filter(round__proposal__region__slug=GRONINGEN, body__name="Gemeenteraden")
    asked = [(step.purpose.name, step.date) for step in steps]
    assert ("Zienswijze vragen", date(2021, 10, 28)) in asked


def test_councils_decide_in_their_own_way(demo):
    chosen = AdoptionPlan.objects.filter(programme_version__programme__region__slug__in=(GOOI, ZOB, GRONINGEN))
    found = {plan.programme_version.programme.region.slug: plan.pattern for plan in chosen}
    assert found == {GOOI: "college_council", ZOB: "centre", GRONINGEN: "letter"}
    late = AdoptionStep.objects.late(DEMO_DAY).filter(adoption__result="").values_list("adoption__municipality__slug")
    assert {slug for (slug,) in late} == {"wijdemeren", "asten", "veendam"}
    assert [str(one.municipality) for one in CouncilPromise.objects.overdue(DEMO_DAY)] == ["Hilversum", "Eindhoven"]
    assert {line.state for line in links_of(chosen.get(pattern="college_council").programme_version, on=DEMO_DAY)} == {
        LinkState.OPEN,
        LinkState.REVOKED,
    }


def test_municipal_rows_belong_to_the_region(demo):
    rows = ActionMunicipality.objects.select_related("action__programme", "municipality")
    here = {region.pk: set(Municipality.objects.in_region(region, on=DEMO_DAY)) for region in Region.objects.all()}
    assert {row.action.programme.region.slug for row in rows} == {GOOI, ZOB, GRONINGEN}
    assert all(row.municipality in here[row.action.programme.region_id] for row in rows)


def test_story_is_told_in_order_of_time():
    told = []
    story = Story()

    def tell(what):
        told.append((what, clock.today()))

    def begin():
        tell("begin")
        story.on(date(2021, 2, 1), partial(tell, "middle"))

    story.on(date(2021, 3, 1), partial(tell, "end"))
    story.on(date(2021, 1, 1), begin)
    story.tell_until(date(2021, 2, 1))
    assert told == [("begin", date(2021, 1, 1)), ("middle", date(2021, 2, 1))]
    story.tell_until(date(2021, 3, 1))
    assert told[2:] == [("end", date(2021, 3, 1))]


def test_report_is_in_every_state_somewhere(demo):
    found = {state_of(report) for report in Report.objects.select_related("round").prefetch_related("events")}
    assert found == set(ReportState) - {ReportState.NOT_STARTED, ReportState.SEALED}


def test_extra_round_asks_some_regions_and_one_has_more_time(demo):
    extra = ReportRound.objects.get(kind="extra", name="Eerder in beeld")
    assert (extra.invited.count(), extra.blocks.count(), extra.extensions.count()) == (9, 3, 1)
    assert ReportVersion.objects.filter(report__round=extra).count() == 4


def test_demo_has_figures_of_its_regions_in_page_and_report(demo):
    """Who opens Cijfers in the demo must find something to read, and the sealed reports tell it."""
    assert Figure.objects.filter(indicator__region__slug=GOOI).exists()
    assert Figure.objects.filter(indicator__region__slug=ZOB).exists()
    version = ReportVersion.objects.filter(report__region__slug=GOOI, report__round__code=str(BEFORE)).latest("number")
    assert read_content(version.content).figures.indicators
