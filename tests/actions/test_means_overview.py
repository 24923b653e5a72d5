"""Middelen of a region and of the country: sums, warnings, differences, grants, workbook."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from openpyxl import load_workbook

from actions.means.book import book_of, books_of
from actions.means.differences import About, differences, explain, set_threshold
from actions.means.grants import remove_grant, restore_grant, save_grant
from actions.means.overview import overview_of
from actions.means.sums import Sums, sum_of
from actions.means.warnings import warnings_of
from actions.models import Action, ActionCost, Grant, MeansExplanation, MeansSetting, Phase, Spending
from actions.planning import merge_actions
from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.site.means_waiting import differences_to_explain
from ghnt.ui.editing import EditConflictError
from regions.models import Role
from regions.rights import rights_of
from tests.factories import (
    ActionCostFactory,
    ActionFactory,
    ActionUpdateFactory,
    CentreMunicipalityFactory,
    GrantFactory,
    MunicipalityFactory,
    PoolApplicationFactory,
    SpendingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(node):
    return ActionFactory(node=node, title="Scholing", number=1)


@pytest.fixture
def centre(region):
    return CentreMunicipalityFactory(region=region, municipality=MunicipalityFactory(name="Beekstad"))


def overview(region, user, year=2021):
    return overview_of(region, year, rights_of(user, on=clock.today()), on=clock.today())


def test_sum_says_open_amounts_beside_the_rest():
    assert sum_of([Decimal("1.10"), None, Decimal("2.20")]).words == "€\xa03,30 en p.m."
    assert sum_of([None]).words == "p.m."
    assert sum_of([]).words == "–"


def test_every_amount_is_a_decimal_in_the_database():
    kept = [Grant, Spending, MeansSetting, ActionCost, apps.get_model("actions", "PoolApplication")]
    fields = [field for model in kept for field in model._meta.get_fields() if isinstance(field, models.Field)]
    assert not [field for field in fields if isinstance(field, models.FloatField)]
    assert sum(isinstance(field, models.DecimalField) for field in fields) == 7


def test_overview_adds_up_exactly_per_grant_recipient_source_and_node(region, leader, node, action, centre):
    grant = GrantFactory(region=region, source="leader", centre=centre, amount=Decimal("75000.00"))
    GrantFactory(region=region, source="own", amount=None)
    ActionCostFactory(action=action, amount=Decimal("0.10"), grant=grant)
    ActionCostFactory(action=action, amount=Decimal("0.20"), grant=grant)
    ActionCostFactory(action=action, amount=None)
    SpendingFactory(action=action, grant=grant, committed=Decimal("0.30"), spent=Decimal("0.30"))
    SpendingFactory(action=action, year=2020, spent=Decimal(9))
    found = overview(region, leader)
    assert found.sums.granted.value == Decimal(75_000)
    assert (found.sums.planned.value, found.sums.planned.open_rows) == (Decimal("0.30"), 1)
    assert found.sums.spent.value == Decimal("0.30")
    assert [(line.name, line.sums.granted.words) for line in found.recipients] == [
        ("Centrumgemeente Beekstad", "€\xa075.000"),
        ("De regio zelf", "p.m."),
        ("Zonder bijdrage", "–"),
    ]
    assert [line.name for line in found.sources] == [
        "Rijksbijdrage projectleider (DUVO)",
        "Eigen middelen van gemeenten",
        "Zonder bijdrage",
    ]
    assert [(line.name, line.sums.spent.value) for line in found.nodes] == [("1 Eerder in beeld", Decimal("0.30"))]
    assert found.grants[0].sums.left == Decimal("74999.70")
    assert found.sentence == (
        "In 2021: € 75.000 en p.m. toegekend, € 0,30 en p.m. begroot, € 0,30 vastgelegd en € 0,30 uitgegeven."
    ).replace("€ ", "€\xa0")
    assert overview(region, leader, None).sums.spent.value == Decimal("9.30")


def test_overview_leaves_out_the_bin_and_other_regions(region, leader, action):
    GrantFactory(region=region, removed_at=clock.now())
    GrantFactory()
    SpendingFactory()
    SpendingFactory(action=action)
    Action.objects.update(removed_at=clock.now())
    assert overview(region, leader).is_empty


def kinds(region, phases=None, year=2021):
    return sorted(one.kind for one in warnings_of(book_of(region), region, year, phases or {}))


def test_warning_spent_without_plan(region, action):
    SpendingFactory(action=action)
    assert kinds(region) == ["Uitgegeven zonder begroting"]


def test_warning_spent_more_than_planned(region, action):
    SpendingFactory(action=action, spent=Decimal(101))
    cost = ActionCostFactory(action=action, amount=Decimal(100))
    assert kinds(region) == ["Meer uitgegeven dan begroot"]
    ActionCostFactory(action=action, amount=None)  # p.m.: nobody knows how much was planned
    assert kinds(region) == []
    assert cost.amount == 100


@pytest.mark.parametrize(
    ("phase", "expected"), [(Phase.FINISHED, 1), (Phase.EMBEDDED, 1), (Phase.IN_PROGRESS, 0), (None, 0)]
)
def test_warning_done_without_spending(region, action, phase, expected):
    ActionCostFactory(action=action)
    assert kinds(region, {action.pk: phase}) == ["Afgerond zonder besteding"] * expected
    SpendingFactory(action=action, spent=Decimal(1))
    assert kinds(region, {action.pk: phase}) == []


def test_warning_spent_on_what_has_not_begun(region, action):
    ActionCostFactory(action=action)
    SpendingFactory(action=action, spent=Decimal(1))
    assert kinds(region, {action.pk: Phase.NOT_STARTED}) == ["Besteding bij een actie die niet is gestart"]


def test_warnings_of_a_grant(region, action):
    grant = GrantFactory(region=region, source="leader", amount=Decimal(75_001))
    assert kinds(region) == ["Bijdrage waar niets bij is begroot", "Hoger dan gebruikelijk"]
    Grant.objects.update(amount=Decimal(75_000))
    ActionCostFactory(action=action, grant=grant, amount=Decimal(90_000))
    SpendingFactory(action=action, grant=grant, committed=Decimal(80_000), spent=Decimal(50_000))
    SpendingFactory(action=action, grant=grant, year=2022, committed=None, spent=Decimal("25000.01"))
    assert kinds(region) == ["Meer uitgegeven dan toegekend", "Meer vastgelegd dan toegekend"]


def test_phase_of_a_running_half_year_stays_inside(region, sign_in, action):
    ActionCostFactory(action=action)
    ActionUpdateFactory(action=action, half_year=HalfYear(2021, 2), phase=Phase.FINISHED)
    inside, outside = sign_in(Role.READER), sign_in(Role.NATIONAL)
    assert [one.kind for one in overview(region, inside).warnings] == ["Afgerond zonder besteding"]
    assert overview(region, outside).warnings == ()


def of(region, year=2021, this_year=2021):
    return [(one.about, one.year) for one in differences(book_of(region), year, this_year=this_year)]


def test_difference_counts_above_the_amount_of_the_region(region, action):
    ActionCostFactory(action=action, amount=Decimal(10_000))
    SpendingFactory(action=action, spent=Decimal(15_000))
    assert of(region) == []
    set_threshold(region=region, amount=Decimal("4999.99"), seen_version=None)
    assert of(region) == [(About.REGION, 2021), (About.ACTION, 2021)]


def test_less_than_planned_counts_once_the_year_is_over(region, action):
    ActionCostFactory(action=action, amount=Decimal(10_000))
    SpendingFactory(action=action, spent=Decimal(4_000))
    assert of(region) == []
    assert of(region, this_year=2022) == [(About.REGION, 2021), (About.ACTION, 2021)]


def test_difference_of_a_grant_counts_all_years(region, action):
    grant = GrantFactory(region=region, amount=Decimal(10_000))
    for year in (2021, 2022):
        SpendingFactory(action=action, year=year, grant=grant, spent=Decimal(8_000))
    assert of(region) == [(About.GRANT, 2021)]


def test_explaining_closes_the_task_and_keeps_both_in_a_conflict(client, leader, region, action):
    ActionCostFactory(action=action, year=2020, amount=Decimal(10_000))
    SpendingFactory(action=action, year=2020, spent=Decimal(20_000))
    rights = rights_of(leader, on=clock.today())
    (task,) = differences_to_explain(rights, on=clock.today())
    assert task.title == "Verklaren: 2 verschillen in de middelen van 2020"
    for about, pk in (("actie", action.pk), ("regio", 0)):
        url = reverse("actions:means_explain", args=[region.slug, 2020, about, pk])
        assert client.post(url, {"text": "Er kwam een groep bij."}).status_code == 302
        assert client.post(url, {"text": "Er kwam een groep bij."}).status_code == 302
    assert MeansExplanation.objects.count() == 2
    assert not list(differences_to_explain(rights, on=clock.today()))
    MeansExplanation.objects.update(version=5)
    answer = client.post(url, {"text": "Anders.", "seen_version": 0})
    assert answer.status_code == 409
    assert "Anders." in answer.text
    assert "Er kwam een groep bij." in answer.text


def test_explaining_what_does_not_differ_is_404(client, leader, region, action):
    for about, pk in (("actie", action.pk), ("bijdrage", 1), ("regio", 0), ("gemeente", 0)):
        url = reverse("actions:means_explain", args=[region.slug, 2020, about, pk])
        assert client.get(url).status_code == 404


def test_threshold_of_an_old_version_is_a_conflict(region):
    set_threshold(region=region, amount=Decimal(1), seen_version=None)
    set_threshold(region=region, amount=Decimal(2), seen_version=0)
    with pytest.raises(EditConflictError):
        set_threshold(region=region, amount=Decimal(3), seen_version=0)


def test_same_explanation_twice_is_one(region, action):
    ActionCostFactory(action=action, amount=Decimal(1))
    SpendingFactory(action=action, spent=Decimal(9_999))
    one = differences(book_of(region), 2021, this_year=2021)[0]
    for _time in range(2):
        explain(region=region, difference=one, text="Duurder.", seen_version=None)
    assert MeansExplanation.objects.get().version == 0


def posted(**given):
    return {"source": "leader", "year": 2021, "amount": "75.000", "centre": ""} | given


def test_grant_form_stores_an_amount_or_open(client, leader, region, centre):
    url = reverse("actions:grant_create", args=[region.slug])
    client.post(url, posted(centre=centre.pk))
    client.post(url, posted(centre=centre.pk))
    client.post(url, posted(source="own", amount="p.m."))
    assert list(Grant.objects.order_by("pk").values_list("amount", "centre")) == [
        (Decimal(75_000), centre.pk),
        (None, None),
    ]


def test_grant_form_asks_for_an_amount_or_open(client, leader, region):
    answer = client.post(reverse("actions:grant_create", args=[region.slug]), posted(amount=""))
    assert answer.context["form"].errors["amount"] == [
        "Vul een bedrag in, bijvoorbeeld 75.000, of p.m. als het nog niet bekend is."
    ]


def test_grant_above_the_usual_is_saved_with_a_warning(client, leader, region):
    answer = client.post(
        reverse("actions:grant_create", args=[region.slug]), posted(year=2022, amount="80.000"), follow=True
    )
    assert Grant.objects.get().amount == Decimal(80_000)
    assert "Let op: voor 2022 is €\xa075.000 gebruikelijk. Klopt €\xa080.000?" in answer.text


def test_grant_form_is_filled_in_beforehand_with_what_is_usual(client, leader, region, centre):
    answer = client.get(reverse("actions:means_grants", args=[region.slug]))
    assert [(offer.centre, offer.amount) for offer in answer.context["offers"]] == [(centre, Decimal(75_000))]
    url = reverse("actions:grant_create", args=[region.slug])
    form = client.get(f"{url}?bron=leader&jaar=2018&centrum={centre.pk}").context["form"]
    assert (form["amount"].value(), form["year"].value()) == (Decimal(25_000), 2018)


def test_grant_for_a_centre_of_another_time_or_region_is_refused(client, leader, region, centre):
    centre.valid_to = date(2020, 1, 1)
    centre.save()
    with pytest.raises(ValidationError):
        save_grant(grant=Grant(region=region, source="leader", year=2020, centre=centre), seen_version=None)
    assert save_grant(grant=Grant(region=region, source="leader", year=2019, centre=centre), seen_version=None).pk
    foreign = CentreMunicipalityFactory()
    answer = client.post(reverse("actions:grant_create", args=[region.slug]), posted(centre=foreign.pk))
    assert list(answer.context["form"].errors) == ["centre"]


def test_grant_in_use_stays_and_an_unused_one_goes_to_the_bin(region, action):
    grant = GrantFactory(region=region)
    cost = ActionCostFactory(action=action, grant=grant)
    with pytest.raises(ValidationError):
        remove_grant(grant=grant, by=UserFactory())
    cost.delete()
    remove_grant(grant=grant, by=UserFactory())
    assert not Grant.objects.present().exists()
    restore_grant(grant=grant)
    assert Grant.objects.present().get() == grant


def test_grant_of_an_application_keeps_what_was_decided(client, leader, region):
    grant = GrantFactory(region=region, source="pool", amount=Decimal(55_000))
    PoolApplicationFactory(region=region, state="granted", grant=grant)
    url = reverse("actions:grant_update", args=[region.slug, grant.pk])
    client.post(url, {"seen_version": 0, "amount": "99.000", "name": "Scholing"})
    grant.refresh_from_db()
    assert (grant.amount, grant.name) == (Decimal(55_000), "Scholing")
    with pytest.raises(ValidationError):
        remove_grant(grant=grant, by=UserFactory())


def test_grant_of_an_old_version_is_a_conflict(client, leader, region):
    grant = GrantFactory(region=region, version=2)
    url = reverse("actions:grant_update", args=[region.slug, grant.pk])
    answer = client.post(url, posted(seen_version=1, amount="60.000"))
    assert answer.status_code == 409
    assert Grant.objects.get().amount == Decimal(75_000)


def test_merging_actions_takes_the_money_along(node, action):
    other = ActionFactory(node=node, number=2)
    SpendingFactory(action=action, spent=Decimal("10.10"), committed=None)
    SpendingFactory(action=other, spent=Decimal("0.20"), note="Uit de andere.")
    SpendingFactory(action=other, year=2020, spent=Decimal(3))
    merge_actions(source=other, target=action, seen_source=0, seen_target=0, by=UserFactory())
    rows = Spending.objects.order_by("year").values_list("action", "year", "spent", "note")
    assert list(rows) == [(action.pk, 2020, Decimal(3), ""), (action.pk, 2021, Decimal("10.30"), "Uit de andere.")]


def test_workbook_holds_amounts_as_numbers(client, leader, region, action):
    GrantFactory(region=region, name="=1+1")
    SpendingFactory(action=action, spent=Decimal("1234.50"))
    answer = client.get(reverse("actions:means_workbook", args=[region.slug]) + "?jaar=2021")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)), read_only=True)
    assert book.sheetnames == [
        *("Bijdragen", "Aanvragen", "Per actie", "Waarschuwingen", "Verschillen", "Toelichting"),
    ]
    grants = list(book["Bijdragen"].values)
    assert grants[1][:5] == (2021, "Eigen middelen van gemeenten", "=1+1", "De regio zelf", 75000)
    assert list(book["Per actie"].values)[1] == (f"{action.code} Scholing", 2021, None, 5000, 1234.5)


def test_national_page_tells_regions_by_name(client, sign_in, region, action):
    sign_in(Role.NATIONAL)
    SpendingFactory(action=action, spent=Decimal(9))
    GrantFactory(region__name="Achterhoek", amount=Decimal(1))
    PoolApplicationFactory(region=region, state="submitted", submitted_on=date(2021, 6, 1))
    PoolApplicationFactory(region=region)
    lines = client.get(reverse("actions:national_means")).context["means"].lines
    assert [(line.region.name, line.sums.spent.value, line.waiting) for line in lines] == [
        ("Achterhoek", Decimal(0), 0),
        ("Rivierenland", Decimal(9), 1),
    ]


def test_adviser_sees_own_regions_only_and_leader_none(client, sign_in, region):
    GrantFactory()
    sign_in(Role.ADVISER)
    lines = client.get(reverse("actions:national_means")).context["means"].lines
    assert [line.region for line in lines] == [region]
    sign_in(Role.LEADER)
    assert client.get(reverse("actions:national_means")).status_code == 403


@pytest.mark.parametrize("asked", ["", "alle", "2020", "nul", "99999", "²⁰²¹"])
def test_overview_page_answers_whatever_year_is_asked(client, leader, region, action, asked):
    SpendingFactory(action=action)
    url = reverse("actions:means", args=[region.slug])
    assert client.get(url, {"jaar": asked}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_page_asks_a_constant_number_of_queries(client, leader, region, node, rows, django_assert_num_queries):
    for _row in range(rows):
        action = ActionFactory(node=node)
        grant = GrantFactory(region=region, centre=CentreMunicipalityFactory(region=region))
        ActionCostFactory(action=action, grant=grant)
        SpendingFactory(action=action, grant=grant, spent=Decimal(50_000))
        PoolApplicationFactory(region=region)
    with django_assert_num_queries(14):
        answer = client.get(reverse("actions:means", args=[region.slug]))
    assert len(answer.context["overview"].actions) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_books_of_many_regions_ask_six_queries(rows, django_assert_num_queries):
    regions = [SpendingFactory().action.programme.region_id for _row in range(rows)]
    with django_assert_num_queries(6):
        books = books_of(regions)
    assert {pk: book.sums(None) != Sums() for pk, book in books.items()} == dict.fromkeys(regions, True)
