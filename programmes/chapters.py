"""The written chapters of a programme and of its project plan: the usual ones and a region's own."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from simple_history.utils import bulk_update_with_history

from ghnt.ui.editing import EditConflictError
from programmes.models import Part, ProgrammeChapter, RegionalProgramme


@dataclass(frozen=True)
class UsualChapter:
    """A chapter that every region is offered; nobody has to fill it in."""

    key: str
    title: str
    hint: str = ""


USUAL: dict[Part, tuple[UsualChapter, ...]] = {
    Part.PROGRAMME: (
        UsualChapter("missie", "Missie", "Waartoe is dit programma er?"),
        UsualChapter("visie", "Visie", "Hoe ziet de regio eruit als dit gelukt is? Hier past de regiovisie."),
        UsualChapter("doelen", "Doelen", "Wat wil de regio bereiken? Meetbare doelen zet u bij de onderdelen."),
        UsualChapter("planning", "Planning", "Wanneer gebeurt wat, en wie besluit wanneer?"),
        UsualChapter("middelen", "Middelen", "Wat kost het en wie betaalt?"),
    ),
    Part.PROJECT_PLAN: (
        UsualChapter("achtergrond", "Achtergrond"),
        UsualChapter("resultaat", "Resultaat", "Wat is er aan het einde?"),
        UsualChapter("omschrijving", "Omschrijving", "Wat gaat u doen, en wat niet?"),
        UsualChapter("betrokkenheid", "Betrokkenheid", "Hoe denken inwoners, gemeenten en direct betrokkenen mee?"),
        UsualChapter("besluitvorming", "Planning en besluitvorming"),
        UsualChapter("uren", "Uren"),
        UsualChapter("geld", "Geld"),
        UsualChapter("aandachtspunten", "Aandachtspunten"),
    ),
}


class ChapterState(models.TextChoices):
    FILLED = "filled", "Ingevuld"
    EMPTY = "empty", "Nog leeg"

    @property
    def icon(self) -> str:
        return "check" if self == ChapterState.FILLED else "circle-dashed"

    @property
    def tone(self) -> str:
        return "plain" if self == ChapterState.FILLED else "grey"


@dataclass(frozen=True)
class ChapterLine:
    """One chapter in its place; a usual one that nobody wrote has an unsaved row."""

    chapter: ProgrammeChapter
    hint: str

    @property
    def name(self) -> str:
        """What stands in its address: the key of a usual chapter, the number of an own one."""
        return self.chapter.key or str(self.chapter.pk)

    @property
    def is_own(self) -> bool:
        return not self.chapter.key

    @property
    def state(self) -> ChapterState:
        return ChapterState.FILLED if self.chapter.text.strip() else ChapterState.EMPTY


def usual_chapter(key: str) -> tuple[Part, int, UsualChapter]:
    """The part, the place and the words of a usual chapter; raises KeyError for an unknown key."""
    for part, chapters in USUAL.items():
        for place, chapter in enumerate(chapters, start=1):
            if chapter.key == key:
                return part, place, chapter
    raise KeyError(key)


def chapters_of(programme: RegionalProgramme, part: Part) -> tuple[ChapterLine, ...]:
    """The usual chapters of a part and the region's own, in the region's order, with one query."""
    stored = list(ProgrammeChapter.objects.filter(programme=programme, part=part))
    hints = {usual.key: usual.hint for usual in USUAL[part]}
    missing = hints.keys() - {chapter.key for chapter in stored}
    unsaved = [
        ProgrammeChapter(programme=programme, part=part, key=usual.key, title=usual.title, position=place)
        for place, usual in enumerate(USUAL[part], start=1)
        if usual.key in missing
    ]
    ordered = sorted(stored + unsaved, key=lambda chapter: (chapter.position, not chapter.key, chapter.pk or 0))
    return tuple(ChapterLine(chapter, hints.get(chapter.key, "")) for chapter in ordered)


def line_named(programme: RegionalProgramme, part: Part, name: str) -> ChapterLine | None:
    """The chapter that an address names; None for a name that does not exist here."""
    return next((line for line in chapters_of(programme, part) if line.name == name), None)


@transaction.atomic
def write_chapter(*, chapter: ProgrammeChapter, seen_version: int | None) -> ProgrammeChapter:
    """Save what was written; None says that nobody had written it yet.

    Raises EditConflictError, and ValidationError when another chapter of the part has the title.
    """
    RegionalProgramme.objects.select_for_update().get(pk=chapter.programme_id)
    refuse_title_in_use(chapter)
    if chapter.pk and seen_version is not None:
        chapter.claim(seen_version)
    elif current := _stored(chapter):
        raise EditConflictError(current)
    chapter.save()
    return chapter


@transaction.atomic
def add_chapter(*, chapter: ProgrammeChapter) -> ProgrammeChapter:
    """Add a chapter of the region's own at the end of its part; raises ValidationError for a title in use."""
    RegionalProgramme.objects.select_for_update().get(pk=chapter.programme_id)
    refuse_title_in_use(chapter)
    lines = chapters_of(chapter.programme, Part(chapter.part))
    chapter.position = 1 + max((line.chapter.position for line in lines), default=0)
    chapter.save()
    return chapter


