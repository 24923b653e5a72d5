"""The files of a lesson, as its page lists them."""

from __future__ import annotations

from django.urls import reverse

from actions.models import Lesson
from ghnt.documents.attaching import FileList, file_list


def lesson_files(lesson: Lesson, *, may_write: bool) -> FileList:
    """For who may see the lesson."""

    def address(verb: str, *pk: int) -> str:
        return reverse(f"actions:lesson_file_{verb}", args=[lesson.pk, *pk])

    return file_list(lesson.files, address, may_write=may_write)
