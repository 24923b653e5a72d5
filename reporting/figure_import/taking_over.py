"""What was read waits in a FigureImport until its user takes it over: all or nothing, and once."""

from __future__ import annotations

import json
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Region
from reporting.figure_import.places import Atlas
from reporting.figure_import.understanding import Line, Understood, line_of
from reporting.indicators.saving import Saved, save_figures
from reporting.models import FigureImport, Indicator

KEPT_FOR = timedelta(days=1)
DONE = "Deze tabel is al overgenomen."


def keep(
    *, indicator: Indicator, region: Region | None, name: str, sha256: str, found: Understood, by: User
) -> FigureImport:
    """Keep what a table says, without its mistakes: with those it cannot be taken over."""
    content = {"lines": [line.as_json() for line in found.lines], "skipped": found.skipped}
    return FigureImport.objects.create(
        indicator=indicator,
        region=region,
        name=name[-200:] or "bestand",
        sha256=sha256,
        content=json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        by=by,
        by_name=by.name,
    )


def lines_of(kept: FigureImport) -> tuple[Line, ...]:
    """The figures that wait; three queries."""
    atlas = Atlas.read()
    return tuple(line_of(data, atlas) for data in json.loads(kept.content)["lines"])


def skipped_of(kept: FigureImport) -> dict[str, int]:
    return dict(json.loads(kept.content)["skipped"])


def is_usable(kept: FigureImport, by: User) -> bool:
    """Whether it is this user's, not a day old, and not taken over yet."""
    return kept.by_id == by.pk and kept.applied_at is None and kept.at > clock.now() - KEPT_FOR


@transaction.atomic
def take_over(*, kept: FigureImport, by: User) -> Saved:
    """Save the figures of a table that waits, once. Raises ValidationError."""
    waiting = FigureImport.objects.select_for_update().filter(pk=kept.pk, applied_at__isnull=True)
    if not waiting.update(applied_at=clock.now()):
        raise ValidationError(DONE)
    figures = [line.figure for line in lines_of(kept)]
    return save_figures(indicator=kept.indicator, values=figures, by=by, imported=kept)
