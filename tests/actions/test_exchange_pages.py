"""Out to Excel and CSV, in again with a choice, and a region's own list."""

import json
import re
from datetime import date, timedelta
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action, ActionChange, ActionImport, ActionUpdate, Assessment, ChangeReason, Phase
from ghnt.periods import HalfYear
from regions.models import Organisation, Role
from tests import factories
from tests.actions.exchange import changed, exported, with_cells, with_row

pytestmark = pytest.mark.django_db
H1 = HalfYear(2021, 1)
URL = "/regio/rivierenland/acties"


@pytest.fixture(autouse=True)
def filling_in_the_first_half(region):
    factories.ReportRoundFactory(half_year=H1, opens=date(2021, 6, 15), due=date(2021, 9, 15))


@pytest.fixture
def action(node):
    return factories.ActionFactory(node=node, number=1, title="Training", description="Twee dagdelen.")


def upload(client, file, name="acties.xlsx", url=f"{URL}/inlezen/", **fields):
    return client.post(url, {"upload": SimpleUploadedFile(name, file.getvalue()), **fields})


def boxes(page, name):
    """The values of the check boxes on the page, ticked or not."""
    return re.findall(rf'name="{name}" value="([^"]+)"', page.content.decode())


def previewed(client, file):
    answer = upload(client, file)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url, client.get(answer.url)


def test_export_is_a_workbook_of_what_the_filters_find(client, leader, action, node):
    factories.ActionFactory(node=node, number=2, title="Onderzoek")
    answer = client.get(f"{URL}/excel/?zoek=onderzoek")
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert [row[3].value for row in book["Acties"].iter_rows(min_row=2, max_row=3)] == ["Onderzoek", None]
    told = {row[0].value: row[1].value for row in book["Uitleg"].iter_rows() if row[1].value}
    assert (told["Blad Acties"], told["Gekozen met"]) == ("1 actie", "Zoekwoord: onderzoek")
    answer = client.get(f"{URL}/excel/?zoek=onderzoek&alles")
    assert openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))["Uitleg"] is not None


def test_koers_of_a_running_half_year_stays_inside_the_region(client, sign_in, action):
    factories.ActionUpdateFactory(action=action, half_year=H1, assessment=Assessment.STALLED, explanation="Geheim.")
    sign_in(Role.NATIONAL)
    for url in (f"{URL}/csv/", f"{URL}/excel/"):
        content = b"".join(client.get(url).streaming_content)
        if url.endswith("csv/"):
            assert "Training" in content.decode()
            assert not {"Geheim", "Stagneert"} & set(content.decode().replace(";", " ").split())
        else:
            sheet = openpyxl.load_workbook(BytesIO(content))["Acties"]
            assert (sheet["D2"].value, sheet["N2"].value, sheet["P2"].value) == ("Training", None, None)


def test_csv_never_begins_a_cell_like_a_formula(client, leader, node):
    factories.ActionFactory(node=node, number=1, title="=1+1", description="-5; en\nverder")
    content = b"".join(client.get(f"{URL}/csv/").streaming_content).decode()
    assert content.startswith("\ufeffNummer;Titel;Onderdeel;")
    assert "'1.1;'=1+1;1 Eerder in beeld;\"'-5; en\nverder\"" in content


def test_an_import_shows_every_difference_and_saves_nothing_yet(client, leader, action):
    file = with_row(with_cells(exported(action.programme), title_2="Nascholing"), 3, title="Nieuw", node="1")
    _url, page = previewed(client, file)
    words = " ".join(page.content.decode().split())
    assert "1 nieuwe actie, 1 gewijzigd, 0 ongewijzigd." in words
    assert "Nascholing" in words
    assert list(Action.objects.values_list("title", flat=True)) == ["Training"]


def test_an_import_saves_what_was_chosen_exactly_once(client, leader, action):
    file = with_row(
        with_cells(exported(action.programme), title_2="Nascholing", phase_2="In uitvoering", assessment_2="Op koers"),
        3, title="Nieuw", node="1 Eerder in beeld", end="3 mrt 2027", milestones="geen datum: Klaar",
    )  # fmt: skip
    url, page = previewed(client, file)
    taken = {"take": boxes(page, "take")}
    answer = client.post(url, taken, follow=True)
    assert "1 actie toegevoegd, 1 gewijzigd." in answer.content.decode()
    assert sorted(Action.objects.values_list("title", "end")) == [("Nascholing", None), ("Nieuw", date(2027, 3, 3))]
    update = ActionUpdate.objects.get()
    assert (update.half_year, update.phase, update.assessment) == (H1, Phase.IN_PROGRESS, Assessment.ON_COURSE)
    client.post(url, taken)
    assert (Action.objects.count(), ActionChange.objects.filter(field="title").count()) == (2, 1)


def test_a_row_that_is_not_ticked_stays_as_it_is(client, leader, action, node):
    other = factories.ActionFactory(node=node, number=2, title="Onderzoek")
    url, page = previewed(client, with_cells(exported(node.programme), title_2="A", title_3="B"))
    client.post(url, {"take": boxes(page, "take")[1:]})
    assert [Action.objects.get(pk=one.pk).title for one in (action, other)] == ["Training", "B"]


