from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions import succession
from actions.models import Action, MilestoneState, Participation, Phase
from actions.succession import Going, Succession
from programmes.models import BlockStance, CatalogueLink, LinkKind, MeasureStance, RegionalProgramme, Stance
from regions.models import Role
from tests.factories import (
    ActionCostFactory,
    ActionFactory,
    ActionMilestoneFactory,
    ActionMunicipalityFactory,
    ActionPartnerFactory,
    ActionUpdateFactory,
    BuildingBlockFactory,
    CatalogueEditionFactory,
    CatalogueEntryFactory,
    ConsultationFactory,
    GoalFactory,
    MeasureFactory,
    OutlineNodeFactory,
    PolicyFrameFactory,
    ProgrammeChapterFactory,
    ProgrammeFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)

START = date(2023, 1, 1)


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def ghnt(db):
    return ProgrammeFactory(valid_from=date(2018, 4, 1))


@pytest.fixture
def tks(db):
    return ProgrammeFactory(slug="tks", name="Toekomstscenario", abbreviation="TKS", valid_from=date(2022, 6, 1))


@pytest.fixture
def source(ghnt):
    region = RegionFactory(name="Rivierenland", slug="rivierenland")
    return RegionalProgrammeFactory(region=region, programme=ghnt, title="Veilig thuis")


@pytest.fixture
def leader(client, source):
    user = RoleAssignmentFactory(role=Role.LEADER, region=source.region).user
    client.force_login(user)
    return user


def wish(source, **changes):
    actions = frozenset(Action.objects.filter(programme=source).values_list("pk", flat=True))
    values = {
        "source": source,
        "title": "Verder samen",
        "valid_from": START,
        "valid_to": None,
        "national": source.programme,
        "going": frozenset(Going),
        "actions": actions,
    }
    return Succession(**{**values, **changes})


def make(source, **changes):
    return succession.make_successor(succession=wish(source, **changes), by=UserFactory())


def test_successor_gets_everything_with_the_places_it_came_from(source, ghnt):
    block, measure = BuildingBlockFactory(programme=ghnt), MeasureFactory(programme=ghnt)
    top = OutlineNodeFactory(programme=source, code="1", title="Eerder in beeld")
    below = OutlineNodeFactory(programme=source, code="1.1", parent=top)
    below.blocks.add(block)
    ProgrammeChapterFactory(programme=source, key="visie", title="Visie", text="Niemand is alleen.", version=4)
    GoalFactory(node=below, statement="Minder wachten")
    GoalFactory(programme=source, node=None, statement="Minder geweld")
    PolicyFrameFactory(programme=source, title="Wmo-kader")
    BlockStance.objects.create(programme=source, block=block, stance=Stance.PRIORITY)
    MeasureStance.objects.create(programme=source, measure=measure, stance=Stance.NOT, reason="Bestaat al.")
    action = ActionFactory(node=below, title="Scholing", number=7)
    action.measures.add(measure)
    ActionUpdateFactory(action=action)
    made = make(source)
    new_below = made.nodes.get(code="1.1")
    assert (new_below.origin, new_below.parent.origin) == (below, top)
    assert list(new_below.blocks.all()) == [block]
    assert [(one.title, one.text, one.version) for one in made.chapters.all()] == [("Visie", "Niemand is alleen.", 0)]
    assert {(one.statement, one.node) for one in made.goals.all()} == {
        ("Minder wachten", new_below),
        ("Minder geweld", None),
    }
    assert [one.title for one in made.policy_frames.all()] == ["Wmo-kader"]
    assert [one.stance for one in made.block_stances.all()] == [Stance.PRIORITY]
    assert [one.reason for one in made.measure_stances.all()] == ["Bestaat al."]
    new = made.actions.get()
    assert (new.title, new.code, new.origin, new.node) == ("Scholing", "1.1.7", action, new_below)
    assert list(new.measures.all()) == [measure]
    assert not new.updates.exists()
    assert (made.predecessor, made.title, made.valid_from) == (source, "Verder samen", START)
    assert new.history.exists()
    assert made.chapters.get().history.exists()


def test_successor_leaves_consultations_and_the_old_programme_as_they_are(source):
    ConsultationFactory(programme=source)
    node = OutlineNodeFactory(programme=source)
    ActionFactory(node=node)
    made = make(source)
    assert not made.consultations.exists()
    assert (source.nodes.count(), source.actions.count()) == (1, 1)
    source.refresh_from_db()
    assert (source.title, source.valid_to) == ("Veilig thuis", None)


