"""A set is changed at the moment that a round begins to use it, on real transactions."""

from threading import Event, Thread
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from reporting.models import QuestionSet
from reporting.question_sets import editing
from reporting.question_sets.copying import make_set
from reporting.question_sets.drafts import SectionDraft
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_a_round_waits_for_a_change_and_from_then_on_nothing_changes():
    """The key of the round to its set is checked when the round is made final: that waits for the lock of a change."""
    programme, question_set = factories.ProgrammeFactory(), factories.QuestionSetFactory(number=7)
    made, begun = [], Event()

    def use():
        begun.wait()
        try:
            made.append(factories.ReportRoundFactory(programme=programme, question_set=question_set))
        finally:
            connection.close()

    thread = Thread(target=use)
    thread.start()
    with transaction.atomic():
        editing.add_section(question_set=question_set, draft=SectionDraft("Geld"), seen=0)
        begun.set()
        sleep(0.5)
        assert made == []
    thread.join()
    assert len(made) == 1
    with pytest.raises(ValidationError, match="Een ronde gebruikt deze vragenlijst"):
        editing.add_section(question_set=question_set, draft=SectionDraft("Tijd"), seen=1)
    assert question_set.sections.count() == 1


def test_two_new_sets_at_once_make_one():
    factories.QuestionSetFactory(number=1)
    results = at_once(lambda: make_set(name="Nieuw", number=2))
    assert sum(isinstance(result, QuestionSet) for result in results) == 1
    assert QuestionSet.objects.count() == 2
