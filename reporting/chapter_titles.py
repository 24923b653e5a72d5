"""The chapters of sealed content by key: for reasons of return, marked passages and whatever else names a chapter."""

from __future__ import annotations

from reporting.chapter_keys import DECISIONS
from reporting.chapter_list import DECISIONS_TITLE
from reporting.content import ReportContent
from reporting.models import Place
from reporting.spoken.derived import derived_chapters


def titles_in(content: ReportContent) -> dict[str, str]:
    """Key → title in reading order, what the municipalities answered last."""
    first, last, municipal = (_heads(content, place) for place in (Place.FIRST, Place.LAST, Place.MUNICIPALITY))
    lines = {line.key: f"{line.code} {line.title}" for line in content.lines}
    derived = {one.anchor: one.title for one in derived_chapters(content)}
    return first | lines | derived | {DECISIONS: DECISIONS_TITLE} | last | municipal


def _heads(content: ReportContent, place: Place) -> dict[str, str]:
    return {head.key: head.title for head in content.chapters if head.place == place}
