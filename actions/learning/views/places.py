"""The doors of the pages under Leren, and where their breadcrumbs lead."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from regions.models import Region, Role
from regions.rights import Right


@dataclass(frozen=True)
class Place:
    """Where the visitor came from: the page Leren of the own region, or that of the country."""

    label: str
    url: str


class LearningPage:
    """A page for everybody who reads a region; what stands on it follows from the visitor's rights."""

    about: Region | None = None  # the region that the page is about, where there is one

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_REGION):
            raise Http404
        self.check()
        if self.home_region:
            request.region_of_page = self.home_region
        return super().dispatch(request, *args, **kwargs)

    def check(self):
        """Raises PermissionDenied or Http404 for who may not use the page."""

    @property
    def rights(self):
        return self.request.rights

    @cached_property
    def home_region(self):
        """The own region; of several the one that the page is about, else the first."""
        own = list(Region.objects.filter(pk__in=self.rights.by_region).order_by("name"))
        about = self.about
        return about if about in own else next(iter(own), None)

    @property
    def place(self):
        if self.home_region:
            label = f"Leren, {self.home_region.name}"
            return Place(label, reverse("actions:learning", args=[self.home_region.slug]))
        return Place("Leren, landelijk", reverse("actions:national_learning"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(place=self.place, **kwargs)


class NationalPage:
    """A page for the national team; `for_advisers` says whether regional advisers read it too."""

    for_advisers = False

    def dispatch(self, request, *args, **kwargs):
        reads = self.for_advisers and Role.ADVISER in request.rights.roles
        if Right.WRITE_NATIONAL not in request.rights.national and not reads:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def rights(self):
        return self.request.rights

    @property
    def place(self):
        return Place("Leren, landelijk", reverse("actions:national_learning"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(place=self.place, **kwargs)
