from datetime import date

import pytest

from actions.models import Assessment, Phase
from ghnt import clock
from ghnt.documents.sealing import canonical_json
from ghnt.periods import HalfYear
from programmes.models import OutlineNode, RegionalProgramme
from reporting.collecting import collect
from reporting.content import BlockCoverage, NationalBlock, ReportContent, State, read_content
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2021, 7, 12)
EMPTY = State("", "", "")


@pytest.fixture(autouse=True)
def _in_july():
    with clock.standing_at(ON):
        yield


@pytest.fixture
def region():
    return factories.RegionFactory(name="Eigen", code="GHNT-EIG")


@pytest.fixture
def programme(region):
    return factories.RegionalProgrammeFactory(region=region)


@pytest.fixture
def top(programme):
    return factories.OutlineNodeFactory(programme=programme, code="1", title="Eerder in beeld")


@pytest.fixture
def round_():
    return factories.ReportRoundFactory()


def collected(region, round_) -> ReportContent:
    return collect(region, round_, version=1, written_by="Noor de Wit")


def test_collect_without_programme_has_no_lines(region, round_):
    content = collected(region, round_)
    assert content.lines == ()
    assert content.source.regional_programme == ""
    assert content.half_year == "2021-H1"
    assert content.reference_date == "2021-06-30"


def test_collect_tells_an_action_of_this_half_year_and_the_one_before(region, round_, top):
    action = factories.ActionFactory(node=top, number=3, title="Scholing")
    factories.ActionUpdateFactory(
        action=action, half_year=HalfYear(2020, 2), phase=Phase.PREPARATION, assessment=Assessment.ON_COURSE
    )
    factories.ActionUpdateFactory(
        action=action,
        phase=Phase.IN_PROGRESS,
        assessment=Assessment.ATTENTION,
        explanation="Te weinig plaatsen.",
        efforts="Drie trainingen.",
        results="Twaalf mensen geschoold.",
        outlook="Nog twee groepen.",
    )
    (item,) = collected(region, round_).actions
    assert (item.number, item.title) == ("1.3", "Scholing")
    assert item.now == State("in_progress", "attention", "Te weinig plaatsen.")
    assert item.before == State("preparation", "on_course", "")
    assert (item.efforts, item.results, item.outlook) == (
        "Drie trainingen.",
        "Twaalf mensen geschoold.",
        "Nog twee groepen.",
    )


def test_collect_leaves_now_empty_when_the_action_was_not_updated(region, round_, top):
    action = factories.ActionFactory(node=top)
    factories.ActionUpdateFactory(action=action, half_year=HalfYear(2020, 1), assessment=Assessment.ON_COURSE)
    (item,) = collected(region, round_).actions
    assert item.now == EMPTY
    assert item.before == State("in_progress", "on_course", "")
    assert item.updated_on is None


def test_collect_carries_an_action_that_ended_before(region, round_, top):
    action = factories.ActionFactory(node=top)
    factories.ActionUpdateFactory(action=action, half_year=HalfYear(2020, 2), phase=Phase.FINISHED)
    (item,) = collected(region, round_).actions
    assert item.now == State("finished", "", "")
    assert item.is_unchanged


def test_collect_leaves_out_a_later_half_year(region, round_, top):
    action = factories.ActionFactory(node=top)
    factories.ActionUpdateFactory(action=action, half_year=HalfYear(2021, 2), efforts="Later.")
    (item,) = collected(region, round_).actions
    assert item.now == EMPTY
    assert item.efforts == ""


def test_collect_follows_the_outline_of_the_region(region, round_, programme, top):
    child = factories.OutlineNodeFactory(programme=programme, parent=top, code="1.1", title="Training")
    deeper = factories.OutlineNodeFactory(programme=programme, parent=child, code="1.1.1")
    factories.OutlineNodeFactory(programme=programme, code="2", title="Stoppen")
    factories.ActionFactory(node=top, number=1, title="Direct")
    factories.ActionFactory(node=child, number=1, title="Onder")
    factories.ActionFactory(node=deeper, number=1, title="Dieper")
    first, second = collected(region, round_).lines
    assert (first.title, second.title) == ("Eerder in beeld", "Stoppen")
    assert [section.title for section in first.sections] == ["Eerder in beeld", "Training"]
    assert [action.title for action in first.sections[0].actions] == ["Direct"]
    assert [action.title for action in first.sections[1].actions] == ["Onder", "Dieper"]
    assert second.actions == ()


