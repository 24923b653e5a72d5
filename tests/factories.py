"""Builders for tests, with fixed dates. Everything unsaid takes the simplest value that is valid."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from actions.models import (
    Action,
    ActionCost,
    ActionFile,
    ActionMilestone,
    ActionMunicipality,
    ActionPartner,
    ActionUpdate,
    Initiative,
    LocalAction,
    Participation,
    Phase,
    PullerRequest,
)
from ghnt.accounts.models import User
from ghnt.documents.models import StoredFile
from ghnt.periods import HalfYear
from programmes.models import (
    ActionLine,
    Adoption,
    AdoptionStep,
    AgendaItem,
    BuildingBlock,
    CatalogueEdition,
    CatalogueEntry,
    Conclusion,
    ConclusionDraft,
    ConclusionReview,
    Consultation,
    CouncilMotion,
    CouncilPromise,
    FollowUp,
    Goal,
    Measure,
    Meeting,
    MotionKind,
    MotionResult,
    Outcome,
    OutlineNode,
    PolicyFrame,
    Programme,
    ProgrammeChapter,
    ProgrammeEvent,
    ProgrammeVersion,
    Proposal,
    ProposedDecision,
    Purpose,
    Recess,
    RegionalProgramme,
    Remark,
    ReviewAddressee,
    ReviewBundle,
    ReviewItem,
    Round,
    RouteStep,
    SubjectConclusion,
    Verdict,
    VersionEventKind,
)
from regions.models import (
    Body,
    CentreMunicipality,
    Confidence,
    Municipality,
    MunicipalitySuccession,
    Organisation,
    Post,
    Region,
    RegionMembership,
    Role,
    RoleAssignment,
    Seat,
    SuccessionKind,
    VeiligThuisArea,
)
from reporting.chapter_keys import FIRST_CHAPTERS
from reporting.indicators.areas import Area
from reporting.models import (
    Answer,
    DueExtension,
    PublicRelease,
    PublicWithdrawal,
    Question,
    QuestionSection,
    QuestionSet,
    Report,
    ReportRound,
    ReportVersion,
    Signal,
    SignalAnswer,
    SignalKind,
)
from reporting.periods import Period

START = date(2018, 1, 1)
HALF_YEAR = HalfYear(2021, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"persoon{n}@example.org")
    name = factory.Sequence(lambda n: f"Persoon {n}")


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region

    code = factory.Sequence(lambda n: f"GHNT-R{n:02}")
    name = factory.Sequence(lambda n: f"Regio {n}")
    slug = factory.Sequence(lambda n: f"regio-{n}")
    tile_row = factory.Sequence(lambda n: n // 6)
    tile_column = factory.Sequence(lambda n: n % 6)
    confidence = Confidence.HIGH
    valid_from = START


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality

    cbs_code = factory.Sequence(lambda n: f"GM{n + 5000:04}")
    name = factory.Sequence(lambda n: f"Gemeente {n}")
    slug = factory.Sequence(lambda n: f"gemeente-{n}")
    province = "Noord-Holland"
    valid_from = START


class RegionMembershipFactory(DjangoModelFactory):
    class Meta:
        model = RegionMembership

    municipality = factory.SubFactory(MunicipalityFactory)
    target = factory.SubFactory(RegionFactory)
    valid_from = START
    confidence = Confidence.HIGH


class VeiligThuisAreaFactory(DjangoModelFactory):
    class Meta:
        model = VeiligThuisArea

    code = factory.Sequence(lambda n: f"VT{n + 50}")
    name = factory.Sequence(lambda n: f"Veilig Thuis {n}")
    valid_from = START


class AreaMembershipFactory(DjangoModelFactory):
    class Meta:
        model = "regions.AreaMembership"

    municipality = factory.SubFactory(MunicipalityFactory)
    target = factory.SubFactory(VeiligThuisAreaFactory)
    valid_from = START
    confidence = Confidence.HIGH


class CentreMunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = CentreMunicipality

    municipality = factory.SubFactory(MunicipalityFactory)
    region = factory.SubFactory(RegionFactory)
    valid_from = START


class RoleAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.LEADER
    valid_from = START


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisatie {n}")
    region = factory.SubFactory(RegionFactory)


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    name = factory.Sequence(lambda n: f"Overleg {n}")
    region = factory.SubFactory(RegionFactory)
    order = factory.Sequence(lambda n: n)


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    region = factory.SubFactory(RegionFactory)
    person = "Marit Hoekzema"
    hours_a_week = 21
    valid_from = START


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme
        django_get_or_create = ("slug",)

    name = "Geweld hoort nergens thuis"
    slug = "ghnt"
    abbreviation = "GHNT"
    valid_from = date(2018, 4, 1)


class CatalogueEditionFactory(DjangoModelFactory):
    class Meta:
        model = CatalogueEdition
        django_get_or_create = ("programme", "code")

    programme = factory.SubFactory(ProgrammeFactory)
    code = "vgr4"
    name = "Editie mei 2020"
    valid_from = date(2020, 5, 1)


class ActionLineFactory(DjangoModelFactory):
    class Meta:
        model = ActionLine

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence(lambda n: f"L{n}")


class BuildingBlockFactory(DjangoModelFactory):
    class Meta:
        model = BuildingBlock

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence(lambda n: f"B{n}")


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = Measure

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence(lambda n: f"M{n}")


class CatalogueEntryFactory(DjangoModelFactory):
    """Give exactly one of line, block, measure, condition."""

    class Meta:
        model = CatalogueEntry

    edition = factory.SubFactory(CatalogueEditionFactory)
    code = factory.Sequence(lambda n: f"E{n}")
    title = factory.Sequence(lambda n: f"Titel {n}")
    order = factory.Sequence(lambda n: n)


class RegionalProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = RegionalProgramme

    region = factory.SubFactory(RegionFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    title = "Samen tegen geweld"
    valid_from = date(2019, 1, 1)


class OutlineNodeFactory(DjangoModelFactory):
    class Meta:
        model = OutlineNode

    programme = factory.SubFactory(RegionalProgrammeFactory)
    code = factory.Sequence(lambda n: str(n + 1))
    title = factory.Sequence(lambda n: f"Onderdeel {n}")
    position = factory.Sequence(lambda n: n)


class ActionFactory(DjangoModelFactory):
    """Its node decides its programme."""

    class Meta:
        model = Action

    node = factory.SubFactory(OutlineNodeFactory)
    programme = factory.SelfAttribute("node.programme")
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Actie {n}")


class ActionPartnerFactory(DjangoModelFactory):
    class Meta:
        model = ActionPartner

    action = factory.SubFactory(ActionFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class ActionUpdateFactory(DjangoModelFactory):
    class Meta:
        model = ActionUpdate

    action = factory.SubFactory(ActionFactory)
    half_year = HALF_YEAR
    phase = Phase.IN_PROGRESS


class ActionMunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = ActionMunicipality

    action = factory.SubFactory(ActionFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    takes_part = Participation.YES


class PurposeFactory(DjangoModelFactory):
    class Meta:
        model = Purpose
        django_get_or_create = ("code",)

    code = "adopt"
    name = "vaststellen"


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome
        django_get_or_create = ("code",)

    code = "agreed"
    label = "Akkoord"
    agrees = True
    icon = "check"
    tone = "green"


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    region = factory.SubFactory(RegionFactory)
    subject = factory.Sequence(lambda n: f"Voorstel {n}")
    date = date(2021, 3, 1)


class ProposedDecisionFactory(DjangoModelFactory):
    class Meta:
        model = ProposedDecision

    proposal = factory.SubFactory(ProposalFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "Stel het plan vast."


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    proposal = factory.SubFactory(ProposalFactory)
    number = 1


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    date = date(2021, 4, 15)


class RouteStepFactory(DjangoModelFactory):
    class Meta:
        model = RouteStep

    round = factory.SubFactory(RoundFactory)
    position = factory.Sequence(lambda n: n + 1)
    body = factory.SubFactory(BodyFactory, region=factory.SelfAttribute("..round.proposal.region"))
    purpose = factory.SubFactory(PurposeFactory)


class ConclusionFactory(DjangoModelFactory):
    class Meta:
        model = Conclusion

    step = factory.SubFactory(RouteStepFactory)
    outcome = factory.SubFactory(OutcomeFactory)
    text = "Akkoord."
    date = date(2021, 4, 15)
    body_name = factory.SelfAttribute("step.body.name")
    by_name = "Secretaris"


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = Remark

    conclusion = factory.SubFactory(ConclusionFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "Let op de planning."


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    subject = "Mededelingen"


class QuestionSetFactory(DjangoModelFactory):
    class Meta:
        model = QuestionSet
        django_get_or_create = ("number",)

    number = 1
    name = "Vragenlijst 1"


class QuestionSectionFactory(DjangoModelFactory):
    class Meta:
        model = QuestionSection
        django_get_or_create = ("question_set", "key")

    question_set = factory.SubFactory(QuestionSetFactory)
    key = "samenvatting"
    title = factory.LazyAttribute(lambda o: {key: title for key, title, _ in FIRST_CHAPTERS}.get(o.key, o.key))
    place = factory.LazyAttribute(lambda o: {key: place for key, _, place in FIRST_CHAPTERS}.get(o.key, "first"))
    order = factory.LazyAttribute(lambda o: [key for key, *_ in FIRST_CHAPTERS].index(o.key) + 1)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    question_set = factory.SubFactory(QuestionSetFactory)
    section = factory.SubFactory(QuestionSectionFactory, question_set=factory.SelfAttribute("..question_set"))
    key = factory.Sequence(lambda n: f"vraag-{n}")
    text = "Wat is er bereikt?"
    order = factory.Sequence(lambda n: n)


class ReportRoundFactory(DjangoModelFactory):
    class Meta:
        model = ReportRound
        django_get_or_create = ("programme", "half_year", "kind")

    kind = "regular"
    code = factory.LazyAttribute(lambda o: str(o.half_year))
    programme = factory.SubFactory(ProgrammeFactory)
    half_year = HALF_YEAR
    question_set = factory.SubFactory(QuestionSetFactory)
    opens = date(2021, 6, 15)
    due = date(2021, 9, 15)


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    region = factory.SubFactory(RegionFactory)
    round = factory.SubFactory(ReportRoundFactory)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    report = factory.SubFactory(ReportFactory)
    question = factory.SubFactory(QuestionFactory)
    text = "Wij hebben veel bereikt."


class GoalFactory(DjangoModelFactory):
    """Of a node; its node decides its programme."""

    class Meta:
        model = Goal

    node = factory.SubFactory(OutlineNodeFactory)
    programme = factory.SelfAttribute("node.programme")
    statement = factory.Sequence(lambda n: f"Doel {n}")


class ProgrammeVersionFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeVersion

    programme = factory.SubFactory(RegionalProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    schema = 1
    content = "{}"
    sha256 = "0" * 64
    by_name = "Marit Hoekzema"


class ProgrammeEventFactory(DjangoModelFactory):
    """The adoption of a version."""

    class Meta:
        model = ProgrammeEvent

    version = factory.SubFactory(ProgrammeVersionFactory)
    kind = VersionEventKind.ADOPTED
    date = date(2020, 6, 1)
    basis = "Besluit van het portefeuillehoudersoverleg"
    by_name = "Marit Hoekzema"


class AdoptionFactory(DjangoModelFactory):
    class Meta:
        model = Adoption

    programme_version = factory.SubFactory(ProgrammeVersionFactory)
    municipality = factory.SubFactory(MunicipalityFactory)


class ActionMilestoneFactory(DjangoModelFactory):
    class Meta:
        model = ActionMilestone

    action = factory.SubFactory(ActionFactory)
    title = factory.Sequence(lambda n: f"Mijlpaal {n}")
    due = date(2021, 10, 1)


class ActionCostFactory(DjangoModelFactory):
    class Meta:
        model = ActionCost

    action = factory.SubFactory(ActionFactory)
    year = 2021
    amount = Decimal("7500.00")


class LocalActionFactory(DjangoModelFactory):
    class Meta:
        model = LocalAction

    municipality = factory.SubFactory(MunicipalityFactory)
    title = factory.Sequence(lambda n: f"Lokale actie {n}")


class InitiativeFactory(DjangoModelFactory):
    class Meta:
        model = Initiative

    programme = factory.SubFactory(RegionalProgrammeFactory)
    title = factory.Sequence(lambda n: f"Initiatief {n}")


class StoredFileFactory(DjangoModelFactory):
    """The row alone; a test that reads the file stores one first."""

    class Meta:
        model = StoredFile

    key = factory.Sequence(lambda n: f"bijlagen/{n}")
    name = "notitie.pdf"
    mime = "application/pdf"
    size = 1000
    sha256 = "0" * 64


class ActionFileFactory(DjangoModelFactory):
    class Meta:
        model = ActionFile

    action = factory.SubFactory(ActionFactory)
    file = factory.SubFactory(StoredFileFactory)
    title = factory.Sequence(lambda n: f"Bijlage {n}")


class PullerRequestFactory(DjangoModelFactory):
    class Meta:
        model = PullerRequest

    programme = factory.SubFactory(RegionalProgrammeFactory)
    half_year = HALF_YEAR
    puller = factory.SubFactory(OrganisationFactory)
    digest = factory.Sequence(lambda n: f"{n:064}")
    valid_to = date(2021, 9, 1)


class ProgrammeChapterFactory(DjangoModelFactory):
    """One of the region's own, unless it gets a key."""

    class Meta:
        model = ProgrammeChapter

    programme = factory.SubFactory(RegionalProgrammeFactory)
    title = factory.Sequence(lambda n: f"Hoofdstuk {n}")
    text = "Zo doen wij het."
    position = factory.Sequence(lambda n: n + 20)


