"""National programmes that follow each other: a new one, its catalogue, and which blocks go on as which."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.succession.mapping import block_map
from programmes.models import BuildingBlock, CatalogueLink, Programme
from programmes.national.continuing import ContinuingConflictError, continuing_from, save_continuing
from programmes.national.first_edition import make_first_edition, read_lines
from programmes.national.successors import begin_programme
from regions.models import Role
from tests.factories import ProgrammeFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db
OLD = "1 Eerder in beeld\n1.1 Bespreekbaar maken\n1.2 Lokale teams\n1.2.1 Training"
NEW = "1 Veilig en samen\n1.1 Bespreekbaar maken\n1.2 Teams in de buurt\n1.3 Iets nieuws"


@pytest.fixture
def old():
    programme = ProgrammeFactory()
    make_edition(programme, "oud", OLD)
    return programme


@pytest.fixture
def new(old):
    programme = begin_programme(name="Toekomst", abbreviation="TKS", valid_from=date(2022, 6, 1), follows=old)
    make_edition(programme, "nieuw", NEW)
    old.refresh_from_db()
    return programme


def make_edition(programme, code, text):
    return make_first_edition(
        programme=programme, code=code, name=code, valid_from=programme.valid_from, source="", lines=read_lines(text)
    )


@pytest.fixture
def national(client):
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=Role.NATIONAL)
    client.force_login(user)
    return user


def test_programme_ends_where_its_successor_begins(old, new):
    assert (old.successor, old.valid_to) == (new, date(2022, 6, 1))


@pytest.mark.parametrize(
    ("name", "begins", "message"),
    [
        ("Geweld hoort nergens thuis", date(2023, 1, 1), "staat er al"),
        ("Nog een", date(2023, 1, 1), "heeft al een opvolger: ‘Toekomst’"),
    ],
)
def test_programme_that_cannot_follow_is_refused(old, new, name, begins, message):
    with pytest.raises(ValidationError, match=message):
        begin_programme(name=name, abbreviation="NE", valid_from=begins, follows=old)
    assert Programme.objects.count() == 2


def test_successor_begins_after_its_predecessor(old):
    with pytest.raises(ValidationError, match="begint zelf op 1 april 2018"):
        begin_programme(name="Te vroeg", abbreviation="TV", valid_from=date(2018, 4, 1), follows=old)
    assert Programme.objects.count() == 1


def test_lines_become_lines_blocks_and_measures(old):
    edition = old.editions.get()
    told = [
        (entry.code, entry.title, entry.line_id and entry.line.key, entry.block_id and entry.block.key, entry.parent)
        for entry in edition.entries.order_by("order")
    ]
    line, _first, second = edition.entries.order_by("order")[:3]
    assert told == [
        ("1", "Eerder in beeld", "AL1", None, None),
        ("1.1", "Bespreekbaar maken", None, "AL1-B1", line),
        ("1.2", "Lokale teams", None, "AL1-B2", line),
        ("1.2.1", "Training", None, None, second),
    ]


def test_every_wrong_line_is_told():
    with pytest.raises(ValidationError) as refused:
        read_lines(f"Zonder nummer\n1 Lijn\n1 Nog een\n2.1 Zonder lijn\n1.1 {'x' * 201}")
    assert refused.value.messages == [
        "Regel 1, ‘Zonder nummer’: begin met een nummer, bijvoorbeeld 1, 1.2 of 1.2.3, en dan de titel.",
        "Regel 3, ‘1 Nog een’: dit nummer staat er al. Geef de regel een ander nummer.",
        "Regel 4, ‘2.1 Zonder lijn’: regel 2 ontbreekt. Zet die erboven.",
        f"Regel 5, ‘1.1 {'x' * 56}’: deze titel is langer dan 200 tekens. Kort hem in.",
    ]


def test_second_catalogue_is_refused(old):
    with pytest.raises(ValidationError, match="al een catalogus"):
        make_edition(old, "weer", NEW)


def keys(continuing):
    return {entry.title: entry.pk for entry in continuing}


def test_blocks_go_on_as_chosen(old, new):
    shown = continuing_from(old)
    before, after = keys(shown.before), keys(shown.after)
    chosen = {
        before["Bespreekbaar maken"]: [after["Bespreekbaar maken"]],
        before["Lokale teams"]: [after["Teams in de buurt"], after["Iets nieuws"]],
    }
    assert save_continuing(programme=old, chosen=chosen, seen=shown.seen) == 2
    kinds = CatalogueLink.objects.order_by("pk").values_list("earlier__title", "later__title", "kind")
    assert list(kinds) == [
        ("Bespreekbaar maken", "Bespreekbaar maken", "continues"),
        ("Lokale teams", "Teams in de buurt", "split"),
        ("Lokale teams", "Iets nieuws", "split"),
    ]
    teams = BuildingBlock.objects.get(programme=old, key="AL1-B2")
    blocks = {block.key: block.pk for block in BuildingBlock.objects.filter(programme=new)}
    assert block_map(old, new).of(teams.pk) == (blocks["AL1-B2"], blocks["AL1-B3"])
    assert continuing_from(old).sentence == "2 bouwstenen: 2 gaan verder, 0 niet."


def test_links_of_a_colleague_are_not_overwritten(old, new):
    shown = continuing_from(old)
    before, after = keys(shown.before), keys(shown.after)
    mine = {before["Bespreekbaar maken"]: [after["Iets nieuws"]]}
    theirs = {before["Lokale teams"]: [after["Teams in de buurt"]]}
    save_continuing(programme=old, chosen=theirs, seen=shown.seen)
    with pytest.raises(ContinuingConflictError):
        save_continuing(programme=old, chosen=mine, seen=shown.seen)
    assert CatalogueLink.objects.get().earlier.title == "Lokale teams"


def test_key_of_another_catalogue_links_nothing(old, new):
    shown = continuing_from(old)
    one, other = shown.before[0].pk, shown.before[1].pk
    assert save_continuing(programme=old, chosen={one: [other], other: [10**9]}, seen=shown.seen) == 0
    assert not CatalogueLink.objects.exists()


def test_national_team_adds_programme_catalogue_and_links(client, national, old):
    client.post(
        reverse("programmes:national_programme_create"),
        {"name": "Toekomst", "abbreviation": "TKS", "valid_from": "1 juni 2022", "follows": old.pk},
    )
    after = Programme.objects.get(slug="tks")
    client.post(
        reverse("programmes:first_edition_create", args=["tks"]),
        {"name": "Editie 2022", "code": "tks-2022", "valid_from": "1 juni 2022", "source": "", "lines": NEW},
    )
    assert after.editions.get().entries.count() == 4
    old.refresh_from_db()
    shown = continuing_from(old)
    address = reverse("programmes:continuing_edit", args=[old.slug])
    assert "2 bouwstenen: 0 gaan verder, 2 niet." in client.get(address).content.decode()
    data = {"seen": shown.seen, f"block_{shown.before[0].pk}": [shown.after[0].pk]}
    answer = client.post(address, data)
    assert answer.url == reverse("programmes:national_programme_list")
    assert CatalogueLink.objects.get().kind == "continues"
    again = client.post(address, {"seen": shown.seen, f"block_{shown.before[1].pk}": [shown.after[1].pk]})
    assert again.status_code == 409
    assert "Een collega wijzigde intussen de verbanden." in again.content.decode()


def test_wrong_lines_stay_in_the_form(client, national, old):
    new = begin_programme(name="Toekomst", abbreviation="TKS", valid_from=date(2022, 6, 1), follows=old)
    page = client.post(
        reverse("programmes:first_edition_create", args=["tks"]),
        {"name": "Editie", "code": "tks-1", "valid_from": "1 juni 2022", "source": "", "lines": "Zonder nummer"},
    ).content.decode()
    assert "Regel 1, ‘Zonder nummer’" in page
    assert ">\nZonder nummer</textarea>" in page
    assert not new.editions.exists()
