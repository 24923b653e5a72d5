"""What every region answered to one question: listed, counted, as a workbook."""

import pytest

from reporting.content import MunicipalAnswers
from reporting.models import QuestionKind
from tests import factories
from tests.reporting.national_scene import make_round, question, said, seal, visitor

PAGE = "/landelijk/antwoorden/"

pytestmark = pytest.mark.usefixtures("in_july")


@pytest.fixture
def round_(db):
    return make_round()


def region(name):
    return factories.RegionFactory(name=name, slug=name.lower(), code=name[-3:].upper())


def asked(client, round_, key="hoe", user=None):
    client.force_login(user or visitor("national"))
    return client.get(PAGE, {"ronde": round_.code, "vraag": key})


def tally(response):
    return [(row.label, row.words) for row in response.context["page"].answers.tally]


def test_every_asked_region_is_there_also_without_an_answer(client, round_):
    question(round_, "hoe")
    seal(region("Aa"), round_, answers=(said("hoe", "Goed."),))
    seal(region("Bee"), round_, answers=(said("hoe", ""),))
    region("Cee")
    response = asked(client, round_)
    rows = response.context["page"].answers.rows
    assert [(row.region.name, [one.text for one in row.answers]) for row in rows] == [
        ("Aa", ["Goed."]),
        ("Bee", []),
        ("Cee", []),
    ]
    page = response.content.decode()
    for words in ("1 van 3 regio’s gaf antwoord.", "Nog geen antwoord in versie 1.", "er is niets ingediend"):
        assert words in page


def test_only_invited_regions_are_there(client, db):
    round_ = make_round(is_for_all=False)
    question(round_, "hoe")
    round_.invited.add(region("Aa"))
    region("Bee")
    assert [row.region.name for row in asked(client, round_).context["page"].answers.rows] == ["Aa"]


def test_adviser_sees_the_own_regions(client, round_):
    question(round_, "hoe")
    own, other = region("Aa"), region("Bee")
    seal(other, round_, accepted=True, answers=(said("hoe", "Elders."),))
    response = asked(client, round_, user=visitor("adviser", region=own))
    assert [row.region.name for row in response.context["page"].answers.rows] == ["Aa"]
    assert "Elders." not in response.content.decode()


def test_answers_about_lines_and_of_municipalities_say_what_they_are_about(client, round_):
    question(round_, "hoe")
    municipal = (MunicipalAnswers("GM0402", "Hilversum", (said("hoe", "Druk."),)),)
    seal(region("Aa"), round_, answers=(), municipal_answers=municipal)
    row = asked(client, round_).context["page"].answers.rows[0]
    assert [(one.about, one.text) for one in row.answers] == [("Hilversum", "Druk.")]


def test_choices_are_counted_without_percentages(client, round_):
    question(round_, "hoe", kind=QuestionKind.CHOICE, options="Goed\nMatig\nSlecht")
    for name, value in (("Aa", "Goed"), ("Bee", "Goed"), ("Cee", "Slecht")):
        seal(region(name), round_, answers=(said("hoe", value, value=value, kind="choice"),))
    assert tally(asked(client, round_)) == [("Goed", "2 van 3"), ("Matig", "0 van 3"), ("Slecht", "1 van 3")]


def test_several_choices_are_counted_each(client, round_):
    question(round_, "hoe", kind=QuestionKind.CHOICES, options="Geld\nMensen")
    for name, value in (("Aa", "Geld\nMensen"), ("Bee", "Mensen")):
        seal(region(name), round_, answers=(said("hoe", value, value=value, kind="choices"),))
    assert tally(asked(client, round_)) == [("Geld", "1 van 2"), ("Mensen", "2 van 2")]


def test_municipalities_are_counted_over_all_regions(client, round_):
    question(round_, "hoe", kind=QuestionKind.MUNICIPALITIES)
    for name, value in (("Aa", "GM0001=ja\nGM0002=nee"), ("Bee", "GM0003=ja")):
        seal(region(name), round_, answers=(said("hoe", "…", value=value, kind="municipalities"),))
    assert tally(asked(client, round_)) == [("Ja", "2 van 3 gemeenten"), ("Nee", "1 van 3 gemeenten")]


def test_money_is_added_and_texts_and_numbers_are_not(client, round_):
    question(round_, "geld", kind=QuestionKind.MONEY)
    question(round_, "getal", kind=QuestionKind.NUMBER)
    for name in ("Aa", "Bee"):
        answers = (
            said("geld", "€ 1.250", value="1250.00", kind="money"),
            said("getal", "7", value="7", kind="number"),
        )
        seal(region(name), round_, answers=answers)
    assert tally(asked(client, round_, "geld")) == [("Samen", "€\xa02.500, uit 2 antwoorden")]
    assert tally(asked(client, round_, "getal")) == []


def test_question_of_another_round_is_none_of_this_one(client, round_):
    question(round_, "hoe")
    assert asked(client, round_, "verzonnen").context["page"].answers.question.key == "hoe"
    assert asked(client, factories.ReportRoundFactory.build(code="verzonnen")).status_code == 404


@pytest.mark.parametrize("regions", [1, 3])
def test_page_takes_the_same_number_of_queries(client, round_, regions, django_assert_num_queries):
    question(round_, "hoe")
    for n in range(regions):
        seal(region(f"R{n}"), round_, answers=(said("hoe", "Goed."),))
    client.force_login(visitor("national"))
    with django_assert_num_queries(14):
        client.get(PAGE, {"ronde": round_.code, "vraag": "hoe"})


def test_workbooks_have_one_question_and_all_of_them(client, round_, read_sheet):
    question(round_, "hoe", text="Hoe ging het?")
    question(round_, "wat", text="Wat bleef liggen?")
    seal(region("Aa"), round_, answers=(said("hoe", "=GOED()"), said("wat", "Veel.")))
    region("Bee")
    client.force_login(visitor("national"))
    one = read_sheet(client.get(f"{PAGE}excel/", {"ronde": round_.code, "vraag": "hoe"}))
    assert [(row[0], row[2]) for row in one[1:]] == [("Aa", "=GOED()"), ("Bee", "nog geen antwoord")]
    every = read_sheet(client.get(f"{PAGE}excel/", {"ronde": round_.code, "alle": "ja"}))
    assert every == [
        ["Regio", "Hoe ging het?", "Wat bleef liggen?"],
        ["Aa", "=GOED()", "Veel."],
        ["Bee", "nog geen antwoord", "nog geen antwoord"],
    ]


@pytest.mark.parametrize("role", ["leader", "reader"])
def test_page_is_not_there_for_regions(client, round_, role):
    question(round_, "hoe")
    assert asked(client, round_, user=visitor(role, region=region("Aa"))).status_code == 404
