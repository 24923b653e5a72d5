"""What every region answered to one question of a round, from the newest sealed version that may be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from ghnt.accounts.models import ApiScope
from ghnt.site.api.auth import TokenAuth
from ghnt.site.api.paging import Page, PageNumber, PageSize, page_of
from ghnt.site.api.rounds import rounds_for
from ghnt.site.api.schemas import RegionAnswersOut
from reporting.asked import asked_in
from reporting.content import ReportContent, WrittenAnswer
from reporting.reading import SealedReport, sealed_reports

router = Router(auth=TokenAuth(ApiScope.ANSWERS), tags=[ApiScope.ANSWERS.label])


@router.get(
    "/rounds/{code}/answers/{question}/",
    response=Page[RegionAnswersOut],
    summary="De antwoorden van alle regio’s op één vraag",
)
def answer_list(
    request: HttpRequest, code: str, question: str, page: PageNumber, page_size: PageSize
) -> dict[str, Any]:
    rights = request.rights  # type: ignore[attr-defined]
    round_ = get_object_or_404(rounds_for(rights), code=code)
    if not any(question == asked.key for section in asked_in(round_).sections for asked in section.questions):
        raise Http404("")
    return page_of(request, sealed_reports(rights, round_), page, page_size, lambda sealed: _told(sealed, question))


def _told(sealed: SealedReport, key: str) -> dict[str, Any]:
    return {
        "region": sealed.region.slug,
        "region_name": sealed.region.name,
        "version": sealed.version.number,
        "sha256": sealed.version.sha256,
        "answers": [
            _answer(answer, about, name) for answer, about, name in _given(sealed.content) if answer.key == key
        ],
    }


def _given(content: ReportContent) -> Iterator[tuple[WrittenAnswer, str | None, str | None]]:
    for answer in content.answers:
        yield answer, None, None
    for line in content.lines:
        for answer in line.answers:
            yield answer, line.code, line.title
    for municipality in content.municipal_answers:
        for answer in municipality.answers:
            yield answer, municipality.code, municipality.name


def _answer(answer: WrittenAnswer, about: str | None, name: str | None) -> dict[str, Any]:
    return {
        "about": about,
        "about_name": name,
        "kind": answer.kind,
        "text": answer.text,
        "value": answer.value,
        "unit": answer.unit,
    }
