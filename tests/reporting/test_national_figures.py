"""The national figures: protected in every channel, in order of name, the same on page, in workbook and pdf."""

import io
import json
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from ghnt import clock
from ghnt.documents import jobs
from ghnt.periods import HalfYear
from regions.models import Role
from reporting.collecting.written import WrittenText
from reporting.indicators.listing import periods_until, seen_tables
from reporting.indicators.tiles import centre_codes, municipality_tiles
from reporting.models import Answer, ExactView, FigurePaper, Incomparability, Question, QuestionKind, QuestionSection
from reporting.models.figures import Channel
from reporting.national_figures.collecting import national_content
from reporting.national_figures.content import read_national
from reporting.national_figures.paper import draw_paper, request_paper
from reporting.periods import Period
from reporting.protection import difference, figure_table
from reporting.protection.exact_views import note_exact
from reporting.protection.rule import Exact, Rule, Shown
from reporting.protection.small import share_of
from tests import factories
from tests.documents.reading import text_of

pytestmark = pytest.mark.django_db
URL = "/landelijk/cijfers/"
TODAY = date(2021, 7, 12)
NOW, BEFORE = "2021-H1", "2020-H2"
# A threshold of 5000, so that what must not be found is a number that stands nowhere else.
HIDDEN, ROUNDED = 4713, 8717
MARKERS = ("4713", "4.713", "8717", "8.717")


@pytest.fixture(autouse=True)
def in_july():
    with clock.standing_at(TODAY):
        yield


@pytest.fixture
def indicator():
    return factories.IndicatorFactory(threshold=5000, rounding=5)


def figure(indicator, place, value, period=NOW, **kwargs):
    period = Period.parse(period)
    return factories.FigureFactory(indicator=indicator, place=place, value=value, period=period, **kwargs)


def region(name, indicator=None, counts=(), period=NOW, **kwargs):
    """A region with a municipality for each count; the Veilig Thuis area has the same municipalities."""
    made = factories.RegionFactory(name=name, **kwargs)
    area = factories.VeiligThuisAreaFactory(name=name)
    for place, value in enumerate(counts):
        municipality = factories.MunicipalityFactory(name=f"{name} {place}")
        factories.RegionMembershipFactory(municipality=municipality, target=made)
        factories.AreaMembershipFactory(municipality=municipality, target=area)
        figure(indicator, municipality, value, period)
    return made


@pytest.fixture
def country(indicator):
    """One region with a hidden count, one with a rounded one; their totals are those of one municipality."""
    return [
        region("Waterland", indicator, [HIDDEN], tile_row=1, tile_column=2),
        region("Bergland", indicator, [ROUNDED], tile_row=1, tile_column=3),
    ]


def user_with(role, **kwargs):
    user = factories.UserFactory()
    factories.RoleAssignmentFactory(user=user, role=role, **kwargs)
    return user


@pytest.fixture
def national(client):
    client.force_login(user_with(Role.NATIONAL))
    return client


def page(client, **query):
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return answer.content.decode()


def cells_of(answer):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row]


def test_no_channel_has_an_exact_count_of_another_region(national, indicator, country):
    query = {"indicator": indicator.code}
    html = page(national, **query)
    assert "&lt;5000" in html
    assert "8.715" in html
    workbook = cells_of(national.get(f"{URL}excel/", query))
    assert "<5000" in workbook
    assert 8715 in workbook
    national.post(f"{URL}pdf/", query)
    paper = FigurePaper.objects.get()
    printed = text_of(draw_paper(paper).body)
    assert "<5000" in printed
    assert "8.715" in printed
    regional = [
        national.get(reverse("reporting:figure_list", args=[one.slug])).content.decode()
        + national.get(reverse("reporting:indicator_detail", args=[one.slug, indicator.code])).content.decode()
        for one in country
    ]
    assert "&lt;5000" in regional[0]
    assert "8.715" in regional[1]
    regional += [
        str(cells_of(national.get(reverse("reporting:indicator_workbook", args=[one.slug, indicator.code]))))
        for one in country
    ]
    assert "'<5000'" in regional[2]
    told = [html, str(workbook), paper.content, printed, *regional]
    assert [marker for marker in MARKERS for one in told if marker in one] == []


def test_figures_follow_what_the_table_of_protection_says(indicator, country):
    table = figure_table(indicator, Period.parse(NOW).back(2))
    waterland, bergland = country
    assert [one.text for one in table.over_periods(waterland.code)] == [".", "<5000"]
    assert table.of(bergland.code, NOW).number == Decimal(8715)
    assert table.of("NL", NOW).text == "11.215"  # the middle of what the two allow
    assert table.of("NL", NOW).is_estimated


def test_sum_leaves_out_a_municipality_without_a_figure_and_says_so(national, indicator):
    made = region("Bergland", indicator, [6000, 7000])
    factories.RegionMembershipFactory(municipality=factories.MunicipalityFactory(name="Dal"), target=made)
    assert figure_table(indicator, [Period.parse(NOW)]).of(made.code, NOW).text == "13.000"
    assert "Van 1 gemeente is geen cijfer bekend." in page(national)


