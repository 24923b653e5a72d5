from datetime import date
from shutil import copytree, ignore_patterns

import pytest

from regions import reference
from regions.models import (
    AreaMembership,
    CentreMembership,
    CentreMunicipality,
    Municipality,
    MunicipalitySuccession,
    Region,
    RegionMembership,
    VeiligThuisArea,
)
from regions.reference.files import ReferenceFileError


@pytest.fixture
def directory(tmp_path):
    """A copy of the files that a test may spoil."""
    copy = tmp_path / "eigen" / "regions"
    copytree(reference.DIRECTORY, copy, ignore=ignore_patterns("*.py", "__pycache__"))
    return copy


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def problems_of(directory):
    with pytest.raises(ReferenceFileError) as caught:
        reference.load(directory)
    return caught.value.problems


def test_load_fills_every_table(loaded):
    counts = [model.objects.count() for model in (Region, VeiligThuisArea, Municipality, MunicipalitySuccession)]
    assert counts == [28, 27, 405, 69]
    assert CentreMunicipality.objects.count() == 35
    assert Municipality.objects.filter(valid_to__isnull=False).count() == 63
    assert [report.added for report in loaded.values()] == [28, 27, 405, 69, 35, 405, 438, 405]


def test_load_twice_changes_nothing(loaded):
    again = reference.load()
    assert [(report.added, report.changed, report.kept) for report in again] == [(0, 0, 0)] * 8
    assert [report.unchanged for report in again] == [28, 27, 405, 69, 35, 405, 438, 405]
    assert str(again[0]) == "Regio’s: 0 toegevoegd, 0 gewijzigd, 28 ongewijzigd"


@pytest.mark.parametrize(
    ("on", "municipalities"),
    [
        (date(2017, 6, 1), 388),
        (date(2018, 1, 1), 380),
        (date(2019, 1, 1), 355),
        (date(2020, 12, 31), 355),
        (date(2021, 1, 1), 352),
        (date(2022, 1, 1), 345),
        (date(2022, 3, 24), 344),
        (date(2023, 1, 1), 342),
    ],
)
def test_municipalities_counted_on_a_date(loaded, on, municipalities):
    assert Municipality.objects.valid(on).count() == municipalities


@pytest.mark.parametrize("model", [RegionMembership, AreaMembership, CentreMembership])
def test_every_municipality_has_one_membership_of_each_kind(loaded, model):
    for on in (date(2018, 1, 1), date(2020, 12, 31), date(2022, 3, 24), date(2026, 1, 1)):
        assert model.objects.current(on).count() == Municipality.objects.valid(on).count()


@pytest.mark.parametrize("model", [RegionMembership, AreaMembership, CentreMembership])
def test_ended_municipalities_take_over_what_their_successors_agree_on(loaded, model):
    assert model.objects.filter(is_derived=True).count() == 61
    explicit = model.objects.filter(is_derived=False, municipality__valid_to__isnull=False)
    assert sorted(explicit.values_list("municipality__name", flat=True)) == ["Haaren", "Weesp"]


def test_derived_membership_tells_where_it_comes_from(loaded):
    membership = RegionMembership.objects.get(municipality__name="Winsum")
    assert (membership.target.code, membership.valid_from) == ("GHNT-GRN", date(2018, 1, 1))
    assert membership.source == "Afgeleid van Het Hogeland, Westerkwartier"
    assert membership.get_confidence_display() == "hoog"


def test_derived_membership_is_left_out_where_successors_differ(db, directory):
    replace(directory / "region_memberships.csv", "GM0788,GHNT-NOB", "GM0757,GHNT-MBR")
    text = (directory / "region_memberships.csv").read_text("utf-8").splitlines()
    kept = [line for line in text if not line.startswith("GM0757,GHNT-MBR")]
    (directory / "region_memberships.csv").write_text("\n".join(kept), "utf-8")
    reference.load(directory)
    assert not RegionMembership.objects.filter(municipality__name="Haaren").exists()


def test_areas_of_brabant_became_one_in_2023(loaded):
    before = AreaMembership.objects.current(date(2022, 12, 31)).values_list("target__code", flat=True)
    after = AreaMembership.objects.current(date(2023, 1, 1)).values_list("target__code", flat=True)
    assert sorted({*before} - {*after}) == ["VT16", "VT26"]
    assert {*after} - {*before} == {"VT27"}
    assert list(after).count("VT27") == 31


def test_addresses_of_municipalities_are_unique_and_stay(loaded, directory):
    assert Municipality.objects.get(cbs_code="GM0893").slug == "bergen-l"
    replace(directory / "municipalities.csv", "GM0893,Bergen (L.)", "GM0893,Bergen in Limburg")
    reference.load(directory)
    changed = Municipality.objects.get(cbs_code="GM0893")
    assert (changed.name, changed.slug) == ("Bergen in Limburg", "bergen-l")


