"""Pages of indicators and figures: typing, correcting, withdrawing, definitions, targets, who sees what."""

import re
from datetime import date
from decimal import Decimal

import pytest

from ghnt import clock
from ghnt.periods import HalfYear
from regions.models import Role
from reporting.indicators.areas import Area
from reporting.indicators.listing import periods_until, seen_tables
from reporting.indicators.saving import NewFigure, save_figures
from reporting.models import ExactView, Figure, FigureMark, FigureTarget, Incomparability, Indicator, PeriodKind
from reporting.periods import Period
from tests import factories

pytestmark = pytest.mark.django_db
H1, H2 = (Period(2020, PeriodKind.HALF_YEAR, part) for part in (1, 2))


@pytest.fixture(autouse=True)
def in_july():
    with clock.standing_at(date(2021, 7, 12)):
        yield


class Scene:
    """A region with two municipalities and an indicator; `of(role)` is a user."""

    def __init__(self):
        self.region = factories.RegionFactory(slug="eigen", name="Eigen")
        self.small, self.large = (
            factories.RegionMembershipFactory(
                target=self.region, municipality=factories.MunicipalityFactory(cbs_code=code, name=name, slug=slug)
            ).municipality
            for code, name, slug in (("GM1001", "Klein", "klein"), ("GM1002", "Groot", "groot"))
        )
        self.indicator = factories.IndicatorFactory(code="meldingen", name="Meldingen", source="Veilig Thuis")

    def of(self, role):
        scope = {"region": self.region}
        if role == Role.MUNICIPAL:
            scope = {"municipality": self.small}
        if role == Role.NATIONAL:
            scope = {}
        return factories.RoleAssignmentFactory(role=role, **scope).user

    def put(self, value, *, place=None, period=H2, **more):
        figure = NewFigure(Area.of(place or self.small), period, Decimal(value), **more)
        save_figures(indicator=self.indicator, values=[figure], by=None)


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def page(client, scene):
    def open_as(role):
        client.force_login(scene.of(role))
        return client

    return open_as


LIST = "/regio/eigen/cijfers/"
ONE = "/regio/eigen/cijfers/indicator/meldingen/"
ENTRY = f"{ONE}invullen/2020-H2/"


def typed(**rows):
    return {f"{code}-{name}": value for code, fields in rows.items() for name, value in fields.items()}


def test_entry_saves_what_was_typed(scene, page):
    client = page(Role.LEADER)
    data = typed(
        GM1001={"waarde": "1.250*", "toelichting": "Nog niet compleet.", "gezien": "0"},
        GM1002={"waarde": ".", "bron": "Opgave"},
    )
    answer = client.post(ENTRY, data, follow=True)
    assert "2e halfjaar 2020: 2 cijfers ingevuld." in answer.text
    assert list(Figure.objects.values_list("area_code", "value", "mark", "note", "source")) == [
        ("GM1001", 1250, "provisional", "Nog niet compleet.", ""),
        ("GM1002", None, "unknown", "", "Opgave"),
    ]
    client.post(ENTRY, data)
    assert Figure.objects.count() == 2


def test_entry_saves_nothing_when_one_row_is_wrong_and_keeps_the_text(scene, page):
    data = typed(GM1001={"waarde": "12"}, GM1002={"waarde": "veel", "toelichting": "Uit het hoofd."})
    answer = page(Role.LEADER).post(ENTRY, data)
    assert "<title>Fout: " in answer.text
    assert "Groot: ‘veel’ is geen getal. Schrijf bijvoorbeeld 1.250 of 12,5." in answer.text
    assert 'value="Uit het hoofd."' in answer.text
    assert 'href="#GM1002-waarde"' in answer.text
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("value", "said"),
    [("-5", "Een cijfer is 0 of meer."), ("999.999.999.999", "is te hoog"), ("1,5", "Vul een heel getal in")],
)
def test_entry_says_what_is_wrong_with_a_number(scene, page, value, said):
    assert said in page(Role.LEADER).post(ENTRY, typed(GM1001={"waarde": value})).text


def test_entry_does_not_empty_a_figure(scene, page):
    scene.put(12)
    answer = page(Role.LEADER).post(ENTRY, typed(GM1001={"waarde": "", "gezien": "1"}))
    assert "Hier stond een cijfer." in answer.text
    assert Figure.objects.told().get().value == 12


def test_entry_shows_the_period_before(scene, page):
    scene.put(77, period=H1)
    answer = page(Role.LEADER).get(ENTRY)
    assert "77" in answer.text
    assert "1e halfjaar 2020" in answer.text


