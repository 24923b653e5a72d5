"""The words of a mail: what is asked and by when, who did what, one link. Nothing confidential stands in a notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from ghnt.notices.models import Notice

SHOWN = 25
_WHY_SINGLE = "U krijgt elke melding meteen als mail. Liever één keer per dag, of geen mail? Pas dat hier aan:"
_WHY_DIGEST = "U krijgt meldingen één keer per dag in één mail. Liever meteen, of geen mail? Pas dat hier aan:"


@dataclass(frozen=True)
class MailText:
    subject: str
    body: str


def single(notice: Notice) -> MailText:
    return MailText(_subject(notice.asks), _body([_lines(notice)], _WHY_SINGLE))


def digest(notices: Sequence[Notice]) -> MailText:
    """One mail for the day: what has a date first, the soonest on top; the rest is on the site.

    News about a page of which another notice asks something is left out: that one tells it too.
    """
    asked = {one.url for one in notices if one.expected}
    notices = [one for one in notices if one.expected or one.url not in asked]
    if len(notices) == 1:
        return MailText(_subject(notices[0].asks), _body([_lines(notices[0])], _WHY_DIGEST))
    ordered = sorted(notices, key=lambda one: (one.due is None, one.due or one.at.date(), one.pk))
    blocks = [_lines(notice) for notice in ordered[:SHOWN]]
    if (left := len(ordered) - SHOWN) > 0:
        words = "1 melding" if left == 1 else f"{left} meldingen"
        blocks.append(f"En nog {words}:\n{absolute(reverse('notices:list'))}")
    return MailText(_subject(f"{len(notices)} meldingen"), _body(blocks, _WHY_DIGEST))


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _lines(notice: Notice) -> str:
    """Three lines; a notice that asks nothing has two."""
    said = f"{_sentence(str(notice))}\n" if notice.expected else ""
    return f"{_sentence(notice.asks)}\n{said}{absolute(notice.url)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _subject(text: str) -> str:
    return text if len(text) <= 190 else f"{text[:189]}…"


def _body(blocks: Sequence[str], why: str) -> str:
    preferences = absolute(reverse("notices:profile"))
    return "\n\n".join((*blocks, f"-- \n{why}\n{preferences}")) + "\n"
