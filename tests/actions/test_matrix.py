import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from actions import matrix, matrix_document
from actions.models import ActionMunicipality, ListRendering, Participation
from ghnt.documents import jobs
from ghnt.documents.sealing import canonical_json
from regions.models import Role
from tests.factories import (
    ActionFactory,
    ActionMunicipalityFactory,
    MunicipalityFactory,
    OrganisationFactory,
    OutlineNodeFactory,
    RegionMembershipFactory,
)

URL = "/regio/rivierenland/acties/gemeenten/"
EDIT = f"{URL}invullen/"


@pytest.fixture
def action(node):
    return ActionFactory(node=node, number=1, title="Training voor wijkteams")


@pytest.fixture
def neighbour(region):
    return RegionMembershipFactory(target=region, municipality=MunicipalityFactory(name="Duinwijk")).municipality


def answers():
    found = ActionMunicipality.objects.values_list("municipality__name", "takes_part", "since", "elaboration")
    return sorted(found)


def preview(client, data):
    return client.post(EDIT, {"takes_part": "yes", **data})


def apply(client, data, **more):
    shown = preview(client, data)
    assert shown.status_code == 200
    return client.post(EDIT, {"takes_part": "yes", "seen": shown.context["seen"], **data, **more}, follow=True)


def body(answer):
    return answer.content.decode()


def test_matrix_shows_each_answer_and_each_gap(client, leader, action, municipality, neighbour):
    ActionMunicipalityFactory(
        action=action, municipality=municipality, takes_part=Participation.LATER, since=date(2022, 1, 1)
    )
    answer = client.get(URL)
    assert "Beekdal bij 1.1: doet later mee, vanaf 1 jan 2022" in body(answer)
    assert "Duinwijk bij 1.1: nog geen antwoord" in body(answer)
    assert answer.context["screen"].matrix.sentence == "Van de 2 antwoorden: 1 keer later mee, 1 nog niet gegeven."


@pytest.mark.parametrize("rows", [1, 3])
def test_matrix_takes_as_many_queries_for_one_row_as_for_three(
    client, leader, node, region, rows, django_assert_num_queries
):
    for number in range(1, rows + 1):
        action = ActionFactory(node=node, number=number)
        member = RegionMembershipFactory(target=region).municipality
        ActionMunicipalityFactory(action=action, municipality=member)
    with django_assert_num_queries(12):
        client.get(URL)


def test_matrix_filters_leave_only_what_was_asked_for(client, leader, node, action, municipality, neighbour):
    other = OutlineNodeFactory(programme=node.programme, code="2", title="Beter samenwerken", position=2)
    puller = OrganisationFactory(region=node.programme.region)
    pulled = ActionFactory(node=other, number=1, title="Vast overleg", puller=puller)
    for member in (municipality, neighbour):
        ActionMunicipalityFactory(action=pulled, municipality=member)

    def found(query):
        return [row.action.title for row in client.get(URL, query).context["screen"].matrix.rows]

    assert found({"onderdeel": other.pk}) == ["Vast overleg"]
    assert found({"trekker": puller.pk}) == ["Vast overleg"]
    assert found({"open": "on"}) == ["Training voor wijkteams"]
    assert found({"onderdeel": "999999999999999999999"}) == ["Training voor wijkteams", "Vast overleg"]
    shown = client.get(URL, {"gemeente": neighbour.slug}).context["screen"].matrix.municipalities
    assert [one.name for one in shown] == ["Duinwijk"]


def test_matrix_edit_previews_and_saves_nothing_yet(client, leader, action, municipality, neighbour):
    answer = preview(client, {"r": action.pk})
    assert "Nieuw: Beekdal, Duinwijk" in body(answer)
    assert answers() == []


def test_matrix_edit_gives_a_whole_row_one_answer_with_history(client, leader, action, municipality, neighbour):
    apply(client, {"r": action.pk, "since": "1 januari 2021", "elaboration": "Samen met de regio."})
    expected = ("yes", date(2021, 1, 1), "Samen met de regio.")
    assert answers() == [("Beekdal", *expected), ("Duinwijk", *expected)]
    first = ActionMunicipality.objects.first()
    assert [(one.history_user, one.takes_part) for one in first.history.all()] == [(leader, "yes")]