def test_total_of_the_country_that_lacks_municipalities_says_so_in_its_first_sentence(indicator):
    made = region("Waterland", indicator, [6000])
    factories.RegionMembershipFactory(municipality=factories.MunicipalityFactory(name="Dal"), target=made)
    content = national_content(indicator, Period.parse(NOW), on=TODAY)
    assert "Van 1 gemeente is geen cijfer bekend." in content.sentence


def test_page_leads_to_the_indicators_and_to_reading_in_for_who_may(national, client, indicator):
    assert reverse("reporting:national_indicator_list") in page(national)
    assert reverse("reporting:figure_import") in page(national)
    client.force_login(user_with(Role.ADVISER, region=factories.RegionFactory()))
    assert reverse("reporting:national_indicator_list") in page(client)
    assert reverse("reporting:figure_import") not in page(client)


def test_regions_stand_by_name_whatever_their_numbers(national, indicator):
    for name, value in (("Cadzand", 9000), ("Almelo", 6000), ("Breda", 7000)):
        region(name, indicator, [value])
    html = page(national)
    table = html[html.index("Regio’s op naam") :]
    assert table.index("Almelo") < table.index("Breda") < table.index("Cadzand")


def test_adviser_sees_the_own_regions_first(client, indicator):
    region("Almelo", indicator, [6000])
    own = region("Zutphen", indicator, [7000])
    client.force_login(user_with(Role.ADVISER, region=own))
    html = page(client)
    table = html[html.index("Regio’s op naam") :]
    assert table.index("Zutphen") < table.index("Almelo")


def test_veilig_thuis_area_with_other_municipalities_has_its_own_row(national, indicator):
    first, second = region("Almelo", indicator, [6000]), region("Breda", indicator, [7000])
    wide = factories.VeiligThuisAreaFactory(name="Oost", code="VT90")
    for one in (first, second):
        municipality = one.memberships.get().municipality
        municipality.area_memberships.update(target=wide)
    html = page(national)
    assert "Veilig Thuis-regio Oost" in html
    assert "Veilig Thuis-regio Almelo" not in html


def test_not_comparable_period_says_why_and_has_no_difference(national, indicator):
    made = region("Almelo", indicator, [6000])
    figure(indicator, made.memberships.get().municipality, 7000, BEFORE)
    assert "−1.000" in page(national)
    Incomparability.objects.create(
        indicator=indicator, level="country", area_code="NL", first=NOW, reason="de telling is veranderd."
    )
    html = page(national)
    assert "Niet vergelijkbaar, want de telling is veranderd." in html
    assert "−1.000" not in html


def test_provisional_figure_has_its_star(national, indicator):
    made = region("Almelo")
    factories.RegionMembershipFactory(municipality=factories.MunicipalityFactory(), target=made)
    figure(indicator, made, 6000, mark="provisional")
    html = page(national)
    assert "6.000*" in html


def test_own_indicator_of_a_region_is_not_offered(national, indicator):
    own = factories.IndicatorFactory(name="Alleen van ons", region=region("Almelo"))
    html = page(national, indicator=own.code)
    assert "Alleen van ons" not in html


def test_address_that_asks_for_nonsense_shows_the_last_period_with_figures(national, indicator):
    region("Almelo", indicator, [6000], period=BEFORE)
    assert "2e halfjaar 2020</h1>" in page(national, indicator="\0x", periode="2099-Q9")


@pytest.mark.parametrize("role", [Role.LEADER, Role.MUNICIPAL, Role.ADMINISTRATOR])
def test_national_figures_are_for_the_national_team_and_advisers(client, role):
    where = {}
    if role != Role.ADMINISTRATOR:
        made = region("Almelo", factories.IndicatorFactory(), [9])
        where = {"municipality": made.memberships.get().municipality} if role == Role.MUNICIPAL else {"region": made}
    client.force_login(user_with(role, **where))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_number_of_queries(national, indicator, django_assert_num_queries, number):
    for place in range(number):
        region(f"Regio {place}", indicator, [6000] * number)
    page(national)
    with django_assert_num_queries(QUERIES):
        page(national)


QUERIES = 12


def test_paper_is_made_once_and_only_for_whoever_asked(national, client, indicator, country):
    first = national.post(f"{URL}pdf/", {"indicator": indicator.code}).url
    assert national.post(f"{URL}pdf/", {"indicator": indicator.code}).url == first
    paper = FigurePaper.objects.get()
    jobs.run(FigurePaper._meta.label_lower, paper.pk)
    paper.refresh_from_db()
    assert paper.error == ""
    assert b"".join(national.get(f"{first}bestand/").streaming_content).startswith(b"%PDF")
    client.force_login(user_with(Role.NATIONAL))
    assert client.get(first).status_code == 404


def test_content_reads_back_as_it_was_kept(indicator, country):
    user = user_with(Role.NATIONAL)
    content = national_content(indicator, Period.parse(NOW), on=TODAY)
    paper = request_paper(indicator=indicator, content=content, by=user)
    assert read_national(json.loads(paper.content)) == content


