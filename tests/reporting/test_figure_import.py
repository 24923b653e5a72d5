"""Tables of the CBS in: every form, every mistake with its place, revised figures beside the old ones."""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from actions.exchange.mistakes import UnreadableFileError
from regions.models import Municipality, MunicipalitySuccession, Role, SuccessionKind
from reporting.figure_import.cells import read_period
from reporting.figure_import.comparing import compare
from reporting.figure_import.tables import read_table
from reporting.figure_import.taking_over import keep, lines_of, take_over
from reporting.figure_import.understanding import understood
from reporting.indicators.areas import Area
from reporting.indicators.saving import NewFigure, save_figures
from reporting.models import AreaLevel, Figure, FigureImport, FigureMark, Indicator, PeriodKind
from reporting.periods import Period
from reporting.views.figure_import import RegionFigureImport
from tests import factories

pytestmark = pytest.mark.django_db
CBS = Path(__file__).parent / "cbs"
MERGED_ON = date(2021, 1, 1)


@pytest.fixture(autouse=True)
def later(settings):
    settings.TODAY = date(2023, 7, 12)


@pytest.fixture
def indicator():
    return Indicator.objects.create(
        code="meldingen",
        name="Meldingen",
        unit="meldingen",
        source="CBS",
        level=AreaLevel.MUNICIPALITY,
        period_kind=PeriodKind.HALF_YEAR,
        comparable_since="2019-H1",
        cbs_column="Meldingen|Ontvangen meldingen|OntvangenMeldingen_1",
    )


@pytest.fixture
def places():
    """Amsterdam, its Veilig Thuis area, and Appingedam that went into Eemsdelta."""
    region = factories.RegionFactory()
    amsterdam = factories.MunicipalityFactory(cbs_code="GM0363", name="Amsterdam")
    factories.RegionMembershipFactory(municipality=amsterdam, target=region)
    factories.VeiligThuisAreaFactory(code="VT01", name="Amsterdam-Amstelland")
    old = factories.MunicipalityFactory(cbs_code="GM0003", name="Appingedam", valid_to=MERGED_ON)
    new = factories.MunicipalityFactory(cbs_code="GM1979", name="Eemsdelta", valid_from=MERGED_ON)
    MunicipalitySuccession.objects.create(predecessor=old, successor=new, on=MERGED_ON, kind=SuccessionKind.MERGER)
    return region


def read(name, indicator, **kwargs):
    with (CBS / name).open("rb") as file:
        return understood(read_table(file, name=name), indicator, **kwargs)


def told(found):
    return [
        (line.row, line.figure.area.code, str(line.figure.period), line.figure.value, line.figure.mark.value)
        for line in found.lines
    ]


def test_flat_table_is_read_with_its_marks(indicator, places):
    found = read("plat.csv", indicator)
    assert told(found) == [
        (3, "NL", "2022-H1", Decimal(59970), "provisional"),
        (4, "GM0363", "2022-H1", Decimal(2345), "provisional"),
        (8, "VT01", "2022-H1", None, "unknown"),
        (9, "GM0003", "2020-H2", Decimal(45), "plain"),
    ]
    assert found.mistakes == ()
    assert found.skipped == {
        "met een uitsplitsing; alleen de totalen tellen": 1,
        "over een ander soort periode": 1,
        "van een gebiedsindeling die wij niet gebruiken": 1,
        "zonder cijfer": 1,
    }


def test_columns_stand_in_any_order(indicator, places):
    assert told(read("herzien.csv", indicator)) == [
        (2, "GM0363", "2022-H1", Decimal(2350), "plain"),
        (3, "GM0363", "2022-H2", Decimal(2400), "provisional"),
        (4, "VT01", "2022-H1", None, "unknown"),
    ]


