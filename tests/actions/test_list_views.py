"""Columns, filters, phases and the line of time of the list of actions."""

from datetime import date
from decimal import Decimal

import pytest

from actions import columns, timeline_document
from actions.models import ListKind, ListRendering, Participation, Phase, Priority
from ghnt.documents.sealing import canonical_json
from ghnt.periods import HalfYear
from ghnt.ui.schedule import Scale, Span, schedule
from regions.models import Role
from tests.factories import (
    ActionCostFactory,
    ActionFactory,
    ActionMilestoneFactory,
    ActionMunicipalityFactory,
    ActionPartnerFactory,
    ActionUpdateFactory,
    BuildingBlockFactory,
    CatalogueEntryFactory,
    MeasureFactory,
    OrganisationFactory,
    OutlineNodeFactory,
    RegionalProgrammeFactory,
)

H1_2021 = HalfYear(2021, 1)
URL = "/regio/rivierenland/acties/"
ALL = "&".join(f"kolommen={name}" for name in columns.LABELS)


def titles(answer):
    return [action.title for action in answer.context["actions"]]


def said(answer):
    """What stands in the first row, by the head of its column."""
    row = answer.context["listing"].groups[0].rows[0]
    return {cell.label: ", ".join(cell.words) or cell.missing for cell in row.cells}


def test_action_list_shows_the_usual_columns(client, leader, node):
    ActionFactory(node=node)
    heads = [column.label for column in client.get(URL).context["listing"].columns]
    assert heads == ["Actie", "Trekker", "Fase", "Koers", "Einddatum", "Bijgewerkt"]


@pytest.mark.parametrize("query", ["kolommen=", "kolommen=onzin", "kolommen=<script>"])
def test_action_list_with_columns_that_do_not_exist_shows_the_usual_ones(client, leader, node, query):
    ActionFactory(node=node)
    assert len(client.get(f"{URL}?{query}").context["listing"].columns) == 6


def test_action_list_shows_chosen_columns_in_a_fixed_order(client, leader, region, node, municipality):
    action = ActionFactory(
        node=node, priority=Priority.HIGH, start=date(2021, 1, 4), owner=OrganisationFactory(name="College")
    )
    measure = MeasureFactory()
    CatalogueEntryFactory(measure=measure, code="1.1a", title="Meldcode")
    action.measures.add(measure)
    ActionPartnerFactory(action=action, organisation__name="GGD")
    ActionMunicipalityFactory(action=action, municipality=municipality, takes_part=Participation.YES)
    ActionMilestoneFactory(action=action, title="Laat", due=date(2022, 5, 1))
    ActionMilestoneFactory(action=action, title="Start", due=date(2021, 9, 1))
    ActionCostFactory(action=action, year=2021, amount=Decimal(75000))
    ActionCostFactory(action=action, year=2021, amount=None)
    ActionCostFactory(action=action, year=2022, amount=Decimal(1))
    answer = client.get(
        f"{URL}?kolommen=kosten&kolommen=mijlpaal&kolommen=gemeenten&kolommen=maatregelen&kolommen=partners"
        "&kolommen=begindatum&kolommen=prioriteit&kolommen=eigenaar"
    )
    assert said(answer) == {
        "Eigenaar": "College",
        "Prioriteit": "Hoog",
        "Begindatum": "4 jan 2021",
        "Partners": "GGD",
        "Gemeenten die meedoen": "1 van 1",
        "Maatregelen": "1.1a Meldcode",
        "Eerstvolgende mijlpaal": "Start, 1 sep 2021",
        "Kosten dit jaar": "€\xa075.000, p.m.",
    }


def test_action_list_gives_the_own_blocks_of_an_action_before_those_of_its_node(client, leader, node):
    blocks = [BuildingBlockFactory() for _ in range(2)]
    for number, block in enumerate(blocks, 1):
        CatalogueEntryFactory(block=block, code=f"1.{number}", title=f"Blok {number}")
    node.blocks.add(blocks[0])
    action = ActionFactory(node=node)
    assert said(client.get(f"{URL}?kolommen=bouwstenen")) == {"Bouwstenen": "1.1 Blok 1"}
    action.blocks.add(blocks[1])
    assert said(client.get(f"{URL}?kolommen=bouwstenen")) == {"Bouwstenen": "1.2 Blok 2"}


def test_action_list_filters_on_priority_and_on_being_late(client, leader, node):
    ActionFactory(node=node, title="Op tijd", end=date(2021, 7, 12))
    late = ActionFactory(node=node, title="Te laat", end=date(2021, 7, 11), priority=Priority.HIGH)
    done = ActionFactory(node=node, title="Klaar", end=date(2021, 7, 1))
    ActionUpdateFactory(action=done, half_year=H1_2021, phase=Phase.FINISHED)
    ActionUpdateFactory(action=late, half_year=H1_2021, phase=Phase.IN_PROGRESS)
    answer = client.get(f"{URL}?telaat=ja")
    assert titles(answer) == ["Te laat"]
    assert "te laat</span>" in answer.content.decode()
    assert titles(client.get(f"{URL}?prioriteit=high")) == ["Te laat"]
    assert titles(client.get(f"{URL}?prioriteit=onzin")) == ["Op tijd", "Te laat", "Klaar"]


def test_action_list_leaves_out_archive_and_bin(client, leader, node):
    from ghnt import clock

    ActionFactory(node=node, title="Weg", archived_at=clock.now())
    ActionFactory(node=node, title="Prullenbak", removed_at=clock.now())
    ActionFactory(node=node, title="Blijft")
    assert titles(client.get(URL)) == ["Blijft"]