class ConsultationFactory(DjangoModelFactory):
    class Meta:
        model = Consultation

    programme = factory.SubFactory(RegionalProgrammeFactory)
    heard = factory.Sequence(lambda n: f"Panel {n}")
    date = date(2021, 2, 3)


class PolicyFrameFactory(DjangoModelFactory):
    class Meta:
        model = PolicyFrame

    programme = factory.SubFactory(RegionalProgrammeFactory)
    title = factory.Sequence(lambda n: f"Beleidskader {n}")
    valid_to = date(2020, 12, 31)


class ReviewBundleFactory(DjangoModelFactory):
    class Meta:
        model = ReviewBundle

    region = factory.SubFactory(RegionFactory)
    title = factory.Sequence(lambda n: f"Overleg {n}, 15 april 2021")
    sent_at = datetime(2021, 4, 16, 9, 0, tzinfo=UTC)


class ReviewItemFactory(DjangoModelFactory):
    """A conclusion of the bundle's own region."""

    class Meta:
        model = ReviewItem

    bundle = factory.SubFactory(ReviewBundleFactory)
    conclusion = factory.SubFactory(
        ConclusionFactory, step__round__proposal__region=factory.SelfAttribute(".....bundle.region")
    )


class ReviewAddresseeFactory(DjangoModelFactory):
    class Meta:
        model = ReviewAddressee

    item = factory.SubFactory(ReviewItemFactory)
    municipality = factory.SubFactory(MunicipalityFactory)


