"""Regions and their municipalities, as everybody who signs in sees them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from ghnt import clock
from ghnt.accounts.models import ApiScope
from ghnt.site.api.auth import TokenAuth
from ghnt.site.api.paging import Page, PageNumber, PageSize, page_of
from ghnt.site.api.schemas import RegionDetailOut, RegionOut
from regions.models import Region
from regions.region_facts import RegionRow, region_facts, region_rows

router = Router(auth=TokenAuth(ApiScope.REGIONS), tags=[ApiScope.REGIONS.label])


@router.get("/regions/", response=Page[RegionOut], summary="Alle regio’s van vandaag")
def region_list(request: HttpRequest, page: PageNumber, page_size: PageSize) -> dict[str, Any]:
    return page_of(request, region_rows(on=clock.today()), page, page_size, _told)


@router.get("/regions/{slug}/", response=RegionDetailOut, summary="Eén regio met haar gemeenten")
def region_detail(request: HttpRequest, slug: str) -> dict[str, Any]:
    region = get_object_or_404(Region, slug=slug)
    facts = region_facts(region, on=clock.today())
    return {
        "code": region.short_code,
        "slug": region.slug,
        "name": region.name,
        "on": facts.on,
        "municipalities": [row.municipality for row in facts.municipalities],
        "centre_municipalities": [centre.municipality.name for centre in facts.centres],
        "veilig_thuis_areas": [area.name for area in facts.areas],
    }


def _told(row: RegionRow) -> dict[str, Any]:
    region = row.region
    return {
        "code": region.short_code,
        "slug": region.slug,
        "name": region.name,
        "municipalities": row.municipalities,
    }
