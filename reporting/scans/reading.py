"""A list as it is filled in: its themes with their statements, and the words of its scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ghnt.documents.words import Word
from regions.models import Region
from reporting.models import ScanList, ScanTheme, Statement

NOT_APPLICABLE = Word("Niet van toepassing", "minus", "plain")
NO_ANSWER = Word("Nog geen antwoord", "circle-dashed", "grey")
# Of an ordinal scale of two to five steps: more bars is further; no colour says good or bad.
_ICONS = {
    2: ("antenna-bars-1", "antenna-bars-5"),
    3: ("antenna-bars-1", "antenna-bars-3", "antenna-bars-5"),
    4: ("antenna-bars-1", "antenna-bars-2", "antenna-bars-4", "antenna-bars-5"),
    5: ("antenna-bars-1", "antenna-bars-2", "antenna-bars-3", "antenna-bars-4", "antenna-bars-5"),
}
FEWEST_STEPS, MOST_STEPS = min(_ICONS), max(_ICONS)


@dataclass(frozen=True)
class ThemeShape:
    theme: ScanTheme
    statements: tuple[Statement, ...]

    @property
    def title(self) -> str:
        return self.theme.title


@dataclass(frozen=True)
class ListShape:
    scan_list: ScanList
    themes: tuple[ThemeShape, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        return self.scan_list.steps

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(one for theme in self.themes for one in theme.statements)

    @property
    def keys(self) -> dict[int, str]:
        """By statement its key, which is the same in every version of the list."""
        return {one.pk: one.key for one in self.statements}

    def theme(self, key: str) -> ThemeShape | None:
        return next((one for one in self.themes if one.theme.key == key), None)

    def word(self, score: int | None, *, not_applicable: bool = False) -> Word:
        return score_word(self.steps, score, not_applicable=not_applicable)


def score_word(steps: tuple[str, ...], score: int | None, *, not_applicable: bool = False) -> Word:
    """A score as it is spoken, with its icon."""
    if not_applicable:
        return NOT_APPLICABLE
    if score is None or not 1 <= score <= len(steps):
        return NO_ANSWER
    return Word(steps[score - 1], _ICONS.get(len(steps), ("",) * len(steps))[score - 1], "plain")


def read_list(scan_list: ScanList) -> ListShape:
    """In two queries."""
    by_theme: dict[int, list[Statement]] = {}
    for statement in Statement.objects.filter(theme__list=scan_list).order_by("order", "pk"):
        by_theme.setdefault(statement.theme_id, []).append(statement)
    themes = scan_list.themes.order_by("order", "pk")
    return ListShape(scan_list, tuple(ThemeShape(one, tuple(by_theme.get(one.pk, ()))) for one in themes))


def newest_versions(lists: Iterable[ScanList]) -> list[ScanList]:
    """Of every code the last version, by name."""
    newest: dict[str, ScanList] = {}
    for one in sorted(lists, key=lambda one: one.number):
        newest[one.code] = one
    return sorted(newest.values(), key=lambda one: one.name.casefold())


def lists_for(region: Region) -> list[ScanList]:
    """The lists a region may use: the national ones and its own, of each the newest version with statements."""
    national, own = ScanList.objects.filter(region=None), ScanList.objects.filter(region=region)
    filled = (national | own).filter(themes__statements__isnull=False).distinct()
    return newest_versions(filled)
