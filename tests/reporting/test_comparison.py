"""Sealed reports beside each other: the figures, the pages, and what is on none of them."""

from dataclasses import replace

import pytest

from ghnt.periods import HalfYear
from reporting.comparison.counts import standing_of
from reporting.comparison.divisions import actions_beside_blocks, actions_under, divisions_in
from reporting.comparison.with_itself import beside_itself
from reporting.content import BlockCoverage
from reporting.models import Answer
from tests import factories
from tests.reporting.national_scene import make_round, said, seal, visitor
from tests.reporting.sample_content import NORMAL

PAGE, MATRIX = "/landelijk/vergelijken/", "/landelijk/vergelijken/bouwstenen/"
COVERAGE = (
    BlockCoverage("1", "Eerder in beeld", "", "", ("1.1.2",)),
    BlockCoverage("1", "Eerder in beeld", "1.1", "Signaleren", ("1.1.1",)),
    BlockCoverage("2", "Stoppen", "2.1", "Stoppen met geweld", ()),
)
ONE = replace(NORMAL, coverage=COVERAGE)

pytestmark = pytest.mark.usefixtures("in_july")


def text(response) -> str:
    return response.content.decode()


def test_divisions_are_the_lines_with_their_blocks_of_all_reports():
    other = replace(NORMAL, coverage=(BlockCoverage("1", "Eerder in beeld", "1.2", "Melden", ()),))
    assert [str(one) for one in divisions_in([ONE, other])] == [
        "1 Eerder in beeld",
        "1.1 Signaleren",
        "1.2 Melden",
        "2 Stoppen",
        "2.1 Stoppen met geweld",
    ]


@pytest.mark.parametrize(
    ("code", "numbers"), [("1", ["1.1.1", "1.1.2"]), ("1.1", ["1.1.1"]), ("2.1", []), ("9", []), ("", [])]
)
def test_actions_under_a_line_are_those_of_its_blocks_too(code, numbers):
    assert [action.number for action in actions_under(ONE, code)] == numbers


def test_actions_beside_blocks_hang_on_the_line_itself():
    assert [action.number for action in actions_beside_blocks(ONE, "1")] == ["1.1.2"]


def test_standing_counts_running_actions_and_those_that_ended():
    state = NORMAL.actions[0].now
    states = [("in_progress", "on_course"), ("in_progress", "on_course"), ("preparation", ""), ("finished", "")]
    actions = [
        replace(NORMAL.actions[0], now=replace(state, phase=phase, assessment=assessment))
        for phase, assessment in states
    ]
    standing = standing_of(actions)
    assert (standing.total, standing.ended) == (4, 1)
    assert standing.words == "2 op koers, 1 nog niet ingevuld, 1 afgerond of vervallen"
    assert standing_of([]).words == "geen acties"


def test_beside_itself_shows_a_chapter_of_both_and_knows_its_neighbours():
    then = replace(NORMAL, lines=NORMAL.lines[1:])
    key = NORMAL.lines[0].key
    beside = beside_itself(then, NORMAL, key)
    assert (beside.then.is_there, beside.now.is_there) == (False, True)
    assert beside.after.key == NORMAL.lines[1].key
    assert beside_itself(then, NORMAL, "").before is None
    assert beside_itself(then, NORMAL, "verzonnen") is None


@pytest.fixture
def scene(db):
    """Three regions; the report of "Aa" waits, those of "Bee" and "Cee" are accepted."""
    round_ = make_round()
    regions = {
        name: factories.RegionFactory(name=name, slug=name.lower(), code=f"R{place}")
        for place, name in enumerate(("Aa", "Bee", "Cee"))
    }
    for name, region in regions.items():
        seal(
            region, round_, accepted=name != "Aa", coverage=COVERAGE, answers=(said("hoe", f"Zo ging het in {name}."),)
        )
    return round_, regions


def get(client, user, page=PAGE, **query):
    client.force_login(user)
    return client.get(page, {"ronde": "2021-H1", **query})


def test_comparison_lays_regions_beside_each_other(client, scene):
    response = get(client, visitor("national"), regio=["aa", "bee"], blok="1.1", vraag=["hoe"])
    comparison = response.context["page"].comparison
    assert [column.report.region.name for column in comparison.columns] == ["Aa", "Bee"]
    assert [[action.number for action in column.actions] for column in comparison.columns] == [["1.1.1"], ["1.1.1"]]
    assert str(comparison.division) == "1.1 Signaleren"
    for words in ("Zo ging het in Aa.", "Zo ging het in Bee.", 'rel="prev"', 'rel="next"'):
        assert words in text(response)
    assert "Zo ging het in Cee." not in text(response)


@pytest.mark.parametrize(
    ("regions", "message"),
    [
        (["aa"], "Kies twee tot zes regio’s."),
        (["aa", "bee", "cee", "d", "e", "f", "g"], "Kies twee tot zes regio’s."),
        (["aa", "verzonnen"], "mag u geen rapportage lezen"),
    ],
)
def test_comparison_refuses_too_few_too_many_and_unknown_regions(client, scene, regions, message):
    round_, _ = scene
    for slug in "defg":
        seal(factories.RegionFactory(name=slug, slug=slug, code=slug), round_)
    response = get(client, visitor("national"), regio=regions, blok="")
    assert message in text(response)
    assert response.context["page"].comparison is None


