"""Ten layouts of a form, each with its exact result: by the reader, by the page and by the command."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from programmes.form_text import parse_form
from programmes.models import Conclusion, Proposal, RouteStep
from regions.models import Body, Role
from tests import factories
from tests.programmes.test_paste import answers

LAYOUTS = sorted(path for path in (Path(__file__).parent / "forms" / "layouts").iterdir() if path.suffix != ".json")
EXPECTED = {path.stem: json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in LAYOUTS}
EACH = pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)


@pytest.fixture
def region(settings):
    settings.TODAY = date(2021, 7, 12)
    return factories.RegionFactory(slug="eigen", name="Eigen")


def text_of(path):
    return path.read_text(encoding="utf-8")


def saved_steps():
    """What stands in the database, in the words of the expected result."""
    rows = RouteStep.objects.order_by("round__number", "position").select_related("body")
    told = []
    for step in rows.prefetch_related("conclusions__remarks"):
        conclusion = step.conclusions.first()
        told.append(
            {
                "date": str(conclusion.date if conclusion else step.planned_date or ""),
                "body": step.body.name,
                "conclusion": conclusion.text if conclusion else "",
                "remarks": [remark.text for remark in conclusion.remarks.all()] if conclusion else [],
            }
        )
    return told


def expected_steps(expected, missing_date=""):
    """A conclusion without a date gets the one that was filled in."""
    return [
        {key: step[key] for key in ("body", "conclusion", "remarks")}
        | {"date": step["date"] or (missing_date if step["conclusion"] else "")}
        for step in expected["steps"]
    ]


def test_there_are_ten_layouts():
    assert len(LAYOUTS) == 10


@EACH
def test_layout_is_read_exactly(path):
    parsed = parse_form(text_of(path))
    assert parsed.as_json() | {"problems": list(parsed.problems)} == EXPECTED[path.stem]


@pytest.mark.django_db
@EACH
def test_layout_is_saved_exactly_by_the_page(client, region, path):
    client.force_login(factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user)
    address, expected = reverse("programmes:proposal_paste", args=["eigen"]), EXPECTED[path.stem]
    page = client.post(address, {"source": text_of(path)})
    data = answers(page)
    data["proposal-distribution"] = data["proposal-distribution"] or "no"
    for number, step in enumerate(expected["steps"]):
        if step["conclusion"] and not step["date"]:
            data[f"step-{number}-date"] = "1-6-2021"
    page = client.post(address, data, follow=True)
    proposal = Proposal.objects.get()
    assert page.redirect_chain == [(proposal.get_absolute_url(), 302)]
    assert (proposal.subject, proposal.explanation) == (expected["subject"], expected["explanation"])
    assert [row.text for row in proposal.decisions.all()] == expected["decisions"]
    assert [row.title for row in proposal.attachments.all()] == expected["attachments"]
    assert saved_steps() == expected_steps(expected, "2021-06-01")
    assert proposal.sources.get().unrecognised == "\n\n".join(expected["unrecognised"])
    assert ("<script>alert" in page.text, "onerror" in page.text, "javascript:" in page.text) == (False,) * 3


@pytest.mark.django_db
@EACH
def test_layout_is_saved_exactly_by_the_command(region, path):
    expected, out = EXPECTED[path.stem], StringIO()
    arguments = ("import_proposal", str(path), "--region", "eigen", "--json")
    if any(step["conclusion"] and not step["date"] for step in expected["steps"]):
        with pytest.raises(SystemExit):
            call_command(*arguments, stdout=out)
        assert "Vul de datum in waarop Taskforce dit concludeerde." in out.getvalue()
        assert (Proposal.objects.count(), Body.objects.count(), Conclusion.objects.count()) == (0, 0, 0)
        return
    call_command(*arguments, stdout=out)
    told = json.loads(out.getvalue())
    assert told == {**{k: v for k, v in expected.items() if k != "problems"}, "proposal": Proposal.objects.get().pk}
    assert saved_steps() == expected_steps(expected)


@pytest.mark.parametrize("dash", [" – ", " - ", " — ", " | ", "–", " ‑ "])
@pytest.mark.parametrize("bullet", ["", "- ", "• ", "* ", "3. "])
def test_a_line_of_a_list_is_a_treatment(dash, bullet):
    line = bullet + dash.join(("16-04-21", "Directie-overleg", "Vaststellen", "Akkoord"))
    (step,) = parse_form(f"Onderwerp: Plan\n\nBehandeling\n{line}").steps
    assert (step.date, step.body, step.purpose, step.conclusion) == (
        date(2021, 4, 16),
        "Directie-overleg",
        "Vaststellen",
        "Akkoord",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Beste allemaal - hierbij de notulen - tot morgen",
        "Wij komen bijeen op 16-04-21 - neem koffie mee",
        "- melk\n- brood\n- kaas",
    ],
)
def test_a_text_that_is_no_form_is_refused(text):
    with pytest.raises(Exception, match="geen voorstelformulier"):
        parse_form(text)


def test_a_table_nested_a_thousand_deep_is_read_quickly():
    deep = "<table><tr><td>" * 1000 + "diep" + "</td></tr></table>" * 1000
    parsed = parse_form(f"<table><tr><td>Onderwerp</td><td>Plan</td></tr></table>Behandeling<br>{deep}")
    assert parsed.subject == "Plan"
    assert "diep" in "".join(parsed.unrecognised)


def test_words_of_two_hundred_characters_stay_whole():
    word = "x" * 200
    (step,) = parse_form(f"Onderwerp: {word}\nBehandeling\n16-04-21 – Stuurgroep – Vaststellen – {word}").steps
    assert step.conclusion == word