def test_entry_of_a_colleague_in_between_is_answered_with_both(scene, page):
    client = page(Role.LEADER)
    scene.put(12)
    answer = client.post(ENTRY, typed(GM1001={"waarde": "15", "gezien": "0"}))
    assert answer.status_code == 409
    assert "Klein: 15" in answer.text
    assert "Klein: 12" in answer.text
    assert Figure.objects.told().get().value == 12


def test_entry_by_an_officer_is_for_the_own_municipality_alone(scene, page):
    client = page(Role.MUNICIPAL)
    answer = client.get(ENTRY)
    assert "Klein" in answer.text
    assert "GM1002-waarde" not in answer.text
    client.post(ENTRY, typed(GM1001={"waarde": "3"}, GM1002={"waarde": "4"}))
    assert list(Figure.objects.values_list("area_code", "value")) == [("GM1001", 3)]


def test_entry_does_not_take_areas_of_another_region(scene, page):
    elsewhere = factories.RegionMembershipFactory().municipality
    page(Role.LEADER).post(ENTRY, typed(**{elsewhere.cbs_code: {"waarde": "4"}, "NL": {"waarde": "9"}}))
    assert not Figure.objects.exists()


@pytest.mark.parametrize("period", ["2021-H2", "2020-Q1", "2020"])
def test_entry_of_a_period_that_is_not_over_or_of_another_kind_is_unknown(scene, page, period):
    assert page(Role.LEADER).get(f"{ONE}invullen/{period}/").status_code == 404


def test_history_tells_who_changed_what_and_a_figure_is_withdrawn_with_a_reason(scene, page):
    scene.put(12)
    scene.put(15)
    client, url = page(Role.LEADER), f"{ONE}eerdere-waarden/GM1001/2020-H2/"
    assert "Gewijzigd van 12 in 15" in client.get(url).text
    assert "Dit veld is verplicht" in client.post(url, {"reason": ""}).text or Figure.objects.count() == 2
    client.post(url, {"reason": "Dubbel geteld."})
    client.post(url, {"reason": "Dubbel geteld."})
    assert Figure.objects.count() == 3
    answer = client.get(url)
    assert "Ingetrokken: 15" in answer.text
    assert "Dubbel geteld." in answer.text
    assert not Figure.objects.told().exists()


def test_history_of_an_area_elsewhere_is_unknown(scene, page):
    elsewhere = factories.RegionMembershipFactory().municipality
    scene.put(12, place=elsewhere)
    assert page(Role.LEADER).get(f"{ONE}eerdere-waarden/{elsewhere.cbs_code}/2020-H2/").status_code == 404


def test_list_is_exact_inside_and_protected_outside(scene, page):
    scene.put(3)
    scene.put(18, place=scene.large)
    inside = page(Role.READER).get(LIST).text
    assert re.search(r">3(?!\d)", inside)
    assert re.search(r">21(?!\d)", inside)
    assert ExactView.objects.get().indicator == scene.indicator
    outside = page(Role.NATIONAL).get(LIST).text
    assert "&lt;5" in outside
    assert not re.search(r">18(?!\d)", outside)
    assert not re.search(r">21(?!\d)", outside)
    assert ExactView.objects.count() == 1


def test_indicator_page_draws_the_protected_values_outside(scene, page):
    for value, period in ((13, H1), (18, H2)):
        scene.put(value, period=period, place=scene.large)
        scene.put(3, period=period)
    inside, outside = (page(role).get(ONE).text for role in (Role.LEADER, Role.ADVISER))
    assert "van 16 (1e hj. 2020) naar 21 (2e hj. 2020)" in inside
    assert "naar 21" not in outside
    assert "Groot: 18" in inside
    assert "Groot: 18" not in outside
    assert "Groot: 20" in outside


def test_provisional_unknown_note_and_reason_stand_with_the_figure(scene, page):
    scene.put(30, mark=FigureMark.PROVISIONAL, note="Zonder december.")
    factories.IncomparabilityFactory(indicator=scene.indicator, first="2020-H2", reason="er kwam een nieuw systeem.")
    for url in (LIST, ONE):
        text = page(Role.LEADER).get(url).text
        assert "30*" in text
        assert "Zonder december." in text
        assert "Niet vergelijkbaar, want er kwam een nieuw systeem." in text
        assert "niet vergelijkbaar" in text
        assert "Zonder Groot: daarvan is geen cijfer bekend." in text


def test_list_of_an_earlier_period_leaves_later_figures_out(scene, page):
    scene.put(41, period=H1)
    scene.put(43, period=H2)
    text = page(Role.LEADER).get(f"{LIST}?tot=2020-H1").text
    assert ">41<" in text
    assert ">43<" not in text
    assert page(Role.LEADER).get(f"{LIST}?tot=onzin").status_code == 200


