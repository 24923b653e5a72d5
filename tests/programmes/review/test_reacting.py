from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ghnt.ui.editing import EditConflictError
from programmes import conclusions
from programmes.models import ConclusionReview, ReviewAddressee, Verdict
from programmes.review import Reaction, mark_rest_read, react
from programmes.review.reacting import TextChangedError
from tests.programmes.review.conftest import BY


def _react(scene, verdict=Verdict.RIGHT, text="", *, seen=None, read=None, by=None):
    conclusion = scene.conclusions[0]
    reaction = Reaction(verdict, text, read or conclusion.pk, seen)
    return react(addressee=scene.addressee(conclusion), reaction=reaction, by=by or scene.officers[0])


def _correct(scene):
    first = scene.conclusions[0]
    values = {"outcome": first.outcome, "text": "Beter.", "remarks": (), "reason": "Tikfout", "by": scene.leader}
    return conclusions.correct(conclusion=first, **values)


@pytest.mark.parametrize(
    ("verdict", "text"), [(Verdict.READ, ""), (Verdict.RIGHT, ""), (Verdict.NOT_RIGHT, "Het bedrag ontbreekt.")]
)
def test_react_keeps_verdict_text_person_and_what_was_read(scene, verdict, text):
    scene.asked()
    review = _react(scene, verdict, text)
    review.refresh_from_db()
    assert (review.verdict, review.text, review.by_name) == (verdict, text, "Medewerker Aa")
    assert (review.conclusion, review.municipality) == (scene.conclusions[0], scene.municipalities[0])


def test_react_is_possible_when_no_reaction_is_asked(scene):
    scene.open()
    assert _react(scene, Verdict.READ).pk


def test_react_the_same_twice_is_one_review(scene):
    scene.asked()
    assert _react(scene) == _react(scene)
    assert ConclusionReview.objects.get().history.count() == 1


def test_react_can_be_changed_and_the_history_keeps_the_first(scene):
    scene.asked()
    _react(scene, Verdict.READ)
    review = _react(scene, Verdict.NOT_RIGHT, "Toch niet.", seen=0)
    assert [row.verdict for row in review.history.order_by("history_id")] == ["read", "not_right"]


@pytest.mark.parametrize(
    ("verdict", "text", "words"),
    [(Verdict.NOT_RIGHT, "  ", "Schrijf wat er niet klopt."), (Verdict.RIGHT, "Nee.", "U schreef wat er niet klopt.")],
)
def test_react_refuses_a_text_that_does_not_fit_the_verdict(scene, verdict, text, words):
    scene.asked()
    with pytest.raises(ValidationError, match=words):
        _react(scene, verdict, text)


def test_react_on_the_date_is_refused_and_the_conclusion_stands(scene, settings):
    scene.asked()
    settings.TODAY = date(2021, 7, 19)
    _react(scene)
    settings.TODAY = BY
    with pytest.raises(ValidationError, match="dat kon vóór 20 juli 2021"):
        _react(scene, Verdict.READ, seen=0)
    assert ConclusionReview.objects.get().verdict == Verdict.RIGHT


def test_react_after_the_answer_is_refused(scene):
    scene.asked()
    review = _react(scene, Verdict.NOT_RIGHT, "Nee.")
    review.answer = "kept"
    review.save()
    with pytest.raises(ValidationError, match="al geantwoord"):
        _react(scene, seen=0)


def test_react_without_the_colleagues_reaction_seen_is_a_conflict(scene):
    scene.asked()
    _react(scene, Verdict.READ)
    with pytest.raises(EditConflictError) as conflict:
        _react(scene, Verdict.NOT_RIGHT, "Nee.", by=scene.leader)
    assert conflict.value.current.by_name == "Medewerker Aa"
    assert ConclusionReview.objects.get().verdict == Verdict.READ


def test_react_to_a_text_that_was_corrected_meanwhile_says_so(scene):
    scene.asked()
    corrected = _correct(scene)
    with pytest.raises(TextChangedError) as changed:
        _react(scene)
    assert changed.value.current == corrected
    assert _react(scene, read=corrected.pk).conclusion == corrected


def test_mark_rest_read_leaves_what_was_said_and_what_was_corrected(scene):
    scene.asked()
    scene.conclude("Derde")
    scene.open()
    _react(scene, Verdict.NOT_RIGHT, "Nee.")
    addressees = list(ReviewAddressee.objects.filter(municipality=scene.municipalities[0]))
    read = {one.pk: one.item.conclusion_id for one in addressees}
    read[scene.addressee(scene.conclusions[1]).pk] = 0
    assert mark_rest_read(addressees=addressees, read=read, by=scene.officers[0]) == 1
    found = ConclusionReview.objects.order_by("item")
    assert [(row.item.conclusion, row.verdict) for row in found] == [
        (scene.conclusions[0], "not_right"),
        (scene.conclusions[2], "read"),
    ]
    assert found[1].history.count() == 1


def test_mark_rest_read_after_the_date_marks_only_what_is_for_information(scene, settings):
    bundle = scene.asked()
    bundle.items.filter(conclusion=scene.conclusions[0]).update(asks_reaction=False)
    settings.TODAY = BY
    addressees = list(ReviewAddressee.objects.filter(municipality=scene.municipalities[0]))
    read = {one.pk: one.item.conclusion_id for one in addressees}
    assert mark_rest_read(addressees=addressees, read=read, by=scene.officers[0]) == 1
    assert ConclusionReview.objects.get().conclusion == scene.conclusions[0]
