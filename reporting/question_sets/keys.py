"""Keys of sections and questions: made from the text once, the same in every later version of the set."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Model
from django.utils.text import slugify

from reporting.chapter_keys import FIXED_ANCHORS, NODE_QUESTIONS, node_of
from reporting.models import Question, QuestionSection

LONGEST = 40
_ROOM = 4  # for a number behind it


def section_key(title: str) -> str:
    """For a new section; no other section of any set has it, nor a chapter or part that no set asks."""
    return _free(QuestionSection, title, "hoofdstuk", avoiding=FIXED_ANCHORS)


def question_key(text: str) -> str:
    """For a new question. No question of any set has it: the same key means the same question."""
    return _free(Question, text, "vraag")


def _free(model: type[Model], text: str, noun: str, avoiding: Collection[str] = ()) -> str:
    start = _short(slugify(text)) or noun
    if start == NODE_QUESTIONS or node_of(start) is not None:  # with a number it reads as the chapter of a line
        start = _short(f"{noun}-{start}")
    taken = set(model._default_manager.filter(key__startswith=start).values_list("key", flat=True)) | {*avoiding}
    number, key = 2, start
    while key in taken:
        number, key = number + 1, f"{start}-{number}"
    return key


def _short(slug: str) -> str:
    """Whole words, as many as fit."""
    most = LONGEST - _ROOM
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]
