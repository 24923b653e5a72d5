"""The door of every page about a region: unknown or invisible is 404, visible but not allowed is 403."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from ghnt import clock
from regions.geography import region_of
from regions.models import Municipality, Region
from regions.rights import Right, Rights


def region_or_404(rights: Rights, slug: str, sees: Right) -> Region:
    """The region with the slug, if the rights let its owner see it at all."""
    region = get_object_or_404(Region, slug=slug)
    if not rights.may(sees, region):
        raise Http404
    return region


def require(rights: Rights, right: Right, region: Region | None = None) -> None:
    """Raises PermissionDenied unless the right is held."""
    if not rights.may(right, region):
        raise PermissionDenied


class RegionPage:
    """View mixin: `sees` decides whether the region exists for this visitor, `needs` whether the page may be used."""

    sees: ClassVar[Right] = Right.READ_REGION
    needs: ClassVar[Right | None] = None
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        region = self.region
        if self.needs is not None:
            require(self.rights, self.needs, region)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def rights(self) -> Rights:
        return self.request.rights  # type: ignore[attr-defined]

    @cached_property
    def region(self) -> Region:
        return region_or_404(self.rights, self.kwargs["slug"], self.sees)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(region=self.region, **kwargs)  # type: ignore[misc]


class MunicipalityPage:
    """View mixin for a municipality's own pages, by its slug.

    Whoever holds `sees` for the municipality or for its whole region comes in; for anybody else it is unknown, as is
    a municipality that no longer exists: its successor has a page of its own.
    """

    sees: ClassVar[Right] = Right.WRITE_MUNICIPAL_ROWS
    needs: ClassVar[Right | None] = None
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.rights.may_for_municipality(self.sees, self.municipality, self.region):
            raise Http404
        if self.needs is not None and not self.rights.may_for_municipality(self.needs, self.municipality, self.region):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def rights(self) -> Rights:
        return self.request.rights  # type: ignore[attr-defined]

    @cached_property
    def municipality(self) -> Municipality:
        return get_object_or_404(Municipality, slug=self.kwargs["slug"])

    @cached_property
    def region(self) -> Region:
        """The region it belongs to today."""
        region = region_of(self.municipality, on=clock.today())
        if region is None:
            raise Http404
        return region

    @cached_property
    def may_write(self) -> bool:
        return self.rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, self.municipality, self.region)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(  # type: ignore[misc]
            municipality=self.municipality, region=self.region, **kwargs
        )
