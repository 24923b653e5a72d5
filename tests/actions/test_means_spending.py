"""Bestedingen bijwerken: one page a year, all rows saved or none, nothing of a colleague lost."""

from decimal import Decimal

import pytest
from django.urls import reverse

from actions.means.spending import RowsChangedError, RowsRefusedError, SpendingValues, save_spendings
from actions.models import Spending
from regions.models import Role
from tests.factories import ActionCostFactory, ActionFactory, GrantFactory, SpendingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(node):
    return ActionFactory(node=node, title="Scholing")


@pytest.fixture
def url(region):
    return reverse("actions:means_spending", args=[region.slug, 2021])


def typed(key, spent="", committed="", grant="", note="", seen="", shown=()):
    """What a browser posts of a row: the fields, and hidden what they showed."""
    fields = {"grant": grant, "committed": committed, "spent": spent, "note": note}
    data = {f"{key}-{name}": value for name, value in fields.items()} | {f"{key}-seen_version": seen}
    return data | {f"initial-{key}-{name}": dict(shown).get(name, "") for name in fields}


def values(action, **row):
    given = {"grant": None, "committed": None, "spent": Decimal(5), "note": ""} | row
    return SpendingValues(key=f"rij-{action.pk}", action=action.pk, **given)


@pytest.mark.parametrize(
    ("written", "stored"),
    [("75.000", "75000"), ("1.234,50", "1234.50"), ("€ 75.000,-", "75000"), ("75 000", "75000"), ("0", "0")],
)
def test_spending_page_takes_amounts_as_dutch_people_write_them(client, leader, url, action, written, stored):
    assert client.post(url, typed(f"rij-{action.pk}-nieuw", spent=written)).status_code == 302
    assert Spending.objects.get().spent == Decimal(stored)


@pytest.mark.parametrize("blank", ["", "p.m.", "  "])
def test_spending_page_leaves_blanks_and_open_amounts_empty(client, leader, url, action, blank):
    client.post(url, typed(f"rij-{action.pk}-nieuw", spent=blank, committed="10"))
    row = Spending.objects.get()
    assert (row.committed, row.spent) == (Decimal(10), None)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("veel", "Vul een bedrag in, bijvoorbeeld 75.000."),
        ("-5", "Vul een bedrag van 0 euro of meer in."),
        ("99.999.999.999", "Dit bedrag is te groot. Vul een bedrag onder de 10 miljard euro in."),
        (
            "1,5,5",
            "‘1,5,5’ kan meer dan één bedrag zijn. Zet een punt tussen duizendtallen en een komma voor de centen, "
            "bijvoorbeeld 1.234,50.",
        ),
    ],
)
def test_spending_page_says_at_the_field_what_to_type(client, leader, url, node, action, written, words):
    other = ActionFactory(node=node)
    data = typed(f"rij-{action.pk}-nieuw", spent=written) | typed(f"rij-{other.pk}-nieuw", spent="10")
    answer = client.post(url, data)
    forms = {form.key: form for form in answer.context["forms"]}
    assert forms[f"rij-{action.pk}-nieuw"].errors["spent"] == [words]
    assert f'value="{written}"' in answer.text
    assert 'value="10"' in answer.text
    assert Spending.objects.count() == 0


def test_spending_page_saves_only_rows_that_somebody_touched(client, leader, url, node, action):
    stored = SpendingFactory(action=action, committed=Decimal(5000), spent=Decimal(4000))
    shown = {"committed": "5.000", "spent": "4.000"}
    Spending.objects.update(version=4, spent=Decimal(4500))  # a colleague, meanwhile
    other = ActionFactory(node=node)
    untouched = typed(f"rij-{action.pk}-{stored.pk}", spent="4.000", committed="5.000", seen="0", shown=shown)
    assert client.post(url, untouched | typed(f"rij-{other.pk}-nieuw", spent="1.250,50")).status_code == 302
    stored.refresh_from_db()
    assert (stored.spent, stored.version) == (Decimal(4500), 4)
    assert Spending.objects.get(action=other).spent == Decimal("1250.50")


def test_spending_conflict_keeps_both_and_saves_nothing(client, leader, url, node, action):
    stored = SpendingFactory(action=action, committed=Decimal(5000), spent=Decimal(4000))
    shown = {"committed": "5.000", "spent": "4.000"}
    Spending.objects.update(version=1, spent=Decimal(4500), note="Laatste factuur.")
    other = ActionFactory(node=node)
    key = f"rij-{action.pk}-{stored.pk}"
    data = typed(key, spent="4.200", committed="5.000", seen="0", shown=shown)
    answer = client.post(url, data | typed(f"rij-{other.pk}-nieuw", spent="77"))
    assert answer.status_code == 409
    assert Spending.objects.get().spent == Decimal(4500)
    for kept in ('value="4.200"', "€\xa04.500", "Laatste factuur.", 'value="77"'):
        assert kept in answer.text
    again = typed(key, spent="4.200", committed="5.000", seen="1", shown={"spent": "4.500"})
    assert client.post(url, again).status_code == 302
    assert Spending.objects.get().spent == Decimal(4200)


