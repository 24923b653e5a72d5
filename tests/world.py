"""Two regions that have one of everything, and a visitor for each role: the ground of the access and page tests."""

from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import Action, ActionFile, Assessment, InitiativeScore, Phase, SavedView
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.models import StoredFile
from ghnt.documents.uploads import store
from ghnt.periods import HalfYear
from programmes.models import (
    Conclusion,
    Meeting,
    OutlineNode,
    ProgrammeFile,
    Proposal,
    ProposalFile,
    RegionalProgramme,
    Round,
    RouteStep,
)
from regions.models import Body, Municipality, Region, Role
from reporting import reference, workflow
from reporting.models import Report, ReportRound
from reporting.programme_document.versions import make_version
from tests import factories
from tests.made_once import made_once
from tests.world_api import put_api
from tests.world_around import put_around
from tests.world_bodies import put_bodies
from tests.world_bottlenecks import put_bottlenecks
from tests.world_bundles import put_bundles
from tests.world_councils import put_councils
from tests.world_decision_lists import put_decision_lists
from tests.world_drafts import put_drafts
from tests.world_exact_views import put_exact_views
from tests.world_figure_import import put_figure_import
from tests.world_figures import put_figures
from tests.world_learning import put_learning
from tests.world_means import put_means
from tests.world_network import put_network
from tests.world_notices import put_notices
from tests.world_proposals import put_proposals
from tests.world_public import put_public
from tests.world_reviews import put_reviews
from tests.world_rounds import put_rounds
from tests.world_scans import put_scans
from tests.world_signals import put_signals
from tests.world_succession import put_succession
from tests.world_writing import put_writing

TODAY = date(2021, 7, 12)
HALF_YEAR = HalfYear(2021, 1)
PREVIOUS = HalfYear(2020, 2)
REGIONAL_VISITORS = ("leader", "editor", "secretary", "municipal", "reader", "adviser")
VISITORS = ("anonymous", "national", "administrator", *REGIONAL_VISITORS)


@dataclass
class Home:
    """One region with everything in it. The previous half year's report is submitted, this one's is a draft."""

    region: Region
    municipality: Municipality
    neighbour: Municipality
    body: Body
    node: OutlineNode
    action: Action
    binned: Action
    proposal: Proposal
    hidden_proposal: Proposal
    round: Round
    step: RouteStep
    planned_step: RouteStep
    meeting: Meeting
    conclusion: Conclusion
    draft: Report
    submitted: Report
    document: dict[str, int]  # of the programme in writing: a chapter of its own, a consultation, a policy frame
    files: dict[str, int]  # by what it hangs on, the number of one attachment
    around: dict[str, int | str] = field(default_factory=dict)  # see `put_around`


@dataclass
class World:
    own: Home
    other: Home
    report_round: ReportRound
    users: dict[str, User] = field(default_factory=dict)


