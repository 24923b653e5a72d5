from datetime import date

import pytest

from programmes import catalogue, catalogue_changes, reference
from programmes.models import (
    ActionLine,
    BuildingBlock,
    CatalogueEdition,
    CatalogueEntry,
    CatalogueLink,
    Condition,
    Measure,
    Programme,
)
from tests import factories


@pytest.fixture
def editions(db):
    reference.load()
    return {edition.code: edition for edition in CatalogueEdition.objects.all()}


def key_of(model, key):
    return model.objects.get(key=key).pk


def test_load_fills_every_table(editions):
    counts = [model.objects.count() for model in (ActionLine, BuildingBlock, Measure, Condition)]
    assert counts == [3, 19, 39, 5]
    assert {code: edition.entries.count() for code, edition in editions.items()} == {"VGR2": 63, "VGR4": 64}
    assert {code: edition.entries.filter(block__isnull=False).count() for code, edition in editions.items()} == {
        "VGR2": 16,
        "VGR4": 17,
    }
    kinds = CatalogueLink.objects.values_list("kind", flat=True)
    assert {kind: list(kinds).count(kind) for kind in set(kinds)} == {
        "continues": 58,
        "renamed": 3,
        "moved": 1,
        "split": 2,
    }
    assert Programme.objects.get(slug="ghnt").successor.abbreviation == "TKS"


def test_load_twice_changes_nothing(editions):
    again = reference.load()
    assert [(report.added, report.changed, report.kept) for report in again] == [(0, 0, 0)] * len(again)
    assert [report.unchanged for report in again][:8] == [2, 2, 3, 19, 39, 5, 127, 64]


def test_load_leaves_a_corrected_link_and_entry(editions):
    CatalogueLink.objects.filter(kind="moved").update(kind="continues")
    entry = CatalogueEntry.objects.filter(code="1.1").first()
    entry.title, entry.source = "Bespreekbaar maken en houden", "beheer: rapport van 2019"
    entry.save()
    kept = {report.table: report.kept for report in reference.load()}
    assert (kept["Verbanden tussen edities"], kept["Regels van de catalogus"]) == (1, 1)
    assert CatalogueLink.objects.filter(kind="moved").count() == 0


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2018, 6, 1), "VGR2"), (date(2020, 4, 30), "VGR2"), (date(2020, 5, 1), "VGR4"), (date(2023, 1, 1), "VGR4")],
)
def test_edition_in_force_is_the_newest_that_held(editions, on, code):
    assert catalogue.edition_in_force(on=on) == editions[code]


def test_titles_word_identities_as_the_edition_does(editions, django_assert_num_queries):
    block = key_of(BuildingBlock, "AL2-B2")
    with django_assert_num_queries(1):
        earlier = catalogue.titles(editions["VGR2"])
    later = catalogue.titles(editions["VGR4"])
    assert str(earlier.blocks[block]) == "2.2 Traumascreening"
    assert str(later.blocks[block]) == "2.4 Trauma"
    assert str(later.lines[key_of(ActionLine, "AL3")]) == "3 Specifieke groepen"
    assert str(later.measures[key_of(Measure, "M01")]) == "M01 Publiekscampagne"
    assert str(later.conditions[key_of(Condition, "RV1")]) == "RV1 Integrale sturing"


def test_titles_fall_back_on_the_nearest_edition(editions):
    gone, new = key_of(BuildingBlock, "AL1-B4"), key_of(BuildingBlock, "AL2-B7")
    later, earlier = catalogue.titles(editions["VGR4"]).blocks[gone], catalogue.titles(editions["VGR2"]).blocks[new]
    assert (str(later), later.edition) == ("1.4 Versterken lokale infrastructuur", "VGR2")
    assert (str(earlier), earlier.edition) == ("2.2 Lokale (wijk)teams versterken", "VGR4")


def test_titles_prefer_the_nearest_earlier_edition(db):
    block = factories.BuildingBlockFactory()
    for code, year in (("a", 2018), ("b", 2019), ("c", 2020), ("d", 2021)):
        edition = factories.CatalogueEditionFactory(code=code, name=code, valid_from=date(year, 1, 1))
        if code != "c":
            CatalogueEntry.objects.create(edition=edition, block=block, code="1.1", title=f"Zoals in {code}")
    found = catalogue.titles(CatalogueEdition.objects.get(code="c"))
    assert found.blocks[block.pk].title == "Zoals in b"


def test_titles_offer_only_what_the_edition_knows(editions):
    groups = catalogue.titles(editions["VGR4"]).block_groups()
    assert [(line, len(blocks)) for line, blocks in groups] == [
        ("1 Eerder en beter in beeld", 4),
        ("2 Stoppen en duurzaam oplossen", 7),
        ("3 Specifieke groepen", 6),
    ]
    measures = catalogue.titles(editions["VGR4"]).measure_groups()
    assert [len(found) for _line, found in measures] == [7, 7, 6, 19]
    assert measures[-1][0] == "Zonder actielijn"


def test_changes_put_every_entry_in_one_place(editions):
    changes = catalogue_changes.changes_into(editions["VGR4"])
    assert changes.sentence == "1 verplaatst, 1 gesplitst, 3 met een andere naam"
    (moved,), (split,) = changes.moved, changes.split
    assert (moved.earlier.title, moved.later[0].title) == (
        "Versterken lokale infrastructuur",
        "Lokale (wijk)teams versterken",
    )
    assert [entry.title for entry in split.later] == ["Visie gefaseerde ketenzorg", "MDA++"]
    assert [change.later[0].title for change in changes.renamed] == [
        "Forensisch medische expertise voor kinderen versterken",
        "Trauma",
        "Slachtoffers schadelijke praktijken",
    ]
    assert (len(changes.continued), changes.added, changes.gone) == (58, [], [])


def test_changes_show_what_is_new_and_gone(editions):
    CatalogueLink.objects.filter(kind="moved").delete()
    changes = catalogue_changes.changes_into(editions["VGR4"])
    assert [entry.title for entry in changes.added] == ["Lokale (wijk)teams versterken"]
    assert [entry.title for entry in changes.gone] == ["Versterken lokale infrastructuur"]


def test_first_edition_changes_nothing(editions):
    assert catalogue_changes.changes_into(editions["VGR2"]) is None
    assert catalogue_changes.edition_with_changes() == editions["VGR4"]
