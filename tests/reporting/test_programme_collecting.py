from datetime import date
from decimal import Decimal

import pytest

from actions.models import Action, DisclosedHalfYear, Participation, Phase
from ghnt import clock
from ghnt.documents.sealing import canonical_json
from ghnt.periods import HalfYear
from programmes.chapters import save_chapter
from programmes.models import BlockStance, Consultation, PolicyFrame, ProgrammeChapter, ProgrammeFile
from reporting.programme_document.collecting import collect_programme
from reporting.programme_document.content import (
    CostItem,
    GoalItem,
    MilestoneItem,
    PartnerItem,
    TakingPart,
    read_content,
)
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_july")]


@pytest.fixture
def node():
    return factories.OutlineNodeFactory(code="1", title="Eerder in beeld", programme__title="Samen")


@pytest.fixture
def programme(node):
    return node.programme


def action_of(programme):
    (action,) = collect_programme(programme).actions
    return action


def test_collect_reads_back_as_it_was(programme, node):
    factories.ActionFactory(node=node, start=date(2021, 3, 1))
    content = collect_programme(programme)
    assert read_content(canonical_json(content)) == content


def test_collect_tells_an_action_in_full(node):
    action = factories.ActionFactory(
        node=node,
        number=3,
        title="Training",
        puller=factories.OrganisationFactory(name="GGD"),
        puller_contact="Sanne de Groot",
        priority="high",
        start=date(2021, 3, 1),
    )
    factories.ActionPartnerFactory(action=action, organisation__name="Politie", responsible_for="levert cijfers")
    factories.ActionMilestoneFactory(action=action, title="Begin", due=date(2021, 4, 1))
    factories.ActionCostFactory(action=action, amount=Decimal("7500.00"), cover="regio")
    for name, answer in (("Huizen", Participation.YES), ("Laren", Participation.NO)):
        factories.ActionMunicipalityFactory(
            action=action, municipality__name=name, takes_part=answer, since=date(2021, 5, 1)
        )
    factories.ActionFileFactory(action=action, title="Opzet")
    told = action_of(node.programme)
    assert (told.number, told.title, told.puller, told.priority, told.start) == (
        "1.3", "Training", "GGD", "high", "2021-03-01",
    )  # fmt: skip
    assert told.partners == (PartnerItem("Politie", "levert cijfers"),)
    assert told.milestones == (MilestoneItem("Begin", "2021-04-01", "planned", None),)
    assert told.costs == (CostItem(2021, "7500.00", "regio", False),)
    assert told.municipalities == (TakingPart("Huizen", "yes", "2021-05-01"),)
    assert [file.title for file in told.files] == ["Opzet"]
    assert "Sanne" not in canonical_json(collect_programme(node.programme))


def test_collect_leaves_archive_and_bin_out(programme, node):
    kept, archived, removed = factories.ActionFactory.create_batch(3, node=node)
    Action.objects.filter(pk=archived.pk).update(archived_at=clock.now())
    Action.objects.filter(pk=removed.pk).update(removed_at=clock.now())
    factories.OutlineNodeFactory(programme=programme, removed_at=clock.now())
    factories.ActionFileFactory(action=kept, removed_at=clock.now())
    assert action_of(programme).key == str(kept.pk)
    assert action_of(programme).files == ()
    assert len(collect_programme(programme).nodes) == 1


def test_collect_tells_the_phase_of_the_last_half_year_that_was_reported(programme, node):
    action = factories.ActionFactory(node=node)
    factories.ActionUpdateFactory(action=action, half_year=HalfYear(2020, 2), phase=Phase.PREPARATION)
    factories.ActionUpdateFactory(action=action, half_year=HalfYear(2021, 1), phase=Phase.FINISHED)
    assert action_of(programme).phase == ""
    DisclosedHalfYear.objects.create(region=programme.region, half_year=HalfYear(2020, 2))
    assert action_of(programme).phase == "preparation"
    assert collect_programme(programme).facts.phases_of == "2020-H2"


def test_collect_tells_chapters_goals_and_what_stands_around(programme, node):
    save_chapter(programme=programme, key="missie", text="Veilig thuis.")
    save_chapter(programme=programme, key="visie", text="  ")
    own = ProgrammeChapter.objects.create(programme=programme, title="Eigen", text="Iets.", position=9)
    factories.GoalFactory(node=node, statement="Minder geweld")
    factories.GoalFactory(node=None, programme=programme, statement="Eerder hulp", target="90 %")
    Consultation.objects.create(programme=programme, heard="Panel")
    PolicyFrame.objects.create(programme=programme, title="Beleidsplan", valid_to=date(2023, 12, 31))
    ProgrammeFile.objects.create(programme=programme, file=factories.StoredFileFactory(), title="Notitie")
    content = collect_programme(programme)
    assert [(one.key, one.title) for one in content.chapters] == [("missie", "Missie"), (f"eigen-{own.pk}", "Eigen")]
    assert [goal.statement for goal in content.nodes[0].goals] == ["Minder geweld"]
    assert content.goals == (GoalItem(content.goals[0].key, "Eerder hulp", "", "90 %", None),)
    assert [one.heard for one in content.consultations] == ["Panel"]
    assert [one.valid_to for one in content.frames] == ["2023-12-31"]
    assert [one.title for one in content.files] == ["Notitie"]


def test_collect_tells_every_block_of_the_edition_with_the_stance(programme):
    first, second = factories.BuildingBlockFactory.create_batch(2)
    edition = factories.CatalogueEditionFactory()
    for block, code in ((first, "1.1"), (second, "1.2")):
        factories.CatalogueEntryFactory(edition=edition, block=block, code=code, title=f"Blok {code}")
    BlockStance.objects.create(programme=programme, block=second, stance="not", reason="Al geregeld.")
    blocks = collect_programme(programme).blocks
    assert [(one.name, one.stance, one.reason) for one in blocks] == [
        ("1.1 Blok 1.1", "", ""),
        ("1.2 Blok 1.2", "not", "Al geregeld."),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_collect_has_a_fixed_number_of_queries(programme, node, rows, django_assert_num_queries):
    factories.CatalogueEditionFactory()
    for _ in range(rows):
        action = factories.ActionFactory(node=factories.OutlineNodeFactory(programme=programme))
        factories.ActionPartnerFactory(action=action)
        factories.ActionMilestoneFactory(action=action)
        factories.ActionCostFactory(action=action)
        factories.ActionFileFactory(action=action)
        factories.ActionMunicipalityFactory(action=action)
        factories.GoalFactory(node=action.node)
    with django_assert_num_queries(27):
        collect_programme(programme)