@made_once
def make_world() -> World:
    """The regions "Eigen" and "Ander", a round for two half years, and users by role in "Eigen"."""
    reference.load()
    factories.CatalogueEditionFactory()
    rounds = [
        _round(PREVIOUS, date(2021, 1, 10), date(2021, 3, 16)),
        _round(HALF_YEAR, date(2021, 6, 15), date(2021, 9, 15)),
    ]
    own, other = _home("Eigen", rounds), _home("Ander", rounds)
    world = World(own, other, rounds[1], _users(own))
    for home in (own, other):
        put_proposals(home, world.users["leader"])
        put_decision_lists(home)
    put_bodies(own, world.users["leader"])
    put_bodies(other, factories.UserFactory(email="aanvrager@example.org"))
    put_around(own, other, world.users["leader"])
    put_around(other, own, factories.UserFactory(email="elders@example.org"))
    for home in (own, other):
        put_councils(home, world.users["leader"])
        put_reviews(home)
        put_drafts(home)
        put_signals(home)
        put_scans(home)
        put_writing(home)
        put_rounds(home, factories.UserFactory(email=f"vorige.{home.region.slug}@example.org"))
    put_means(own)
    put_means(other)
    put_bottlenecks(own, world.users["leader"])
    put_bottlenecks(other, factories.UserFactory(email="knelpunt@example.org"))
    put_bundles(own, world.users["leader"])
    put_bundles(other, factories.UserFactory(email="dossier@example.org"))
    put_public(own)
    put_public(other)
    put_api(own, world.users["leader"])
    put_api(other, factories.UserFactory(email="programma@example.org"))
    put_succession()
    put_figures(own, world.users["leader"])
    put_figures(other, factories.UserFactory(email="cijfers@example.org"))
    put_figure_import(own, world.users["leader"])
    put_figure_import(other, factories.UserFactory(email="tabel@example.org"))
    put_exact_views(own, world.users["leader"], world.users["national"])
    put_exact_views(other, factories.UserFactory(email="inzage@example.org"), factories.UserFactory())
    put_network(own, world.users["leader"])
    put_network(other, factories.UserFactory(email="voorganger@example.org"))
    put_learning(own)
    put_learning(other)
    put_notices(own, world.users["leader"])
    put_notices(other, factories.UserFactory(email="verder@example.org"))
    return world


def _round(half_year: HalfYear, opens: date, due: date) -> ReportRound:
    from reporting.models import QuestionSet

    return factories.ReportRoundFactory(
        half_year=half_year, opens=opens, due=due, question_set=QuestionSet.objects.get(number=1)
    )


def _users(home: Home) -> dict[str, User]:
    scopes = {
        Role.LEADER: {"region": home.region},
        Role.EDITOR: {"region": home.region},
        Role.SECRETARY: {"body": home.body},
        Role.MUNICIPAL: {"municipality": home.municipality},
        Role.READER: {"region": home.region},
        Role.ADVISER: {"region": home.region},
        Role.NATIONAL: {},
        Role.ADMINISTRATOR: {},
    }
    users = {}
    for role, scope in scopes.items():
        user = factories.UserFactory(email=f"{role}@example.org", is_staff=role == Role.ADMINISTRATOR)
        factories.RoleAssignmentFactory(user=user, role=role, **scope)
        users[str(role)] = user
    home.region.saved_views.update(owner=users["leader"])
    return users


def _home(name: str, rounds: list[ReportRound]) -> Home:
    region = factories.RegionFactory(name=name, slug=name.lower())
    municipality, neighbour = (
        factories.RegionMembershipFactory(
            target=region, municipality__name=f"{name}{end}", municipality__slug=f"{name.lower()}{end}"
        ).municipality
        for end in ("dorp", "stad")
    )
    body = factories.BodyFactory(region=region, name="Klankbordgroep")
    node = factories.OutlineNodeFactory(programme__region=region, code="1", title="Eerder in beeld")
    action = factories.ActionFactory(node=node, title=f"Training {name}")
    factories.ActionMilestoneFactory(action=action, due=date(2021, 6, 1))
    factories.ActionCostFactory(action=action)
    for half_year in (PREVIOUS, HALF_YEAR):
        factories.ActionUpdateFactory(
            action=action, half_year=half_year, phase=Phase.IN_PROGRESS, assessment=Assessment.ON_COURSE
        )
    parts = _decisions(region, body)
    submitted, draft = (factories.ReportFactory(region=region, round=round_) for round_ in rounds)
    leader = factories.UserFactory(email=f"indiener.{name.lower()}@example.org")
    SavedView.objects.create(region=region, owner=leader, name="Te laat", query="telaat=ja", is_shared=True)
    fill_in(submitted)
    workflow.submit(report=submitted, by=leader)
    _ideas(node)
    files = _files(node.programme, action, parts[0])
    return Home(
        region,
        municipality,
        neighbour,
        body,
        node,
        action,
        factories.ActionFactory(node=node, title="Oud plan", removed_at=clock.now()),
        *parts,
        draft=draft,
        submitted=submitted,
        files=files,
        document=_document(node.programme, municipality),
    )


