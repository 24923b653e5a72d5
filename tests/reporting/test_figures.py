from dataclasses import replace

from reporting.content import ActionLineItem, LineChapter, ProposalRoute, RouteStation, Section, State
from reporting.figures import Ask, KeyFigure, figures_of
from reporting.shifts import ShiftKind, all_shifts
from tests.reporting.sample_content import EMPTY

NOTHING = State("", "", "")


def action(number, now=NOTHING, before=NOTHING) -> ActionLineItem:
    return ActionLineItem(
        key=number,
        number=number,
        title=f"Actie {number}",
        puller="",
        partners=(),
        priority="",
        start=None,
        end=None,
        measures=(),
        now=now,
        before=before,
        is_unchanged=False,
        efforts="",
        results="",
        outlook="",
        updated_on=None,
    )


def running(assessment, explanation="") -> State:
    return State("in_progress", assessment, explanation)


def content(*actions, proposals=()):
    section = Section("onderdeel-1", "1", "Eerder", (), tuple(actions))
    line = LineChapter("onderdeel-1", "1", "Eerder", "actielijn", (), (section,))
    return replace(EMPTY, half_year="2021-H1", reference_date="2021-06-30", lines=(line,), proposals=proposals)


def station(body="Stuurgroep", date=None, outcome=""):
    return RouteStation(1, "vaststellen", body, date, "Vaststellen", outcome, outcome, "check", "green", "", ())


def route(*stations):
    return ProposalRoute("Plan", "", None, (), stations)


def test_figures_count_every_action_once():
    figures = figures_of(
        content(
            action("1.1", running("on_course")),
            action("1.2", running("attention")),
            action("1.3", running("stalled")),
            action("1.4", State("finished", "", "")),
            action("1.5", State("dropped", "", "")),
            action("1.6"),
        )
    )
    (line,) = figures.lines
    assert [count.number for count in line.assessments] == [1, 1, 1, 1]
    assert [count.number for count in line.phases] == [0, 0, 3, 1, 0, 1, 1]
    assert (line.total, line.running, line.finished_words) == (6, 4, "1 van 6 afgerond")
    assert figures.assessment_sentence == "1 van 4 lopende acties ligt op koers, 1 vraagt aandacht, 1 stagneert."
    assert figures.phase_sentence == "3 van 6 acties zijn in uitvoering, 1 is afgerond of geborgd."


def test_figures_of_nothing_are_sentences_too():
    figures = figures_of(content())
    assert figures.assessment_sentence == "Er zijn geen lopende acties."
    assert figures.phase_sentence == "Er zijn nog geen acties."
    assert figures.shifts == ()


def test_key_figures_are_four_with_words():
    told = content(action("1.1", running("stalled")), proposals=(route(station(date="2021-06-30", outcome="agreed")),))
    assert figures_of(told).key_figures == (
        KeyFigure(0, "van 1 lopende actie op koers"),
        KeyFigure(1, "actie vraagt aandacht of stagneert"),
        KeyFigure(0, "van 1 actie afgerond of geborgd"),
        KeyFigure(1, "conclusie van een overleg"),
    )


def test_key_figures_leave_out_conclusions_of_another_half_year():
    stations = (station(date="2020-12-31", outcome="agreed"), station(date="2021-07-01", outcome="agreed"))
    assert figures_of(content(proposals=(route(*stations),))).conclusions == 0


def test_biggest_shifts_are_the_biggest_of_each_kind():
    told = content(
        action("1.1", running("attention"), running("on_course")),
        action("1.2", running("stalled", "Geen mensen."), running("on_course")),
        action("1.3", State("embedded", "", ""), running("on_course")),
        action("1.4", running("on_course"), running("attention")),
        action("1.5", running("on_course"), running("on_course")),
        action("1.6", running("on_course")),
    )
    shifts = figures_of(told).shifts
    assert [(shift.kind, shift.number) for shift in shifts] == [
        (ShiftKind.WORSE, "1.2"),
        (ShiftKind.FINISHED, "1.3"),
        (ShiftKind.BETTER, "1.4"),
    ]
    assert (shifts[0].sentence, shifts[0].because) == ("Van op koers naar stagneert.", "Geen mensen.")
    assert [shift.number for shift in all_shifts(told)] == ["1.2", "1.1", "1.3", "1.4", "1.6"]


def test_asks_are_the_coming_steps_by_date():
    stations = (
        station("Al geweest", "2021-06-30"),
        station("Raad"),
        station("College", "2021-09-01"),
        station("Stuurgroep", "2021-07-01"),
        station("Behandeld", "2021-07-02", "agreed"),
    )
    assert figures_of(content(proposals=(route(*stations),))).asks == (
        Ask("Stuurgroep", "Vaststellen", "Plan", "2021-07-01"),
        Ask("College", "Vaststellen", "Plan", "2021-09-01"),
        Ask("Raad", "Vaststellen", "Plan", None),
    )
