"""From a deed to a mail, through the queue, and what an administrator sees of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as outbox
from django.core.management import call_command
from django.urls import reverse
from django_q.models import OrmQ, Schedule

from ghnt.notices import mailing, waking
from ghnt.notices.models import Delivery, Mail, MailState, NoticePreference
from ghnt.notices.telling import News, tell
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
NEWS = News("k", "Noor Verhage", "rapportage teruggestuurd", "/hulp/", "Rapportage aanpassen", date(2021, 9, 16))


@pytest.fixture
def leader():
    return factories.RoleAssignmentFactory(region=factories.RegionFactory()).user


@pytest.mark.parametrize(("delivery", "woken"), [(Delivery.INSTANT, 1), (Delivery.DAILY, 0), (Delivery.NONE, 0)])
def test_worker_is_woken_after_the_commit_for_who_wants_it_at_once(
    leader, django_capture_on_commit_callbacks, delivery, woken
):
    NoticePreference.objects.create(user=leader, delivery=delivery)

    with django_capture_on_commit_callbacks(execute=True):
        tell([leader], NEWS)
        assert OrmQ.objects.count() == 0

    assert OrmQ.objects.count() == woken


def test_deed_that_is_undone_tells_nobody(leader, django_capture_on_commit_callbacks):
    NoticePreference.objects.create(user=leader, delivery=Delivery.INSTANT)

    with django_capture_on_commit_callbacks() as woken:
        tell([leader], NEWS)

    assert len(woken) == 1  # called only when the transaction that told is kept


def test_worker_makes_and_sends_in_one_go(leader):
    NoticePreference.objects.create(user=leader, delivery=Delivery.INSTANT)
    tell([leader], NEWS)

    mailing.work()
    mailing.work()

    (sent,) = outbox.outbox
    assert (sent.to, sent.subject) == ([leader.email], "Vóór 16 september 2021: Rapportage aanpassen")
    assert Mail.objects.get().state == MailState.SENT


def test_worker_sends_the_digest_in_the_morning(leader):
    night = datetime(2021, 7, 11, 23, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with time_machine.travel(night, tick=False) as clock:
        tell([leader], NEWS)
        for hour in (0, 6, 7, 8, 23):
            clock.move_to(datetime(2021, 7, 12, hour, 0, tzinfo=ZoneInfo("Europe/Amsterdam")))
            mailing.work()

    (sent,) = outbox.outbox
    assert sent.subject == "Vóór 16 september 2021: Rapportage aanpassen"
    assert "U krijgt meldingen één keer per dag in één mail." in sent.body


def test_worker_sweeps_each_minute():
    assert [waking.schedule_sweep(), waking.schedule_sweep()] == [True, False]
    schedule = Schedule.objects.get(name=waking.SWEEP)
    assert (schedule.func, schedule.minutes) == ("ghnt.notices.mailing.work", 1)


def test_schedules_command_adds_the_sweep():
    call_command("schedules")
    assert Schedule.objects.filter(func="ghnt.notices.mailing.work").count() == 1


def test_administrator_sees_why_a_mail_did_not_go_and_tries_again(client, leader, settings):
    settings.TODAY = date(2021, 7, 12)
    client.force_login(factories.RoleAssignmentFactory(role=Role.ADMINISTRATOR).user)
    reason = "De mailserver is niet bereikbaar"
    failed = Mail.objects.create(user=leader, subject="a", body="b", state=MailState.FAILED, error=reason)
    lost = Mail.objects.create(user=leader, subject="Onderwerp van de mail", body="b", state=MailState.UNKNOWN)
    address = reverse("admin:notices_mail_changelist")

    page = client.get(address).content.decode()
    assert reason in page
    assert "Onbekend of verstuurd" in page
    assert "Onderwerp van de mail" not in page

    client.post(address, {"action": "send_again", "_selected_action": [failed.pk, lost.pk]})

    assert list(Mail.objects.order_by("pk").values_list("state", flat=True)) == [MailState.WAITING, MailState.UNKNOWN]
    assert client.get(reverse("admin:notices_mail_add")).status_code == 403
    assert (
        "Onderwerp van de mail" not in client.get(reverse("admin:notices_mail_change", args=[lost.pk])).content.decode()
    )
