"""What the API answers, for the documentation as well. Dates are ISO, unknown is null, empty text is ""."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema


class RegionOut(Schema):
    code: str
    slug: str
    name: str
    municipalities: int


class MunicipalityOut(Schema):
    cbs_code: str
    name: str
    province: str


class RegionDetailOut(Schema):
    code: str
    slug: str
    name: str
    on: date
    municipalities: list[MunicipalityOut]
    centre_municipalities: list[str]
    veilig_thuis_areas: list[str]


class EditionOut(Schema):
    code: str
    name: str
    programme: str
    valid_from: date
    source: str
    entries_url: str


class EntryOut(Schema):
    """`key` is the identity that stays the same across editions; `parent` is the code of the entry above."""

    code: str
    kind: str
    key: str
    title: str
    parent: str | None
    order: int
    source: str


class RoundOut(Schema):
    code: str
    kind: str
    name: str
    programme: str
    half_year: str
    scope: str
    owner: str | None
    opens: date
    due: date
    reaction_due: date | None


class QuestionOut(Schema):
    key: str
    chapter: str
    place: str
    kind: str
    text: str
    unit: str
    options: list[str]
    is_required: bool
    answers_url: str


class RoundDetailOut(RoundOut):
    question_set: str
    explanation: str
    questions: list[QuestionOut]


class MarksOut(Schema):
    """What the version has got since it was sealed."""

    adopted_by_body: str
    adopted_on: date | None
    accepted_on: date | None


class ReportOut(Schema):
    """A sealed version. `sha256` is that of the bytes of `content_url`."""

    region: str
    region_name: str
    round: str
    half_year: str
    version: int
    schema_version: int
    sealed_at: datetime
    sha256: str
    marks: MarksOut
    url: str
    content_url: str
    pdf_url: str
    page_url: str


class AnswerOut(Schema):
    """`about` is the line, or the CBS code of the municipality; null when it is about the whole region.

    `value` is what programs compare: a number, an amount, an ISO date or codes; empty for a long text.
    """

    about: str | None
    about_name: str | None
    kind: str
    text: str
    value: str
    unit: str


class RegionAnswersOut(Schema):
    region: str
    region_name: str
    version: int
    sha256: str
    answers: list[AnswerOut]
