"""Passages that ask for attention: marked, handed in, answered, carried on."""

import itertools

import pytest
from django.core.exceptions import ValidationError

from ghnt.notices.models import Notice
from regions.models import Role
from regions.rights import rights_of
from reporting import workflow
from reporting.chapter_keys import line_key
from reporting.models import Signal, SignalKind
from reporting.signals import ALLOWED, SignalState, SignalVerb, may, passages_of, signal_state, signals_for
from reporting.signals.marking import answer_signal, mark_in_draft, mark_in_version, remove_mark
from tests import factories
from tests.world import PREVIOUS, TODAY, fill_in

PASSAGE = "Een half jaar werk."


def rights(world, role):
    return rights_of(world.users[role], on=TODAY)


def mark(world, **changes):
    given = {
        "region": world.own.region,
        "round": world.report_round,
        "chapter": "samenvatting",
        "kind": SignalKind.QUESTION,
        "passage": PASSAGE,
        "note": "Wie weet dit?",
        "by": world.users["leader"],
    }
    return mark_in_draft(**given | changes)


def mark_sealed(world, **changes):
    given = {
        "version": world.own.submitted.versions.get(),
        "chapter": "samenvatting",
        "kind": SignalKind.GOOD_PRACTICE,
        "passage": PASSAGE,
        "note": "",
        "by": world.users["national"],
    }
    return mark_in_version(**given | changes)


@pytest.fixture
def written(world):
    """The draft of "Eigen" is filled in, and no signal stands in the world."""
    fill_in(world.own.draft)
    Signal.objects.filter(report=world.own.draft).delete()
    return world


@pytest.mark.parametrize(
    "passage",
    ["Een half jaar werk.", "half jaar", "  Een half\n  jaar   werk. "],
)
def test_mark_takes_words_that_stand_in_the_chapter(written, passage):
    signal = mark(written, passage=passage)
    assert (signal.passage, signal.version, signal.is_from_region) == (passage, None, True)
    assert signal.chapter_title == "Samenvatting"


def test_mark_takes_words_of_the_actions_of_a_line(written):
    signal = mark(written, chapter=line_key(written.own.node.pk), passage="Training Eigen")
    assert signal.chapter_title == "1 Eerder in beeld"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"passage": "Een heel jaar werk."}, "Deze woorden staan niet zo in het hoofdstuk."),
        ({"passage": "Training Eigen"}, "Deze woorden staan niet zo in het hoofdstuk."),
        ({"passage": "  "}, "Deze woorden staan niet zo in het hoofdstuk."),
        ({"chapter": "verzonnen"}, "Dit hoofdstuk staat niet in de rapportage."),
    ],
)
def test_mark_refuses_what_does_not_stand_there(written, changes, message):
    with pytest.raises(ValidationError, match=message):
        mark(written, **changes)


def test_mark_is_made_once(written):
    assert mark(written) == mark(written)
    assert mark_sealed(written) == mark_sealed(written)
    assert mark(written, kind=SignalKind.BOTTLENECK) != mark(written)


def test_mark_is_refused_once_the_report_is_handed_in(written):
    workflow.submit(report=written.own.draft, by=written.users["leader"])
    with pytest.raises(ValidationError, match="De rapportage is ingediend"):
        mark(written)


def test_mark_is_refused_in_a_report_that_stays_in_the_region(written):
    round_ = factories.OwnRoundFactory(owner=written.own.region)
    with pytest.raises(ValidationError, match="eigen rapportage"):
        mark(written, round=round_)


def test_mark_of_a_draft_goes_along_with_the_version_and_back_when_it_is_taken_back(written):
    signal = mark(written)
    version = workflow.submit(report=written.own.draft, by=written.users["leader"])
    signal.refresh_from_db()
    assert (signal.version, signal_state(signal)) == (version, SignalState.OPEN)
    workflow.withdraw(report=written.own.draft, by=written.users["leader"])
    assert signal_state(signal) is SignalState.DRAFT
    second = workflow.submit(report=written.own.draft, by=written.users["leader"])
    signal.refresh_from_db()
    assert signal.version == second


def test_mark_of_a_draft_stands_in_the_seal(written):
    signal = mark(written)
    assert [(one.key, one.passage, one.note) for one in passages_of(written.own.region, written.report_round)] == [
        (str(signal.pk), PASSAGE, "Wie weet dit?")
    ]


def test_remove_takes_a_mark_of_the_draft_away_and_no_other(written):
    signal, sealed = mark(written), Signal.objects.get(pk=written.own.around["signal"])
    remove_mark(signal=signal)
    remove_mark(signal=signal)
    with pytest.raises(ValidationError, match="al ingediend"):
        remove_mark(signal=sealed)
    assert not Signal.objects.filter(pk=signal.pk).exists()
    assert Signal.objects.filter(pk=sealed.pk).exists()