def test_list_takes_as_many_queries_for_three_indicators_as_for_one(scene, page, django_assert_num_queries):
    client = page(Role.LEADER)
    scene.put(3)
    client.get(LIST)
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get(LIST)
    for number in range(2):
        other = factories.IndicatorFactory(code=f"ander-{number}")
        for place in (scene.small, scene.large):
            save_figures(indicator=other, values=[NewFigure(Area.of(place), H2, Decimal(9))], by=None)
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get(LIST)


QUERIES_OF_LIST = 15
DEFINITION = {
    "name": "Trainingen",
    "definition": "Afgeronde trainingen.",
    "unit": "trainingen",
    "value_kind": "count",
    "decimals": "0",
    "level": "municipality",
    "period_kind": "quarter",
    "protects": "on",
    "threshold": "5",
    "rounding": "5",
    "order": "0",
}


def test_region_adds_its_own_indicator_once(scene, page):
    client = page(Role.EDITOR)
    for _ in range(2):
        client.post(f"{LIST}indicator-toevoegen/", DEFINITION)
    own = Indicator.objects.get(region=scene.region)
    assert own.name == "Trainingen"
    assert own.code == f"{scene.region.short_code.lower()}-trainingen"
    assert "Trainingen" in client.get(LIST).text


def test_region_changes_nothing_of_a_national_indicator(scene, page):
    client = page(Role.LEADER)
    assert client.post(f"{ONE}wijzigen/", DEFINITION).status_code == 403
    assert client.post(f"{ONE}verwijderen/").status_code == 403
    assert Indicator.objects.get().name == "Meldingen"


def test_definition_with_figures_keeps_its_unit_and_period(scene, page):
    scene.put(3)
    client, url = page(Role.NATIONAL), "/landelijk/indicatoren/bekijken/meldingen/wijzigen/"
    changed = DEFINITION | {"unit": "gesprekken", "seen_version": "0"}
    client.post(url, changed)
    stored = Indicator.objects.get()
    assert (stored.name, stored.unit, stored.period_kind) == ("Trainingen", "meldingen", "half_year")


def test_definition_that_a_colleague_changed_is_answered_with_both(scene, page):
    client, url = page(Role.NATIONAL), "/landelijk/indicatoren/bekijken/meldingen/wijzigen/"
    assert client.post(url, DEFINITION | {"seen_version": "0"}).status_code == 302
    answer = client.post(url, DEFINITION | {"name": "Anders", "seen_version": "0"})
    assert answer.status_code == 409
    assert "Anders" in answer.text


def test_definition_refuses_a_period_of_another_kind(scene, page):
    answer = page(Role.NATIONAL).post("/landelijk/indicatoren/nieuw/", DEFINITION | {"comparable_since": "2019-H1"})
    assert "Dit cijfer is er per kwartaal." in answer.text
    assert Indicator.objects.count() == 1


def test_removed_indicator_comes_back_with_its_figures(scene, page):
    scene.put(3)
    client, url = page(Role.NATIONAL), "/landelijk/indicatoren/bekijken/meldingen/"
    client.post(f"{url}verwijderen/")
    assert client.get(url).status_code == 404
    assert "Terugzetten" in client.get("/landelijk/indicatoren/").text
    client.post(f"{url}terugzetten/")
    assert client.get(url).status_code == 200
    assert Figure.objects.count() == 1


def test_reason_is_kept_changed_and_removed_as_seen(scene, page):
    client, url = page(Role.LEADER), f"{ONE}niet-vergelijkbaar/"
    data = {"area": "GM1001", "first": "2020-H1", "last": "", "reason": "er is anders geteld."}
    for _ in range(2):
        client.post(url, data)
    row = Incomparability.objects.get()
    assert (row.area_code, row.municipality) == ("GM1001", scene.small)
    assert client.post(f"{url}{row.pk}/", data | {"last": "2020-H1", "seen_version": "0"}).status_code == 302
    assert client.post(f"{url}{row.pk}/", data | {"reason": "Nog iets.", "seen_version": "0"}).status_code == 409
    client.post(f"{url}{row.pk}/verwijderen/", {"seen_version": "0"})
    assert Incomparability.objects.count() == 1
    client.post(f"{url}{row.pk}/verwijderen/", {"seen_version": "1"})
    assert not Incomparability.objects.exists()


def test_reason_is_not_given_for_areas_elsewhere(scene, page):
    elsewhere = factories.RegionMembershipFactory().municipality
    data = {"area": elsewhere.cbs_code, "first": "2020-H1", "reason": "Anders."}
    page(Role.LEADER).post(f"{ONE}niet-vergelijkbaar/", data)
    assert not Incomparability.objects.exists()


