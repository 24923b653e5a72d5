import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from programmes.models import BlockStance, MeasureStance, Stance
from regions.models import Role
from tests.factories import (
    ActionFactory,
    ActionLineFactory,
    BuildingBlockFactory,
    CatalogueEditionFactory,
    CatalogueEntryFactory,
    MeasureFactory,
    OutlineNodeFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RoleAssignmentFactory,
)


@pytest.fixture
def edition(programme):
    return CatalogueEditionFactory(programme=programme.programme)


@pytest.fixture
def blocks(edition):
    line = CatalogueEntryFactory(
        edition=edition, line=ActionLineFactory(programme=edition.programme), code="1", title="In beeld"
    )
    made = [BuildingBlockFactory(programme=edition.programme) for _ in range(2)]
    for number, block in enumerate(made, 1):
        CatalogueEntryFactory(edition=edition, block=block, parent=line, code=f"1.{number}", title=f"Blok {number}")
    measure = MeasureFactory(programme=edition.programme)
    CatalogueEntryFactory(
        edition=edition, measure=measure, parent=edition.entries.get(block=made[0]), code="1.1.1", title="Lesgeven"
    )
    return made


PAGE, FORM, BOOK = "/regio/rivierenland/programma/dekking/", "keuzes/", "excel/"


def answered(block, stance="", reason="", version=""):
    name = f"antwoord-{block.pk}"
    return {f"{name}-stance": stance, f"{name}-reason": reason, f"{name}-version": version}


def sheets(response):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    response.close()
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


# The region's own page


def test_coverage_shows_every_block_with_answer_reason_and_what_covers_it(client, leader, programme, node, blocks):
    node.blocks.add(blocks[0])
    ActionFactory(node=node)
    BlockStance.objects.create(programme=programme, block=blocks[1], stance=Stance.NOT, reason="Elders geregeld")
    page = client.get(PAGE).content.decode()
    assert "1 van 2 bouwstenen heeft een antwoord; 1 gedekt door acties; 1 bewust niet." in page
    for words in ("Nog geen antwoord", "Bewust niet", "Elders geregeld", "1 Eerder in beeld", "Keuzes bijwerken"):
        assert words in page
    assert f"/regio/rivierenland/acties/?bouwsteen={blocks[0].pk}" in page


def test_coverage_of_measures_has_its_own_page(client, leader, programme, blocks):
    page = client.get(PAGE + "maatregelen/").content.decode()
    assert "1.1.1 Lesgeven" in page
    assert "0 van 1 maatregelen hebben een antwoord" in page


def test_coverage_of_an_older_programme_keeps_it_in_its_links(client, leader, region, programme, node, blocks):
    older = RegionalProgrammeFactory(region=region, valid_from=date(2018, 1, 1), title="Eerste plan")
    ActionFactory(node=OutlineNodeFactory(programme=older)).blocks.add(blocks[0])
    page = client.get(f"{PAGE}?programma={older.pk}").content.decode()
    assert "Eerste plan" in page
    assert f"bouwsteen={blocks[0].pk}&amp;programma={older.pk}" in page
    assert f"{PAGE}keuzes/?programma={older.pk}" in page


def test_coverage_without_a_programme_shows_the_way_on(client, sign_in, region):
    sign_in(Role.LEADER)
    assert "nog geen programma" in client.get(PAGE).content.decode()
    assert client.get(PAGE + FORM)["Location"] == "/regio/rivierenland/programma/wijzigen/"
    assert client.get(PAGE + BOOK).status_code == 404


def test_coverage_without_a_catalogue_says_so(client, leader, programme):
    assert "De landelijke indeling is nog leeg" in client.get(PAGE).content.decode()


def test_coverage_workbook_holds_blocks_and_measures(client, leader, programme, node, blocks):
    node.blocks.add(blocks[0])
    ActionFactory(node=node, number=4, title="=Training")
    BlockStance.objects.create(programme=programme, block=blocks[0], stance=Stance.PRIORITY)
    told = sheets(client.get(PAGE + BOOK))
    assert list(told) == ["Bouwstenen", "Maatregelen", "Toelichting"]
    assert told["Bouwstenen"][1] == [
        "1 In beeld",
        "1.1",
        "Blok 1",
        "Prioriteit",
        None,
        "1 Eerder in beeld",
        1,
        "1.4 =Training",
    ]
    assert ["Over", "Dekking, regio Rivierenland"] in told["Toelichting"]


# Filling in


def test_coverage_form_saves_all_answers_at_once(client, leader, programme, blocks):
    response = client.post(
        PAGE + FORM, answered(blocks[0], "priority") | answered(blocks[1], "not", "Doet de buurregio")
    )
    assert response["Location"] == PAGE
    kept = BlockStance.objects.order_by("block").values_list("stance", "reason")
    assert list(kept) == [("priority", ""), ("not", "Doet de buurregio")]
    assert BlockStance.history.filter(history_user=leader).count() == 2


