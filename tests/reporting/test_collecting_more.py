"""What a report holds beside its lines: typed answers, people, municipalities, adoption, money, signals, its scope."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ghnt import clock
from ghnt.documents.sealing import canonical_json
from ghnt.periods import HalfYear
from programmes.models import AdoptionResult, Measure
from reporting.collecting import collect
from reporting.content import MunicipalAdoption, Person, Request, YearOfMoney
from reporting.models import Place, QuestionKind, ReportPerson, ReportRound, RoundKind, RoundScope
from tests import factories

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def _in_july():
    with clock.standing_at(date(2021, 7, 12)):
        yield


@pytest.fixture
def round_():
    return factories.ReportRoundFactory()


@pytest.fixture
def region():
    return factories.RegionFactory(name="Eigen", code="GHNT-EIG")


@pytest.fixture
def programme(region, round_):
    return factories.RegionalProgrammeFactory(region=region, programme=round_.programme)


@pytest.fixture
def report(region, round_):
    return factories.ReportFactory(region=region, round=round_)


def collected(region, round_):
    return collect(region, round_, version=1, written_by="Noor de Wit")


def member(region, name, code):
    membership = factories.RegionMembershipFactory(target=region, municipality__name=name, municipality__cbs_code=code)
    return membership.municipality


def asked(round_, kind, **more):
    return factories.QuestionFactory(question_set=round_.question_set, kind=kind, section__key="sturing", **more)


def test_collect_tells_a_typed_answer_in_words_and_as_value(region, round_, report):
    factories.AnswerFactory(report=report, question=asked(round_, QuestionKind.NUMBER, unit="uur"), text="1234.5")
    (answer,) = collected(region, round_).answers
    assert (answer.kind, answer.value, answer.unit, answer.text) == ("number", "1234.5", "uur", "1.234,5\xa0uur")


def test_collect_keeps_no_value_beside_a_long_text(region, round_, report):
    factories.AnswerFactory(report=report, question=asked(round_, QuestionKind.TEXT), text="Veel bereikt.")
    (answer,) = collected(region, round_).answers
    assert (answer.kind, answer.value, answer.text) == ("text", "", "Veel bereikt.")


def test_collect_says_of_an_answer_taken_over_since_when_it_is_unchanged(region, round_, report):
    earlier = factories.ReportRoundFactory(half_year=HalfYear(2020, 2))
    factories.AnswerFactory(report=report, question=asked(round_, QuestionKind.TEXT), carried_from=earlier)
    assert collected(region, round_).answers[0].origin == "ongewijzigd sinds het 2e halfjaar 2020"


def test_collect_names_municipalities_in_a_yes_or_no_answer(region, round_, report):
    member(region, "Aldorp", "GM0001")
    member(region, "Beek", "GM0002")
    factories.AnswerFactory(
        report=report, question=asked(round_, QuestionKind.MUNICIPALITIES), text="GM0001=ja\nGM0002=nee"
    )
    content = collected(region, round_)
    assert content.answers[0].text == "Ja: Aldorp.\nNee: Beek."
    assert content.municipality_names == {"GM0001": "Aldorp", "GM0002": "Beek"}


def test_collect_holds_what_every_municipality_answered_itself(region, round_, report):
    aldorp, _ = member(region, "Aldorp", "GM0001"), member(region, "Beek", "GM0002")
    section = factories.QuestionSectionFactory(
        question_set=round_.question_set, key="zelf", title="Zelf", place=Place.MUNICIPALITY, order=9
    )
    question = factories.QuestionFactory(question_set=round_.question_set, section=section, key="eigen")
    factories.AnswerFactory(report=report, question=question, municipality=aldorp, text="Wij deden mee.")
    content = collected(region, round_)
    told = [(one.code, one.name, [answer.text for answer in one.answers]) for one in content.municipal_answers]
    assert told == [("GM0001", "Aldorp", ["Wij deden mee."]), ("GM0002", "Beek", [""])]
    assert content.answers == ()


def test_collect_names_the_people_that_were_entered_in_the_order_of_their_roles(region, round_, report):
    ReportPerson.objects.create(report=report, role="accountable", name="Ab", function="wethouder")
    ReportPerson.objects.create(report=report, role="wrote", name="Zo")
    other = factories.ReportFactory(round=round_)
    ReportPerson.objects.create(report=other, role="wrote", name="Van een ander")
    assert collected(region, round_).people == (Person("wrote", "Zo", ""), Person("accountable", "Ab", "wethouder"))


def test_collect_without_people_adds_nobody(region, round_, report):
    content = collected(region, round_)
    assert (content.people, content.written_by) == ((), "Noor de Wit")


def test_collect_tells_how_far_each_municipality_is_with_the_adopted_version(region, round_, programme):
    aldorp, beek = member(region, "Aldorp", "GM0001"), member(region, "Beek", "GM0002")
    adopted = factories.ProgrammeVersionFactory(programme=programme, number=1)
    factories.ProgrammeEventFactory(version=adopted)
    newer = factories.ProgrammeVersionFactory(programme=programme, number=2)
    act = factories.AdoptionFactory(
        programme_version=adopted, municipality=aldorp, result=AdoptionResult.ADOPTED, decided_on=date(2021, 5, 20)
    )
    factories.AdoptionStepFactory(adoption=act, name="College", position=1, done_on=date(2021, 4, 6))
    factories.AdoptionStepFactory(adoption=act, name="Raad", position=2, done_on=None)
    factories.AdoptionFactory(programme_version=newer, municipality=beek, planned_on=date(2021, 9, 9))
    assert collected(region, round_).adoption == (
        MunicipalAdoption("Aldorp", "Vastgesteld", 1, 2, "2021-05-20"),
        MunicipalAdoption("Beek", "Nog geen datum", 0, 0, None),
    )


def test_collect_without_a_version_of_the_programme_tells_no_adoption(region, round_, programme):
    member(region, "Aldorp", "GM0001")
    assert collected(region, round_).adoption == ()


def test_collect_adds_the_costs_of_the_year_and_counts_what_has_no_amount(region, round_, programme):
    node = factories.OutlineNodeFactory(programme=programme)
    first, second = (factories.ActionFactory(node=node) for _ in range(2))
    factories.ActionCostFactory(action=first, year=2021, amount="1250.50", cover="DUVO")
    factories.ActionCostFactory(action=first, year=2021, amount=None, cover="Rijk", is_provisional=True)
    factories.ActionCostFactory(action=second, year=2021, amount="1000", cover="DUVO")
    factories.ActionCostFactory(action=second, year=2022, amount="9999")
    assert collected(region, round_).money == (YearOfMoney(2021, "2250.50", 2, 1, True, ("DUVO", "Rijk")),)


def test_collect_without_costs_in_the_year_tells_no_money(region, round_, programme):
    factories.ActionCostFactory(action__node__programme=programme, year=2022)
    assert collected(region, round_).money == ()


def test_collect_holds_the_passages_that_the_region_marked(region, round_, report):
    factories.SignalFactory(report=report, passage="Te weinig opvang.", note="Al een jaar.")
    factories.SignalFactory(report=report, passage="Door een ander.", is_from_region=False)
    (passage,) = collected(region, round_).passages
    assert (passage.kind, passage.chapter, passage.passage, passage.note) == (
        "question",
        "samenvatting",
        "Te weinig opvang.",
        "Al een jaar.",
    )


def test_collect_carries_the_answers_to_signals_of_the_earlier_report(region, round_):
    earlier = factories.ReportRoundFactory(programme=round_.programme, half_year=HalfYear(2020, 2))
    version = factories.ReportVersionFactory(
        report=factories.ReportFactory(region=region, round=earlier), content=canonical_json(collected(region, earlier))
    )
    signal = factories.SignalFactory(report=version.report, version=version, passage="Is er een model?")
    at = datetime(2021, 3, 18, 12, tzinfo=AMSTERDAM)
    factories.SignalAnswerFactory(signal=signal, text="Ja, dat is er.", at=at)
    (told,) = collected(region, round_).earlier_signals
    assert (told.half_year, told.passage, told.answer, told.answered_on) == (
        "2020-H2",
        "Is er een model?",
        "Ja, dat is er.",
        "2021-03-18",
    )


def test_collect_tells_the_date_of_an_extension(region, round_):
    factories.DueExtensionFactory(round=round_, region=region, due=date(2021, 9, 29))
    assert collected(region, round_).due == "2021-09-29"
    assert collected(factories.RegionFactory(), round_).due == "2021-09-15"


# A round about chosen blocks.


@pytest.fixture
def block(round_):
    edition = factories.CatalogueEditionFactory(programme=round_.programme)
    line = factories.CatalogueEntryFactory(edition=edition, line=factories.ActionLineFactory(), code="1")
    block = factories.BuildingBlockFactory(programme=round_.programme)
    entry = factories.CatalogueEntryFactory(edition=edition, block=block, parent=line, code="1.1", title="Scholing")
    measure = factories.MeasureFactory(programme=round_.programme)
    factories.CatalogueEntryFactory(edition=edition, measure=measure, parent=entry, code="1.1.a")
    other = factories.BuildingBlockFactory(programme=round_.programme)
    factories.CatalogueEntryFactory(edition=edition, block=other, parent=line, code="1.2", title="Opvang")
    return block


@pytest.fixture
def extra(round_, block):
    extra = ReportRound.objects.create(
        code="scholing",
        kind=RoundKind.EXTRA,
        name="Verdieping scholing",
        programme=round_.programme,
        half_year=round_.half_year,
        question_set=round_.question_set,
        scope=RoundScope.CHOSEN,
        opens=date(2021, 7, 1),
        due=date(2021, 9, 1),
    )
    extra.blocks.add(block)
    return extra


def test_collect_of_a_narrower_round_tells_only_the_actions_under_its_blocks(region, extra, programme, block):
    one, two = (factories.OutlineNodeFactory(programme=programme, code=code) for code in "12")
    child = factories.OutlineNodeFactory(programme=programme, parent=one, code="1.1")
    child.blocks.add(block)
    factories.ActionFactory(node=child, title="Door het onderdeel")
    factories.ActionFactory(node=one, title="Door zichzelf").blocks.add(block)
    factories.ActionFactory(node=one, title="Door de maatregel").measures.add(Measure.objects.get())
    factories.ActionFactory(node=child, title="Eigen bouwsteen elders").blocks.add(factories.BuildingBlockFactory())
    factories.ActionFactory(node=two, title="Elders")
    content = collected(region, extra)
    assert {action.title for action in content.actions} == {"Door het onderdeel", "Door zichzelf", "Door de maatregel"}
    assert [line.code for line in content.lines] == ["1"]
    assert [row.block_title for row in content.coverage] == ["Scholing"]
    assert content.request == Request("extra", "Verdieping scholing", ("1.1 Scholing",))
    assert content.adoption == ()


def test_collect_of_a_narrower_round_keeps_a_line_that_bears_a_chosen_block(region, extra, programme, block):
    factories.OutlineNodeFactory(programme=programme, code="1").blocks.add(block)
    factories.OutlineNodeFactory(programme=programme, code="2")
    assert [line.code for line in collected(region, extra).lines] == ["1"]


def test_collect_of_a_round_without_blocks_tells_no_actions_at_all(region, extra, programme, block):
    extra.blocks.clear()
    factories.ActionFactory(node=factories.OutlineNodeFactory(programme=programme)).blocks.add(block)
    content = collected(region, extra)
    assert (content.lines, content.coverage, content.money) == ((), (), ())


@pytest.mark.parametrize("rows", [1, 3])
def test_collect_of_a_narrower_round_takes_the_same_number_of_queries(
    region, extra, programme, block, rows, django_assert_num_queries
):
    for _ in range(rows):
        node = factories.OutlineNodeFactory(programme=programme)
        factories.ActionCostFactory(action__node=node, year=2021)
        node.actions.get().blocks.add(block)
    fresh = ReportRound.objects.select_related("programme", "question_set").get(pk=extra.pk)
    with django_assert_num_queries(50):
        content = collect(region, fresh, version=1, written_by="Noor")
    assert len(content.actions) == rows