def test_workbook_is_read_as_a_csv_file_is(indicator, places):
    book = openpyxl.Workbook()
    for row in (["Periode", "Gemeente", "Meldingen"], ["2022-H1", "Amsterdam", 45], ["2022-H2", "GM0363", "50*"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    found = understood(read_table(file, name="cijfers.xlsx"), indicator)
    assert told(found) == [
        (2, "GM0363", "2022-H1", Decimal(45), "plain"),
        (3, "GM0363", "2022-H2", Decimal(50), "provisional"),
    ]


def test_every_mistake_has_its_place_and_a_way_on(indicator, places):
    mistakes = [(one.cell, one.value, one.message) for one in read("fout.csv", indicator).mistakes]
    assert mistakes == [
        (
            "rij 2, kolom Regio's",
            "GM0003",
            "Appingedam bestaat niet meer sinds 1 januari 2021. Vul het cijfer in bij Eemsdelta.",
        ),
        (
            "rij 3, kolom Regio's",
            "GM1979",
            "Eemsdelta bestond nog niet op 1 januari 2020. Vul het cijfer in bij Appingedam.",
        ),
        (
            "rij 4, kolom Regio's",
            "GM9999",
            "Dit gebied kennen wij niet. Schrijf de code van een gemeente (GM0363), een Veilig Thuis-regio (VT01), "
            "een regio (GHNT-GRN) of Nederland (NL01).",
        ),
        (
            "rij 5, kolom Perioden",
            "2018HJ2",
            "‘Meldingen’ is vergelijkbaar vanaf 1e halfjaar 2019. Laat eerdere perioden weg.",
        ),
        ("rij 6, kolom Meldingen", "-5", "Een cijfer is 0 of meer."),
        ("rij 7, kolom Meldingen", "12.5", "‘12.5’ is geen getal. Schrijf bijvoorbeeld 1.250 of 12,5."),
        (
            "rij 8, kolom Perioden",
            "2021HJ3",
            "Wij begrijpen deze periode niet. Schrijf bijvoorbeeld 2022HJ01, 2022KW03, 2022JJ00 of 2022-H1.",
        ),
        ("rij 9, kolom Meldingen", "veel", "‘veel’ is geen getal. Schrijf bijvoorbeeld 1.250 of 12,5."),
        ("rij 12, kolom Meldingen", "99000000", "99.000.000 is te hoog: het meeste is 20.000.000."),
        (
            "rij 11",
            "GM0363 2020-H1",
            "Dit gebied en deze periode staan ook in rij 10. Laat één van de twee rijen staan.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Regio's;Perioden;Adviezen\nGM0363;2022HJ1;5\n", "De kolom ‘Meldingen’ of ‘Ontvangen meldingen’"),
        ("Regio's;Perioden;Meldingen;Meldingen\nGM0363;2022HJ1;5;6\n", "staat er meer dan één keer"),
        ("Regio's;2021HJ1;2022HJ1\nGM0363;5;6\n", "staan de perioden naast elkaar"),
        ("Zomaar;een;tekst\n", "Wij vinden geen rij met koppen"),
        ("", "Wij vinden geen rij met koppen"),
        ("Regio's;Perioden;Meldingen\x00\n", "Dit bestand is geen tekst"),
    ],
)
def test_table_that_is_no_table_is_refused(indicator, places, text, message):
    with pytest.raises(UnreadableFileError, match=message):
        understood(read_table(io.BytesIO(text.encode()), name="tabel.csv"), indicator)


@pytest.mark.parametrize(
    ("text", "code", "is_provisional"),
    [
        ("2022HJ1", "2022-H1", False),
        ("2022HJ02", "2022-H2", False),
        ("2022KW03", "2022-Q3", False),
        ("2022JJ00", "2022", False),
        ("2022", "2022", False),
        ("2022-H1", "2022-H1", False),
        ("2022 1e halfjaar*", "2022-H1", True),
        ("1e kwartaal 2022**", "2022-Q1", True),
    ],
)
def test_period_is_read_as_the_cbs_writes_it(text, code, is_provisional):
    found = read_period(text)
    assert (str(found.period), found.is_provisional) == (code, is_provisional)


def test_region_reads_its_own_areas_alone(indicator, places):
    found = read("plat.csv", indicator, codes=lambda day: {places.code, "GM0363"})
    assert [line.figure.area.code for line in found.lines] == ["GM0363"]
    assert found.skipped["van buiten uw regio"] == 4


def waiting(name, indicator, by):
    return keep(indicator=indicator, region=None, name=name, sha256="0" * 64, found=read(name, indicator), by=by)


def test_revised_figure_stands_beside_the_old_one(indicator, places):
    by = factories.UserFactory(name="Noor")
    take_over(kept=waiting("plat.csv", indicator, by), by=by)
    kept = waiting("herzien.csv", indicator, by)
    comparison = compare(lines_of(kept), indicator)
    assert comparison.sentence == "1 nieuw cijfer, 1 herzien, 1 ongewijzigd."
    assert [(one.was, one.becomes) for one in comparison.revised] == [("2.345*", "2.350")]
    saved = take_over(kept=kept, by=by)
    assert (saved.added, saved.revised, saved.unchanged) == (1, 1, 1)
    rows = Figure.objects.filter(area_code="GM0363", period="2022-H1").values_list("number", "value", "mark", "by_name")
    assert list(rows) == [
        (1, Decimal(2345), FigureMark.PROVISIONAL, "Noor"),
        (2, Decimal(2350), FigureMark.PLAIN, "Noor"),
    ]


def put(indicator, place, period, value):
    save_figures(indicator=indicator, values=[NewFigure(Area.of(place), period, Decimal(value))], by=None)


def test_national_preview_tells_no_count_of_a_region(client, national, indicator, places):
    """Neither as what it was, nor as what is the same."""
    amsterdam = Municipality.objects.get(cbs_code="GM0363")
    put(indicator, amsterdam, Period.parse("2022-H1"), 2347)
    send(client, "plat.csv", indicator)
    kept = FigureImport.objects.get()
    page = client.get(reverse("reporting:figure_import_preview", args=[kept.pk])).text
    assert "3 nieuwe cijfers, 1 herzien, 0 ongewijzigd." in page
    assert "2.347" not in page
    assert '<td data-label="Was" class="number">2.345</td>' in page


def test_region_reads_a_municipality_that_left_only_in_its_own_time(indicator, places):
    amsterdam = Municipality.objects.get(cbs_code="GM0363")
    factories.RegionMembershipFactory(
        municipality=amsterdam, target=factories.RegionFactory(), valid_from=date(2022, 1, 1)
    )
    pages = RegionFigureImport()
    pages.region = places
    assert "GM0363" in pages.codes(date(2021, 7, 1))
    found = read("plat.csv", indicator, codes=pages.codes)
    assert [line.figure.area.code for line in found.lines] == []


def test_rows_of_an_ended_municipality_cost_no_query_each(indicator, places, django_assert_max_num_queries):
    rows = "Regio's;Perioden;Meldingen\n" + "GM0003;2022HJ01;5\n" * 50
    with django_assert_max_num_queries(5):
        found = understood(read_table(io.BytesIO(rows.encode()), name="oud.csv"), indicator)
    assert len(found.mistakes) == 50


def test_table_is_taken_over_once(indicator, places):
    by = factories.UserFactory()
    kept = waiting("plat.csv", indicator, by)
    take_over(kept=kept, by=by)
    with pytest.raises(ValidationError, match="al overgenomen"):
        take_over(kept=kept, by=by)
    assert Figure.objects.count() == 4


def run(name, **options):
    out = io.StringIO()
    code = 0
    try:
        call_command("import_figures", str(CBS / name), indicator="meldingen", stdout=out, json=True, **options)
    except SystemExit as stopped:
        code = stopped.code
    return json.loads(out.getvalue()), code


def test_command_shows_values_and_saves_nothing(indicator, places):
    answer, code = run("plat.csv", dry_run=True)
    assert code == 0
    assert answer["errors"] == []
    assert answer["values"][1] == {
        "row": 4,
        "area": "GM0363",
        "level": "municipality",
        "period": "2022-H1",
        "value": 2345,
        "mark": "provisional",
        "name": "Amsterdam",
        "provisional": True,
        "suppressed": False,
        "change": "new",
    }
    assert not Figure.objects.exists()


def test_command_saves_all_or_nothing(indicator, places):
    by = factories.UserFactory()
    answer, code = run("fout.csv", by=by.email)
    assert code == 1
    assert len(answer["errors"]) == 10
    assert not Figure.objects.exists()
    _answer, code = run("plat.csv", by=by.email)
    assert code == 0
    assert Figure.objects.count() == 4


def test_command_names_an_unknown_indicator(places):
    answer, code = run("plat.csv", dry_run=True)
    assert code == 1
    assert answer["errors"][0]["message"] == "De indicator ‘meldingen’ bestaat niet. Bekend zijn: nog geen."


@pytest.fixture
def national(client):
    user = factories.UserFactory()
    factories.RoleAssignmentFactory(user=user, role=Role.NATIONAL)
    client.force_login(user)
    return user


def send(client, name, indicator):
    upload = SimpleUploadedFile(name, (CBS / name).read_bytes())
    return client.post(reverse("reporting:figure_import"), {"indicator": indicator.pk, "upload": upload})


def test_upload_is_looked_at_first_and_then_taken_over(client, national, indicator, places):
    answer = send(client, "plat.csv", indicator)
    kept = FigureImport.objects.get()
    preview = reverse("reporting:figure_import_preview", args=[kept.pk])
    assert answer.url == preview
    assert "4 nieuwe cijfers, 0 herzien, 0 ongewijzigd." in client.get(preview).content.decode()
    assert not Figure.objects.exists()
    client.post(preview)
    client.post(preview)
    assert Figure.objects.count() == 4
    assert "overgenomen" in client.get(preview).content.decode()


def test_upload_with_mistakes_shows_them_and_keeps_nothing(client, national, indicator, places):
    page = send(client, "fout.csv", indicator).content.decode()
    assert "Er zijn 10 fouten in het bestand." in page
    assert "Appingedam bestaat niet meer sinds 1 januari 2021." in page
    assert not FigureImport.objects.exists()


def test_table_of_somebody_else_cannot_be_taken_over(client, national, indicator, places):
    kept = waiting("plat.csv", indicator, factories.UserFactory())
    preview = reverse("reporting:figure_import_preview", args=[kept.pk])
    client.post(preview)
    assert not Figure.objects.exists()
    assert "van iemand anders" in client.get(preview).content.decode()


def test_import_that_does_not_exist_is_unknown_before_anybody_is_refused(client, indicator, places):
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=places).user)
    kept = waiting("plat.csv", indicator, factories.UserFactory())
    assert client.get(reverse("reporting:figure_import_preview", args=[kept.pk])).status_code == 403
    assert client.get(reverse("reporting:figure_import_preview", args=[kept.pk + 1])).status_code == 404
