import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from programmes.models import Conclusion, Proposal, ProposalSource
from regions.models import Body
from tests import factories
from tests.programmes.test_paste import FORM, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen")


@pytest.fixture
def run(tmp_path, region):
    def run(text, *options, slug="eigen"):
        file = tmp_path / "formulier.txt"
        file.write_text(text, encoding="utf-8")
        out = StringIO()
        call_command("import_proposal", str(file), "--region", slug, *options, stdout=out)
        return out.getvalue()

    return run


def test_dry_run_prints_json_and_saves_nothing(run):
    answer = json.loads(run(FORM, "--dry-run", "--json"))
    assert list(answer) == [
        "subject", "distribution", "contact", "unit", "email", "reference", "date", "explanation",
        "decisions", "steps", "attachments", "unrecognised",
    ]  # fmt: skip
    assert (answer["distribution"], answer["date"]) == (True, "2021-04-23")
    assert answer["decisions"] == ["Vaststellen van het plan"]
    assert [step["outcome"] for step in answer["steps"]] == ["agreed", "agreed", "positive", "not_yet"]
    assert answer["steps"][3] == {
        "date": "2021-09-23",
        "body": "Portefeuillehouders-overleg",
        "purpose": "Vaststellen",
        "outcome": "not_yet",
        "conclusion": "",
        "remarks": [],
    }
    assert len(answer["steps"][1]["remarks"]) == 3
    assert (Proposal.objects.count(), Body.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("text", "slug", "words"),
    [
        ("Beste allemaal", "eigen", "geen voorstelformulier"),
        (FORM, "elders", "De regio ‘elders’ bestaat niet"),
        (None, "eigen", "kan niet worden gelezen"),
    ],
)
def test_errors_are_json_on_standard_output_and_end_with_one(tmp_path, region, text, slug, words):
    file, out = tmp_path / "formulier.txt", StringIO()
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        call_command("import_proposal", str(file), "--region", slug, "--dry-run", "--json", stdout=out)
    assert stop.value.code == 1
    assert words in json.loads(out.getvalue())["errors"][0]


def test_errors_without_json_are_sentences(run):
    with pytest.raises(CommandError, match="geen voorstelformulier"):
        run("Beste allemaal")


def test_import_saves_makes_bodies_and_says_so(run):
    told = run(FORM)
    assert "Nieuw overleg: Portefeuillehouders-overleg" in told
    assert "Opgeslagen: ‘Uitvoeringsplan 2021’ met 4 behandelingen." in told
    assert (Proposal.objects.count(), Body.objects.count(), Conclusion.objects.count()) == (1, 4, 3)
    assert ProposalSource.objects.get().by_name == "Ingelezen formulier"


def test_import_of_a_later_state_updates(run):
    run(FORM)
    assert "Bijgewerkt: ‘Uitvoeringsplan 2021’, 1 nieuwe conclusie." in run(LATER)
    assert "geen nieuwe conclusies" in run(LATER)
    assert (Proposal.objects.count(), Conclusion.objects.count(), ProposalSource.objects.count()) == (1, 4, 2)


def test_import_without_a_word_about_distribution_stays_within_the_region(run):
    told = run(FORM.replace("Verspreiden\tJa\n", ""))
    assert "het blijft binnen de regio" in told
    assert Proposal.objects.get().may_distribute is False