def test_action_brings_partners_answers_open_milestones_and_coming_costs(source):
    action = ActionFactory(node=OutlineNodeFactory(programme=source))
    ActionPartnerFactory(action=action, responsible_for="Training")
    ActionMunicipalityFactory(action=action, takes_part=Participation.LATER)
    ActionMilestoneFactory(action=action, title="Start")
    ActionMilestoneFactory(action=action, title="Plan", state=MilestoneState.REACHED, reached_on=date(2021, 3, 1))
    ActionMilestoneFactory(action=action, title="Nooit", state=MilestoneState.DROPPED)
    for year in (2021, 2022, 2023, 2024):
        ActionCostFactory(action=action, year=year)
    new = make(source).actions.get()
    assert [one.responsible_for for one in new.partners.all()] == ["Training"]
    assert [one.takes_part for one in new.municipal_rows.all()] == [Participation.LATER]
    assert [one.title for one in new.milestones.all()] == ["Start"]
    assert [one.year for one in new.costs.all()] == [2023, 2024]


def test_only_the_chosen_actions_go_along(source):
    node = OutlineNodeFactory(programme=source)
    chosen, _left, archived = (ActionFactory(node=node, title=title) for title in ("Mee", "Niet mee", "Weg"))
    Action.objects.filter(pk=archived.pk).update(archived_at="2021-01-01T12:00Z")
    foreign = ActionFactory()
    made = make(source, actions=frozenset({chosen.pk, archived.pk, foreign.pk}))
    assert [one.title for one in made.actions.all()] == ["Mee"]


def test_actions_that_another_region_leads_stay_behind(source):
    node = OutlineNodeFactory(programme=source)
    mirror = ActionFactory(node=node, shared_from=ActionFactory())
    ActionFactory(node=node, title="Eigen")
    assert succession.luggage(wish(source)).led_elsewhere == 1
    assert mirror in Action.objects.filter(programme=source)
    assert [one.title for one in make(source).actions.all()] == ["Eigen"]


def test_blocks_of_another_national_programme_follow_the_links_of_the_catalogue(source, ghnt, tks):
    known, unknown = BuildingBlockFactory(programme=ghnt), BuildingBlockFactory(programme=ghnt)
    later = [BuildingBlockFactory(programme=tks) for _ in range(2)]
    old = CatalogueEditionFactory(programme=ghnt, code="oud", valid_from=date(2019, 1, 1))
    new = CatalogueEditionFactory(programme=tks, code="nieuw", valid_from=date(2022, 6, 1))
    earlier = CatalogueEntryFactory(edition=old, block=known, code="1.1", title="Herkennen")
    CatalogueEntryFactory(edition=old, block=unknown, code="1.2", title="Melden")
    for block in later:
        entry = CatalogueEntryFactory(edition=new, block=block)
        CatalogueLink.objects.create(earlier=earlier, later=entry, kind=LinkKind.SPLIT)
    node = OutlineNodeFactory(programme=source)
    node.blocks.set([known, unknown])
    BlockStance.objects.create(programme=source, block=known, stance=Stance.LATER)
    BlockStance.objects.create(programme=source, block=unknown, stance=Stance.LATER)
    action = ActionFactory(node=node)
    action.measures.add(MeasureFactory(programme=ghnt))
    found = succession.luggage(wish(source, national=tks))
    assert (found.lost_blocks, found.lost_measures) == (("1.2 Melden",), 1)
    assert dict(found.counts)["Keuzes per bouwsteen"] == 2
    made = make(source, national=tks)
    assert set(made.nodes.get().blocks.all()) == set(later)
    assert {one.block for one in made.block_stances.all()} == set(later)
    assert not made.actions.get().measures.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_from": date(2019, 1, 1)}, "Kies een begindatum na die van het huidige programma, 1 januari 2019."),
        ({"valid_from": date(2024, 1, 1)}, "Op 1 januari 2024 begint al een programma: ‘Later’."),
        ({}, "Op 1 januari 2024 begint al ‘Later’. Kies een einddatum daarvóór."),
        ({"valid_to": date(2024, 1, 1)}, "Op 1 januari 2024 begint al ‘Later’. Kies een einddatum daarvóór."),
        ({"valid_to": date(2023, 12, 31), "going": frozenset()}, "Neem ook de onderdelen mee."),
    ],
)
def test_successor_that_does_not_fit_is_refused_with_the_way_on(source, changes, words):
    RegionalProgrammeFactory(region=source.region, title="Later", valid_from=date(2024, 1, 1))
    ActionFactory(node=OutlineNodeFactory(programme=source))
    with pytest.raises(ValidationError, match=words):
        make(source, **changes)
    assert RegionalProgramme.objects.count() == 2


def test_luggage_counts_what_is_made(source):
    node = OutlineNodeFactory(programme=source)
    for _ in range(2):
        ActionMilestoneFactory(action=ActionFactory(node=node))
    GoalFactory(node=node)
    counts = dict(succession.luggage(wish(source)).counts)
    assert {name: number for name, number in counts.items() if number} == {
        "Onderdelen": 1,
        "Doelen": 1,
        "Acties": 2,
        "Mijlpalen die nog niet gehaald zijn": 2,
    }


