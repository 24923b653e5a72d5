"""Making mails from notices: at once, or one a day, as each person chose; `sending` brings them away.

A notice is carried by one mail at most: its row points to that mail in the same transaction that makes the mail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices import mail_text, sending
from ghnt.notices.models import Delivery, Mail, Notice, NoticePreference

DIGEST_AT = time(7)  # in Amsterdam
MADE_AT_ONCE = 200  # in one run, so that a run ends; the next one goes on
NOTICES_IN_A_DIGEST = 200  # what does not fit goes with the next day's


def work() -> None:
    """What the worker does each minute and when it is woken: make the mails that are due, and send."""
    make_mails(now=clock.now())
    sending.send_all()


def make_mails(*, now: datetime) -> int:
    """Make what is due at this moment: a mail for each notice, or the day's digest. Returns how many mails."""
    instant = [_carry([notice]) for notice in _instant()[:MADE_AT_ONCE]]
    return sum(instant) + sum(_digests(timezone.localtime(now)))


@transaction.atomic
def choose_delivery(*, user: User, delivery: Delivery) -> NoticePreference:
    """Keep how somebody wants mail. Who wants none gets none of what was told until now, also after another choice."""
    preference, _ = NoticePreference.objects.update_or_create(user=user, defaults={"delivery": delivery})
    if delivery == Delivery.NONE:
        Notice.objects.unmailed().filter(user=user).update(mail_wanted=False)
    return preference


def _instant() -> QuerySet[Notice]:
    wanted = Notice.objects.unmailed().filter(user__is_active=True, user__notice_preference__delivery=Delivery.INSTANT)
    return wanted.select_related("user").order_by("at", "pk")


def _digests(now: datetime) -> Iterator[bool]:
    """One a person for what was told until this morning; made later when no worker ran at that time."""
    morning = timezone.make_aware(datetime.combine(now.date(), DIGEST_AT))
    if now < morning:
        return
    waiting = Notice.objects.unmailed().filter(user__is_active=True, at__lt=morning)
    waiting = waiting.exclude(user__notice_preference__delivery__in=(Delivery.INSTANT, Delivery.NONE))
    without = waiting.exclude(user__mails__digest_on=now.date())
    for user in list(without.order_by().values_list("user", flat=True).distinct()[:MADE_AT_ONCE]):
        own = waiting.filter(user=user).select_related("user").order_by("at", "pk")
        yield _carry(list(own[:NOTICES_IN_A_DIGEST]), digest_on=now.date())


def _carry(notices: Sequence[Notice], *, digest_on: date | None = None) -> bool:
    """Make the one mail of these notices; False, and nothing made, when another worker was first."""
    if not notices:
        return False
    try:
        with transaction.atomic():
            mail = _mail(notices, digest_on)
            free = Notice.objects.unmailed().filter(pk__in=[notice.pk for notice in notices])
            if free.update(mail=mail) < len(notices):
                raise _TakenError
    except (IntegrityError, _TakenError):  # the day's digest, or one of the notices
        return False
    return True


def _mail(notices: Sequence[Notice], digest_on: date | None) -> Mail:
    text = mail_text.digest(notices) if digest_on else mail_text.single(notices[0])
    return Mail.objects.create(
        user=notices[0].user, subject=text.subject, body=text.body, digest_on=digest_on, due_at=clock.now()
    )


class _TakenError(Exception):
    """Another mail carries one of the notices already."""
