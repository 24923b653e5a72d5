"""Tags and filters of every page: icons, badges, the trail, text, dates, money."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui import dates, hyphens, money
from ghnt.ui import rich_text as text_with_marks
from ghnt.ui.icons import icon_svg

register = template.Library()

TONES = {"green", "orange", "red", "grey", "blue", "plain"}


class Labelled(Protocol):
    """What a badge can show: a member of an enumeration, or a row of a table of outcomes."""

    @property
    def label(self) -> Any: ...
    @property
    def icon(self) -> str: ...
    @property
    def tone(self) -> str: ...


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "flag" %}: the picture beside a word, never instead of it."""
    return icon_svg(name)


@register.simple_tag
def badge(
    thing: Labelled | None,
    empty: str = "Nog niet ingevuld",
    empty_icon: str = "circle-dashed",
) -> SafeString:
    """{% badge action.phase %}: icon and word; without a value the words of `empty`, in grey."""
    if not thing:
        return _badge("grey", empty_icon, empty)
    return _badge(thing.tone or "plain", thing.icon, thing.label)


def _badge(tone: str, icon_name: str, label: Any) -> SafeString:
    if tone not in TONES:
        raise ValueError(f"A badge has one of the tones {sorted(TONES)}, not {tone!r}.")
    return format_html(
        '<span class="badge badge--{}">{}<span>{}</span></span>',
        tone,
        icon_svg(icon_name) if icon_name else "",
        label,
    )


@register.simple_tag(takes_context=True)
def page_has_errors(context: Context) -> bool:
    """Whether a form or formset of this page came back with errors: then its title begins with "Fout: "."""
    candidates = [
        context.get("form"),
        context.get("formset"),
        *(context.get("forms") or []),
    ]
    return any(getattr(form, "is_bound", False) and not form.is_valid() for form in candidates)


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """The trail above the page; nothing at all when a page has no crumbs."""
    if not content.strip():
        return SafeString("")
    return format_html('<nav class="breadcrumbs" aria-label="Kruimelpad"><ol>{}</ol></nav>', content)


@register.simple_tag
def breadcrumb(label: object, url: str = "") -> SafeString:
    """One crumb; without an address it is this page."""
    if not url:
        return format_html('<li><span aria-current="page">{}</span></li>', label)
    return format_html('<li><a href="{}">{}</a></li>', url, label)


@register.filter
def page_numbers(page: Page) -> list[int]:
    """First, last and the pages round this one; 0 stands for a gap."""
    shown = sorted(
        {1, page.paginator.num_pages, *range(page.number - 1, page.number + 2)} & set(page.paginator.page_range)
    )
    numbers: list[int] = []
    for number in shown:
        numbers += [0] if numbers and number - numbers[-1] > 1 else []
        numbers.append(number)
    return numbers


@register.filter
def rich_text(value: str | None) -> SafeString:
    """Text with light marks as paragraphs, lists and links."""
    return text_with_marks.rich_text(value)


@register.filter
def first_sentence(value: str | None) -> str:
    """The first sentence of a text, without list marks, to show in a list beside a link to the whole."""
    line = next((line for line in (value or "").splitlines() if line.strip()), "")
    line = re.sub(r"^\s*(?:[-•]|\d+\.)\s+", "", line).strip()
    match = re.match(r".{15,}?[.!?](?=\s|$)", line)
    return match[0] if match else line


@register.filter
def soft_hyphens(value: object) -> str:
    """Lets long words break where Dutch allows it, in heads of narrow columns."""
    return hyphens.soft_hyphens(str(value))


@register.filter
def long_date(value: date | datetime | None) -> str:
    return dates.long_date(value) if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    return dates.short_date(value) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    return dates.clock_time(value) if value else ""


@register.filter
def euro(value: Decimal | int | None) -> str:
    """€ 75.000, cents only when there are any; nothing for None."""
    return "" if value is None or value == "" else money.euro(value)
