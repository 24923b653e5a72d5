"""The written chapters of a programme and of its project plan: the usual ones and a region's own."""

from __future__ import annotations

from dataclasses import dataclass

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


def usual_chapter(key: str) -> tuple[Part, int, UsualChapter]:
    """The part, the place and the words of a usual chapter; raises KeyError for an unknown key."""
    for part, chapters in USUAL.items():
        for place, chapter in enumerate(chapters, start=1):
            if chapter.key == key:
                return part, place, chapter
    raise KeyError(key)


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
