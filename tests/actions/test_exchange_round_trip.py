"""A workbook that comes back as it went changes nothing, whatever its actions say."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Stage
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from actions.exchange.cells import plain
from actions.models import ActionCost, ActionMilestone, Assessment, MilestoneState, Phase, Priority
from tests import factories
from tests.actions.exchange import HALF_YEAR, changes_of, compared, exported, mistakes_of, with_cells

pytestmark = pytest.mark.django_db

NASTY = (
    "=1+1", "+31 20 123", "-5", "@naam", "'aangehaald'", '"', 'zei "ja"; en, toen\tstop', "a\nb", "a\r\nb", "a\rb",
    "  ruimte  ", "é 🙂 👩‍👩‍👧", "_x000D_", "_x0041_", "<r>x</r>", "<b>vet</b>", "&lt;", "{=A1}", "1 mei 2021: nee: zo",
    "w" * 200, "\u200b", "\u00a0hard\u00a0", "Op koers", "2021: € 7.500, geld", "-" * 40, "#REF!", "1e5", "01", "waar",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
TEXT = st.one_of(st.sampled_from(NASTY), st.text(LETTERS | st.sampled_from("\n\r\t"), max_size=120))
# Not what is empty in the normal form: "_x000D_" is how Excel writes a line end.
LINE = TEXT.filter(lambda text: plain(text) != "" and len(text) <= 200)
DAY = st.one_of(
    st.none(),
    st.sampled_from([date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(1904, 1, 1), date(9999, 12, 31)]),
    st.dates(date(1900, 1, 1), date(9999, 12, 31)),
)
AMOUNT = st.none() | st.decimals(0, 9_999_999_999, places=2)
ACTION = st.fixed_dictionaries(
    {
        "title": LINE,
        "description": TEXT,
        "expected_result": TEXT,
        "puller_contact": LINE.map(lambda text: text[:150]),
        "priority": st.sampled_from(["", *Priority.values]),
        "days": st.tuples(DAY, DAY),
        "explanation": TEXT,
        "assessment": st.sampled_from([None, "", Assessment.ON_COURSE]),
        "partners": st.lists(st.tuples(LINE.map(lambda text: text[:160]), TEXT), max_size=3, unique_by=lambda p: p[0]),
        "milestones": st.lists(
            st.tuples(LINE, DAY, st.sampled_from(MilestoneState.values), DAY), max_size=3
        ),
        "costs": st.lists(
            st.tuples(st.integers(1990, 2100), AMOUNT, TEXT.map(lambda text: text[:200]), st.booleans()), max_size=3
        ),
    }
)  # fmt: skip


def saved(node, values, number):
    days = sorted(values["days"], key=lambda day: day or date.min)
    action = factories.ActionFactory(
        node=node,
        number=number,
        start=days[0],
        end=days[1],
        **{name: values[name] for name in ("title", "description", "expected_result", "puller_contact", "priority")},
    )
    if values["assessment"] is not None:
        factories.ActionUpdateFactory(
            action=action,
            half_year=HALF_YEAR,
            phase=Phase.IN_PROGRESS,
            assessment=values["assessment"],
            explanation=values["explanation"],
        )
    for name, said in values["partners"]:
        organisation = factories.OrganisationFactory(
            region=node.programme.region, name=f"{action.pk} {name}"[:160].strip()
        )
        factories.ActionPartnerFactory(action=action, organisation=organisation, responsible_for=said)
    for title, due, state, reached in values["milestones"]:
        ActionMilestone.objects.create(action=action, title=title, due=due, state=state, reached_on=reached)
    for year, amount, cover, provisional in values["costs"]:
        ActionCost.objects.create(action=action, year=year, amount=amount, cover=cover, is_provisional=provisional)
    return action


@settings(
    max_examples=25,
    deadline=None,
    phases=(Stage.explicit, Stage.reuse, Stage.generate),  # to shrink a workbook takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(actions=st.lists(ACTION, min_size=1, max_size=4))
def test_export_and_import_is_no_change(actions):
    node = factories.OutlineNodeFactory(title="=Eerder in beeld; @school")
    for number, values in enumerate(actions, 1):
        saved(node, values, number)
    for file in (exported(node.programme), written_anew(exported(node.programme))):
        comparison = compared(file, node.programme)
        assert mistakes_of(comparison) == []
        assert changes_of(comparison) == {}
        assert (comparison.unchanged, comparison.left_out, comparison.unknown) == (len(actions), (), ())


def written_anew(file):
    """By a program that rewrites the whole file: shared texts, its own styles."""
    book = openpyxl.load_workbook(file)
    written = io.BytesIO()
    book.save(written)
    written.seek(0)
    return written


def in_1904(file):
    """The workbook as an old Mac keeps it: days count from 1904."""
    book = openpyxl.load_workbook(file)
    book.epoch = CALENDAR_MAC_1904
    written = io.BytesIO()
    book.save(written)
    written.seek(0)
    return written


@pytest.mark.parametrize("day", [date(1904, 1, 2), date(2021, 10, 1), date(2024, 2, 29), date(9999, 12, 31)])
def test_a_workbook_that_counts_from_1904_says_the_same_days(day):
    node = factories.OutlineNodeFactory()
    factories.ActionFactory(node=node, start=day, end=day)
    comparison = compared(in_1904(exported(node.programme)), node.programme)
    assert (changes_of(comparison), mistakes_of(comparison)) == ({}, [])


def test_a_text_longer_than_a_cell_comes_back_unchanged():
    node = factories.OutlineNodeFactory()
    factories.ActionFactory(node=node, description="Zin van acht. " * 3_500)
    comparison = compared(exported(node.programme), node.programme)
    assert (changes_of(comparison), comparison.unchanged) == ({}, 1)


def test_a_text_longer_than_a_cell_is_not_overwritten_by_its_beginning():
    node = factories.OutlineNodeFactory()
    factories.ActionFactory(node=node, description="Zin van acht. " * 3_500)
    file = exported(node.programme)
    begun = openpyxl.load_workbook(file)["Acties"]["F2"].value
    comparison = compared(with_cells(file, description_2=f"Nieuw. {begun[:-3]}"), node.programme)
    assert [(cell, message) for cell, _value, message in mistakes_of(comparison)] == [
        (
            "F2",
            "Deze tekst past niet in een cel van Excel: het werkboek had alleen het begin. "
            "Wijzig hem in de applicatie, bij de actie zelf.",
        )
    ]


@pytest.fixture
def action():
    action = factories.ActionFactory(title="Training", start=date(2021, 1, 1), node__code="1", node__title="School")
    factories.ActionMilestoneFactory(action=action, title="Eerste groep", due=date(2021, 10, 1))
    factories.ActionCostFactory(action=action, year=2021, amount=Decimal(7500), cover="gemeenten")
    return action


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"end_2": "3-3-2027"}, ("", "2027-03-03")),
        ({"end_2": "3 mrt 2027"}, ("", "2027-03-03")),
        ({"end_2": datetime(2027, 3, 3, 14, 30)}, ("", "2027-03-03")),
        ({"end_2": 46449}, ("", "2027-03-03")),
        ({"end_2": 46449.75}, ("", "2027-03-03")),
        ({"priority_2": " hoog "}, ("", "Hoog")),
        ({"priority_2": "HOOG"}, ("", "Hoog")),
        ({"phase_2": "in  Uitvoering."}, ("", "In uitvoering")),
        ({"description_2": 12}, ("", "12")),
        ({"description_2": 1.5}, ("", "1,5")),
        ({"description_2": True}, ("", "Ja")),
        ({"title_2": "  Training\u00a0nieuw "}, ("Training", "Training nieuw")),
        ({"description_2": "<p>Een</p><p>twee</p>"}, ("", "Een\n\ntwee")),
        ({"measures_2": ""}, None),
        ({"milestones_2": "1-10-2021: Eerste groep (gehaald op 2 oktober 2021)"},
         ("1 oktober 2021: Eerste groep (gepland)", "1 oktober 2021: Eerste groep (gehaald op 2 oktober 2021)")),
        ({"costs_2": "2021: 7.500, gemeenten\n2022: p.m."},
         ("2021: €\u00a07.500, gemeenten", "2021: €\u00a07.500, gemeenten\n2022: p.m.")),
    ],
)  # fmt: skip
def test_cells_are_read_as_people_write_them(action, cells, expected):
    comparison = compared(with_cells(exported(action.programme), **cells), action.programme)
    assert mistakes_of(comparison) == []
    assert list(changes_of(comparison).values()) == ([expected] if expected else [])


def test_rows_of_borders_and_blanks_are_no_actions(action):
    file = with_cells(exported(action.programme), title_900=" ", description_901="\u00a0", number_902="1.9")
    comparison = compared(file, action.programme)
    assert (changes_of(comparison), comparison.unchanged) == ({}, 1)


def test_export_holds_numbers_dates_and_drop_downs(action):
    book = openpyxl.load_workbook(exported(action.programme))
    sheet = book["Acties"]
    assert (sheet["C2"].value, sheet["D2"].value, sheet["E2"].value) == (action.code, "Training", "1 School")
    assert sheet["L2"].value == datetime(2021, 1, 1)
    assert sheet.freeze_panes == "E2"
    assert (sheet.column_dimensions["A"].hidden, book["ghnt"].sheet_state) == (True, "hidden")
    validated = {str(one.sqref) for one in sheet.data_validations.dataValidation}
    assert {"E2:E202", "L2:L202", "O2:O202"} <= validated