def test_target_is_saved_and_told_beside_the_figure(scene, page):
    scene.put(30)
    client, url = page(Role.MUNICIPAL), f"{ONE}streefwaarde/GM1001/"
    data = {"baseline_period": "2020-H1", "baseline": "1.250", "target": "900", "target_on": "1-1-2022"}
    client.post(url, data)
    target = FigureTarget.objects.get()
    assert (target.municipality, target.baseline, target.target) == (scene.small, 1250, 900)
    said = "Nulmeting 1.250 (1e halfjaar 2020), streefwaarde 900 vóór 1 januari 2022"
    assert said in client.get(ONE).text
    assert client.post(url, data | {"target": "800", "seen_version": ""}).status_code == 409
    assert FigureTarget.objects.get().target == 900
    assert client.get(f"{ONE}streefwaarde/GM1002/").status_code == 403


def test_target_without_a_date_is_refused(scene, page):
    answer = page(Role.LEADER).post(f"{ONE}streefwaarde/GM1001/", {"target": "900"})
    assert "Vul in vóór welke datum u de streefwaarde wilt halen." in answer.text


def test_national_team_fills_in_regions_and_country_not_municipalities(scene, page):
    url = "/landelijk/indicatoren/bekijken/meldingen/invullen/2020-H2/"
    data = typed(NL={"waarde": "5.000"}, GM1001={"waarde": "5"}, **{scene.region.code: {"waarde": "50"}})
    page(Role.NATIONAL).post(url, data)
    assert set(Figure.objects.values_list("area_code", "value")) == {("NL", 5000), (scene.region.code, 50)}


def test_national_team_does_not_see_what_a_region_typed_exactly(scene, page):
    """What it typed itself it does see; what it leaves empty stays."""
    url = "/landelijk/indicatoren/bekijken/meldingen/invullen/2020-H2/"
    for place in (scene.small, scene.large):
        scene.put(4, place=place)
    scene.put(8, place=scene.region, note="Acht keer.")
    client = page(Role.NATIONAL)
    shown = client.get(url).text
    assert f'name="{scene.region.code}-waarde" value=""' in shown
    assert "Acht keer" not in shown
    region = Figure.objects.get(area_code=scene.region.code)
    assert "Nu: 5. Laat leeg als dit zo blijft." in shown  # as every page outside the region shows it
    client.post(url, typed(NL={"waarde": "5.000"}))
    assert Figure.objects.filter(area_code=scene.region.code).get() == region
    assert 'name="NL-waarde" value="5.000"' in client.get(url).text
    refused = client.post(url, typed(NL={"waarde": "5.000", "gezien": "1"}, **{scene.region.code: {"waarde": "9"}}))
    assert refused.status_code == 409
    assert f"{scene.region.name}: door een collega ingevuld" in refused.text


def test_typing_figures_is_seeing_them(scene, page):
    scene.put(3)
    page(Role.LEADER).get(ENTRY)
    assert ExactView.objects.get().indicator == scene.indicator


AIMS = {"baseline_period": "2020-H1", "target_on": date(2023, 1, 1)}


def put_aim(scene, place, baseline, target):
    fields = Area.of(place).fields
    FigureTarget.objects.create(indicator=scene.indicator, **fields, **AIMS, baseline=baseline, target=target)


def test_target_of_a_municipality_is_protected_outside_the_region(scene, page):
    put_aim(scene, scene.large, 17, 13)
    put_aim(scene, scene.small, 3, 2)
    inside = page(Role.LEADER).get(ONE).text
    assert "Nulmeting 17 (1e halfjaar 2020), streefwaarde 13 vóór 1 januari 2023" in inside
    outside = page(Role.NATIONAL).get(ONE).text
    assert "Nulmeting 15 (1e halfjaar 2020), streefwaarde 15 vóór 1 januari 2023" in outside
    assert "Nulmeting &lt;5 (1e halfjaar 2020), streefwaarde &lt;5 vóór 1 januari 2023" in outside


@pytest.mark.parametrize("is_typed", [False, True])
def test_baseline_of_a_region_tells_nothing_of_hidden_municipalities(scene, is_typed):
    """Twice one and twice four look the same, whether figures or baselines of the municipalities stand beside it."""
    seen = set()
    for each in (1, 4):
        FigureTarget.objects.all().delete()
        for place in (scene.small, scene.large):
            put_aim(scene, place, each, 0) if is_typed else scene.put(each, place=place, period=H1)
        put_aim(scene, scene.region, 2 * each, None)
        [table] = seen_tables(scene.region, [scene.indicator], periods_until(HalfYear(2021, 1)), outside=True)
        seen.add((table.total.goal, table.total.baseline))
    assert len(seen) == 1