def test_coverage_form_of_measures_saves_measures(client, leader, programme, blocks):
    measure = blocks[0].programme.measures.get()
    client.post(PAGE + "maatregelen/keuzes/", answered(measure, "later"))
    assert MeasureStance.objects.get().stance == "later"


def test_coverage_form_takes_an_answer_back(client, leader, programme, blocks):
    BlockStance.objects.create(programme=programme, block=blocks[0], stance=Stance.LATER)
    client.post(PAGE + FORM, answered(blocks[0], "", version="0") | answered(blocks[1]))
    assert not BlockStance.objects.exists()


def test_coverage_form_asks_the_reason_and_keeps_what_was_typed(client, leader, programme, blocks):
    response = client.post(PAGE + FORM, answered(blocks[0], "not") | answered(blocks[1], "", "Zomaar"))
    page = response.content.decode()
    assert "<title>Fout: " in page
    assert "1.1: Schrijf waarom de regio dit bewust niet doet." in page
    assert "1.2: Kies een antwoord bij deze reden, of maak de reden leeg." in page
    assert "Zomaar</textarea>" in page
    assert not BlockStance.objects.exists()


def test_coverage_form_saves_one_row_and_keeps_the_others(client, leader, programme, blocks):
    sent = answered(blocks[0], "later") | answered(blocks[1], "not", "Nog niet klaar")
    page = client.post(PAGE + FORM, sent | {"alleen": str(blocks[0].pk)}).content.decode()
    assert [row.block for row in BlockStance.objects.all()] == [blocks[0]]
    assert "De keuze bij 1 bouwsteen is opgeslagen." in page
    assert "Nog niet klaar</textarea>" in page
    assert f'name="antwoord-{blocks[0].pk}-version" value="0"' in page


def test_coverage_form_conflict_shows_both_answers_and_saves_on_a_second_try(client, leader, programme, blocks):
    BlockStance.objects.create(
        programme=programme, block=blocks[0], stance=Stance.NOT, reason="Tekst van de collega", version=3
    )
    sent = answered(blocks[0], "priority", "Mijn tekst") | answered(blocks[1], "later")
    response = client.post(PAGE + FORM, sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "<title>Fout: " in page
    for words in ("Een collega koos intussen: Bewust niet.", "Tekst van de collega", "Mijn tekst</textarea>"):
        assert words in page
    assert BlockStance.objects.get().reason == "Tekst van de collega"
    assert f'name="antwoord-{blocks[0].pk}-version" value="3"' in page
    again = answered(blocks[0], "priority", "Mijn tekst", "3") | answered(blocks[1], "later")
    assert client.post(PAGE + FORM, again).status_code == 302
    assert BlockStance.objects.count() == 2


@pytest.mark.parametrize("version", ["-1", "x", "99999999999999999999"])
def test_coverage_form_with_a_broken_version_saves_nothing(client, leader, programme, blocks, version):
    response = client.post(PAGE + FORM, answered(blocks[0], "later", version=version) | {"alleen": str(blocks[0].pk)})
    assert response.status_code == 200
    assert not BlockStance.objects.exists()


def test_coverage_form_of_another_region_changes_nothing(client, leader, edition, blocks):
    other = RegionFactory(slug="elders")
    RegionalProgrammeFactory(region=other)
    assert client.post("/regio/elders/programma/dekking/keuzes/", answered(blocks[0], "later")).status_code == 404
    assert not BlockStance.objects.exists()


def test_coverage_form_is_refused_to_a_reader(client, sign_in, programme, blocks):
    sign_in(Role.READER)
    assert client.post(PAGE + FORM, answered(blocks[0], "later")).status_code == 403
    assert "Keuzes bijwerken" not in client.get(PAGE).content.decode()


# The national page

NATIONAL = "/landelijk/dekking/"


@pytest.fixture
def national(client, db):
    user = RoleAssignmentFactory(role=Role.NATIONAL).user
    client.force_login(user)
    return user


def test_national_coverage_shows_stance_and_actions_of_every_region(client, national, programme, node, blocks):
    node.blocks.add(blocks[0])
    ActionFactory(node=node)
    BlockStance.objects.create(programme=programme, block=blocks[0], stance=Stance.PRIORITY)
    RegionFactory(name="Zonder programma")
    page = client.get(NATIONAL).content.decode()
    assert "2 regio’s: 1 van 2 keer een antwoord, 1 keer gedekt door acties, 0 keer bewust niet." in page
    assert "Rivierenland, 1.1: Prioriteit, 1 actie" in page
    assert "Rivierenland, 1.2: Nog geen antwoord, 0 acties" in page
    assert "Geen programma in deze indeling" in page
    assert f"/regio/rivierenland/acties/?bouwsteen={blocks[0].pk}" in page
    assert f"/regio/rivierenland/programma/dekking/#bouwsteen-{blocks[1].pk}" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"keuze": "priority"}, ["1.1"]),
        ({"keuze": "geen"}, ["1.2"]),
        ({"keuze": "zonder-acties"}, ["1.1", "1.2"]),
        ({"keuze": "not"}, []),
        ({"regio": "RIVIER"}, ["1.1", "1.2"]),
        ({"regio": "elders"}, []),
        ({"keuze": "onzin", "lijn": "x", "editie": "\x00"}, ["1.1", "1.2"]),
    ],
)
def test_national_coverage_filters(client, national, programme, blocks, query, shown):
    BlockStance.objects.create(programme=programme, block=blocks[0], stance=Stance.PRIORITY)
    rows = client.get(NATIONAL, query).context["page"].coverage.rows
    assert [cell.entry.code for row in rows for cell in row.cells if cell.shown] == shown


