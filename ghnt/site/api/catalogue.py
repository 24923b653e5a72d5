"""The national catalogue: its editions, and what each of them says."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Router

from ghnt.accounts.models import ApiScope
from ghnt.site.api.auth import TokenAuth
from ghnt.site.api.paging import Page, PageNumber, PageSize, page_of
from ghnt.site.api.schemas import EditionOut, EntryOut
from programmes.models import CatalogueEdition, CatalogueEntry

router = Router(auth=TokenAuth(ApiScope.CATALOGUE), tags=[ApiScope.CATALOGUE.label])
IDENTITIES = ("line", "block", "measure", "condition")


@router.get("/catalogue/editions/", response=Page[EditionOut], summary="De edities van de catalogus")
def edition_list(request: HttpRequest, page: PageNumber, page_size: PageSize) -> dict[str, Any]:
    editions = CatalogueEdition.objects.select_related("programme").order_by("valid_from", "pk")
    return page_of(request, editions, page, page_size, lambda edition: _edition(request, edition))


@router.get("/catalogue/editions/{code}/entries/", response=Page[EntryOut], summary="Wat één editie zegt")
def entry_list(request: HttpRequest, code: str, page: PageNumber, page_size: PageSize) -> dict[str, Any]:
    edition = CatalogueEdition.objects.filter(code=code).first()
    if edition is None:
        raise Http404("")
    entries = edition.entries.select_related("parent", *IDENTITIES).order_by("order", "code")
    return page_of(request, entries, page, page_size, _entry)


def _edition(request: HttpRequest, edition: CatalogueEdition) -> dict[str, Any]:
    return {
        "code": edition.code,
        "name": edition.name,
        "programme": edition.programme.slug,
        "valid_from": edition.valid_from,
        "source": edition.source,
        "entries_url": request.build_absolute_uri(reverse("api:entry_list", args=[edition.code])),
    }


def _entry(entry: CatalogueEntry) -> dict[str, Any]:
    kind = next(name for name in IDENTITIES if getattr(entry, f"{name}_id"))
    return {
        "code": entry.code,
        "kind": kind,
        "key": getattr(entry, kind).key,
        "title": entry.title,
        "parent": entry.parent.code if entry.parent else None,
        "order": entry.order,
        "source": entry.source,
    }
