"""The API, to read only: what a token's user may read on the pages, as JSON. Explained at /api/ and in docs/api.md."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from ghnt.site.api import answers, catalogue, regions, reports, rounds
from ghnt.site.api.errors import NOT_THERE, answer_errors, error

api = NinjaAPI(
    title="ghnt",
    version="1",
    description="Gegevens van ghnt, alleen om te lezen.",
    urls_namespace="api",
    docs_url=None,
)
answer_errors(api)
for part in (regions, catalogue, rounds, reports, answers):
    api.add_router("", part.router)


def api_urls() -> tuple[list[Any], str, str]:
    """The routes, open to who is not signed in: the token is their door."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        setattr(pattern.callback, "login_required", False)  # noqa: B010 - a function, of which mypy knows no such name
    return patterns, app_name, namespace


def unknown_address(request: HttpRequest) -> HttpResponse:
    """Whatever else is asked under the API."""
    return error("not_found", NOT_THERE, 404)


unknown_address.login_required = False  # type: ignore[attr-defined]
