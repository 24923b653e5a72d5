from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_q.models import Schedule

from ghnt.notices.models import Notice
from programmes.models import Verdict
from programmes.review import Reaction, react, remind
from programmes.review.reminding import schedule_reminders, send_reminders
from regions.models import RoleAssignment
from tests.programmes.review.conftest import BY


@pytest.fixture
def bundle(scene):
    """Aa reviewed both conclusions, Berg one of them."""
    bundle = scene.asked()
    for conclusion in scene.conclusions:
        _react(scene, conclusion, 0)
    _react(scene, scene.conclusions[0], 1)
    Notice.objects.all().delete()
    return bundle


def _react(scene, conclusion, number):
    reaction = Reaction(Verdict.RIGHT, "", conclusion.pk, None)
    addressee = scene.addressee(conclusion, scene.municipalities[number])
    react(addressee=addressee, reaction=reaction, by=scene.officers[number])


def test_remind_tells_only_who_did_not_react_and_how_much_is_left(bundle, scene):
    assert remind(bundle=bundle, by=scene.leader).number == 1
    notice = Notice.objects.get()
    assert (notice.user, notice.expected, notice.due) == (scene.officers[1], "1 conclusie nakijken", BY)
    assert notice.what == "herinnering: nieuwe conclusies van Stuurgroep, 8 juli 2021"
    bundle.refresh_from_db()
    assert timezone.localdate(bundle.reminded_at) == date(2021, 7, 12)


def test_remind_tells_once_a_day(bundle, scene, settings):
    remind(bundle=bundle, by=scene.leader)
    remind(bundle=bundle, by=scene.leader)
    assert Notice.objects.count() == 1
    settings.TODAY = date(2021, 7, 13)
    remind(bundle=bundle, by=scene.leader)
    assert Notice.objects.count() == 2


def test_remind_names_municipalities_without_anybody(bundle, scene):
    RoleAssignment.objects.filter(user=scene.officers[1]).delete()
    reminded = remind(bundle=bundle, by=scene.leader)
    assert (reminded.number, reminded.nobody) == (0, ("Berg",))


def test_remind_when_everybody_reacted_is_refused(bundle, scene):
    _react(scene, scene.conclusions[1], 1)
    with pytest.raises(ValidationError, match="Alle gemeenten hebben gereageerd"):
        remind(bundle=bundle, by=scene.leader)


def test_remind_after_the_date_is_refused(bundle, scene, settings):
    settings.TODAY = BY
    with pytest.raises(ValidationError, match="zolang een reactie wordt gevraagd"):
        remind(bundle=bundle, by=scene.leader)


def test_worker_reminds_three_days_and_one_day_before_once_each(bundle, scene, settings):
    told = []
    for day in range(15, 22):
        settings.TODAY = date(2021, 7, day)
        send_reminders()
        send_reminders()
        told.append(Notice.objects.count())
    assert told == [0, 0, 1, 1, 2, 2, 2]  # from the 15th to the 21st, with the date on the 20th


def test_worker_that_stood_still_sends_only_the_last_reminder(bundle, scene, settings):
    settings.TODAY = date(2021, 7, 19)
    assert send_reminders() == 1
    assert Notice.objects.count() == 1


def test_worker_does_not_remind_about_what_lies_in_the_bin(bundle, scene, settings):
    proposal = scene.conclusions[1].step.round.proposal
    proposal.removed_at = bundle.sent_at
    proposal.save()
    settings.TODAY = date(2021, 7, 19)
    assert send_reminders() == 0


@pytest.mark.django_db
def test_schedule_reminders_makes_one_daily_schedule():
    assert (schedule_reminders(), schedule_reminders()) == (True, False)
    assert Schedule.objects.get(name="Gemeenten herinneren aan nakijken").schedule_type == Schedule.DAILY