def test_signal_of_a_draft_is_seen_by_its_writers_alone(written):
    signal = mark(written)

    def seen() -> set[str]:
        return {role for role in written.users if signal in Signal.objects.visible_to(rights(written, role))}

    assert seen() == {"leader", "editor"}
    workflow.submit(report=written.own.draft, by=written.users["leader"])
    assert seen() == {"leader", "editor", "municipal", "reader", "adviser", "national"}
    workflow.withdraw(report=written.own.draft, by=written.users["leader"])
    assert seen() == {"leader", "editor"}


def test_signal_of_another_region_is_seen_by_the_national_team_alone(world):
    other = Signal.objects.get(pk=world.other.around["signal"])
    workflow.accept(report=world.other.submitted, version_number=1, by=world.users["national"])
    assert {role for role in world.users if other in Signal.objects.visible_to(rights(world, role))} == {"national"}


def test_verbs_follow_the_table_in_every_state(world):
    """Also for one person with two roles: who writes and judges may do both, each in its own state."""
    leader = world.users["leader"]
    factories.RoleAssignmentFactory(user=leader, role=Role.NATIONAL)
    both = rights_of(leader, on=TODAY)
    holders = {role: rights(world, role) for role in world.users} | {"leader": both}
    allowed = {
        (state, verb): {role for role, held in holders.items() if may(state, verb, held, world.own.region)}
        for state, verb in itertools.product(SignalState, SignalVerb)
    }
    assert allowed == {
        (SignalState.DRAFT, SignalVerb.REMOVE): {"leader", "editor"},
        (SignalState.DRAFT, SignalVerb.ANSWER): set(),
        (SignalState.OPEN, SignalVerb.REMOVE): set(),
        (SignalState.OPEN, SignalVerb.ANSWER): {"leader", "national"},
        (SignalState.ANSWERED, SignalVerb.REMOVE): set(),
        (SignalState.ANSWERED, SignalVerb.ANSWER): {"leader", "national"},
    }
    assert ALLOWED.keys() == set(SignalState)


def test_answer_is_told_to_the_writers_and_made_once(world):
    signal = Signal.objects.get(pk=world.own.around["signal"])
    answers = [
        answer_signal(signal=signal, text="Wij zoeken het uit.", closes=False, by=world.users["national"])
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    told = Notice.objects.filter(key=f"signal-answer-{answers[0].pk}")
    assert {notice.user.email for notice in told} == {"leader@example.org", "editor@example.org"}
    assert {notice.what for notice in told} == {"antwoord op uw vraag in rapportage 2e halfjaar 2020 (regio Eigen)"}
    assert PASSAGE not in " ".join(f"{notice.what} {notice.expected}" for notice in told)


@pytest.mark.parametrize(("closes", "state"), [(True, SignalState.ANSWERED), (False, SignalState.OPEN)])
def test_last_answer_decides_whether_a_signal_is_open(world, closes, state):
    signal = Signal.objects.get(pk=world.own.around["signal"])
    answer_signal(signal=signal, text="Nog iets.", closes=closes, by=world.users["national"])
    assert signal_state(signal) is state
    assert Signal.objects.handed_in().open().filter(pk=signal.pk).exists() is not closes
    assert Signal.objects.handed_in().answered().filter(pk=signal.pk).exists() is closes


def test_answer_is_refused_without_a_text_and_in_a_draft(written):
    draft, sealed = mark(written), Signal.objects.get(pk=written.own.around["signal"])
    with pytest.raises(ValidationError, match="Schrijf uw antwoord"):
        answer_signal(signal=sealed, text="  ", closes=True, by=written.users["national"])
    with pytest.raises(ValidationError, match="teruggenomen"):
        answer_signal(signal=draft, text="Ja.", closes=True, by=written.users["national"])


def test_mark_in_a_version_is_told_to_the_writers(world):
    signal = mark_sealed(world)
    told = Notice.objects.filter(key=f"signal-{signal.pk}")
    assert {notice.user.email for notice in told} == {"leader@example.org", "editor@example.org"}
    assert {notice.what for notice in told} == {"passage gemarkeerd in rapportage 2e halfjaar 2020: goede praktijk"}


def test_mark_in_a_version_that_was_taken_back_is_refused(world):
    workflow.withdraw(report=world.own.submitted, by=world.users["leader"])
    with pytest.raises(ValidationError, match="teruggenomen"):
        mark_sealed(world)


def test_signals_for_carries_the_last_report_and_what_is_still_open(world):
    older = factories.ReportFactory(
        region=world.own.region, round__half_year=PREVIOUS.previous, round__code=str(PREVIOUS.previous)
    )
    version = factories.ReportVersionFactory(report=older)
    for passage, answered in (("Nog open.", False), ("Allang klaar.", True)):
        signal = factories.SignalFactory(report=older, version=version, passage=passage)
        if answered:
            factories.SignalAnswerFactory(signal=signal)
    carried = signals_for(world.own.region, world.report_round)
    assert {(one.half_year, one.passage, one.answer) for one in carried} == {
        ("2020-H1", "Nog open.", ""),
        ("2020-H2", PASSAGE, "Regio Groningen heeft er een. Wij sturen het toe."),
    }
    assert signals_for(world.own.region, world.own.submitted.round) != carried
