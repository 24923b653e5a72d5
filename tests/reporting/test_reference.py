"""The sets of questions that are shipped."""

import pytest

from programmes import reference as catalogue
from reporting.models import Place, Question, QuestionKind, QuestionSet
from reporting.question_sets import editing
from reporting.question_sets.reading import not_taken_over
from reporting.reference import DIRECTORY, ReferenceFileError, load

pytestmark = pytest.mark.django_db


def told(reports):
    return [str(report) for report in reports]


def test_loading_twice_changes_nothing():
    assert told(load())[:3] == [
        "Vragenlijsten: 2 toegevoegd, 0 gewijzigd, 0 ongewijzigd",
        "Hoofdstukken van vragenlijsten: 10 toegevoegd, 0 gewijzigd, 0 ongewijzigd",
        "Vragen: 25 toegevoegd, 0 gewijzigd, 0 ongewijzigd",
    ]
    assert told(load())[:3] == [
        "Vragenlijsten: 0 toegevoegd, 0 gewijzigd, 2 ongewijzigd",
        "Hoofdstukken van vragenlijsten: 0 toegevoegd, 0 gewijzigd, 10 ongewijzigd",
        "Vragen: 0 toegevoegd, 0 gewijzigd, 25 ongewijzigd",
    ]


def test_set_that_was_changed_is_left_alone():
    load()
    changed = QuestionSet.objects.get(number=2)
    editing.remove_question(question=changed.questions.first(), seen=0)
    load()
    assert changed.questions.count() == 16


def test_set_of_somebody_else_with_the_number_is_left_alone():
    QuestionSet.objects.create(number=2, name="Van ons zelf")
    load()
    assert list(QuestionSet.objects.values_list("number", "name")) == [(1, "Vragenlijst 2021"), (2, "Van ons zelf")]
    assert QuestionSet.objects.get(number=2).questions.count() == 0


def test_second_set_asks_every_kind_and_keeps_the_first():
    load()
    second = QuestionSet.objects.get(number=2)
    assert set(second.questions.values_list("kind", flat=True)) == set(QuestionKind)
    assert second.questions.filter(section__place=Place.MUNICIPALITY).count() == 2
    first = set(QuestionSet.objects.get(number=1).questions.values_list("key", flat=True))
    assert first <= set(second.questions.values_list("key", flat=True))
    assert second.based_on.number == 1
    assert not_taken_over(second) == frozenset()


def test_question_points_to_its_blocks_and_themes():
    catalogue.load()
    load()
    question = Question.objects.get(key="vast-aanspreekpunt")
    assert [block.key for block in question.blocks.all()] == ["AL1-B2"]
    assert [theme.key for theme in Question.objects.get(key="vaste-afspraken").conditions.all()] == ["RV1"]


def test_wrong_cell_is_named_and_nothing_is_loaded(tmp_path):
    catalogue.load()
    for path in DIRECTORY.glob("*.csv"):
        (tmp_path / path.name).write_text(path.read_text("utf-8").replace("RV5", "RV9"), "utf-8")
    with pytest.raises(ReferenceFileError, match="kolom themes: De sleutel “RV9” bestaat niet"):
        load(tmp_path)
    assert not QuestionSet.objects.exists()