def test_matrix_edit_column_reaches_actions_on_another_page(client, leader, node, municipality, neighbour):
    for number in range(1, 53):
        ActionFactory(node=node, number=number)
    apply(client, {"m": municipality.pk})
    assert ActionMunicipality.objects.filter(municipality=municipality).count() == 52
    assert ActionMunicipality.objects.filter(municipality=neighbour).count() == 0


@pytest.fixture
def said_no(action, municipality):
    return ActionMunicipalityFactory(
        action=action,
        municipality=municipality,
        takes_part=Participation.NO,
        since=date(2020, 5, 1),
        elaboration="Wij doen het zelf.",
    )


def test_matrix_edit_asks_before_it_replaces_an_answer(client, leader, action, said_no, neighbour):
    answer = preview(client, {"r": action.pk})
    assert "1 gemeente heeft al een ander antwoord." in body(answer)
    assert "Beekdal (doet niet mee, 1 mei 2020, met eigen uitwerking)" in body(answer)


def test_matrix_edit_leaves_an_answer_that_may_stay(client, leader, action, said_no, neighbour):
    answer = apply(client, {"r": action.pk}, bestaand="houden")
    assert "1 antwoord is opgeslagen. 1 antwoord bleef staan." in body(answer)
    assert answers() == [("Beekdal", "no", date(2020, 5, 1), "Wij doen het zelf."), ("Duinwijk", "yes", None, "")]


def test_matrix_edit_replaces_an_answer_and_keeps_its_elaboration(client, leader, action, said_no, neighbour):
    apply(client, {"r": action.pk, "elaboration": "Van de regio."}, bestaand="vervangen")
    assert answers() == [
        ("Beekdal", "yes", None, "Wij doen het zelf."),
        ("Duinwijk", "yes", None, "Van de regio."),
    ]
    said_no.refresh_from_db()
    assert [one.takes_part for one in said_no.history.all()] == ["yes", "no"]


def test_matrix_edit_leaves_rows_that_somebody_changed_meanwhile(client, leader, action, said_no, neighbour):
    shown = preview(client, {"r": action.pk})
    said_no.claim(said_no.version)
    said_no.takes_part = Participation.LATER
    said_no.save()
    ActionMunicipalityFactory(action=action, municipality=neighbour, takes_part=Participation.NO)
    data = {"takes_part": "yes", "seen": shown.context["seen"], "bestaand": "vervangen"}
    answer = client.post(EDIT, data, follow=True)
    assert "Beekdal bij 1.1, Duinwijk bij 1.1" in body(answer)
    assert [(name, takes_part) for name, takes_part, _, _ in answers()] == [("Beekdal", "later"), ("Duinwijk", "no")]


def test_matrix_edit_of_an_officer_reaches_the_own_municipality_only(client, sign_in, action, municipality, neighbour):
    sign_in(Role.MUNICIPAL, municipality=municipality)
    assert [one.name for one in client.get(EDIT).context["screen"].matrix.municipalities] == ["Beekdal"]
    forged = f"{action.pk}-{municipality.pk}: {action.pk}-{neighbour.pk}:"
    client.post(EDIT, {"takes_part": "yes", "seen": forged})
    assert [name for name, *_ in answers()] == ["Beekdal"]


def test_matrix_edit_changes_nothing_in_another_region(client, leader, action, municipality):
    elsewhere = ActionFactory()
    member = RegionMembershipFactory(target=elsewhere.programme.region).municipality
    forged = f"{elsewhere.pk}-{member.pk}: {elsewhere.pk}-{municipality.pk}: {action.pk}-{member.pk}:"
    client.post(EDIT, {"takes_part": "yes", "seen": forged})
    assert answers() == []


def test_matrix_edit_asks_for_cells_and_keeps_the_choice(client, leader, action, municipality):
    answer = preview(client, {})
    assert "Kies eerst cellen" in body(answer)
    answer = client.post(EDIT, {"c": f"{action.pk}-{municipality.pk}"})
    assert f'value="{action.pk}-{municipality.pk}" checked' in body(answer)