@pytest.mark.parametrize("number", [1, 3])
def test_luggage_takes_the_same_queries_for_more_of_everything(source, number, django_assert_num_queries):
    for _ in range(number):
        node = OutlineNodeFactory(programme=source)
        node.blocks.add(BuildingBlockFactory(programme=source.programme))
        ActionCostFactory(action=ActionFactory(node=node), year=2023)
    asked = wish(source)
    with django_assert_num_queries(16):
        assert dict(succession.luggage(asked).counts)["Acties"] == number


PAGE = "/regio/rivierenland/programma/opvolger/"
FORM = {"title": "Verder samen", "valid_from": "1-1-2023", "valid_to": "", "national": "", "going": Going.values}


def body(answer):
    return answer.content.decode()


def test_programme_copy_ticks_the_actions_that_have_not_ended(client, leader, source):
    node = OutlineNodeFactory(programme=source)
    running, ended = ActionFactory(node=node, title="Loopt"), ActionFactory(node=node, title="Klaar")
    ActionUpdateFactory(action=ended, phase=Phase.FINISHED)
    form = client.get(PAGE).context["form"]
    assert form.initial["actions"] == [running.pk]
    assert [label for _pk, label in form.fields["actions"].choices[0][1]] == [
        f"{running.code} Loopt",
        f"{ended.code} Klaar (afgerond)",
    ]
    assert form.initial["valid_from"] == date(2022, 1, 1)


def test_programme_copy_previews_first_and_makes_it_once(client, leader, source, tks):
    action = ActionFactory(node=OutlineNodeFactory(programme=source))
    data = FORM | {"actions": [action.pk]}
    text = body(client.post(PAGE, data))
    assert "Dit gaat mee" in text
    assert "Landelijk programma: Toekomstscenario." in text
    assert f'<input type="hidden" name="actions" value="{action.pk}">' in text
    assert RegionalProgramme.objects.count() == 1
    answer = client.post(PAGE, data | {"step": "make"})
    made = RegionalProgramme.objects.get(valid_from=START)
    assert answer.url == made.get_absolute_url()
    assert (made.programme, made.actions.count()) == (tks, 1)
    again = body(client.post(PAGE, data | {"step": "make"}))
    assert "Op 1 januari 2023 begint al een programma: ‘Verder samen’." in again
    assert RegionalProgramme.objects.count() == 2


def test_programme_copy_goes_back_to_the_choice(client, leader, source):
    answer = client.post(PAGE, FORM | {"step": "change", "title": "Nog niet zeker"})
    assert "Voorbeeld bekijken" in body(answer)
    assert 'value="Nog niet zeker"' in body(answer)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Fout: "),
        ({"valid_from": "31-2-2023"}, "Vul een datum in"),
        ({"valid_to": "1-1-2022"}, "De einddatum ligt vóór de begindatum, 1 januari 2023."),
        ({"actions": ["999999"]}, "Fout: "),
        ({"actions": ["x"]}, "Fout: "),
        ({"national": "999999"}, "Fout: "),
        ({"going": ["alles"]}, "Fout: "),
    ],
)
def test_programme_copy_refuses_what_cannot_be(client, leader, source, wrong, words):
    ActionFactory(node=OutlineNodeFactory(programme=source))
    answer = client.post(PAGE, FORM | wrong | {"step": "make"})
    assert answer.status_code == 200
    assert words in body(answer)
    assert RegionalProgramme.objects.count() == 1


def test_programme_copy_without_a_programme_begins_one(client, leader, source):
    RegionalProgramme.objects.all().delete()
    assert client.get(PAGE).url == reverse("programmes:programme_update", args=["rivierenland"])


def test_copied_node_and_action_show_where_they_come_from_and_go(client, leader, source):
    node = OutlineNodeFactory(programme=source, code="1", title="Eerder in beeld")
    action = ActionFactory(node=node, title="Scholing")
    made = make(source)
    new_node, new_action = made.nodes.get(), made.actions.get()
    for old, new in ((node, new_node), (action, new_action)):
        assert f'Gaat verder in <a href="{new.get_absolute_url()}">' in body(client.get(old.get_absolute_url()))
        assert f'Overgenomen uit <a href="{old.get_absolute_url()}">' in body(client.get(new.get_absolute_url()))


@pytest.mark.parametrize(
    ("title", "offered_title"),
    [
        ("Samen veilig 2019–2022", "Samen veilig"),
        ("Samen veilig, 2019 - 2022", "Samen veilig"),
        ("2019-2022", "2019-2022"),
        ("Samen veilig in 2022", "Samen veilig in 2022"),
    ],
)
def test_programme_copy_offers_the_title_without_the_years_of_the_old_one(client, leader, source, title, offered_title):
    source.title = title
    source.save()
    assert client.get(PAGE).context["form"].initial["title"] == offered_title
