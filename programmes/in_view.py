"""Which of a region's programmes a page is about: the running one, or the one that the address names."""

from __future__ import annotations

from django.http import Http404
from django.utils.functional import cached_property

from ghnt import clock
from programmes.models import RegionalProgramme
from programmes.outline import current_or_coming
from regions.access import RegionPage


class ProgrammeInView(RegionPage):
    """View mixin: `programme` is the region's running one, or that of "?programma=12"; None without any.

    `in_view` is what a link to another list page of the same programme adds: "" or "?programma=12".
    """

    @cached_property
    def running_programme(self) -> RegionalProgramme | None:
        return current_or_coming(self.region, on=clock.today())

    @cached_property
    def programme(self) -> RegionalProgramme | None:
        asked = self.request.GET.get("programma", "")
        if not asked:
            return self.running_programme
        named = RegionalProgramme.objects.filter(region=self.region).select_related("programme", "region")
        found = named.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        if found is None:
            raise Http404
        return found

    @property
    def in_view(self) -> str:
        if self.programme is None or self.programme == self.running_programme:
            return ""
        return f"?programma={self.programme.pk}"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(in_view=self.in_view, **kwargs)
