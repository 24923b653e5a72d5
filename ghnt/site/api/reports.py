"""Sealed versions of reports, as `readable_versions` gives them to the pages: list, one, content and PDF."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query, Router

from ghnt.accounts.models import ApiScope
from ghnt.documents.serving import download
from ghnt.site.api.auth import TokenAuth
from ghnt.site.api.errors import NotMadeYetError
from ghnt.site.api.paging import Page, PageNumber, PageSize, page_of
from ghnt.site.api.schemas import ReportOut
from reporting.marks import marks_of
from reporting.models import ReportVersion
from reporting.reading import readable_versions
from reporting.rendering import rendering_of

router = Router(auth=TokenAuth(ApiScope.REPORTS), tags=[ApiScope.REPORTS.label])
NO_PDF = "Van deze versie is nog geen pdf gemaakt. Probeer het over een paar minuten opnieuw."

RegionSlug = Annotated[str, Query("", max_length=120, description="Alleen deze regio, bij haar slug.")]
RoundCode = Annotated[str, Query("", max_length=40, description="Alleen deze ronde, bij haar code.")]


def _versions(request: HttpRequest) -> QuerySet[ReportVersion]:
    found = readable_versions(request.rights).select_related("report__region", "report__round")  # type: ignore[attr-defined]
    return found.prefetch_related("events")


def _version(request: HttpRequest, region: str, round_code: str, number: int) -> ReportVersion:
    asked = {"report__region__slug": region, "report__round__code": round_code, "number": number}
    return get_object_or_404(_versions(request), **asked) if number < 2**15 else _nowhere()


def _nowhere() -> ReportVersion:
    raise Http404("")


@router.get("/reports/", response=Page[ReportOut], summary="De ingediende versies die u mag lezen, de nieuwste eerst")
def report_list(
    request: HttpRequest, page: PageNumber, page_size: PageSize, region: RegionSlug, round: RoundCode
) -> dict[str, Any]:
    found = _versions(request).defer("content").order_by("-report__round__half_year", "report__region__name", "-pk")
    if region:
        found = found.filter(report__region__slug=region)
    if round:
        found = found.filter(report__round__code=round)
    return page_of(request, found, page, page_size, lambda version: _told(request, version))


@router.get("/reports/{region}/{round}/{number}/", response=ReportOut, summary="Eén ingediende versie")
def report_detail(request: HttpRequest, region: str, round: str, number: int) -> dict[str, Any]:
    return _told(request, _version(request, region, round, number))


@router.get(
    "/reports/{region}/{round}/{number}/content/",
    summary="De inhoud, byte voor byte zoals zij is verzegeld",
    openapi_extra={"responses": {200: {"description": "JSON; de SHA-256 van de bytes is de vingerafdruk."}}},
)
def report_content(request: HttpRequest, region: str, round: str, number: int) -> HttpResponse:
    version = _version(request, region, round, number)
    answer = HttpResponse(version.content.encode(), content_type="application/json; charset=utf-8")
    answer["ETag"] = f'"{version.sha256}"'
    return answer


@router.get(
    "/reports/{region}/{round}/{number}/pdf/",
    summary="De pdf, met de merktekens van nu",
    openapi_extra={"responses": {200: {"description": "Een pdf (PDF/A-2a en PDF/UA-1)."}}},
)
def report_pdf(request: HttpRequest, region: str, round: str, number: int) -> HttpResponseBase:
    version = _version(request, region, round, number)
    rendering = rendering_of(version)
    if rendering is None or not rendering.is_done:
        raise NotMadeYetError(NO_PDF)
    name = f"voortgangsrapportage-{region}-{round}-versie-{number}.pdf"
    return download(rendering.file, name=name, mime="application/pdf")


def _told(request: HttpRequest, version: ReportVersion) -> dict[str, Any]:
    report, marks = version.report, marks_of(version)
    address = [report.region.slug, report.round.code, version.number]

    def url(name: str) -> str:
        return request.build_absolute_uri(reverse(name, args=address))

    return {
        "region": report.region.slug,
        "region_name": report.region.name,
        "round": report.round.code,
        "half_year": str(report.round.half_year),
        "version": version.number,
        "schema_version": version.schema,
        "sealed_at": version.at,
        "sha256": version.sha256,
        "marks": {
            "adopted_by_body": marks.adopted_by_body,
            "adopted_on": marks.adopted_on,
            "accepted_on": marks.accepted_on,
        },
        "url": url("api:report_detail"),
        "content_url": url("api:report_content"),
        "pdf_url": url("api:report_pdf"),
        "page_url": url("reporting:version_detail"),
    }