def test_collect_speaks_in_the_words_of_the_edition_at_the_end_of_the_half_year(region, round_, top):
    old = factories.CatalogueEditionFactory(code="oud", valid_from=date(2019, 7, 1))
    now = factories.CatalogueEditionFactory(code="nu", name="Editie nu", valid_from=date(2020, 5, 1))
    later = factories.CatalogueEditionFactory(code="later", valid_from=date(2021, 7, 1))
    block = factories.BuildingBlockFactory()
    measure = factories.MeasureFactory()
    for edition, word in ((old, "oude"), (now, "nieuwe"), (later, "latere")):
        line = factories.CatalogueEntryFactory(
            edition=edition, line=factories.ActionLineFactory(), code="AL1", title=f"{word} lijn"
        )
        entry = factories.CatalogueEntryFactory(
            edition=edition, block=block, parent=line, code="BS1", title=f"{word} bouwsteen"
        )
        factories.CatalogueEntryFactory(
            edition=edition, measure=measure, parent=entry, code="M1", title=f"{word} maatregel"
        )
    top.blocks.add(block)
    action = factories.ActionFactory(node=top, number=1)
    action.measures.add(measure)
    content = collected(region, round_)
    assert content.source.catalogue_edition == "Editie nu"
    assert content.lines[0].sections[0].blocks == (NationalBlock("BS1", "nieuwe bouwsteen"),)
    assert content.actions[0].measures == ("M1 nieuwe maatregel",)
    assert content.coverage == (BlockCoverage("AL1", "nieuwe lijn", "BS1", "nieuwe bouwsteen", ("1.1",)),)


def test_collect_shows_a_block_without_actions(region, round_, top):
    edition = factories.CatalogueEditionFactory()
    line = factories.CatalogueEntryFactory(edition=edition, line=factories.ActionLineFactory(), code="AL1")
    factories.CatalogueEntryFactory(edition=edition, block=factories.BuildingBlockFactory(), parent=line, code="BS1")
    (row,) = collected(region, round_).coverage
    assert (row.block_code, row.action_numbers) == ("BS1", ())


def test_collect_never_tells_what_may_not_be_distributed(region, round_):
    for may_distribute in (True, False):
        proposal = factories.ProposalFactory(
            region=region, may_distribute=may_distribute, subject="Open" if may_distribute else "Besloten"
        )
        step = factories.RouteStepFactory(round__proposal=proposal)
        factories.ConclusionFactory(step=step, text="Akkoord met het plan.")
    content = collected(region, round_)
    assert [proposal.subject for proposal in content.proposals] == ["Open"]
    assert "Besloten" not in canonical_json(content)


def test_collect_tells_the_proposals_of_the_half_year(region, round_):
    def proposal(subject, concluded=None, planned=None):
        step = factories.RouteStepFactory(
            round__proposal=factories.ProposalFactory(region=region, subject=subject), planned_date=planned
        )
        if concluded:
            factories.ConclusionFactory(step=step, date=concluded)

    proposal("Vorig jaar klaar", concluded=date(2020, 12, 31))
    proposal("Eerste dag", concluded=date(2021, 1, 1))
    proposal("Laatste dag", concluded=date(2021, 6, 30))
    proposal("Na het halfjaar", concluded=date(2021, 7, 1))
    proposal("Loopt nog")
    factories.ProposalFactory(region=region, subject="Zonder route")
    subjects = {told.subject for told in collected(region, round_).proposals}
    assert subjects == {"Eerste dag", "Laatste dag", "Loopt nog"}


def test_collect_tells_the_literal_conclusion_that_holds(region, round_):
    step = factories.RouteStepFactory(round__proposal__region=region)
    first = factories.ConclusionFactory(step=step, text="Niet goed opgeschreven.")
    factories.ConclusionFactory(step=step, text="Akkoord, mits 2022.", replaces=first, reason="Typfout.")
    (proposal,) = collected(region, round_).proposals
    (station,) = proposal.stations
    assert station.conclusion == "Akkoord, mits 2022."
    assert (station.outcome, station.outcome_label, station.outcome_tone) == ("agreed", "Akkoord", "green")