def test_address_gets_the_code_when_the_name_is_taken(db, directory):
    replace(directory / "municipalities.csv", "GM0893,Bergen (L.)", "GM0893,Utrecht")
    reference.load(directory)
    slugs = Municipality.objects.filter(name="Utrecht").order_by("cbs_code").values_list("slug", flat=True)
    assert list(slugs) == ["utrecht", "utrecht-gm0893"]


def test_correction_of_an_administrator_stays(loaded, directory):
    hattem = RegionMembership.objects.get(municipality__name="Hattem")
    hattem.target, hattem.source = Region.objects.get(code="GHNT-IJS"), "beheer: besluit van de regio"
    hattem.save()
    replace(directory / "regions.csv", "GHNT-TWE,Twente,", "GHNT-TWE,Twente en omstreken,")
    regions, *_rest, memberships, _areas, _centres = reference.load(directory)
    assert (regions.changed, regions.unchanged) == (1, 27)
    assert str(memberships).endswith("0 toegevoegd, 0 gewijzigd, 404 ongewijzigd, 1 zelf gewijzigd")
    hattem.refresh_from_db()
    assert hattem.target.code == "GHNT-IJS"


def test_bad_date_names_file_line_and_column(db, directory):
    replace(directory / "veilig_thuis_areas.csv", "VT27,Oost-Brabant,2023-01-01", "VT27,Oost-Brabant,2023-02-30")
    assert problems_of(directory) == [
        "eigen/regions/veilig_thuis_areas.csv, regel 28, kolom valid_from: “2023-02-30” is geen datum. "
        "Schrijf jaar-maand-dag, bijvoorbeeld 2021-01-31."
    ]
    assert Region.objects.count() == 0


def test_unknown_codes_are_all_named(db, directory):
    path = directory / "region_memberships.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[1] = lines[1].replace("GHNT-", "GHNX-")
    lines[3] = "GM9999" + lines[3][6:]
    path.write_text("\n".join(lines), "utf-8")
    first, second = problems_of(directory)
    assert first.startswith("eigen/regions/region_memberships.csv, regel 2, kolom target: De code “GHNX-")
    assert first.endswith("bestaat niet. Kies een code uit regions.csv.")
    assert second == (
        "eigen/regions/region_memberships.csv, regel 4, kolom municipality: De code “GM9999” bestaat niet. "
        "Kies een code uit municipalities.csv."
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("regions.csv", "GHNT-GRN,Groningen", "GHNT-GRN,", "regel 2, kolom name: Deze cel is leeg."),
        ("regions.csv", "groningen,0,4", "groningen,nul,4", "regel 2, kolom tile_row: “nul” is geen getal."),
        ("regions.csv", "slug,tile_row", "adres,tile_row", "regel 1, kolom slug: Deze kolom ontbreekt."),
        ("regions.csv", "GHNT-FRL,Fryslân", "GHNT-GRN,Fryslân", "regel 3, kolom code: Deze regel staat er twee keer."),
        ("regions.csv", "GHNT-FRL,Fryslân", "GHNT-FRL,Frys,lân", "regel 3, kolom source: Deze regel heeft 10 cellen"),
        ("regions.csv", "fryslan,0,3", "frys lan,0,3", "regel 3, kolom slug: Voer een geldige"),
        ("veilig_thuis_areas.csv", "Oost-Brabant,2023-01-01,", "Oost-Brabant,2023-01-01,2023-01-01",
         "regel 28, kolom valid_to: De einddatum ligt niet na 2023-01-01."),
        ("successions.csv", "2022-03-24,absorption", "2022-03-25,absorption",
         "kolom on: Op deze datum eindigt Weesp niet."),
        ("successions.csv", "2022-03-24,absorption", "2022-03-24,fusie", "kolom kind: De code “fusie” bestaat niet."),
        ("region_memberships.csv", "GM1979,GHNT-GRN,2021-01-01", "GM1979,GHNT-GRN,2020-12-31",
         "kolom valid_from: Op deze datum bestond Eemsdelta niet."),
    ],
)  # fmt: skip
def test_mistake_in_a_file_is_pointed_at(db, directory, file, old, new, where):
    replace(directory / file, old, new)
    (problem,) = problems_of(directory)
    assert problem.startswith(f"eigen/regions/{file}, regel ")
    assert where in problem


def test_missing_file_is_named(db, directory):
    (directory / "successions.csv").unlink()
    assert problems_of(directory) == ["eigen/regions/successions.csv: Dit bestand ontbreekt. Zet het terug."]
    assert Municipality.objects.count() == 0


def test_file_that_is_no_utf8_is_named(db, directory):
    (directory / "regions.csv").write_bytes("code,name\nX,Fryslân".encode("latin-1"))
    (problem,) = problems_of(directory)
    assert problem == "eigen/regions/regions.csv: Dit bestand is geen UTF-8. Bewaar het als UTF-8."
