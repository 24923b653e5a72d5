"""Two people submit, edit, withdraw or judge at the same moment, on real transactions, many times over."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from ghnt.documents.sealing import fingerprint
from ghnt.ui.editing import EditConflictError
from reporting import workflow
from reporting.answering import Written, save_answers
from reporting.content import read_content
from reporting.models import EventKind, Report, ReportEvent, ReportVersion
from reporting.states import ReportState, state_of
from tests import factories

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
LOOPS = int(os.environ.get("RACE_LOOPS", "40" if "CI" in os.environ else "20"))


class Race:
    """Two people, each on a connection that stays, and for every loop a fresh report with one answer."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.pool, self.start = pool, Barrier(2)
        self.user, self.round = factories.UserFactory(), factories.ReportRoundFactory()
        self.question = factories.QuestionFactory(question_set=self.round.question_set, is_required=False)
        self.report = Report()

    def loops(self):
        for number in range(LOOPS):
            self.report = factories.ReportFactory(round=self.round)
            factories.AnswerFactory(report=self.report, question=self.question, text="Eerst.")
            yield number

    def together(self, *verbs: Callable) -> list:
        """What went through of two verbs that start at the same moment."""
        found = list(self.pool.map(self._call, verbs))
        return [result for result in found if not isinstance(result, ValidationError | EditConflictError)]

    def _call(self, verb: Callable):
        self.start.wait()
        try:
            return verb()
        except (ValidationError, EditConflictError) as refusal:
            return refusal

    def edit(self) -> str:
        written = [Written(self.question, "Daarna.", self.report.answers.get().version)]
        save_answers(region=self.report.region, round=self.round, written=written, by=self.user)
        return "Daarna."

    def submit(self) -> ReportVersion:
        return workflow.submit(report=self.report, by=self.user)

    def accept(self) -> ReportEvent:
        return workflow.accept(report=self.report, version_number=1, by=self.user)

    def withdraw(self) -> ReportEvent:
        return workflow.withdraw(report=self.report, by=self.user)

    def open(self) -> ReportEvent:
        return workflow.open_report(report=self.report, by=self.user)

    def give_back(self) -> ReportEvent:
        return workflow.return_report(report=self.report, reasons={"besluitvorming": "Kort."}, by=self.user)

    def reopen(self) -> ReportEvent:
        return workflow.reopen(report=self.report, reason="Fout.", by=self.user)

    @property
    def state(self) -> ReportState:
        return state_of(Report.objects.get(pk=self.report.pk))

    def check(self, state: ReportState) -> None:
        """The seal is what its fingerprint says, and the answers still say the same."""
        version = self.report.versions.get()
        assert self.state is state
        assert version.sha256 == fingerprint(version.content)
        sealed = [answer.text for answer in read_content(version.content).answers]
        assert sealed == [answer.text for answer in self.report.answers.all()]


@pytest.fixture
def race():
    with ThreadPoolExecutor(2) as pool:
        made = Race(pool)
        yield made
        list(pool.map(lambda _: (made.start.wait(), connection.close()), range(2)))


def kinds(results: list) -> list:
    return [result.kind for result in results]


def test_submit_and_edit_at_once_seal_what_stands(race):
    for _ in race.loops():
        done = race.together(race.submit, race.edit)
        if not race.report.versions.exists():
            assert done == ["Daarna."]
            race.submit()
        race.check(ReportState.SUBMITTED)


def test_accept_and_edit_at_once_leave_what_was_read(race):
    for _ in race.loops():
        race.submit()
        assert kinds(race.together(race.accept, race.edit)) == [EventKind.ACCEPTED]
        race.check(ReportState.ACCEPTED)


def test_two_submits_at_once_make_one_version(race):
    for _ in race.loops():
        assert [version.number for version in race.together(race.submit, race.submit)] == [1]
        race.check(ReportState.SUBMITTED)


def test_two_acceptances_at_once_make_one_event(race):
    for _ in race.loops():
        race.submit()
        assert kinds(race.together(race.accept, race.accept)) == [EventKind.ACCEPTED]
        assert race.report.events.count() == 2
        race.check(ReportState.ACCEPTED)


def test_withdrawing_and_taking_up_at_once_give_one_of_both(race):
    after = {EventKind.WITHDRAWN: ReportState.DRAFT, EventKind.OPENED: ReportState.OPENED}
    for _ in race.loops():
        race.submit()
        [event] = race.together(race.withdraw, race.open)
        race.check(after[event.kind])


def test_reopening_and_accepting_at_once_leave_the_accepted_version(race):
    for _ in race.loops():
        race.submit()
        done = kinds(race.together(race.reopen, race.accept))
        assert done in ([EventKind.ACCEPTED], [EventKind.REOPENED, EventKind.ACCEPTED])
        race.check(ReportState.ACCEPTED if len(done) == 1 else ReportState.REOPENED)


def test_a_return_and_an_acceptance_at_once_give_one_of_both(race):
    after = {EventKind.RETURNED: ReportState.RETURNED, EventKind.ACCEPTED: ReportState.ACCEPTED}
    for _ in race.loops():
        race.submit()
        [event] = race.together(race.accept, race.give_back)
        race.check(after[event.kind])
