import pytest

from actions.models import SavedView
from actions.saved_views import clean_query
from regions.models import Role
from tests.factories import ActionFactory, RegionFactory, UserFactory

URL = "/regio/rivierenland/acties/weergaven/"


@pytest.fixture
def view(leader, region):
    return SavedView.objects.create(region=region, owner=leader, name="Te laat", query="telaat=ja")


@pytest.fixture
def shared(region):
    return SavedView.objects.create(region=region, owner=UserFactory(), name="Samen", is_shared=True)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("fase=preparation&page=3&kiezen=1", "fase=preparation"),
        ("kolommen=fase&kolommen=koers", "kolommen=fase&kolommen=koers"),
        ("next=https%3A%2F%2Fkwaad.example&csrfmiddlewaretoken=x&zoek=", ""),
        ("programma=12&sorteer=-einddatum", "sorteer=-einddatum"),
    ],
)
def test_clean_query_keeps_known_parameters_with_a_value(given, kept):
    assert clean_query(given) == kept


def test_saved_view_is_made_from_the_list_and_stands_above_it(client, leader, node):
    ActionFactory(node=node)
    form = client.get(f"{URL}nieuw/?telaat=ja&page=2").context["form"]
    answer = client.post(f"{URL}nieuw/", {"name": " Te laat ", "query": form["query"].value()})
    assert answer.url == "/regio/rivierenland/acties/?telaat=ja"
    made = SavedView.objects.get()
    assert (made.name, made.owner, made.is_shared) == ("Te laat", leader, False)
    assert 'href="/regio/rivierenland/acties/?telaat=ja">Te laat</a>' in client.get(answer.url).content.decode()


def test_saved_view_form_cannot_smuggle_parameters(client, leader, region):
    client.post(f"{URL}nieuw/", {"name": "Vreemd", "query": "telaat=ja&x=<script>"})
    assert SavedView.objects.get().query == "telaat=ja"


@pytest.mark.parametrize(("name", "words"), [("", "Geef de weergave een naam"), ("Te laat", "al een weergave")])
def test_saved_view_asks_for_a_name_of_its_own(client, view, name, words):
    answer = client.post(f"{URL}nieuw/", {"name": name, "query": ""})
    assert words in answer.content.decode()
    assert SavedView.objects.count() == 1


def test_saved_view_of_somebody_else_is_seen_only_when_shared(client, view, shared, region):
    SavedView.objects.create(region=region, owner=UserFactory(), name="Geheim")
    SavedView.objects.create(region=RegionFactory(), owner=UserFactory(), name="Elders", is_shared=True)
    text = client.get(URL).content.decode()
    assert "Te laat" in text
    assert "Samen" in text
    assert "Geheim" not in text
    assert "Elders" not in text


def test_saved_view_is_renamed_and_shared_by_its_owner_alone(client, sign_in, view):
    client.post(f"{URL}{view.pk}/", {"name": "Achter", "is_shared": "on", "query": view.query})
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Achter", True)
    sign_in(Role.EDITOR)
    assert client.get(f"{URL}{view.pk}/").status_code == 403
    assert client.post(f"{URL}{view.pk}/weghalen/").status_code == 403
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_saved_view_that_is_shared_may_be_removed_by_the_leader(client, leader, shared):
    assert client.post(f"{URL}{shared.pk}/weghalen/").url == URL
    assert not SavedView.objects.filter(pk=shared.pk).exists()


def test_saved_view_that_is_not_shared_does_not_exist_for_others(client, sign_in, view):
    sign_in(Role.LEADER)
    assert client.post(f"{URL}{view.pk}/weghalen/").status_code == 404
    assert client.get(f"{URL}{view.pk}/").status_code == 404


def test_saved_view_is_not_shared_from_outside_the_region(client, sign_in, region):
    sign_in(Role.NATIONAL)
    client.post(f"{URL}nieuw/", {"name": "Landelijk", "is_shared": "on", "query": ""})
    assert SavedView.objects.get().is_shared is False