def test_a_file_with_a_mistake_saves_nothing_even_when_sent(client, leader, action):
    file = with_row(with_cells(exported(action.programme), end_2="ooit"), 3, title="Nieuw", node="1")
    url, page = previewed(client, file)
    assert "Acties!M2" in page.content.decode()
    answer = client.post(url, {"take": ["3:x"]})
    assert (answer.status_code, Action.objects.count()) == (200, 1)


def test_what_a_colleague_changed_is_kept_unless_chosen(client, leader, action):
    file = with_cells(exported(action.programme), title_2="Mijn titel", description_2="Drie dagdelen.")
    Action.objects.filter(pk=action.pk).update(title="Titel van een collega", expected_result="Meer kennis", version=1)
    url, page = previewed(client, file)
    assert boxes(page, "conflict") == ["2:title"]
    client.post(url, {"take": boxes(page, "take")})
    action.refresh_from_db()
    assert (action.title, action.description, action.expected_result) == (
        "Titel van een collega", "Drie dagdelen.", "Meer kennis",
    )  # fmt: skip


def test_a_conflict_that_is_chosen_replaces_the_colleagues_text(client, leader, action):
    file = with_cells(exported(action.programme), title_2="Mijn titel")
    Action.objects.filter(pk=action.pk).update(title="Titel van een collega", version=1)
    url, page = previewed(client, file)
    client.post(url, {"take": boxes(page, "take"), "conflict": boxes(page, "conflict")})
    assert Action.objects.get().title == "Mijn titel"


def test_a_change_between_looking_and_saving_saves_nothing(client, leader, action, node):
    factories.ActionFactory(node=node, number=2, title="Onderzoek")
    url, page = previewed(client, with_cells(exported(node.programme), title_2="A", title_3="B"))
    Action.objects.filter(pk=action.pk).update(title="Intussen anders", version=1)
    answer = client.post(url, {"take": boxes(page, "take")})
    assert "Intussen is er iets gewijzigd aan ‘A’. Er is niets opgeslagen." in answer.content.decode()
    assert sorted(Action.objects.values_list("title", flat=True)) == ["Intussen anders", "Onderzoek"]


def test_an_unknown_organisation_is_made_only_when_chosen(client, leader, action):
    url, page = previewed(client, with_cells(exported(action.programme), puller_2="Stichting Nieuw"))
    answer = client.post(url, {"take": boxes(page, "take")})
    assert "Deze organisaties bestaan nog niet: Stichting Nieuw." in answer.content.decode()
    assert not Organisation.objects.filter(name="Stichting Nieuw").exists()
    client.post(url, {"take": boxes(answer, "take"), "make_organisations": "on"})
    assert Action.objects.get().puller.name == "Stichting Nieuw"


def test_an_adopted_programme_asks_one_reason_for_all(client, leader, action, node):
    factories.ActionFactory(node=node, number=2, title="Onderzoek")
    factories.ProgrammeEventFactory(version__programme=node.programme)
    url, page = previewed(client, with_cells(exported(node.programme), priority_2="Hoog", end_3="3-3-2027"))
    answer = client.post(url, {"take": boxes(page, "take")})
    assert "Kies eerst een soort reden." in answer.content.decode()
    assert set(Action.objects.values_list("priority", "end")) == {("", None)}
    client.post(url, {"take": boxes(page, "take"), "reason_kind": "delay", "reason_text": "Uitloop."})
    reason = ChangeReason.objects.get()
    assert {change.reason for change in ActionChange.objects.all()} == {reason}
    assert (ActionChange.objects.count(), ActionImport.objects.get().reason) == (2, reason)


def test_a_row_left_out_goes_to_the_archive_only_when_chosen(client, leader, action, node):
    factories.ActionFactory(node=node, number=2, title="Onderzoek")
    file = changed(exported(node.programme), lambda sheet, _book: sheet.delete_rows(2))
    url, page = previewed(client, file)
    assert boxes(page, "archive") == [str(action.pk)]
    client.post(url, {"archive": boxes(page, "archive")})
    assert list(Action.objects.in_programme(node.programme).values_list("title", flat=True)) == ["Onderzoek"]


def test_an_import_of_yesterday_or_of_a_colleague_is_read_again(client, sign_in, leader, action):
    url, page = previewed(client, with_cells(exported(action.programme), title_2="A"))
    sign_in(Role.EDITOR)
    assert "Lees het bestand opnieuw in" in client.post(url, {"take": boxes(page, "take")}).content.decode()
    client.force_login(leader)
    kept = ActionImport.objects.get()
    ActionImport.objects.update(at=kept.at - timedelta(days=2))
    assert "Lees het bestand opnieuw in" in client.post(url, {"take": boxes(page, "take")}).content.decode()
    assert Action.objects.get().title == "Training"


