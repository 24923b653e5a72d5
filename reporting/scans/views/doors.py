"""The doors of the pages of scans: inside the region they are read, outside it they do not exist."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from ghnt import clock
from regions.access import MunicipalityPage, RegionPage
from regions.models import Municipality
from regions.rights import Right
from reporting.models import FilledBy, ScanRound
from reporting.scans.filling import scan_of
from reporting.scans.page import subject_of
from reporting.scans.states import is_writer


class RoundPage(RegionPage):
    """A page about one round of the region."""

    @cached_property
    def round(self):
        rounds = ScanRound.objects.of(self.region).select_related("list", "previous__list")
        round = get_object_or_404(rounds, pk=self.kwargs["pk"])
        round.region = self.region
        return round

    def dispatch(self, request, *args, **kwargs):
        if self.region:
            _ = self.round
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_write(self):
        return self.rights.may(Right.WRITE_ACTIONS, self.region)

    @property
    def reads_inside(self):
        return self.rights.may(Right.READ_INSIDE, self.region)


class ScanPage:
    """A page of one scan. `writes`: for who fills it in; whoever reads inside the region is refused openly.

    Comes in two kinds: under a municipality, and under a region for what the region fills in itself.
    """

    writes = False
    filled_by = FilledBy.MUNICIPALITY

    def dispatch(self, request, *args, **kwargs):
        if self.exists() and self.writes and not is_writer(self.rights, self.round, self.of_municipality):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def exists(self):
        """What the address names is looked up before any verb is judged."""
        if not self.is_visible:
            raise Http404
        return self.subject is not None

    @cached_property
    def round(self):
        rounds = ScanRound.objects.of(self.region).filter(list__filled_by=self.filled_by)
        round = get_object_or_404(rounds.select_related("list", "previous__list"), pk=self.kwargs["pk"])
        round.region = self.region
        return round

    @cached_property
    def subject(self):
        scan = scan_of(self.round, self.of_municipality)
        if scan is None and not self.is_asked:
            raise Http404
        return subject_of(self.round, self.of_municipality, scan, self.rights, on=clock.today())

    def get_context_data(self, **kwargs):
        kwargs.setdefault("audience", self.subject.audience)
        return super().get_context_data(subject=self.subject, **kwargs)

    def done(self, message, anchor=""):
        messages.success(self.request, message)
        return redirect(self.subject.page_url + (f"#{anchor}" if anchor else ""))

    def refused(self, error):
        messages.error(self.request, " ".join(error.messages))
        return redirect(self.subject.page_url)


class MunicipalScanPage(ScanPage, MunicipalityPage):
    sees = Right.READ_INSIDE

    @property
    def of_municipality(self):
        return self.municipality

    @property
    def is_visible(self):
        return self.rights.may_for_municipality(self.sees, self.municipality, self.region)

    @property
    def is_asked(self):
        asked = Municipality.objects.in_region(self.region, on=self.round.opens)
        return asked.filter(pk=self.municipality.pk).exists()


class RegionScanPage(ScanPage, RegionPage):
    sees = Right.READ_INSIDE
    filled_by = FilledBy.REGION
    of_municipality = None
    is_asked = True

    @property
    def is_visible(self):
        return self.region is not None


def both(view):
    """The view under each of the two doors: (of a municipality, of the region); `view.generic` is Django's part."""
    name = view.__name__
    return tuple(
        type(f"{kind}{name}", (view, door, view.generic), {"__doc__": view.__doc__, "__module__": view.__module__})
        for kind, door in (("Municipal", MunicipalScanPage), ("Region", RegionScanPage))
    )
