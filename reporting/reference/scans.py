"""The lists of statements that are shipped. A list of which any version stands is left alone."""

from __future__ import annotations

from pathlib import Path

from programmes.models import BuildingBlock
from regions.reference.files import Row, read_file
from regions.reference.tables import TableReport
from reporting.models import FilledBy, ScanKind, ScanList, ScanTheme, Statement

PROGRAMME = "ghnt"  # whose blocks the statements are about
LIST_COLUMNS = ("code", "number", "name", "kind", "filled_by", "scale", "explanation", "source")
THEME_COLUMNS = ("list", "key", "title")
STATEMENT_COLUMNS = ("list", "theme", "key", "text", "hint", "blocks")


def load_scan_lists(directory: Path) -> TableReport:
    """Add every shipped list of which no version stands. Raises ReferenceFileError (file, line and column)."""
    report = TableReport("Scanlijsten")
    lists = {one.code: one for one in read_file(directory / "scan_lists.csv", LIST_COLUMNS, _list)}
    standing = set(ScanList.objects.filter(code__in=lists).values_list("code", flat=True))
    report.unchanged += len(standing)
    for code, one in lists.items():
        if code not in standing:
            one.save()
            report.added += 1
    _add_parts(directory, lists, standing)
    return report


def _list(row: Row) -> ScanList:
    return ScanList(
        code=row.text("code"),
        number=row.number("number") or 1,
        name=row.text("name"),
        kind=row.one_of("kind", {kind.value: kind for kind in ScanKind}),
        filled_by=row.one_of("filled_by", {one.value: one for one in FilledBy}),
        scale="\n".join(part.strip() for part in row.text("scale").split("|")),
        explanation=row.optional("explanation"),
        source=row.optional("source"),
    )


def _add_parts(directory: Path, lists: dict[str, ScanList], standing: set[str]) -> None:
    themes: dict[tuple[str, str], ScanTheme] = {}

    def read_theme(row: Row) -> ScanTheme:
        found = row.one_of("list", lists, "scan_lists.csv")
        theme = ScanTheme(list=found, key=row.text("key"), title=row.text("title"), order=len(themes) + 1)
        themes[found.code, theme.key] = theme
        return theme

    for theme in read_file(directory / "scan_themes.csv", THEME_COLUMNS, read_theme):
        if theme.list.code not in standing:
            theme.save()
    _add_statements(directory / "scan_statements.csv", lists, themes, standing)


def _add_statements(
    path: Path, lists: dict[str, ScanList], themes: dict[tuple[str, str], ScanTheme], standing: set[str]
) -> None:
    blocks = {block.key: block for block in BuildingBlock.objects.filter(programme__slug=PROGRAMME)}

    def read(row: Row) -> tuple[Statement, list[BuildingBlock]]:
        code = row.one_of("list", lists, "scan_lists.csv").code
        here = {key: theme for (one, key), theme in themes.items() if one == code}
        theme = row.one_of("theme", here, "scan_themes.csv")
        keys = row.optional("blocks").split()
        if wrong := next((key for key in keys if blocks and key not in blocks), None):
            raise row.problem("blocks", f"De sleutel “{wrong}” bestaat niet. Kies een sleutel uit entries.csv.")
        statement = Statement(theme=theme, key=row.text("key"), text=row.text("text"), hint=row.optional("hint"))
        return statement, [blocks[key] for key in keys if key in blocks]

    for order, (statement, about) in enumerate(read_file(path, STATEMENT_COLUMNS, read), 1):
        if statement.theme.list.code not in standing:
            statement.order = order
            statement.save()
            statement.blocks.set(about)
