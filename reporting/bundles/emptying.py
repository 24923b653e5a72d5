"""Files of bundles are kept for thirty days; the list of what was made stays. They can be made again at any time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django_q.models import Schedule

from ghnt import clock
from ghnt.documents.models import RenderingState
from reporting.models import BookChapter, Bundle

KEPT_FOR = timedelta(days=30)
EMPTYING = "Bestanden van vele rapportages opruimen"


def empty_bundles() -> int:
    """Delete the files of bundles that are old enough, and pages that no book used since; how many files."""
    before = clock.now() - KEPT_FOR
    return _empty_old(before) + _drop_unused(before)


def schedule_emptying() -> bool:
    """Have the worker do so each day; True when that was not so yet."""
    _, made = Schedule.objects.update_or_create(
        name=EMPTYING,
        defaults={"func": "reporting.bundles.emptying.empty_bundles", "schedule_type": Schedule.DAILY},
    )
    return made


def _empty_old(before: datetime) -> int:
    old = Bundle.objects.filter(state=RenderingState.DONE, done_at__lt=before).exclude(file="")
    emptied = 0
    for pk, file in old.values_list("pk", "file"):
        # The row first: a file without a row harms nobody, a row without its file answers with an error.
        emptied += Bundle.objects.filter(pk=pk, file=file).update(file="")
        default_storage.delete(file)
    return emptied


def _drop_unused(before: datetime) -> int:
    """`asked_at` of a chapter is the last time that it was of use."""
    dropped = 0
    for chapter in BookChapter.objects.filter(asked_at__lt=before):
        if BookChapter.objects.filter(pk=chapter.pk, asked_at__lt=before).delete()[0]:
            default_storage.delete(chapter.file)
            dropped += 1
    return dropped
