from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from ghnt.ui.editing import EditConflictError
from programmes import council_promises
from programmes.council_promises import PromiseState, promises_of, save_promise, state_of
from programmes.models import CouncilPromise
from regions.models import Role
from tests import factories
from tests.programmes.adopting import *  # noqa: F403  fixtures
from tests.programmes.adopting import url

ON = date(2021, 7, 12)
SAID = {"text": "De raad krijgt een brief.", "made_by": "Wethouder", "due": "1 september 2021"}


@pytest.fixture
def promises(region, municipalities):
    made = factories.CouncilPromiseFactory
    return {
        "late": made(region=region, municipality=municipalities[0], text="Te laat", due=date(2021, 7, 11)),
        "today": made(region=region, municipality=municipalities[0], text="Vandaag", due=ON),
        "undated": made(region=region, municipality=municipalities[1], text="Zonder datum", due=None),
        "answered": made(
            region=region,
            municipality=municipalities[1],
            text="Beantwoord",
            due=date(2021, 5, 1),
            answered_on=date(2021, 6, 1),
            letter="Brief",
        ),
    }


def test_promises_are_listed_late_first_and_answered_last(region, promises):
    found = [one.text for one in promises_of(region, on=ON)]
    assert found == ["Te laat", "Vandaag", "Zonder datum", "Beantwoord"]
    states = {name: state_of(one, on=ON) for name, one in promises.items()}
    assert states == {
        "late": PromiseState.LATE,
        "today": PromiseState.OPEN,
        "undated": PromiseState.OPEN,
        "answered": PromiseState.ANSWERED,
    }


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("stand=te-laat", ["Te laat"]),
        ("stand=open", ["Te laat", "Vandaag", "Zonder datum"]),
        ("stand=beantwoord", ["Beantwoord"]),
        ("gemeente=culemborg", ["Zonder datum", "Beantwoord"]),
    ],
)
def test_promise_list_and_workbook_filter_alike(client, leader, promises, query, shown):
    answer = client.get(f"{url('promise_list')}?{query}")
    assert [line.promise.text for line in answer.context["page"].lines] == shown
    book = client.get(f"{url('promise_workbook')}?{query}")
    sheet = load_workbook(BytesIO(b"".join(book.streaming_content)))["Toezeggingen"]
    assert [row[1] for row in sheet.values][1:] == shown


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"answered_on": date(2021, 7, 13), "letter": "Brief"}, "answered_on"),
        ({"answered_on": date(2021, 7, 12)}, "letter"),
        ({"letter": "Brief"}, "answered_on"),
    ],
)
def test_save_promise_refuses_half_an_answer(region, municipalities, values, field):
    promise = CouncilPromise(region=region, municipality=municipalities[0], text="Een brief.", **values)
    with pytest.raises(ValidationError) as refusal:
        save_promise(promise=promise, seen_version=None)
    assert list(refusal.value.message_dict) == [field]


def test_promise_form_says_at_the_field_what_is_wrong(client, leader, municipalities):
    answer = {"answered_on": "3 september 2022", "municipality": municipalities[0].pk}
    form = client.post(url("promise_create"), SAID | answer).context["form"]
    assert form.errors == {
        "answered_on": [council_promises.IN_FUTURE],
        "letter": [council_promises.NO_LETTER],
    }


def test_save_promise_twice_makes_one_and_the_loser_of_a_race_is_told(region, municipalities):
    values = {"region": region, "municipality": municipalities[0], "text": "Een brief."}
    first = save_promise(promise=CouncilPromise(**values), seen_version=None)
    assert save_promise(promise=CouncilPromise(**values), seen_version=None) == first
    save_promise(promise=first, seen_version=0)
    with pytest.raises(EditConflictError):
        save_promise(promise=CouncilPromise.objects.get(), seen_version=0)


def test_promise_form_adds_changes_and_shows_both_texts(client, leader, municipalities):
    client.post(url("promise_create"), SAID | {"municipality": municipalities[0].pk})
    promise = CouncilPromise.objects.get()
    assert (promise.text, promise.due) == ("De raad krijgt een brief.", date(2021, 9, 1))
    page = url("promise_update", promise.pk)
    answer = {"answered_on": "1 juli 2021", "letter": "Brief van 1 juli", "seen_version": 0}
    client.post(page, SAID | answer | {"municipality": municipalities[0].pk})
    late = client.post(page, SAID | {"text": "Van mij.", "municipality": municipalities[0].pk, "seen_version": 0})
    assert late.status_code == 409
    assert "Van mij." in late.content.decode()
    promise.refresh_from_db()
    assert (promise.letter, promise.history.count()) == ("Brief van 1 juli", 2)


def test_officer_writes_promises_of_the_own_council_only(client, sign_in, promises, municipalities):
    sign_in(Role.MUNICIPAL, municipality=municipalities[0])
    text = client.get(url("promise_list")).content.decode()
    assert url("promise_update", promises["late"].pk) in text
    assert url("promise_update", promises["undated"].pk) not in text
    assert client.get(url("promise_update", promises["undated"].pk)).status_code == 403
    assert client.post(url("promise_remove", promises["undated"].pk)).status_code == 403
    client.post(url("promise_create"), SAID | {"municipality": municipalities[1].pk})
    client.post(url("promise_update", promises["late"].pk), SAID | {"municipality": municipalities[1].pk})
    assert CouncilPromise.objects.count() == 4
    promises["late"].refresh_from_db()
    assert promises["late"].municipality == municipalities[0]


def test_removed_promise_lies_in_the_bin_and_comes_back(client, leader, promises):
    client.post(url("promise_remove", promises["late"].pk))
    assert "Te laat" not in [line.promise.text for line in client.get(url("promise_list")).context["page"].lines]
    assert "Te laat" in client.get(reverse("bin", args=["rivierenland"])).content.decode()
    client.post(reverse("bin_restore", args=["rivierenland", "toezegging", promises["late"].pk]))
    assert council_promises.promises_of(promises["late"].region, on=ON).count() == 4


@pytest.mark.parametrize("number", [1, 60])
def test_promise_list_takes_the_same_queries_for_more_promises(
    client, leader, region, municipalities, number, django_assert_num_queries
):
    for place in range(number):
        factories.CouncilPromiseFactory(region=region, municipality=municipalities[place % 3])
    client.get(url("promise_list"))
    with django_assert_num_queries(11):
        client.get(url("promise_list"))