def test_national_coverage_of_an_earlier_edition_has_its_columns(client, national, programme, edition, blocks):
    old = CatalogueEditionFactory(
        programme=edition.programme, code="vgr2", name="Editie juli 2019", valid_from=date(2019, 7, 1)
    )
    line = CatalogueEntryFactory(edition=old, line=edition.entries.get(code="1").line, code="1", title="Oud")
    CatalogueEntryFactory(edition=old, block=blocks[0], parent=line, code="1.7", title="Oude naam")
    BlockStance.objects.create(programme=programme, block=blocks[0], stance=Stance.LATER)
    coverage = client.get(NATIONAL, {"editie": old.pk}).context["page"].coverage
    assert [entry.code for entry in coverage.columns] == ["1.7"]
    assert coverage.rows[0].cells[0].stance == Stance.LATER


def test_national_coverage_of_measures_shows_a_line_at_a_time(client, national, edition, programme, blocks):
    line = CatalogueEntryFactory(
        edition=edition, line=ActionLineFactory(programme=edition.programme), code="2", title="Stoppen"
    )
    measure = MeasureFactory(programme=edition.programme)
    CatalogueEntryFactory(edition=edition, measure=measure, parent=line, code="2.0.1", title="Hulp")
    first = client.get(NATIONAL + "maatregelen/").context["page"].coverage
    second = client.get(NATIONAL + "maatregelen/", {"lijn": line.line_id}).context["page"].coverage
    assert [entry.code for entry in first.columns] == ["1.1.1"]
    assert [entry.code for entry in second.columns] == ["2.0.1"]


def test_national_coverage_shows_an_adviser_the_own_regions_alone(client, sign_in, programme, blocks):
    elsewhere = RegionFactory(name="Elders")
    BlockStance.objects.create(
        programme=RegionalProgrammeFactory(region=elsewhere), block=blocks[0], stance=Stance.NOT, reason="Geheim"
    )
    sign_in(Role.ADVISER)
    rows = client.get(NATIONAL).context["page"].coverage.rows
    assert [row.region.name for row in rows] == ["Rivierenland"]
    assert "Geheim" not in str(sheets(client.get(NATIONAL + "excel/")))


def test_national_coverage_puts_own_regions_first(client, national, programme, blocks):
    RegionFactory(name="Aalburg")
    RoleAssignmentFactory(user=national, role=Role.ADVISER, region=programme.region)
    rows = client.get(NATIONAL).context["page"].coverage.rows
    assert [(row.region.name, row.is_own) for row in rows] == [("Rivierenland", True), ("Aalburg", False)]


def test_national_coverage_workbook_is_what_is_shown_and_a_row_per_block(client, national, programme, node, blocks):
    node.blocks.add(blocks[0])
    ActionFactory(node=node, number=4, title="Training")
    BlockStance.objects.create(programme=programme, block=blocks[0], stance=Stance.NOT, reason="Elders geregeld")
    told = sheets(client.get(NATIONAL + "excel/", {"keuze": "not"}))
    assert told["Matrix"] == [["Regio", "1.1 Blok 1", "1.2 Blok 2"], ["Rivierenland", "Bewust niet, 1 actie", None]]
    assert told["Per regio"][1:] == [
        ["Rivierenland", "1 In beeld", "1.1", "Blok 1", "Bewust niet", "Elders geregeld", 1, "1.4 Training"]
    ]
    assert ["Over", "Keuze: Bewust niet"] in told["Toelichting"]


def test_national_coverage_without_a_catalogue_says_so(client, national):
    for address in (NATIONAL, NATIONAL + "maatregelen/"):
        assert "nog geen landelijke indeling" in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", ["national_coverage", "national_coverage_measures", "national_coverage_workbook"])
def test_national_coverage_asks_the_same_number_of_queries(
    client, national, edition, blocks, django_assert_num_queries, count, address
):
    expected = {"national_coverage": 16, "national_coverage_measures": 12, "national_coverage_workbook": 17}
    for _ in range(count):
        programme = RegionalProgrammeFactory()
        ActionFactory(node=OutlineNodeFactory(programme=programme)).blocks.add(blocks[0])
        BlockStance.objects.create(programme=programme, block=blocks[0], stance=Stance.LATER)
    with django_assert_num_queries(expected[address]):
        response = client.get(reverse(f"actions:{address}"))
    response.close()
