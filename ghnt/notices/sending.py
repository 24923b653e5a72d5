"""Bringing mails away: each at most once.

A mail is taken before it is handed to the mail server, and told of after that. What a worker took and never told of
may have gone or not: it is marked so, and not sent again. Only what the server surely did not take is tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.models import Mail, MailState

SENT_AT_ONCE = 50  # in one run; the next one goes on
# Longer than handing over one mail can take (EMAIL_TIMEOUT for each answer of the server).
LEASE = timedelta(minutes=10)
# How long to wait after each try that failed: together a day. After the last one it is over.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 480, 720))
LOST = (
    "Onbekend of deze mail is verstuurd: de verzending is halverwege afgebroken. "
    "Hij wordt niet nog eens verstuurd, zodat niemand hem twee keer krijgt."
)
LEFT = "Deze persoon mag niet meer inloggen."
WITHOUT_RIGHTS = "Deze persoon heeft geen rol meer."

Check = Callable[[User], bool]
_checks: list[Check] = []


def only_to(check: Check) -> None:
    """A layer above registers who still has a right to hear anything at all."""
    _checks.append(check)


def send_all() -> int:
    """Send what may go now, a bounded number. Returns how many went; stops when the mail server is away."""
    give_up_lost()
    connection, sent = get_connection(), 0
    try:
        for pk in list(Mail.objects.to_send(clock.now()).values_list("pk", flat=True)[:SENT_AT_ONCE]):
            mail = _claim(pk)
            if mail is not None and _is_wanted(mail):
                sent += _hand_over(mail, connection)
    except _ServerAwayError:
        return sent
    finally:
        connection.close()
    return sent


def give_up_lost() -> int:
    """Mark what a worker took and never told of. Returns how many that were."""
    return Mail.objects.lost(clock.now()).update(state=MailState.UNKNOWN, error=LOST, lease_until=None)


def try_again(mail: Mail) -> bool:
    """Put a mail that surely did not go back in the row; False when that is not so."""
    failed = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED)
    return bool(failed.update(state=MailState.WAITING, tries=0, error="", due_at=clock.now()))


def message_of(mail: Mail) -> EmailMessage:
    """The mail as it goes; its Message-ID comes from the row, so a mail server knows it again."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {
        "Message-ID": f"<ghnt-{mail.pk}-{mail.made_at.timestamp():.6f}@{domain}>",
        "Auto-Submitted": "auto-generated",  # no out-of-office replies
    }
    return EmailMessage(mail.subject, mail.body, to=[mail.user.email], headers=headers)


@transaction.atomic(durable=True)
def _claim(pk: int) -> Mail | None:
    """Take the mail for this worker, for all to see before it goes; None when another one was first."""
    now = clock.now()
    free = Mail.objects.to_send(now).filter(pk=pk)
    if not free.update(state=MailState.RUNNING, lease_until=now + LEASE, tries=F("tries") + 1):
        return None
    return Mail.objects.select_related("user").get(pk=pk)


def _is_wanted(mail: Mail) -> bool:
    """Whether its reader may still hear it; otherwise the mail is closed."""
    if not mail.user.is_active:
        _close(mail, state=MailState.FAILED, error=LEFT)
        return False
    if not all(check(mail.user) for check in _checks):
        _close(mail, state=MailState.FAILED, error=WITHOUT_RIGHTS)
        return False
    return True


def _hand_over(mail: Mail, connection: Any) -> bool:
    try:
        connection.open()
    except (OSError, SMTPException) as failure:
        _later(mail, f"De mailserver is niet bereikbaar: {failure}")
        raise _ServerAwayError from failure
    try:
        connection.send_messages([message_of(mail)])
    except (SMTPResponseException, SMTPRecipientsRefused, SMTPSenderRefused) as refusal:
        connection.close()
        _later(mail, f"De mailserver nam de mail niet aan: {refusal}")
    except (OSError, SMTPException) as failure:
        connection.close()
        _close(mail, state=MailState.UNKNOWN, error=f"{LOST} ({failure})")
    except ValueError as failure:  # an address or a subject that no mail can have
        _close(mail, state=MailState.FAILED, error=f"Deze mail kan niet worden gemaakt: {failure}")
    else:
        return _close(mail, state=MailState.SENT, error="", sent_at=clock.now())
    return False


def _later(mail: Mail, reason: str) -> None:
    """The server surely did not take it: wait, each time longer, and stop after the last time."""
    if mail.tries > len(WAITS):
        _close(mail, state=MailState.FAILED, error=f"{mail.tries} keer geprobeerd. {reason}")
    else:
        _close(mail, state=MailState.WAITING, error=reason, due_at=clock.now() + WAITS[mail.tries - 1])


def _close(mail: Mail, **values: Any) -> bool:
    """Only for the try of this worker. One whose lease ran out meanwhile still tells the truth."""
    own = Mail.objects.filter(pk=mail.pk, tries=mail.tries, state__in=(MailState.RUNNING, MailState.UNKNOWN))
    return bool(own.update(lease_until=None, **values))


class _ServerAwayError(Exception):
    """No mail can go now."""
