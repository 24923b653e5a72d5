"""The explanation of the API, made from the same description that programs read (OpenAPI)."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from ghnt.site.api import api
from ghnt.site.api.auth import ASKED_A_MINUTE
from ghnt.site.api.paging import MOST_ON_A_PAGE, ON_A_PAGE

LISTED = {"page", "page_size"}  # of every list, explained once
ERRORS = (
    (401, "no_token", "Er is geen token, het is verlopen of ingetrokken, of de gebruiker mag niet meer inloggen."),
    (403, "wrong_scope", "Het token mag dit soort gegevens niet lezen."),
    (404, "not_found", "Dit bestaat niet, of de gebruiker mag het niet lezen."),
    (422, "wrong_value", "Een waarde in het adres kan niet. In de melding staat welke."),
    (429, "too_many", "Te veel vragen kort na elkaar. De kop Retry-After zegt hoeveel seconden u wacht."),
)


@dataclass(frozen=True)
class Endpoint:
    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]
    is_list: bool


@dataclass(frozen=True)
class ApiExplained:
    groups: tuple[tuple[str, tuple[Endpoint, ...]], ...]
    errors: tuple[tuple[int, str, str], ...]
    asked_a_minute: int
    on_a_page: int
    most_on_a_page: int


def explained():
    groups: dict[str, list[Endpoint]] = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        operation = methods["get"]
        given = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
        own = tuple((one["name"], one["schema"].get("description", "")) for one in given if one["name"] not in LISTED)
        is_list = any(one["name"] in LISTED for one in given)
        groups.setdefault(operation["tags"][0], []).append(Endpoint(path, operation["summary"], own, is_list))
    told = tuple((name, tuple(endpoints)) for name, endpoints in groups.items())
    return ApiExplained(told, ERRORS, ASKED_A_MINUTE, ON_A_PAGE, MOST_ON_A_PAGE)


@method_decorator(login_not_required, name="dispatch")
class ApiDocs(TemplateView):
    template_name = "site/api.html"

    def get_context_data(self, **kwargs):
        site = self.request.build_absolute_uri("/").rstrip("/")
        return super().get_context_data(api=explained(), site=site, **kwargs)