def test_spending_page_after_a_conflict_is_saved_as_it_stands(client, leader, url, action):
    """What the page of the conflict shows is posted again, hidden fields too."""
    stored = SpendingFactory(action=action, committed=Decimal(5000), spent=Decimal(4000))
    Spending.objects.update(version=1, spent=Decimal(4500))
    key = f"rij-{action.pk}-{stored.pk}"
    answer = client.post(url, typed(key, spent="4.200", committed="5.000", seen="0"))
    (form,) = answer.context["forms"]
    data = {field.html_name: field.value() or "" for field in form}
    data |= {f"initial-{key}-{name}": form.data.get(f"initial-{key}-{name}", "") for name in ("committed", "spent")}
    assert data[f"{key}-seen_version"] == "1"
    assert client.post(url, data).status_code == 302
    assert Spending.objects.get().spent == Decimal(4200)


def test_two_people_with_a_new_row_of_one_action_conflict(client, leader, url, action):
    SpendingFactory(action=action, committed=None, spent=Decimal(100))
    answer = client.post(url, typed(f"rij-{action.pk}-nieuw", spent="200"))
    assert answer.status_code == 409
    assert Spending.objects.get().spent == Decimal(100)
    (form,) = answer.context["forms"]
    assert form.key == f"rij-{action.pk}-{Spending.objects.get().pk}"


def test_row_that_a_colleague_took_away_is_told(client, leader, url, action):
    answer = client.post(url, typed(f"rij-{action.pk}-98765", spent="200", seen="3"))
    assert answer.status_code == 409
    assert "haalde deze regel intussen weg" in answer.text
    assert 'value="200"' in answer.text
    (form,) = answer.context["forms"]
    assert form.key == f"rij-{action.pk}-extra"


def test_same_new_row_twice_makes_one(region, action):
    assert save_spendings(region=region, year=2021, rows=[values(action)]) == 1
    assert save_spendings(region=region, year=2021, rows=[values(action)]) == 0
    assert Spending.objects.count() == 1


def test_emptied_row_goes(region, action):
    stored = SpendingFactory(action=action)
    save_spendings(region=region, year=2021, rows=[values(action, spent=None, pk=stored.pk)])
    assert not Spending.objects.exists()
    assert Spending.history.filter(history_type="-").count() == 1


def test_one_action_may_be_paid_from_two_grants(region, action):
    first, second = GrantFactory(region=region), GrantFactory(region=region)
    rows = [values(action, grant=first.pk), values(action, grant=second.pk)]
    assert save_spendings(region=region, year=2021, rows=rows) == 2


def test_one_grant_twice_at_one_action_is_refused(region, action):
    grant = GrantFactory(region=region)
    with pytest.raises(RowsRefusedError):
        save_spendings(region=region, year=2021, rows=[values(action, grant=grant.pk)] * 2)
    SpendingFactory(action=action, grant=grant)
    free = SpendingFactory(action=action)
    with pytest.raises(RowsRefusedError):
        save_spendings(region=region, year=2021, rows=[values(action, grant=grant.pk, pk=free.pk)])
    assert Spending.objects.filter(grant=grant).count() == 1


def test_foreign_action_and_grant_change_nothing(region, action):
    for row in (values(ActionFactory()), values(action, grant=GrantFactory().pk)):
        with pytest.raises(RowsRefusedError):
            save_spendings(region=region, year=2021, rows=[row])
    assert not Spending.objects.exists()


def test_foreign_rows_posted_to_the_page_change_nothing(client, leader, url, action):
    foreign = SpendingFactory(spent=Decimal(1))
    data = typed(f"rij-{foreign.action_id}-{foreign.pk}", spent="9", seen="0")
    data |= typed(f"rij-{action.pk}-{foreign.pk}", spent="9", seen="0")
    assert client.post(url, data).status_code == 409
    foreign.refresh_from_db()
    assert (foreign.spent, Spending.objects.count()) == (Decimal(1), 1)


def test_all_rows_or_none(region, node, action):
    stored = SpendingFactory(action=action)
    Spending.objects.update(version=2)
    other = ActionFactory(node=node)
    with pytest.raises(RowsChangedError):
        save_spendings(region=region, year=2021, rows=[values(other), values(action, pk=stored.pk)])
    assert Spending.objects.count() == 1


def test_spending_page_shows_actions_of_the_programme_and_their_plan(client, leader, url, action):
    ActionCostFactory(action=action, year=2021, amount=Decimal(7500))
    answer = client.get(url)
    (block,) = answer.context["page"].actions
    assert (block.row.action, block.row.sums.planned.words) == (action, "€\xa07.500")


def test_reader_may_not_fill_in(client, sign_in, url):
    sign_in(Role.READER)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("year", [1, 2014, 2051, 99999])
def test_spending_page_of_an_odd_year_does_not_exist(client, leader, region, year):
    assert client.get(reverse("actions:means_spending", args=[region.slug, year])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_spending_page_asks_a_constant_number_of_queries(
    client, leader, url, node, region, rows, django_assert_num_queries
):
    for _row in range(rows):
        SpendingFactory(action=ActionFactory(node=node), grant=GrantFactory(region=region))
    with django_assert_num_queries(14):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_saving_spendings_asks_two_queries_a_row(region, node, rows, django_assert_max_num_queries):
    given = [values(ActionFactory(node=node)) for _row in range(rows)]
    with django_assert_max_num_queries(6 + 3 * rows):
        save_spendings(region=region, year=2021, rows=given)
