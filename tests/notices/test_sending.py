"""Mails go once, also when the mail server is away, refuses or falls silent, and when a worker dies or has company."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest
import time_machine
from django.core import mail as outbox

from ghnt.notices import sending
from ghnt.notices.models import Mail, MailState
from regions.models import Role
from tests import factories
from tests.at_once import at_once
from tests.notices.mail_server import mail_server

NOW = datetime(2021, 7, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def waiting(**fields):
    user = fields.pop("user", None) or factories.RoleAssignmentFactory(region=factories.RegionFactory()).user
    return Mail.objects.create(user=user, subject="1 conclusie nakijken", body="Vóór 9 maart…\n", **fields)


@pytest.mark.django_db
def test_mail_goes_to_its_reader_once(clock, settings):
    settings.DEFAULT_FROM_EMAIL = "ghnt <meldingen@ghnt.example>"
    mail = waiting()

    with mail_server(settings) as server:
        assert sending.send_all() == 1
        assert sending.send_all() == 0

    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.tries, mail.error) == (MailState.SENT, NOW, 1, "")
    sent = message_from_bytes(server.mails[0])
    assert len(server.mails) == 1
    assert (sent["To"], sent["From"]) == (mail.user.email, "ghnt <meldingen@ghnt.example>")
    assert sent["Message-ID"] == f"<ghnt-{mail.pk}-1626080400.000000@ghnt.example>"
    assert sent["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_message_id_stays_the_same(clock):
    mail = waiting()

    first = sending.message_of(mail).message()["Message-ID"]
    clock.shift(timedelta(days=1))
    assert sending.message_of(Mail.objects.get()).message()["Message-ID"] == first


@pytest.mark.django_db
def test_mail_server_away_is_tried_again_with_longer_waits_and_then_given_up(clock, settings):
    with mail_server(settings):
        pass  # nobody listens on that port any more
    mail, waits = waiting(), []
    for _ in range(len(sending.WAITS)):
        assert sending.send_all() == 0
        mail.refresh_from_db()
        assert mail.state == MailState.WAITING
        waits.append(mail.due_at - datetime.now(UTC))
        clock.move_to(mail.due_at)

    assert tuple(waits) == sending.WAITS
    assert sorted(waits) == waits
    sending.send_all()
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (MailState.FAILED, 8)
    assert mail.error.startswith("8 keer geprobeerd. De mailserver is niet bereikbaar: ")
    clock.shift(timedelta(days=9))
    assert not Mail.objects.to_send(datetime.now(UTC)).exists()


@pytest.mark.django_db
def test_mail_server_away_costs_one_mail_a_try_and_the_rest_goes_when_it_is_back(clock, settings):
    with mail_server(settings):
        pass
    mails = [waiting() for _ in range(3)]
    sending.send_all()

    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 1]
    clock.shift(timedelta(minutes=1))
    with mail_server(settings) as server:
        assert sending.send_all() == len(mails)
    assert len(server.mails) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("behaviour", "code"), [("refuse", "550"), ("later", "451")])
def test_refusal_is_tried_again_and_told(clock, settings, behaviour, code):
    mail = waiting()

    with mail_server(settings, behaviour) as server:
        assert sending.send_all() == 0
        assert sending.send_all() == 0  # not before its time

    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.due_at) == (MailState.WAITING, 1, NOW + timedelta(minutes=1))
    assert mail.error.startswith("De mailserver nam de mail niet aan: ")
    assert code in mail.error
    assert server.mails == []


@pytest.mark.django_db
def test_refused_mail_does_not_hold_up_the_next(clock, settings):
    waiting(), waiting()

    with mail_server(settings, "refuse"):
        sending.send_all()

    assert list(Mail.objects.values_list("tries", flat=True)) == [1, 1]


@pytest.mark.django_db
def test_silence_after_the_text_is_unknown_and_not_sent_again(clock, settings):
    mail = waiting()

    with mail_server(settings, "drop") as server:
        sending.send_all()
        clock.shift(timedelta(days=3))
        sending.send_all()

    mail.refresh_from_db()
    assert mail.state == MailState.UNKNOWN
    assert mail.error.startswith(sending.LOST)
    assert len(server.mails) == 1  # and it did arrive


@pytest.mark.django_db
def test_worker_killed_while_sending_leaves_a_mail_that_is_not_sent_again(clock, settings):
    settings.EMAIL_BACKEND = "tests.notices.mail_server.KilledInTheMiddle"
    mail = waiting()
    with pytest.raises(SystemExit):
        sending.send_all()
    mail.refresh_from_db()
    assert mail.state == MailState.RUNNING

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.shift(sending.LEASE)
    assert sending.send_all() == 0
    mail.refresh_from_db()
    assert mail.state == MailState.RUNNING  # its lease ends now, not before
    clock.shift(timedelta(seconds=1))
    sending.send_all()

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.UNKNOWN, sending.LOST)
    assert outbox.outbox == []
    assert sending.try_again(mail) is False


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_mail(settings):
    waiting()

    with mail_server(settings) as server:
        assert sorted(at_once(sending.send_all)) == [0, 1]

    assert len(server.mails) == 1
    assert Mail.objects.get().state == MailState.SENT


@pytest.mark.django_db
def test_who_left_gets_nothing(clock):
    mail = waiting()
    mail.user.is_active = False
    mail.user.save()

    assert sending.send_all() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.FAILED, "Deze persoon mag niet meer inloggen.")
    assert outbox.outbox == []


@pytest.mark.django_db
def test_who_has_no_role_any_more_gets_nothing(clock):
    role = factories.RoleAssignmentFactory(role=Role.READER, region=factories.RegionFactory(), valid_to="2021-07-12")
    mail = waiting(user=role.user)

    assert sending.send_all() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.FAILED, "Deze persoon heeft geen rol meer.")


@pytest.mark.django_db
def test_subject_with_a_line_end_never_goes_as_a_header(clock):
    mail = waiting()
    mail.subject = "Onderwerp\nBcc: iedereen@example.org"
    mail.save()

    assert sending.send_all() == 0
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert outbox.outbox == []


@pytest.mark.django_db
def test_run_sends_a_bounded_number(clock, monkeypatch):
    monkeypatch.setattr(sending, "SENT_AT_ONCE", 2)
    for _ in range(3):
        waiting()

    assert (sending.send_all(), sending.send_all()) == (2, 1)


@pytest.mark.django_db
def test_failed_mail_is_put_back_once(clock):
    mail = waiting(state=MailState.FAILED, tries=8, error="De mailserver is niet bereikbaar")

    assert sending.try_again(mail) is True
    assert sending.try_again(mail) is False
    assert sending.send_all() == 1
