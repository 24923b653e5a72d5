"""Telling people what happened and what is asked of them; mails follow from it (see `mailing`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices import waking
from ghnt.notices.models import Delivery, Notice, NoticePreference


@dataclass(frozen=True)
class News:
    """One thing to tell: `key` names it once and for all, `what` and `expected` hold nothing confidential.

    It reads "who: what", as in "Anna de Wit: rapportage teruggestuurd". `expected` is what the reader is to do
    ("Rapportage aanpassen"), `due` the day before which, `url` an address on this site ("/regio/…").
    """

    key: str
    who: str
    what: str
    url: str
    expected: str = ""
    due: date | None = None

    def __post_init__(self) -> None:
        if not self.url.startswith("/") or self.url.startswith(("//", "/\\")):
            raise ValueError(f"Not an address on this site: {self.url!r}")


@transaction.atomic
def tell(users: Iterable[User], news: News, *, by_mail: bool = True) -> int:
    """Tell active people something, each once, however often and by however many at once it is asked.

    Returns how many had not heard it yet. Whoever wants no mail at this moment gets none of it later either. Texts
    longer than their column are cut at the end of a word.
    """
    asked = {user.pk: user for user in users if user.is_active}
    heard = set(Notice.objects.filter(key=news.key, user__in=asked).values_list("user_id", flat=True))
    fresh = sorted(asked.keys() - heard)  # in one order, so that two tellers never wait for each other
    if not fresh:
        return 0
    chosen = dict(NoticePreference.objects.filter(user__in=fresh).values_list("user_id", "delivery"))
    made = [_notice(user, news, by_mail=by_mail and chosen.get(user) != Delivery.NONE) for user in fresh]
    Notice.objects.bulk_create(made, ignore_conflicts=True)
    if by_mail and Delivery.INSTANT in chosen.values():
        waking.after_commit()
    return len(made)


def _notice(user: int, news: News, *, by_mail: bool) -> Notice:
    return Notice(
        user_id=user,
        key=news.key,
        who=_line(news.who, 150),
        what=_line(news.what, 250),
        expected=_line(news.expected, 250),
        due=news.due,
        url=news.url,
        at=clock.now(),
        mail_wanted=by_mail,
    )


def _line(text: str, room: int) -> str:
    """One line, as in the subject of a mail, that fits its column."""
    line = " ".join(text.replace("\x00", " ").split())
    return line if len(line) <= room else f"{line[: room - 1].rsplit(' ', 1)[0]}…"
