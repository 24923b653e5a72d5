"""What goes wrong is answered in JSON, in Dutch: {"error": {"code": …, "message": …}}."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, Throttled, ValidationError

SIGN_IN = (
    "Dit token werkt niet, of er is geen token meegestuurd. Stuur het mee in de kop Authorization: Bearer <token>. "
    "Een token maakt u in ghnt bij Mijn profiel."
)
NOT_THERE = "Dit bestaat niet, of de gebruiker van dit token mag het niet lezen."
TOO_MANY = "U vraagt te veel kort na elkaar. Wacht {wait} seconden."


class NotMadeYetError(Http404):
    """It may be read, and is not there yet; the message says so, in Dutch."""


def error(code: str, message: str, status: int, **headers: str) -> JsonResponse:
    answer = JsonResponse(
        {"error": {"code": code, "message": message}}, status=status, json_dumps_params={"ensure_ascii": False}
    )
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    return answer


def answer_errors(api: NinjaAPI) -> None:
    """Give the API our own words for each thing that can go wrong."""

    @api.exception_handler(AuthenticationError)
    def no_token(request: HttpRequest, exc: Any) -> HttpResponse:
        return error("no_token", SIGN_IN, 401, WWW_Authenticate='Bearer realm="ghnt"', Cache_Control="no-store")

    @api.exception_handler(AuthorizationError)
    def wrong_scope(request: HttpRequest, exc: AuthorizationError) -> HttpResponse:
        return error("wrong_scope", exc.message, 403)

    @api.exception_handler(Throttled)
    def too_many(request: HttpRequest, exc: Throttled) -> HttpResponse:
        wait = str(exc.wait or 1)
        return error("too_many", TOO_MANY.format(wait=wait), 429, Retry_After=wait)

    @api.exception_handler(Http404)
    def not_there(request: HttpRequest, exc: Any) -> HttpResponse:
        return error("not_found", str(exc) if isinstance(exc, NotMadeYetError) else NOT_THERE, 404)

    @api.exception_handler(ValidationError)
    def wrong_value(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        names = dict.fromkeys(str(one["loc"][-1]) for one in exc.errors)
        return error("wrong_value", f"Deze waarde kan niet: {', '.join(names)}.", 422)