def test_the_preview_asks_as_much_for_three_rows_as_for_one(client, leader, node):
    asked = []
    for rows in (1, 3):
        while Action.objects.count() < rows:
            factories.ActionFactory(node=node)
        cells = {f"title_{row}": f"Nieuw {row}" for row in range(2, rows + 2)}
        url, page = previewed(client, with_cells(exported(node.programme), **cells))
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert len(boxes(page, "take")) == rows
        asked.append(len(queries))
    assert asked[0] == asked[1]


PASTED = (
    "Nr\tWat\tWie\tWanneer\tStatus\tPrijs\n1\tVoorlichting\tGGD\t3-3-2022\tbezig\t€ 5\n2\tMeldcode\t\tQ3 2022\t\t\n"
)


def first_load(client, node, **fields):
    answer = client.post(f"{URL}/eigen-lijst/", fields)
    assert answer.status_code == 302, answer.content.decode()
    columns = client.get(answer.url).context["form"]
    data = {name: columns[name].value() for name in columns.names}
    return client.post(answer.url, data | {"node": node.pk}), data


def test_a_pasted_list_becomes_actions_and_nothing_gets_lost(client, leader, node):
    answer, columns = first_load(client, node, pasted=PASTED)
    assert columns == {
        "kolom-0": "append", "kolom-1": "title", "kolom-2": "puller", "kolom-3": "end", "kolom-4": "phase",
        "kolom-5": "append",
    }  # fmt: skip
    words = client.get(answer.url)
    assert "Fase: ‘bezig’" in words.content.decode()
    answer = client.post(answer.url, {"woord-0": "In uitvoering"})
    page = client.get(answer.url)
    client.post(answer.url, {"take": boxes(page, "take"), "make_organisations": "on"})
    first, second = Action.objects.order_by("number")
    assert (first.title, first.end, first.puller.name) == ("Voorlichting", date(2022, 3, 3), "GGD")
    assert first.description == "Nr: 1\n\nPrijs: € 5"
    assert (second.end, second.description) == (None, "Nr: 2\n\nWanneer: Q3 2022")
    assert ActionUpdate.objects.get().phase == Phase.IN_PROGRESS


def test_tables_in_word_and_excel_are_read(client, leader, node):
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Actie", "Trekker", "Uit Word", "GGD"), strict=True):
        cell.text = text
    word, excel = BytesIO(), BytesIO()
    document.save(word)
    book = openpyxl.Workbook()
    for row in (("Lijst van acties", None), ("Actie", "Toelichting"), ("Uit Excel", "Uitleg")):
        book.active.append(row)
    book.save(excel)
    for file, name, title in ((word, "lijst.docx", "Uit Word"), (excel, "lijst.xlsx", "Uit Excel")):
        answer, _columns = first_load(client, node, upload=SimpleUploadedFile(name, file.getvalue()))
        page = client.get(answer.url)
        assert title in page.content.decode()
        assert len(boxes(page, "take")) == 1


def test_the_commands_write_and_read_the_same_workbook(tmp_path, action):
    path = tmp_path / "acties.xlsx"
    call_command("export_actions", "rivierenland", "--output", str(path), stdout=StringIO())
    assert run(path, "--dry-run")["unchanged"] == 1
    path.write_bytes(with_cells(BytesIO(path.read_bytes()), end_2="3-3-2027").getvalue())
    answer = run(path, "--dry-run")
    assert answer["changes"] == [
        {
            "row": 2, "kind": "changed", "action": action.pk, "number": "1.1", "title": "Training",
            "fields": [{"field": "end", "cell": "M2", "from": None, "to": "2027-03-03", "conflict": False}],
        }
    ]  # fmt: skip
    assert (answer["saved"], Action.objects.get().end) == (False, None)
    assert run(path)["saved"] is True
    assert Action.objects.get().end == date(2027, 3, 3)


def run(path, *options):
    out = StringIO()
    call_command("import_actions", str(path), "--region", "rivierenland", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        (
            {"end_2": "ooit"},
            {
                "sheet": "Acties", "cell": "M2", "value": "ooit",
                "message": "Vul een datum in, bijvoorbeeld 3 maart 2027.",
            },
        ),
        (
            {"puller_2": "Onbekend"},
            {
                "sheet": "Acties", "cell": "H2", "value": "Onbekend",
                "message": "‘Onbekend’ bestaat nog niet. "
                "Kies een bekende organisatie, of gebruik --make-organisations.",
            },
        ),
    ],
)  # fmt: skip
def test_the_command_tells_mistakes_as_json_and_exits_with_one(tmp_path, action, cells, error):
    path = tmp_path / "acties.xlsx"
    path.write_bytes(with_cells(exported(action.programme), title_2="Anders", **cells).getvalue())
    out = StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("import_actions", str(path), "--region", "rivierenland", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert (exit_.value.code, answer["errors"], answer["saved"]) == (1, [error], False)
    assert Action.objects.get().title == "Training"


def test_names_of_the_pages_are_fixed():
    names = ("export", "export_csv", "import", "first_load")
    assert [reverse(f"actions:{name}", args=["x"]) for name in names] == [
        "/regio/x/acties/excel/", "/regio/x/acties/csv/", "/regio/x/acties/inlezen/", "/regio/x/acties/eigen-lijst/",
    ]  # fmt: skip
