"""The indicators that are shipped. One whose code stands is left alone: the national team may have changed it."""

from __future__ import annotations

from pathlib import Path

from programmes.models import BuildingBlock
from regions.reference.files import Row, read_file
from regions.reference.tables import TableReport
from reporting.models import Indicator
from reporting.models.figures import AreaLevel, PeriodKind, ValueKind
from reporting.periods import Period

COLUMNS = (
    *("code", "name", "definition", "unit", "value_kind", "decimals", "source", "level", "period_kind"),
    *("comparable_since", "blocks", "cbs_column", "protects"),
)


def load_indicators(path: Path) -> TableReport:
    """Add those whose code nobody has. Raises ReferenceFileError (file, line and column)."""
    report = TableReport("Indicatoren")
    standing = set(Indicator.objects.values_list("code", flat=True))
    blocks = {block.key: block for block in BuildingBlock.objects.filter(programme__slug="ghnt")}
    for order, (indicator, keys) in enumerate(read_file(path, COLUMNS, _read), 1):
        if indicator.code in standing:
            report.unchanged += 1
            continue
        indicator.order = order
        indicator.save()
        indicator.blocks.set(blocks[key] for key in keys if key in blocks)
        report.added += 1
    return report


def _read(row: Row) -> tuple[Indicator, list[str]]:
    kind = row.one_of("period_kind", {one.value: one for one in PeriodKind})
    since = row.optional("comparable_since")
    if since:
        Period.parse(since, kind)
    indicator = Indicator(
        code=row.text("code"),
        name=row.text("name"),
        definition=row.text("definition"),
        unit=row.text("unit"),
        value_kind=row.one_of("value_kind", {one.value: one for one in ValueKind}),
        decimals=row.number("decimals") or 0,
        source=row.text("source"),
        level=row.one_of("level", {one.value: one for one in AreaLevel}),
        period_kind=kind,
        comparable_since=since,
        cbs_column=row.optional("cbs_column"),
        protects=row.flag("protects"),
    )
    return indicator, row.optional("blocks").split()