def test_collect_lists_the_municipalities_of_the_last_day(region, round_):
    merged = factories.RegionMembershipFactory(
        target=region, municipality__name="Oudewater-Zuid", municipality__valid_to=date(2021, 7, 1)
    )
    factories.RegionMembershipFactory(
        target=region, municipality__name="Nieuw Meerland", municipality__valid_from=date(2021, 7, 1)
    )
    factories.RegionMembershipFactory(target=region, municipality__name="Aldorp")
    assert collected(region, round_).region.municipalities == ("Aldorp", "Oudewater-Zuid")
    next_round = factories.ReportRoundFactory(
        half_year=HalfYear(2021, 2), opens=date(2021, 12, 15), due=date(2022, 3, 16)
    )
    assert collected(region, next_round).region.municipalities == ("Aldorp", "Nieuw Meerland")
    assert merged.municipality.name == "Oudewater-Zuid"


def test_collect_holds_every_question_also_without_an_answer(region, round_, top):
    asked = factories.QuestionFactory(question_set=round_.question_set, key="kern", section__key="samenvatting")
    factories.QuestionFactory(question_set=round_.question_set, key="bereikt", section__key="onderdeel")
    report = factories.ReportFactory(region=region, round=round_)
    factories.AnswerFactory(report=report, question=asked, text="Veel bereikt.")
    factories.AnswerFactory(report__region=factories.RegionFactory(), question=asked, text="Van een ander.")
    content = collected(region, round_)
    assert [(answer.key, answer.text) for answer in content.answers] == [("kern", "Veel bereikt.")]
    assert [(answer.key, answer.text) for answer in content.lines[0].answers] == [("bereikt", "")]


def test_collect_reads_back_as_the_same_content(region, round_, top):
    factories.ActionUpdateFactory(action__node=top, assessment=Assessment.ON_COURSE)
    factories.ConclusionFactory(step__round__proposal__region=region)
    content = collected(region, round_)
    assert read_content(canonical_json(content)) == content


def _fill(region, top, round_):
    child = factories.OutlineNodeFactory(programme=top.programme, parent=top)
    for node in (top, child):
        action = factories.ActionFactory(node=node, puller=factories.OrganisationFactory(region=region))
        action.measures.add(factories.MeasureFactory())
        factories.ActionPartnerFactory(action=action)
        factories.ActionUpdateFactory(action=action, updated_by=factories.UserFactory())
    step = factories.RouteStepFactory(
        round__proposal__region=region, meeting=factories.MeetingFactory(body__region=region)
    )
    factories.RemarkFactory(conclusion=factories.ConclusionFactory(step=step))
    factories.ProposedDecisionFactory(proposal=step.round.proposal)
    factories.RegionMembershipFactory(target=region)
    report = region.reports.first() or factories.ReportFactory(region=region, round=round_)
    factories.AnswerFactory(report=report, question__question_set=round_.question_set)


@pytest.mark.parametrize("rows", [1, 3])
def test_collect_takes_the_same_number_of_queries(region, round_, top, rows, django_assert_num_queries):
    factories.CatalogueEntryFactory(block=factories.BuildingBlockFactory())
    for _ in range(rows):
        _fill(region, top, round_)
    fresh = type(round_).objects.select_related("programme", "question_set").get(pk=round_.pk)
    with django_assert_num_queries(61):
        content = collect(region, fresh, version=1, written_by="Noor")
    assert len(content.actions) == 2 * rows
    assert len(content.proposals) == rows


def test_collect_knows_programme_and_nodes_of_no_other_region(region, round_, top):
    other = factories.OutlineNodeFactory(title="Van een ander")
    factories.ActionFactory(node=other, title="Actie van een ander")
    assert OutlineNode.objects.count() == 2
    assert RegionalProgramme.objects.count() == 2
    assert "Van een ander" not in canonical_json(collected(region, round_))