def test_action_list_of_a_former_programme_keeps_it_in_links_and_form(client, leader, region, programme, node):
    former = RegionalProgrammeFactory(region=region, valid_from=date(2015, 1, 1), valid_to=date(2018, 12, 31))
    ActionFactory(node=OutlineNodeFactory(programme=former), title="Van toen")
    answer = client.get(f"{URL}?programma={former.pk}")
    text = answer.content.decode()
    assert titles(answer) == ["Van toen"]
    assert f'<input type="hidden" name="programma" value="{former.pk}"' in text
    assert f"?programma={former.pk}&amp;weergave=tijdlijn" in text


def test_action_list_by_phase_counts_all_and_shows_a_dozen(client, leader, node):
    for number in range(1, 15):
        ActionUpdateFactory(action=ActionFactory(node=node, number=number), half_year=H1_2021, phase=Phase.IN_PROGRESS)
    ActionFactory(node=node, number=20, title="Zonder stand")
    groups = client.get(f"{URL}?weergave=fasen").context["listing"].phases
    assert [(group.phase, group.count, len(group.rows)) for group in groups] == [("in_progress", 14, 12), (None, 1, 1)]
    assert groups[0].all_url == "?fase=in_progress"


def test_timeline_says_what_is_not_known_and_has_a_table(client, leader, node):
    dated = ActionFactory(node=node, number=1, title="Bekend", start=date(2021, 1, 1), end=date(2021, 5, 1))
    ActionMilestoneFactory(action=dated, title="Halverwege", due=date(2021, 3, 1))
    ActionFactory(node=node, number=2, title="Zonder datum")
    text = client.get(f"{URL}?weergave=tijdlijn").content.decode()
    assert "geen begin- en einddatum" in text
    assert "1 van 2 acties met een datum, 1 te laat." in text
    assert "Halverwege, 1 mrt 2021" in text
    assert "1 mei 2021, te laat" in text
    assert "De blauwe lijn is vandaag, 12 jul 2021." in text


def test_timeline_scale_holds_today_and_no_more_than_twelve_years():
    scale = Scale.around(date(1990, 1, 1), date(2090, 1, 1), date(2021, 7, 12))
    assert (len(scale.years), 2021 in scale.years) == (12, True)
    assert Scale.around(None, None, date(2021, 7, 12)).years == range(2021, 2022)
    assert scale.place(date(1900, 1, 1)) == 0.0


def test_timeline_drawing_escapes_what_was_typed():
    scale = Scale.around(None, None, date(2021, 7, 12))
    drawn = schedule([Span("<b>Naam</b>", date(2021, 1, 1), None)], scale, title="Titel <i>")
    assert "<b>" not in drawn
    assert "<title>Titel &lt;i&gt;</title>" in drawn
    assert "einde niet bekend" in drawn
    assert "style=" not in drawn


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [(ALL, 27), ("weergave=tijdlijn", 22), ("weergave=fasen", 20)])
def test_action_list_views_take_the_same_queries_for_more_rows(
    client, leader, node, number, query, queries, django_assert_num_queries
):
    for _ in range(number):
        update = ActionUpdateFactory(action__node=node, action__puller=OrganisationFactory())
        ActionPartnerFactory(action=update.action)
        ActionMilestoneFactory(action=update.action)
        ActionCostFactory(action=update.action)
        ActionMunicipalityFactory(action=update.action)
    client.get(f"{URL}?{query}")
    with django_assert_num_queries(queries):
        client.get(f"{URL}?{query}")


# The line of time on paper


def test_timeline_pdf_is_asked_for_with_the_filters(client, sign_in, node):
    sign_in(Role.READER)
    ActionFactory(node=node, title="Binnen", priority=Priority.HIGH, end=date(2021, 9, 1))
    ActionFactory(node=node, title="Buiten")
    answer = client.post(f"{URL}tijdlijn/pdf/?prioriteit=high")
    rendering = ListRendering.objects.get()
    assert answer.url == f"{URL}documenten/{rendering.pk}/"
    assert rendering.kind == ListKind.TIMELINE
    document = timeline_document.document_of(rendering.content)
    assert [row.title for part in document.parts for row in part.rows] == ["Binnen"]
    assert document.filters == ("Prioriteit: Hoog",)


def test_timeline_pdf_of_nothing_goes_back(client, leader, programme):
    assert client.post(f"{URL}tijdlijn/pdf/").url == URL
    assert not ListRendering.objects.exists()


@pytest.mark.parametrize("number", [1, 40])
def test_timeline_document_is_archival_and_accessible(number, assert_accessible_pdf):
    dates = [("", ""), ("2021-01-01", ""), ("", "2021-03-01"), ("2020-06-01", "2022-06-01")]
    rows = [
        {
            "code": f"1.{place}",
            "title": "Onafhankelijkheidsverklaringsprocedure & <b>meer</b> met š",
            "begin": dates[place % 4][0],
            "end": dates[place % 4][1],
            "ended": False,
            "milestones": [["Start", "2021-09-01", "planned"], ["Ooit", "", "dropped"]],
        }
        for place in range(number)
    ]
    content = canonical_json(
        {
            "region": "Rivierenland",
            "programme": "Samen veilig",
            "on": "2021-07-12",
            "filters": ["Prioriteit: Hoog"],
            "parts": [{"title": "1 Eerder in beeld", "rows": rows}],
        }
    )
    assert_accessible_pdf(timeline_document.draw(content).body)
