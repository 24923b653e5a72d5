"""A region that writes its report: several kinds of questions, a report of before, two writers, two municipalities."""

from dataclasses import dataclass, field
from datetime import date

from ghnt.accounts.models import User
from programmes.models import OutlineNode
from regions.models import Municipality, Region, Role
from reporting.models import Answer, Question, QuestionSet, Report, ReportRound
from tests import factories
from tests.world import HALF_YEAR, PREVIOUS


@dataclass
class Scene:
    region: Region
    node: OutlineNode
    round: ReportRound
    earlier: Report
    leader: User
    colleague: User
    officer: User
    municipality: Municipality
    neighbour: Municipality
    questions: dict[str, Question] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        return Report.objects.get_or_create(region=self.region, round=self.round)[0]

    def answer(self, key: str, **kwargs) -> Answer:
        return factories.AnswerFactory(report=self.report, question=self.questions[key], **kwargs)


def make_scene() -> Scene:
    """Chapters: samenvatting (a text), one line (a text and a scale), gemeenten (a text for each municipality)."""
    programme = factories.ProgrammeFactory()
    questions = factories.QuestionSetFactory()
    earlier_round, round_ = (
        factories.ReportRoundFactory(programme=programme, half_year=one, opens=opens, due=due, question_set=questions)
        for one, opens, due in (
            (PREVIOUS, date(2021, 1, 10), date(2021, 3, 16)),
            (HALF_YEAR, date(2021, 6, 15), date(2021, 9, 15)),
        )
    )
    region = factories.RegionFactory(name="Eigen", slug="eigen")
    node = factories.OutlineNodeFactory(
        programme__region=region, programme__programme=programme, code="1", title="Eerder in beeld"
    )
    towns = [
        factories.RegionMembershipFactory(
            target=region, municipality__name=name, municipality__slug=name.lower()
        ).municipality
        for name in ("Eigendorp", "Eigenstad")
    ]
    return Scene(
        region=region,
        node=node,
        round=round_,
        earlier=factories.ReportFactory(region=region, round=earlier_round),
        leader=person("Marit Hoekzema", Role.LEADER, region=region),
        colleague=person("Joost Vlaming", Role.EDITOR, region=region),
        officer=person("Ilse Terpstra", Role.MUNICIPAL, municipality=towns[0]),
        municipality=towns[0],
        neighbour=towns[1],
        questions=_questions(questions),
    )


def person(name: str, role: Role, **scope) -> User:
    user = factories.UserFactory(name=name, email=f"{name.split()[0].lower()}@example.org")
    factories.RoleAssignmentFactory(user=user, role=role, **scope)
    return user


def _questions(questions: QuestionSet) -> dict[str, Question]:
    rows = (
        ("samenvatting", "samenvatting", "first", "text", "Wat moet een bestuurder weten?", ""),
        ("bereikt", "onderdeel", "line", "text", "Wat is er bereikt?", ""),
        ("hoe-ver", "onderdeel", "line", "scale", "Hoe ver is dit onderdeel?", "Begonnen\nHalverwege\nKlaar"),
        ("bijdrage", "gemeenten", "municipality", "text", "Wat deed uw gemeente?", ""),
    )
    return {
        key: factories.QuestionFactory(
            question_set=questions,
            section=factories.QuestionSectionFactory(
                question_set=questions, key=section, place=place, order=order, title=section.capitalize()
            ),
            key=key,
            kind=kind,
            text=text,
            options=options,
        )
        for order, (key, section, place, kind, text, options) in enumerate(rows)
    }