@pytest.mark.parametrize("number", [0, 28])
def test_paper_is_archival_and_accessible(indicator, assert_accessible_pdf, number):
    for place in range(number):
        values = [3, 20, 4800 + place]
        region(
            f"Regio met een lange naam, {place} & Rijnmond",
            indicator,
            values,
            tile_row=place // 5,
            tile_column=place % 5,
        )
    content = national_content(indicator, Period.parse(NOW), on=TODAY)
    assert_accessible_pdf(
        draw_paper(request_paper(indicator=indicator, content=content, by=factories.UserFactory())).body
    )


def asked(kind=QuestionKind.NUMBER):
    section = QuestionSection(key="cijfers", title="Cijfers")
    return Question(pk=1, key="gezinnen", text="Hoeveel gezinnen?", kind=kind, unit="gezinnen", section=section)


@pytest.mark.parametrize(
    ("stored", "text", "value"),
    [("3", "<5\xa0gezinnen", ""), ("17", "15\xa0gezinnen", "15"), ("0", "0\xa0gezinnen", "0"), ("", "", "")],
)
def test_typed_number_of_people_enters_the_report_protected(stored, text, value):
    question = asked()
    question.counts_people = True
    written = WrittenText({(1, None, "GM1"): Answer(text=stored)}, {"GM1": "Almelo"})
    answer = written.of_municipalities([question])[0].answers[0]
    assert (answer.text, answer.value) == (text, value)


def test_typed_number_of_something_else_stays_exact():
    written = WrittenText({(1, None, "GM1"): Answer(text="3")}, {"GM1": "Almelo"})
    assert written.of_municipalities([asked()])[0].answers[0].value == "3"


@pytest.mark.parametrize(
    ("share", "base", "text"),
    [("33.3", None, "33,3"), ("33.3", 9, "te klein om te tonen"), ("95.0", 60, "te klein om te tonen"),
     ("33.3", 90, "33"), ("0", 90, "0"), ("50", 4, "te klein om te tonen")],
)  # fmt: skip
def test_share_is_hidden_where_its_base_would_tell_a_small_count(share, base, text):
    rule = Rule(is_protected=False, decimals=1)
    of = None if base is None else Exact(Decimal(base))
    assert share_of(Exact(Decimal(share)), of, rule).text == text


def test_difference_is_made_of_what_is_shown():
    rule = Rule()
    assert difference(rule.shown(17), rule.shown(8)).text == "+5"
    assert difference(rule.shown(3), rule.shown(8)) == Shown(".", mark="unknown")


def test_exact_view_is_kept_once_a_day_for_each_indicator_and_channel(indicator):
    user, made = factories.UserFactory(), region("Almelo")
    open_one = factories.IndicatorFactory(protects=False)
    for _ in range(2):
        note_exact(user, made, [indicator, open_one])
        note_exact(user, made, [indicator], Channel.WORKBOOK)
    assert sorted(ExactView.objects.values_list("indicator", "channel")) == [
        (indicator.pk, "page"),
        (indicator.pk, "workbook"),
    ]


def test_exact_views_are_listed_for_leader_and_administrator(client, indicator):
    made, other = region("Almelo"), region("Breda")
    reader = factories.UserFactory(name="Sem de Lezer")
    note_exact(reader, made, [indicator])
    note_exact(factories.UserFactory(name="Iemand Anders"), other, [indicator])
    client.force_login(user_with(Role.LEADER, region=made))
    html = client.get(reverse("reporting:exact_views", args=[made.slug])).content.decode()
    assert "Sem de Lezer" in html
    assert "Iemand Anders" not in html
    client.force_login(user_with(Role.ADMINISTRATOR))
    html = client.get(reverse("reporting:national_exact_views")).content.decode()
    assert "Sem de Lezer" in html
    assert "Iemand Anders" in html
    assert "Sem de Lezer" in cells_of(client.get(reverse("reporting:national_exact_workbook")))


def test_workbook_of_the_region_is_exact_for_its_own_people_and_is_kept(client, indicator, country):
    waterland = country[0]
    client.force_login(user_with(Role.READER, region=waterland))
    cells = cells_of(client.get(reverse("reporting:indicator_workbook", args=[waterland.slug, indicator.code])))
    assert HIDDEN in cells
    assert [one.channel for one in ExactView.objects.all()] == [Channel.WORKBOOK]


def test_tiles_of_municipalities_begin_with_the_centre(client, indicator):
    made = region("Almelo", indicator, [6000, 7000, 8000])
    centre = made.memberships.order_by("municipality__name").last().municipality
    factories.CentreMunicipalityFactory(municipality=centre, region=made)
    (table,) = seen_tables(made, [indicator], periods_until(HalfYear(2021, 1)), outside=True)
    picture = municipality_tiles(table, centre_codes(made))
    titles = [title for title in re.findall("<title>(.*?)</title>", picture.svg) if ": " in title and "(" in title]
    assert titles[0].startswith("Almelo 2: 8.000")
    assert titles[1].startswith("Almelo 0: 6.000")