def test_comparison_offers_a_reader_the_own_region_and_accepted_reports(client, scene):
    _, regions = scene
    offers = {
        name: [str(one) for one in get(client, user).context["form"].fields["regio"].queryset]
        for name, user in {
            "reader of Aa": visitor("reader", region=regions["Aa"]),
            "reader of Bee": visitor("reader", region=regions["Bee"]),
            "adviser of Cee": visitor("adviser", region=regions["Cee"]),
            "national": visitor("national"),
        }.items()
    }
    assert offers == {
        "reader of Aa": ["Aa", "Bee", "Cee"],
        "reader of Bee": ["Bee", "Cee"],
        "adviser of Cee": ["Bee", "Cee"],
        "national": ["Aa", "Bee", "Cee"],
    }


def test_comparison_gives_nothing_of_a_region_that_was_asked_for_by_name(client, scene):
    reader = visitor("reader", region=scene[1]["Bee"])
    response = get(client, reader, regio=["aa", "bee"], blok="1.1", vraag=["hoe"])
    assert "Zo ging het in Aa." not in text(response)
    assert response.context["page"].comparison is None


def test_comparison_without_anything_to_read_says_so(client, scene):
    round_ = factories.ReportRoundFactory(half_year=HalfYear(2020, 2))
    client.force_login(visitor("national"))
    assert "nog geen rapportage te lezen" in text(client.get(PAGE, {"ronde": round_.code}))
    assert "nog geen rapportage te lezen" in text(client.get(MATRIX, {"ronde": round_.code}))


@pytest.mark.parametrize("page", [PAGE, MATRIX])
@pytest.mark.parametrize("role", ["secretary", "administrator"])
def test_comparison_is_not_there_for_who_reads_no_reports(client, scene, page, role):
    scope = {"body": factories.BodyFactory(region=scene[1]["Aa"])} if role == "secretary" else {}
    assert get(client, visitor(role, **scope), page).status_code == 404


def test_matrix_counts_per_region_and_block(client, scene):
    response = get(client, visitor("national"), MATRIX)
    matrix = response.context["page"].matrix
    assert [column.code for column in matrix.columns] == ["1", "1.1", "2.1"]
    assert [row.report.region.name for row in matrix.rows] == ["Aa", "Bee", "Cee"]
    assert [cell.standing.total for cell in matrix.rows[0].cells] == [1, 1, 0]
    reader = visitor("reader", region=scene[1]["Bee"])
    rows = get(client, reader, MATRIX).context["page"].matrix.rows
    assert [row.report.region.name for row in rows] == ["Bee", "Cee"]


@pytest.mark.parametrize("more", [0, 2])
def test_comparison_pages_take_the_same_number_of_queries(client, scene, more, django_assert_num_queries):
    round_, _ = scene
    slugs = [seal(factories.RegionFactory(code=f"M{n}"), round_).report.region.slug for n in range(more)]
    client.force_login(visitor("national"))
    with django_assert_num_queries(7):
        client.get(MATRIX, {"ronde": "2021-H1"})
    with django_assert_num_queries(13):
        client.get(PAGE, {"ronde": "2021-H1", "regio": ["aa", "bee", *slugs], "blok": "1.1"})


def test_version_stands_beside_the_previous_one(client, scene):
    _, regions = scene
    before = factories.ReportRoundFactory(half_year=HalfYear(2020, 2), code="2020-H2")
    seal(regions["Bee"], before, accepted=True, answers=(said("hoe", "Zo ging het toen."),))
    address = "/regio/bee/rapportages/2021-H1/versies/1/naast-vorige/"
    client.force_login(visitor("reader", region=regions["Aa"]))
    page = text(client.get(address, {"hoofdstuk": "samenvatting"}))
    assert "Zo ging het toen." in page
    assert "Zo ging het in Bee." in page
    assert client.get(address, {"hoofdstuk": "verzonnen"}).status_code == 404
    assert "geen eerdere rapportage" in text(client.get(address.replace("2021-H1", "2020-H2")))


def test_draft_comment_and_note_are_on_no_page(client, scene):
    round_, regions = scene
    report = regions["Bee"].reports.get()
    asked = factories.QuestionFactory(question_set=round_.question_set, key="hoe")
    Answer.objects.create(report=report, question=asked, text="TEKST-VAN-HET-CONCEPT")
    factories.ChapterCommentFactory(report=report, text="OPMERKING-VAN-COLLEGA")
    factories.SignalFactory(report=report, note="INTERNE-NOTITIE", passage="PASSAGE-IN-CONCEPT")
    national = visitor("national")
    pages = [
        get(client, national, page, regio=["aa", "bee"], blok="1.1", vraag=["hoe"])
        for page in (PAGE, MATRIX, "/landelijk/antwoorden/", "/landelijk/signalen/", "/landelijk/rapportages/")
    ]
    assert "Zo ging het in Bee." in text(pages[0])
    for page in pages:
        assert page.status_code == 200
        for marker in ("TEKST-VAN", "OPMERKING-VAN", "INTERNE-NOTITIE", "PASSAGE-IN"):
            assert marker not in text(page)
