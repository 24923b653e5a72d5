import pytest
from django.core.exceptions import ValidationError

from ghnt.notices.models import Notice
from ghnt.ui.editing import EditConflictError
from programmes import conclusions
from programmes.models import ReviewAnswer, Verdict
from programmes.review import Reaction, answer, corrected, react
from tests.programmes.review.conftest import BY


@pytest.fixture
def review(scene):
    scene.asked()
    return _not_right(scene, 0)


def _not_right(scene, number, conclusion=0):
    addressee = scene.addressee(scene.conclusions[conclusion], scene.municipalities[number])
    reaction = Reaction(Verdict.NOT_RIGHT, "Het bedrag ontbreekt.", scene.conclusions[conclusion].pk, None)
    return react(addressee=addressee, reaction=reaction, by=scene.officers[number])


def _answer(review, scene, kind=ReviewAnswer.KEPT, text="Het bedrag staat in bijlage 2.", seen=0):
    return answer(review=review, kind=kind, text=text, seen=seen, by=scene.leader)


@pytest.mark.parametrize("kind", [ReviewAnswer.KEPT, ReviewAnswer.ANSWERED])
def test_answer_is_kept_and_the_municipality_is_told(review, scene, kind):
    _answer(review, scene, kind)
    review.refresh_from_db()
    assert (review.answer, review.answer_text) == (kind, "Het bedrag staat in bijlage 2.")
    assert review.answered_by == scene.leader
    notice = Notice.objects.get(key=f"review-answer-{review.pk}")
    assert (notice.user, notice.what) == (scene.officers[0], "antwoord op uw ‘klopt niet’, Stuurgroep, 8 juli 2021")


def test_answer_about_an_undistributed_proposal_tells_no_body(review, scene):
    proposal = scene.conclusions[0].step.round.proposal
    proposal.may_distribute = False
    proposal.save()
    review.refresh_from_db()
    _answer(review, scene)
    assert Notice.objects.get(key=f"review-answer-{review.pk}").what == "antwoord op uw ‘klopt niet’"


def test_answer_is_possible_after_the_date(review, scene, settings):
    settings.TODAY = BY
    assert _answer(review, scene).answer == ReviewAnswer.KEPT


def test_answer_twice_is_refused(review, scene):
    _answer(review, scene)
    with pytest.raises(ValidationError, match="al geantwoord"):
        _answer(review, scene, seen=1)


@pytest.mark.parametrize(
    ("kind", "words"), [(ReviewAnswer.KEPT, "waarom de conclusie zo blijft"), (ReviewAnswer.ANSWERED, "uw antwoord")]
)
def test_answer_without_a_text_is_refused(review, scene, kind, words):
    with pytest.raises(ValidationError, match=words):
        _answer(review, scene, kind, " ")


def test_answer_to_a_reaction_that_changed_is_a_conflict(review, scene):
    addressee = scene.addressee(scene.conclusions[0])
    reaction = Reaction(Verdict.RIGHT, "", scene.conclusions[0].pk, 0)
    react(addressee=addressee, reaction=reaction, by=scene.officers[0])
    with pytest.raises(EditConflictError):
        _answer(review, scene)
    with pytest.raises(ValidationError, match="zegt niet dat er iets niet klopt"):
        _answer(review, scene, seen=1)


def _correct(scene, review=None):
    first = scene.conclusions[0]
    values = {"outcome": first.outcome, "text": "Beter.", "remarks": (), "reason": "Het bedrag ontbrak."}
    new = conclusions.correct(conclusion=first, by=scene.leader, **values)
    corrected(conclusion=new, by=scene.leader, review=review)
    return new


def test_correction_closes_the_review_it_came_from_and_no_other(review, scene):
    other = _not_right(scene, 1)
    new = _correct(scene, review.pk)
    review.refresh_from_db()
    other.refresh_from_db()
    assert (review.answer, review.answer_text, other.answer) == ("corrected", "Het bedrag ontbrak.", "")
    told = Notice.objects.filter(key__in=[f"review-answer-{review.pk}", f"review-corrected-{new.pk}"])
    assert {notice.user: notice.key for notice in told} == {
        scene.officers[0]: f"review-answer-{review.pk}",
        scene.officers[1]: f"review-corrected-{new.pk}",
    }


def test_correction_with_somebody_elses_review_closes_nothing(review, scene):
    other = _not_right(scene, 0, conclusion=1)
    _correct(scene, other.pk)
    other.refresh_from_db()
    assert other.answer == ""


def test_correction_asks_to_read_again_before_the_date_only(review, scene, settings):
    new = _correct(scene)
    told = Notice.objects.filter(key=f"review-corrected-{new.pk}")
    assert {(notice.expected, notice.due) for notice in told} == {("De verbeterde tekst nakijken", BY)}


def test_correction_of_a_conclusion_without_a_bundle_tells_nobody(scene):
    _correct(scene)
    assert not Notice.objects.exists()