def test_matrix_edit_survives_a_thousand_cells_and_a_double_submit(client, leader, node, region):
    for number in range(1, 41):
        ActionFactory(node=node, number=number)
    members = [RegionMembershipFactory(target=region).municipality for _ in range(25)]
    cells = [f"{pk}-{one.pk}" for pk in node.actions.values_list("pk", flat=True) for one in members]
    shown = preview(client, {"c": cells})
    data = {"takes_part": "yes", "seen": shown.context["seen"]}
    client.post(EDIT, data)
    client.post(EDIT, data)
    assert ActionMunicipality.objects.count() == 1000
    assert ActionMunicipality.history.count() == 1000


def test_matrix_edit_is_refused_to_a_reader(client, sign_in, action, municipality):
    sign_in(Role.READER)
    assert client.get(EDIT).status_code == 403
    assert client.post(EDIT, {"takes_part": "yes"}).status_code == 403


def test_seen_text_reads_back_what_it_wrote():
    seen = {(1, 2): None, (1, 3): 7}
    assert matrix.read_seen(matrix.seen_text(seen)) == seen
    assert matrix.read_seen("<script> 1-2 9-9:x") == {}


def test_matrix_workbook_has_the_answers_in_full(client, leader, action, said_no, neighbour):
    answer = client.get(f"{URL}excel/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    overview, rows = book["Acties en gemeenten"], book["Antwoorden"]
    assert [cell.value for cell in overview[1]][4:] == ["Beekdal", "Duinwijk"]
    assert [cell.value for cell in overview[2]][4:] == ["Doet niet mee", "Nog geen antwoord"]
    assert [cell.value for cell in rows[2]][2:4] == ["Beekdal", "Doet niet mee"]
    assert rows[2][5].value == "Wij doen het zelf."
    assert rows.max_row == 2


def test_matrix_pdf_is_asked_for_once_and_only_for_whoever_asked(client, sign_in, leader, action, municipality):
    page = client.post(f"{URL}pdf/")
    assert client.post(f"{URL}pdf/").url == page.url
    assert ListRendering.objects.count() == 1
    assert client.get(page.url).status_code == 200
    sign_in(Role.READER)
    assert client.get(page.url).status_code == 404
    assert client.get(f"{page.url}bestand/").status_code == 404


def content(municipalities, actions):
    cells = [["later", "2022-01-01"], ["", ""], ["yes", ""]]
    row = {"name": "1.1 Onafhankelijkheidsverklaringsprocedure & <b>meer</b>"}
    rows = [row | {"cells": [cells[n % 3] for n in range(municipalities)]} for _ in range(actions)]
    return canonical_json(
        {
            "region": "Rivierenland",
            "programme": "Samen veilig",
            "on": "2021-07-12",
            "filters": ["Onderdeel: 1"],
            "sentence": "Van de 3 antwoorden: 3 nog niet gegeven.",
            "municipalities": [f"Noordwijkerhoutsedijk {n}" for n in range(municipalities)],
            "groups": [{"title": "1 Eerder in beeld", "rows": rows}],
        }
    )


def test_matrix_document_repeats_the_actions_for_each_part():
    document = matrix_document.document_of(content(25, 2))
    assert [part.heading for part in document.parts] == [
        "Gemeenten 1 tot en met 13 van 25",
        "Gemeenten 14 tot en met 25 van 25",
    ]
    assert [len(part.groups[0].rows) for part in document.parts] == [2, 2]
    assert document.parts[0].groups[0].rows[0].cells[:2] == (("later", "1 jan 2022"), ("", ""))


def test_matrix_pdf_is_made_by_the_worker_and_downloaded(client, leader, action, said_no):
    client.post(f"{URL}pdf/")
    rendering = ListRendering.objects.get()
    assert json.loads(rendering.content)["municipalities"] == ["Beekdal"]
    jobs.run(ListRendering._meta.label_lower, rendering.pk)
    rendering.refresh_from_db()
    assert rendering.error == ""
    answer = client.get(f"/regio/rivierenland/acties/documenten/{rendering.pk}/bestand/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(("municipalities", "actions"), [(1, 1), (25, 40)])
def test_matrix_drawing_is_archival_and_accessible(municipalities, actions, assert_accessible_pdf):
    assert_accessible_pdf(matrix_document.draw(content(municipalities, actions)).body)
