from datetime import date

import pytest

from ghnt.notices.models import Delivery, Notice, NoticePreference
from ghnt.notices.telling import News, tell
from tests import factories
from tests.at_once import at_once

NEWS = News(
    key="review-12",
    who="Regio Eigen",
    what="nieuwe conclusies",
    expected="5 conclusies nakijken",
    due=date(2021, 3, 9),
    url="/besluiten/12/",
)


@pytest.mark.django_db
def test_tell_writes_one_notice_for_each_person():
    one, two = factories.UserFactory(), factories.UserFactory()

    assert tell([two, one, two], NEWS) == 2
    assert sorted(Notice.objects.values_list("user", flat=True)) == [one.pk, two.pk]
    assert Notice.objects.first().asks == "Vóór 9 maart 2021: 5 conclusies nakijken"


@pytest.mark.django_db
def test_tell_again_reaches_only_who_had_not_heard():
    one, two = factories.UserFactory(), factories.UserFactory()
    tell([one], NEWS)

    assert tell([one, two], NEWS) == 1
    assert tell([one, two], NEWS) == 0
    assert Notice.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_tell_at_the_same_moment_tells_once():
    users = [factories.UserFactory() for _ in range(3)]

    at_once(lambda: tell(users, NEWS))

    assert Notice.objects.count() == 3


@pytest.mark.django_db
def test_tell_passes_over_who_left():
    assert tell([factories.UserFactory(is_active=False)], NEWS) == 0
    assert not Notice.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("delivery", "by_mail", "wanted"),
    [
        (None, True, True),
        (Delivery.DAILY, True, True),
        (Delivery.INSTANT, True, True),
        (Delivery.NONE, True, False),
        (Delivery.INSTANT, False, False),
    ],
)
def test_tell_by_mail_as_somebody_chose(delivery, by_mail, wanted):
    user = factories.UserFactory()
    if delivery:
        NoticePreference.objects.create(user=user, delivery=delivery)

    tell([user], NEWS, by_mail=by_mail)

    assert Notice.objects.get().mail_wanted is wanted


@pytest.mark.django_db
def test_tell_makes_one_line_that_fits():
    words = "eerste regel\r\nBcc: iedereen@example.org\x00 " + "woord " * 60

    tell([factories.UserFactory()], News(key="k", who="w" * 200, what=words, expected=words, url="/"))

    notice = Notice.objects.get()
    assert notice.expected.startswith("eerste regel Bcc: iedereen@example.org woord woord")
    assert len(notice.expected) <= 250
    assert notice.expected.endswith("woord…")
    assert notice.who == "w" * 149 + "…"


@pytest.mark.parametrize("url", ["https://elders.example/", "//elders.example/", "/\\elders.example/", "javascript:x"])
def test_news_leads_to_this_site_alone(url):
    with pytest.raises(ValueError, match="Not an address"):
        News(key="k", who="w", what="w", url=url)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_tell_asks_as_many_queries_for_more_people(number, django_assert_num_queries):
    users = [factories.UserFactory() for _ in range(number)]

    with django_assert_num_queries(5):  # a savepoint, who heard, what they chose, the notices
        tell(users, NEWS)
