"""The national figures as a workbook: what is hidden is text, what is shown a number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.http import FileResponse

from ghnt.documents.workbook import Cell, Sheet, workbook_response
from reporting.national_figures.content import AreaFigures, NationalContent, Value


def national_workbook(content: NationalContent) -> FileResponse:
    about = (content.name, content.sentence, content.definition, f"Bron: {content.source}", content.protection)
    sheets = (
        _sheet("Regio’s", "Regio", content.regions, content),
        _sheet("Veilig Thuis-regio’s", "Gebied", (content.country, *content.areas), content),
        Sheet("Bij de cijfers", (("Gebied", 40), ("Periode", 20), ("Wat", 80)), list(_remarks(content))),
    )
    return workbook_response(f"landelijke-cijfers-{content.code}", sheets, about=tuple(filter(None, about)))


def _sheet(title: str, first: str, rows: tuple[AreaFigures, ...], content: NationalContent) -> Sheet:
    columns = [(first, 40), *((short, 14) for _, short in content.periods), ("Meer of minder", 18)]
    return Sheet(title, columns, [(one.name, *map(_cell, one.values), one.more) for one in rows])


def _cell(value: Value) -> Cell:
    return Decimal(value.number) if value.number and not value.is_provisional else value.marked


def _remarks(content: NationalContent) -> Iterator[tuple[Cell, ...]]:
    for one in content.every:
        for value, (period, _) in zip(one.values, content.periods, strict=True):
            said = [f"Niet vergelijkbaar, want {value.reason}"] if value.reason else []
            said += ["Voorlopig"] if value.is_provisional else []
            said += [value.remark] if value.remark else []
            for words in said:
                yield one.name, period, words
        for words in one.remarks:
            if words not in (one.last.remark, f"Niet vergelijkbaar, want {one.last.reason}"):
                yield one.name, content.period, words
