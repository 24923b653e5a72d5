from io import StringIO
from shutil import copytree, ignore_patterns

import pytest
from django.core.management import CommandError, call_command

import programmes.reference
import regions.reference
from programmes.models import CatalogueEdition
from regions.models import Municipality


@pytest.fixture
def directory(tmp_path):
    """Both sets of files, to spoil."""
    for module, name in ((regions.reference, "regions"), (programmes.reference, "programmes")):
        copytree(module.DIRECTORY, tmp_path / name, ignore=ignore_patterns("*.py", "__pycache__"))
    return tmp_path


def run(**options):
    out = StringIO()
    call_command("load_reference", stdout=out, **options)
    return out.getvalue().splitlines()


def test_load_reference_tells_per_table_what_it_did(db):
    first, second = run(), run()
    assert "Gemeenten: 405 toegevoegd, 0 gewijzigd, 0 ongewijzigd" in first
    assert "Gemeenten: 0 toegevoegd, 0 gewijzigd, 405 ongewijzigd" in second
    assert "Regels van de catalogus: 127 toegevoegd, 0 gewijzigd, 0 ongewijzigd" in first
    assert "Vragenlijsten: 2 toegevoegd, 0 gewijzigd, 0 ongewijzigd" in first
    assert len(first) == len(second)
    assert all(": 0 toegevoegd, 0 gewijzigd, " in line for line in second)


def test_load_reference_changes_nothing_when_a_later_file_is_wrong(db, directory):
    entries = directory / "programmes" / "entries.csv"
    entries.write_text(entries.read_text("utf-8").replace("VGR2,block,AL1-B1,AL1,", "VGR2,block,AL1-B1,AL9,"), "utf-8")
    with pytest.raises(CommandError) as caught:
        run(directory=directory)
    assert str(caught.value) == (
        f"Er is niets gewijzigd.\n{directory.name}/programmes/entries.csv, regel 3, kolom parent: "
        "De code “AL9” bestaat niet. Kies een code uit deze editie."
    )
    assert (Municipality.objects.count(), CatalogueEdition.objects.count()) == (0, 0)


def test_load_reference_names_a_bad_date(db, directory):
    changes = directory / "regions" / "successions.csv"
    changes.write_text(changes.read_text("utf-8").replace("2022-03-24,", "24-03-2022,"), "utf-8")
    with pytest.raises(CommandError, match=r"regions/successions.csv, regel \d+, kolom on: “24-03-2022” is geen datum"):
        run(directory=directory)
