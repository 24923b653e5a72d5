"""Who comes in where a network is kept: whoever writes for the region, or the national team for the country."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from regions.access import RegionPage, require
from regions.models import Region
from regions.rights import Right, Rights


class OfRegion(RegionPage):
    """The network of the region in the address."""

    needs: ClassVar[Right | None] = Right.WRITE_PROGRAMME

    def address(self, name: str, *args: Any) -> str:
        return reverse(f"programmes:{name}", args=[self.region.slug, *args])

    @property
    def network_url(self) -> str:
        return reverse("programmes:network", args=[self.region.slug])

    @property
    def whose(self) -> str:
        return f"regio {self.region}"


class OfCountry:
    """What the national team keeps for everybody who signs in; there is no region then."""

    request: HttpRequest
    region: Region | None = None
    kept: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _ = self.kept  # what does not exist is unknown to everybody, before the verb is judged
        require(self.rights, Right.WRITE_NATIONAL)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def rights(self) -> Rights:
        return self.request.rights  # type: ignore[attr-defined]

    def address(self, name: str, *args: Any) -> str:
        return reverse(f"programmes:national_{name}", args=args)

    @property
    def network_url(self) -> str:
        return reverse("national_network")

    @property
    def whose(self) -> str:
        return "landelijk"