@transaction.atomic
def move_chapter(*, programme: RegionalProgramme, part: Part, name: str, up: bool) -> None:
    """Let a chapter change places with its neighbour; at the end nothing happens. All get a row and a place."""
    RegionalProgramme.objects.select_for_update().get(pk=programme.pk)
    lines = chapters_of(programme, part)
    chapters = [line.chapter for line in lines]
    place = next((place for place, line in enumerate(lines) if line.name == name), None)
    if place is None or not 0 <= (other := place - 1 if up else place + 1) < len(chapters):
        return
    chapters[place], chapters[other] = chapters[other], chapters[place]
    _number(chapters)


def refuse_title_in_use(chapter: ProgrammeChapter) -> None:
    """Raises ValidationError when another chapter of the same part is called the same."""
    lines = chapters_of(chapter.programme, Part(chapter.part))
    others = (line.chapter for line in lines if not _is_same(line.chapter, chapter))
    if chapter.title.strip().casefold() in {other.title.casefold() for other in others}:
        raise ValidationError({"title": "Er is al een hoofdstuk met deze titel. Kies een andere titel."})


def save_chapter(*, programme: RegionalProgramme, key: str, text: str) -> ProgrammeChapter:
    """Give a usual chapter its text, made when it was not there."""
    part, place, usual = usual_chapter(key)
    chapter, made = ProgrammeChapter.objects.get_or_create(
        programme=programme, part=part, key=key, defaults={"title": usual.title, "text": text, "position": place}
    )
    if not made:
        chapter.text = text
        chapter.save()
    return chapter


def _is_same(one: ProgrammeChapter, other: ProgrammeChapter) -> bool:
    return one.key == other.key if other.key else one.pk is not None and one.pk == other.pk


def _stored(chapter: ProgrammeChapter) -> ProgrammeChapter | None:
    """The row of the chapter as it stands now; a usual one may have got its row meanwhile."""
    rows = ProgrammeChapter.objects.filter(programme=chapter.programme, part=chapter.part)
    return rows.filter(key=chapter.key).first() if chapter.key else rows.filter(pk=chapter.pk).first()


def _number(chapters: list[ProgrammeChapter]) -> None:
    """Number the chapters as they stand; the version stays, so who is writing a text meanwhile may go on."""
    stored = [chapter for chapter in chapters if chapter.pk]
    for place, chapter in enumerate(chapters, start=1):
        chapter.position = place
        if chapter.pk is None:
            chapter.save()
    bulk_update_with_history(stored, ProgrammeChapter, ["position"])
