"""Which mails are made of which notices, and when."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from ghnt.notices import mailing
from ghnt.notices.models import Delivery, Mail, Notice, NoticePreference
from ghnt.notices.telling import News, tell
from tests import factories
from tests.at_once import at_once

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVENING = datetime(2021, 7, 11, 20, 0, tzinfo=AMSTERDAM)
EARLY = datetime(2021, 7, 12, 6, 59, tzinfo=AMSTERDAM)
MORNING = datetime(2021, 7, 12, 7, 0, tzinfo=AMSTERDAM)


def told(user, key="k", at=EVENING, expected="Rapportage aanpassen", due=date(2021, 9, 16)):
    news = News(key, "Noor Verhage", "rapportage teruggestuurd", f"/regio/{key}/", expected, due)
    with time_machine.travel(at, tick=False):
        tell([user], news)


def person(delivery=None, **fields):
    user = factories.UserFactory(**fields)
    if delivery:
        NoticePreference.objects.create(user=user, delivery=delivery)
    return user


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://ghnt.example"


@pytest.mark.django_db
def test_instant_mail_for_each_notice():
    user = person(Delivery.INSTANT)
    told(user, "een")
    told(user, "twee", expected="", due=None)

    assert mailing.make_mails(now=EARLY) == 2
    assert mailing.make_mails(now=MORNING) == 0

    first, second = Mail.objects.order_by("pk")
    assert first.subject == "Vóór 16 september 2021: Rapportage aanpassen"
    assert first.body == (
        "Vóór 16 september 2021: Rapportage aanpassen.\n"
        "Noor Verhage: rapportage teruggestuurd.\n"
        "https://ghnt.example/regio/een/\n"
        "\n"
        "-- \n"
        "U krijgt elke melding meteen als mail. Liever één keer per dag, of geen mail? Pas dat hier aan:\n"
        "https://ghnt.example/profiel/\n"
    )
    assert second.subject == "Noor Verhage: rapportage teruggestuurd"
    assert second.body.startswith("Noor Verhage: rapportage teruggestuurd.\nhttps://ghnt.example/regio/twee/\n\n-- \n")
    assert (first.digest_on, second.digest_on) == (None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("delivery", [None, Delivery.DAILY])
def test_digest_comes_once_a_day_at_seven(delivery):
    user = person(delivery)
    told(user, "laat", due=date(2021, 9, 16))
    told(user, "vroeg", due=date(2021, 7, 20))
    told(user, "geen", expected="", due=None)

    assert mailing.make_mails(now=EARLY) == 0
    assert mailing.make_mails(now=MORNING) == 1
    assert mailing.make_mails(now=MORNING) == 0

    mail = Mail.objects.get()
    assert (mail.subject, mail.digest_on) == ("3 meldingen", date(2021, 7, 12))
    order = [mail.body.index(f"/regio/{key}/") for key in ("vroeg", "laat", "geen")]
    assert order == sorted(order)
    assert Notice.objects.filter(mail=mail).count() == 3


@pytest.mark.django_db
def test_digest_leaves_what_is_told_after_seven_for_tomorrow():
    user = person()
    told(user, "overdag", at=datetime(2021, 7, 12, 10, 0, tzinfo=AMSTERDAM))

    assert mailing.make_mails(now=datetime(2021, 7, 12, 23, 59, tzinfo=AMSTERDAM)) == 0
    assert mailing.make_mails(now=datetime(2021, 7, 13, 7, 0, tzinfo=AMSTERDAM)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "at"),
    [
        (datetime(2021, 1, 12, 5, 59, tzinfo=UTC), datetime(2021, 1, 12, 6, 0, tzinfo=UTC)),  # winter
        (datetime(2021, 7, 12, 4, 59, tzinfo=UTC), datetime(2021, 7, 12, 5, 0, tzinfo=UTC)),  # summer
        (datetime(2021, 3, 28, 4, 59, tzinfo=UTC), datetime(2021, 3, 28, 5, 0, tzinfo=UTC)),  # the night it begins
    ],
)
def test_seven_is_seven_in_amsterdam(before, at):
    told(person(), at=datetime(2021, 1, 1, 12, 0, tzinfo=AMSTERDAM))

    assert mailing.make_mails(now=before) == 0
    assert mailing.make_mails(now=at) == 1


@pytest.mark.django_db
def test_digest_is_made_late_when_no_worker_ran_at_seven():
    told(person())

    assert mailing.make_mails(now=datetime(2021, 7, 14, 15, 0, tzinfo=AMSTERDAM)) == 1
    assert Mail.objects.get().digest_on == date(2021, 7, 14)


@pytest.mark.django_db
def test_who_wants_no_mail_gets_none_of_it_after_changing_the_mind():
    user = person(Delivery.NONE)
    told(user, "toen")
    mailing.choose_delivery(user=user, delivery=Delivery.INSTANT)
    told(user, "nu")

    assert mailing.make_mails(now=MORNING) == 1
    assert Notice.objects.get(mail__isnull=False).key == "nu"


@pytest.mark.django_db
def test_who_chooses_no_mail_is_not_sent_what_was_waiting():
    user = person()
    told(user)
    mailing.choose_delivery(user=user, delivery=Delivery.NONE)
    mailing.choose_delivery(user=user, delivery=Delivery.DAILY)

    assert mailing.make_mails(now=MORNING) == 0


@pytest.mark.django_db
def test_who_left_gets_no_mail():
    user = person(Delivery.INSTANT)
    told(user)
    user.is_active = False
    user.save()

    assert mailing.make_mails(now=MORNING) == 0


@pytest.mark.django_db
def test_digest_tells_one_page_once_by_what_it_asks():
    user = person()
    told(user, "k")
    with time_machine.travel(EVENING, tick=False):
        tell([user], News("eerder", "Noor Verhage", "rapportage gelezen", "/regio/k/"))
    assert mailing.make_mails(now=MORNING) == 1
    mail = Mail.objects.get()
    assert mail.subject == "Vóór 16 september 2021: Rapportage aanpassen"
    assert mail.body.count("https://ghnt.example/regio/k/") == 1


@pytest.mark.django_db
def test_digest_of_many_names_the_first_and_counts_the_rest():
    user = person()
    for number in range(27):
        told(user, f"melding-{number}")

    mailing.make_mails(now=MORNING)

    mail = Mail.objects.get()
    assert mail.body.count("Vóór 16 september") == 25
    assert "En nog 2 meldingen:\nhttps://ghnt.example/meldingen/\n" in mail.body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("delivery", [Delivery.INSTANT, Delivery.DAILY])
def test_two_workers_at_once_make_one_mail(delivery):
    told(person(delivery))

    assert sorted(at_once(lambda: mailing.make_mails(now=MORNING))) == [0, 1]
    assert Mail.objects.count() == 1


@pytest.mark.django_db
def test_subject_is_short_whatever_it_says():
    told(person(Delivery.INSTANT), expected="w" * 250)

    mailing.make_mails(now=EARLY)

    assert len(Mail.objects.get().subject) == 190
