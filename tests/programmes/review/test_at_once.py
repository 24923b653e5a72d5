"""Two people at the same moment, on real transactions: a correction beside a review, and two officers."""

from itertools import count

import pytest

from ghnt.ui.editing import EditConflictError
from programmes import conclusions
from programmes.models import Conclusion, ConclusionReview, ReviewAddressee, ReviewItem, Verdict
from programmes.review import Reaction, open_bundle, react
from programmes.review.reacting import TextChangedError
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def _together(*operations):
    """What each gave, or the refusal it ended in."""
    numbers = count()
    mine = dict(enumerate(operations))

    def call():
        try:
            return mine[next(numbers)]()
        except (EditConflictError, TextChangedError) as refusal:
            return type(refusal)

    return at_once(call)


def _say(addressee, by, verdict, text=""):
    one = ReviewAddressee.objects.get(pk=addressee.pk)
    return react(addressee=one, reaction=Reaction(verdict, text, one.item.conclusion_id, None), by=by)


def test_a_review_is_about_the_text_that_stood_or_is_told_that_it_changed():
    seen = set()
    for _time in range(10):
        addressee, by = factories.ReviewAddresseeFactory(), factories.UserFactory()
        first = addressee.item.conclusion

        def correct(first=first, by=by):
            old = Conclusion.objects.get(pk=first.pk)
            values = {"outcome": old.outcome, "text": "Beter.", "remarks": (), "reason": "Tikfout"}
            return conclusions.correct(conclusion=old, by=by, **values)

        results = _together(correct, lambda addressee=addressee, by=by: _say(addressee, by, Verdict.RIGHT))
        assert Conclusion.objects.get(replaces=first).text == "Beter."
        review = ConclusionReview.objects.filter(item=addressee.item).first()
        assert (TextChangedError in results) == (review is None)
        assert review is None or review.conclusion == first
        seen.add(review is None)
    assert seen <= {True, False}


def test_of_two_officers_one_is_kept_and_the_other_told():
    for _time in range(10):
        addressee = factories.ReviewAddresseeFactory()
        one, other = factories.UserFactory.create_batch(2)
        results = _together(
            lambda addressee=addressee, one=one: _say(addressee, one, Verdict.RIGHT),
            lambda addressee=addressee, other=other: _say(addressee, other, Verdict.NOT_RIGHT, "Nee."),
        )
        assert results.count(EditConflictError) == 1
        assert [ConclusionReview.objects.get(item=addressee.item)] == [
            result for result in results if result is not EditConflictError
        ]


def test_two_who_open_a_bundle_at_once_get_the_same():
    for _time in range(5):
        member, by = factories.RegionMembershipFactory(), factories.UserFactory()
        meeting = factories.MeetingFactory(body__region=member.target)
        step = factories.RouteStepFactory(round__proposal__region=member.target, body=meeting.body, meeting=meeting)
        conclusion = factories.ConclusionFactory(step=step, date=meeting.date)
        bundles = at_once(lambda meeting=meeting, by=by: open_bundle(meeting=meeting, by=by))
        assert bundles[0] == bundles[1]
        assert ReviewItem.objects.filter(conclusion=conclusion).count() == 1
