import re
from datetime import date
from html import unescape

import pytest

from programmes import reference
from programmes.models import CatalogueEntry
from tests import factories


@pytest.fixture
def visitor(client, db, settings):
    settings.TODAY = date(2021, 7, 12)
    client.force_login(factories.UserFactory())
    return client


@pytest.fixture
def loaded(db):
    reference.load()


def text_of(response):
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_catalogue_leads_to_the_edition_in_force(visitor, loaded, settings):
    assert visitor.get("/catalogus/").headers["Location"] == "/catalogus/VGR4/"
    settings.TODAY = date(2020, 4, 30)
    assert visitor.get("/catalogus/").headers["Location"] == "/catalogus/VGR2/"


def test_catalogue_without_editions_says_what_to_do(visitor):
    words = text_of(visitor.get("/catalogus/"))
    assert "Er is nog geen catalogus. Een beheerder leest de referentiebestanden in." in words


def test_catalogue_edition_reads_as_its_edition(visitor, loaded):
    earlier, later = (text_of(visitor.get(f"/catalogus/{code}/")) for code in ("VGR2", "VGR4"))
    assert "1.4 Versterken lokale infrastructuur" in earlier
    assert "1.4 Versterken lokale infrastructuur" not in later
    assert "1.4 Forensisch medische expertise voor kinderen versterken" in later
    assert "Actielijn 2 Stoppen en duurzaam oplossen" in later
    assert "RV5 Borging" in later
    assert "Bouwstenen 17 Maatregelen 39" in later
    assert "2.2 Lokale (wijk)teams versterken Vierde voortgangsrapportage, hoofdstuk 4.2" in later


def test_catalogue_edition_puts_a_measure_under_its_block(visitor, loaded):
    block = CatalogueEntry.objects.get(edition__code="VGR4", title="MDA++")
    CatalogueEntry.objects.filter(edition__code="VGR4", code="M26").update(parent=block)
    page = visitor.get("/catalogus/VGR4/").content.decode()
    assert "<li>2.3 MDA++<ul><li>M26 Criteria voor de inrichting van MDA++</li></ul></li>" in page


@pytest.mark.parametrize("number", [1, 3])
def test_catalogue_edition_asks_as_much_for_any_number(visitor, number, django_assert_num_queries):
    edition = factories.CatalogueEditionFactory()
    for position in range(number):
        line = CatalogueEntry.objects.create(
            edition=edition, line=factories.ActionLineFactory(), code=f"{position}", title="Lijn"
        )
        CatalogueEntry.objects.create(
            edition=edition, block=factories.BuildingBlockFactory(), parent=line, code=f"{position}.1", title="Blok"
        )
    with django_assert_num_queries(7):  # session, user, rights, edition, editions, entries, front-runners
        visitor.get(edition.get_absolute_url())


def test_catalogue_changes_are_told_in_words(visitor, loaded):
    words = text_of(visitor.get("/catalogus/verschillen/"))
    assert "naar Editie mei 2020 : 1 verplaatst, 1 gesplitst, 3 met een andere naam." in words
    assert (
        "1.4 Versterken lokale infrastructuur stond in Eerder en beter in beeld en staat nu in "
        "Stoppen en duurzaam oplossen, als 2.2 Lokale (wijk)teams versterken."
    ) in words
    assert (
        "2.1 Multidisciplinair en systeemgericht werken is gesplitst in 2.1 Visie gefaseerde ketenzorg en 2.3 MDA++."
    ) in words
    assert "2.2 Traumascreening heet nu 2.4 Trauma." in words
    assert words.index("Verplaatst") < words.index("Gesplitst") < words.index("Ging door zoals het was (58)")


def test_catalogue_changes_of_the_first_edition_say_there_are_none(visitor, loaded):
    words = text_of(visitor.get("/catalogus/verschillen/", {"editie": "VGR2"}))
    assert "Er is geen eerdere editie om mee te vergelijken." in words


def test_catalogue_changes_ask_as_much_for_any_number(visitor, loaded, django_assert_num_queries):
    with django_assert_num_queries(9):
        visitor.get("/catalogus/verschillen/")


@pytest.mark.parametrize("url", ["/catalogus/VGR9/", "/catalogus/verschillen/?editie=VGR9"])
def test_unknown_edition_is_not_found(visitor, loaded, url):
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize("url", ["/catalogus/", "/catalogus/VGR4/", "/catalogus/verschillen/"])
def test_catalogue_asks_to_sign_in(client, db, url):
    assert client.get(url).headers["Location"] == f"/aanmelden/?next={url}"