class ConclusionReviewFactory(DjangoModelFactory):
    class Meta:
        model = ConclusionReview

    item = factory.SubFactory(ReviewItemFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    conclusion = factory.SelfAttribute("item.conclusion")
    verdict = Verdict.READ
    by_name = "Beleidsmedewerker"
    at = datetime(2021, 4, 20, 9, 0, tzinfo=UTC)


class ConclusionDraftFactory(DjangoModelFactory):
    """Of an item, or with `item=None` of its meeting in general."""

    class Meta:
        model = ConclusionDraft

    item = factory.SubFactory(AgendaItemFactory)
    meeting = factory.SelfAttribute("item.meeting")
    text = "Akkoord in concept."


class SubjectConclusionFactory(DjangoModelFactory):
    class Meta:
        model = SubjectConclusion

    item = factory.SubFactory(AgendaItemFactory)
    text = "De leden nemen dit mee."
    by_name = "Secretaris"


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    meeting = factory.SubFactory(MeetingFactory)
    text = factory.Sequence(lambda n: f"Actiepunt {n}")
    who = "Gemeente Laren"


class MunicipalitySuccessionFactory(DjangoModelFactory):
    class Meta:
        model = MunicipalitySuccession

    predecessor = factory.SubFactory(MunicipalityFactory)
    successor = factory.SubFactory(MunicipalityFactory)
    on = date(2021, 1, 1)
    kind = SuccessionKind.MERGER


class AdoptionStepFactory(DjangoModelFactory):
    class Meta:
        model = AdoptionStep

    adoption = factory.SubFactory(AdoptionFactory)
    name = "Raad"
    position = 1


class CouncilMotionFactory(DjangoModelFactory):
    class Meta:
        model = CouncilMotion

    adoption = factory.SubFactory(AdoptionFactory)
    kind = MotionKind.AMENDMENT
    title = "Elk jaar een stand"
    text = "De raad krijgt elk jaar een stand."
    result = MotionResult.CARRIED
    date = date(2021, 6, 1)


class CouncilPromiseFactory(DjangoModelFactory):
    class Meta:
        model = CouncilPromise

    region = factory.SubFactory(RegionFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    text = "De raad krijgt een overzicht."
    due = date(2021, 8, 1)


class RecessFactory(DjangoModelFactory):
    class Meta:
        model = Recess

    region = factory.SubFactory(RegionFactory)
    name = "Zomerreces"
    starts_on = date(2021, 7, 17)
    ends_on = date(2021, 8, 29)


class DueExtensionFactory(DjangoModelFactory):
    class Meta:
        model = DueExtension

    round = factory.SubFactory(ReportRoundFactory)
    region = factory.SubFactory(RegionFactory)
    due = date(2021, 9, 29)
    reason = "De projectleider is ziek."
    by_name = "Landelijk team"


class SignalFactory(DjangoModelFactory):
    class Meta:
        model = Signal

    report = factory.SubFactory(ReportFactory)
    region = factory.SelfAttribute("report.region")
    chapter = "samenvatting"
    chapter_title = "Samenvatting"
    kind = SignalKind.QUESTION
    passage = "Wij zoeken een voorbeeld van een convenant."
    by_name = "Projectleider"
    is_from_region = True


class SignalAnswerFactory(DjangoModelFactory):
    class Meta:
        model = SignalAnswer

    signal = factory.SubFactory(SignalFactory)
    text = "Regio Groningen heeft er een. Wij sturen het toe."
    by_name = "Landelijk team"


class ReportVersionFactory(DjangoModelFactory):
    """A seal without sense in its content: for what only names a version."""

    class Meta:
        model = ReportVersion

    report = factory.SubFactory(ReportFactory)
    number = 1
    schema = 3
    content = "{}"
    sha256 = "0" * 64
    by_name = "Projectleider"


class PublicReleaseFactory(DjangoModelFactory):
    class Meta:
        model = PublicRelease

    report = factory.SubFactory(ReportFactory)
    report_version = factory.SubFactory(ReportVersionFactory, report=factory.SelfAttribute("..report"), number=9)
    number = 1
    schema = 1
    content = "{}"
    sha256 = "1" * 64
    by_name = "Projectleider"


class PublicWithdrawalFactory(DjangoModelFactory):
    class Meta:
        model = PublicWithdrawal

    release = factory.SubFactory(PublicReleaseFactory)
    reason = "Er stond een fout in."
    by_name = "Projectleider"


class ExtraRoundFactory(ReportRoundFactory):
    class Meta:
        model = ReportRound
        django_get_or_create = ("code",)

    kind = "extra"
    code = "jeugd-2021-H1"
    name = "Jeugd"


class OwnRoundFactory(ReportRoundFactory):
    class Meta:
        model = ReportRound
        django_get_or_create = ("programme", "half_year", "owner")

    kind = "own"
    owner = factory.SubFactory(RegionFactory)
    code = factory.LazyAttribute(lambda o: f"{o.owner.slug[:20]}-{o.half_year}-eigen")
    name = "Eigen rapportage"


class ChapterAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = "reporting.ChapterAssignment"

    report = factory.SubFactory(ReportFactory)
    chapter = "samenvatting"
    writer = factory.SubFactory(UserFactory)


class ChapterCommentFactory(DjangoModelFactory):
    class Meta:
        model = "reporting.ChapterComment"

    report = factory.SubFactory(ReportFactory)
    chapter = "samenvatting"
    text = "Kijk nog eens naar de cijfers."
    by_name = "Joost Vlaming"


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = "actions.Grant"

    region = factory.SubFactory(RegionFactory)
    source = "own"
    year = 2021
    amount = Decimal("75000.00")


class PoolApplicationFactory(DjangoModelFactory):
    class Meta:
        model = "actions.PoolApplication"

    region = factory.SubFactory(RegionFactory)
    title = factory.Sequence(lambda n: f"Aanvraag {n}")
    year = 2021
    amount = Decimal("60000.00")


class SpendingFactory(DjangoModelFactory):
    class Meta:
        model = "actions.Spending"

    action = factory.SubFactory(ActionFactory)
    year = 2021
    committed = Decimal("5000.00")
    spent = Decimal("4000.00")


class BottleneckFactory(DjangoModelFactory):
    class Meta:
        model = "actions.Bottleneck"

    region = factory.SubFactory(RegionFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = "De doorstroom uit de opvang loopt vast"
    created_at = datetime(2021, 3, 1, 12, tzinfo=UTC)


class BottleneckStepFactory(DjangoModelFactory):
    class Meta:
        model = "actions.BottleneckStep"

    bottleneck = factory.SubFactory(BottleneckFactory)
    kind = "raised"
    level = "core_team"
    at = datetime(2021, 3, 12, 12, tzinfo=UTC)
    by_name = "Joost Vlaming"


class ScanListFactory(DjangoModelFactory):
    class Meta:
        model = "reporting.ScanList"

    code = factory.Sequence(lambda number: f"lijst-{number}")
    name = "Zelfscan van het team"
    kind = "self_scan"
    filled_by = "municipality"
    scale = "Niet geregeld\nBegin gemaakt\nDeels geregeld\nOp orde"

    @classmethod
    def with_statements(cls, *, themes=1, each=2, **kwargs):
        made = cls(**kwargs)
        for place in range(1, themes + 1):
            theme = made.themes.create(key=f"onderwerp-{place}", title=f"Onderwerp {place}", order=place)
            for number in range(1, each + 1):
                key = f"stelling-{place}-{number}"
                theme.statements.create(key=key, text=f"Stelling {place}.{number} klopt.", order=number)
        return made


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = "reporting.Indicator"

    code = factory.Sequence(lambda n: f"indicator-{n}")
    name = factory.Sequence(lambda n: f"Indicator {n}")
    definition = "Wat telt mee."
    unit = "meldingen"


class IncomparabilityFactory(DjangoModelFactory):
    """For all areas; give level, area_code and the area for one of them."""

    class Meta:
        model = "reporting.Incomparability"

    indicator = factory.SubFactory(IndicatorFactory)
    level = "country"
    area_code = "NL"
    first = "2020-H2"
    reason = "de telling is veranderd."


class FigureTargetFactory(DjangoModelFactory):
    class Meta:
        model = "reporting.FigureTarget"

    indicator = factory.SubFactory(IndicatorFactory)
    baseline_period = "2020-H1"
    baseline = Decimal(20)
    target = Decimal(10)
    target_on = date(2022, 1, 1)


class LearningCircleFactory(DjangoModelFactory):
    class Meta:
        model = "actions.LearningCircle"

    name = factory.Sequence(lambda n: f"Leerkring {n}")
    slug = factory.Sequence(lambda n: f"leerkring-{n}")


class CircleMeetingFactory(DjangoModelFactory):
    class Meta:
        model = "actions.CircleMeeting"

    circle = factory.SubFactory(LearningCircleFactory)
    subject = factory.Sequence(lambda n: f"Bijeenkomst {n}")
    date = date(2021, 9, 23)
    for_whom = "projectleiders"


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = "actions.Lesson"

    region = factory.SubFactory(RegionFactory)
    title = factory.Sequence(lambda n: f"Leerpunt {n}")
    learned_on = date(2021, 5, 6)


class FrontRunnerFactory(DjangoModelFactory):
    class Meta:
        model = "actions.FrontRunner"

    region = factory.SubFactory(RegionFactory)
    block = factory.SubFactory(BuildingBlockFactory)
    text = "Wij hebben dit al."


class ResearchFactory(DjangoModelFactory):
    class Meta:
        model = "actions.Research"

    title = factory.Sequence(lambda n: f"Onderzoek {n}")
    done_by = "Hogeschool Vechtland"


class FigureFactory(DjangoModelFactory):
    """A figure of `place` (None: the country) as it stands, without any check; `period` is a Period."""

    class Meta:
        model = "reporting.Figure"

    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal(10)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        place, period = kwargs.pop("place", None), kwargs.pop("period", Period.parse("2020-H2"))
        return model_class.objects.create(
            **kwargs, **Area.of(place).fields, period=str(period), period_start=period.start
        )
