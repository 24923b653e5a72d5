from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import TemplateView

from ghnt import clock
from ghnt.site.national import NationalPicture, picture_of
from regions.models import Role
from regions.rights import Right
from reporting.models import ReportRound
from reporting.rounds import open_round
from reporting.states import ReportState


class NationalOverview(TemplateView):
    """The states of all regions' reports; an adviser sees them too, and opens those of the own regions."""

    template_name = "site/national_overview.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (request.rights.may(Right.JUDGE_REPORT) or Role.ADVISER in request.rights.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(picture=self._picture(), **kwargs)

    def _picture(self) -> NationalPicture | None:
        code, chosen, on = self.request.GET.get("ronde"), self.request.GET.get("stand", ""), clock.today()
        round_ = _opened(code, on) if code else open_round(on)
        state = ReportState(chosen) if chosen in ReportState.values else None
        return picture_of(round_, self.request.rights, on=on, chosen=state) if round_ else None


def _opened(code: str, on: date) -> ReportRound:
    """The round with the code in the address, whatever stands there: a NUL may not reach the database."""
    found = next((round_ for round_ in ReportRound.objects.national().open_on(on) if round_.code == code), None)
    if found is None:
        raise Http404
    return found