def _document(programme: RegionalProgramme, municipality: Municipality) -> dict[str, int]:
    """Two chapters, a goal, who was heard, a policy frame that ended, and a version with the act of a municipality."""
    factories.ProgrammeChapterFactory(programme=programme, key="visie", title="Visie", text="Niemand is alleen.")
    factories.GoalFactory(programme=programme, node=None, statement="Minder geweld thuis")
    by = factories.UserFactory(email=f"vastlegger.{programme.region.slug}@example.org")
    factories.AdoptionFactory(
        programme_version=make_version(programme=programme, note="Voor de raden", by=by),
        municipality=municipality,
        planned_on=date(2021, 9, 30),
    )
    return {
        "chapter": factories.ProgrammeChapterFactory(programme=programme, title="Inleiding", text="Aanleiding.").pk,
        "consultation": factories.ConsultationFactory(programme=programme).pk,
        "policy_frame": factories.PolicyFrameFactory(programme=programme).pk,
    }


def _ideas(node: OutlineNode) -> None:
    """A node below with a measurable goal, and an idea that was weighed against it."""
    below = factories.OutlineNodeFactory(programme=node.programme, parent=node, code="1.1", title="Scholing")
    goal = factories.GoalFactory(node=below, statement="Elke school is geschoold", target="80 procent")
    factories.GoalFactory(node=node, statement="Meer adviesvragen", due=date(2022, 12, 31))
    idea = factories.InitiativeFactory(programme=node.programme, proposed_by="Klankbordgroep")
    InitiativeScore.objects.create(initiative=idea, goal=goal, score=2, text="Bereikt alle scholen.")


def _files(programme: RegionalProgramme, action: Action, proposal: Proposal) -> dict[str, int]:
    user = factories.UserFactory(email=f"bijlagen.{programme.region.slug}@example.org")

    def stored() -> StoredFile:
        return store(SimpleUploadedFile("besluit.pdf", b"%PDF-1.7 besluit"), by=user)

    return {
        "programme": ProgrammeFile.objects.create(programme=programme, file=stored(), title="Regiovisie").pk,
        "action": ActionFile.objects.create(action=action, file=stored(), title="Draaiboek").pk,
        "proposal": ProposalFile.objects.create(proposal=proposal, file=stored(), title="Begroting").pk,
    }


def fill_in(report: Report) -> None:
    """Answer every required question of a report."""
    from reporting.models import Place

    tops = OutlineNode.objects.filter(programme__region=report.region, parent=None)
    for question in report.round.question_set.questions.all():
        nodes = tops if question.section.place == Place.LINE else [None]
        for node in nodes:
            factories.AnswerFactory(report=report, question=question, node=node, text="Een half jaar werk.")


def _decisions(region: Region, body: Body) -> tuple:
    meeting = factories.MeetingFactory(body=body, date=date(2021, 5, 20))
    proposal = factories.ProposalFactory(region=region, subject=f"Plan {region.name}", date=date(2021, 5, 1))
    round_ = factories.RoundFactory(proposal=proposal)
    step = factories.RouteStepFactory(round=round_, body=body, meeting=meeting, position=1)
    planned = factories.RouteStepFactory(round=round_, body=body, position=2)
    conclusion = factories.ConclusionFactory(step=step, date=meeting.date)
    factories.AgendaItemFactory(meeting=meeting, step=step, subject="")
    hidden = factories.ProposalFactory(region=region, subject=f"Besloten {region.name}", may_distribute=False)
    factories.RouteStepFactory(round=factories.RoundFactory(proposal=hidden), body=body)
    return proposal, hidden, round_, step, planned, meeting, conclusion
