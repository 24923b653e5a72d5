"""What a draft says, as frozen plain values: the Word file and the PDF are made from this alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from pydantic import TypeAdapter

from ghnt.documents.words import long_date
from programmes.models import CouncilDocument

NO_EXACT_FIGURES = "Aantallen mensen en meldingen zijn afgerond op vijf; kleiner dan vijf staat er als ‘minder dan 5’."


@dataclass(frozen=True)
class DraftChapter:
    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Draft:
    """Dates are ISO text; `municipality` "" is a draft for all municipalities."""

    title: str
    kind: str
    region: str
    municipality: str
    programme: str
    number: int
    made_on: str
    on: str
    exact_figures: bool
    chapters: tuple[DraftChapter, ...]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Stuk", self.kind),
            ("Gemeente", self.municipality or "alle gemeenten van de regio"),
            ("Regio", self.region),
            ("Programma", f"{self.programme}, versie {self.number}"),
            ("Stand", self.stand),
            ("Aantallen", "exact" if self.exact_figures else "afgerond op vijf; kleiner dan vijf is ‘minder dan 5’"),
        )

    @property
    def stand(self) -> str:
        return f"Concept van {long_date(self.on)}"

    @property
    def running(self) -> str:
        whose = f"gemeente {self.municipality}" if self.municipality else f"regio {self.region}"
        return f"{self.kind}, {whose}"


_draft = TypeAdapter(Draft)


def draft_of(document: CouncilDocument, *, on: str) -> Draft:
    """The draft as it stands; `on` is the day that it is written out."""
    version = document.programme_version
    return Draft(
        title=document.title,
        kind=document.get_kind_display(),
        region=version.programme.region.name,
        municipality=document.municipality.name if document.municipality else "",
        programme=version.programme.title,
        number=version.number,
        made_on=timezone.localdate(document.made_at).isoformat(),
        on=on,
        exact_figures=document.exact_figures,
        chapters=tuple(DraftChapter(one.key, one.title, one.text) for one in document.chapters.all()),
    )


def read_draft(text: str) -> Draft:
    """Raises pydantic.ValidationError for text that is not of this schema."""
    return _draft.validate_json(text)
