"""What somebody was told, and the address of a calendar: each person's own, of a home for the sake of the tables."""

from datetime import date

from ghnt.notices.calendar_links import make_link
from ghnt.notices.models import Notice
from ghnt.notices.reading import mark_read
from ghnt.notices.telling import News, tell


def put_notices(home, user):
    """Two notices, one of them read, and a calendar; their numbers go into `home.around`."""
    asked = News(
        key="rapportage-terug",
        who="Noor Verhage",
        what="rapportage 1e halfjaar 2021 teruggestuurd, met redenen",
        expected=f"Rapportage aanpassen (regio {home.region})",
        due=date(2021, 9, 15),
        url="/hulp/",
    )
    told = News(key="rapportage-af", who="Noor Verhage", what="rapportage 2e halfjaar 2020 geaccepteerd", url="/hulp/")
    for news in (told, asked):
        tell([user], news)
    mark_read(Notice.objects.get(user=user, key=told.key))
    home.around |= {
        "notice": Notice.objects.get(user=user, key=asked.key).pk,
        "calendar_secret": make_link(user=user, nonce="k" * 43),
    }
