"""What happened to the plan after the half year, or to its onderdelen: in the report or not, item by item."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from regions.rights import Right
from reporting.access import RoundPage
from reporting.models import Report
from reporting.plan_choices import choose_change
from reporting.plan_offers import PlanOffer, offers_for
from reporting.states import Verb
from reporting.stray import StrayAnswer, move_answer, stray_answers


@dataclass(frozen=True)
class PlanPage:
    offers: tuple[PlanOffer, ...]
    stray: tuple[StrayAnswer, ...]
    may_write: bool

    @property
    def open(self) -> int:
        return sum(one.is_taken is None for one in self.offers)


class ReportPlan(RoundPage, TemplateView):
    needs = Right.WRITE_REPORT
    template_name = "reporting/report_plan.html"

    @cached_property
    def offers(self):
        return offers_for(self.region, self.round)

    @cached_property
    def stray(self):
        return stray_answers(self.region, self.round)

    def post(self, request, *args, **kwargs):
        change, _, choice = request.POST.get("choice", "").partition("-")
        address = reverse("reporting:report_plan", args=[self.region.slug, self.round.code])
        try:
            if choice in ("taken", "left"):
                self._choose(change, choice == "taken")
                address = f"{address}#wijziging-{change}"
            elif "move" in request.POST:
                self._move(request.POST["move"])
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(address)

    def _choose(self, asked, is_taken):
        offer = next((one for one in self.offers if str(one.change.pk) == asked), None)
        if offer is None:
            raise Http404
        by = self.request.user
        choose_change(region=self.region, round=self.round, change=offer.change, is_taken=is_taken, by=by)
        said = "Overgenomen: de rapportage vertelt de nieuwe planning." if is_taken else "Dit blijft zoals het was."
        messages.success(self.request, f"Actie {offer.action.code}. {said}")

    def _move(self, asked):
        stray = next((one for one in self.stray if str(one.answer.pk) == asked), None)
        if stray is None:
            raise ValidationError("Deze tekst is al verplaatst.")
        chosen, seen = self.request.POST.get("target", ""), self.request.POST.get("seen", "")
        target = next((one for one in stray.targets if one.key == chosen), None)
        if target is None or not seen.isdecimal() or len(seen) > 9:
            raise ValidationError("Kies eerst waar de tekst naartoe gaat.")
        report = Report.objects.select_related("region", "round").get(region=self.region, round=self.round)
        move_answer(report=report, stray=stray, target=target, seen=int(seen), by=self.request.user)
        messages.success(self.request, f"De tekst staat nu bij {target.label}")

    def get_context_data(self, **kwargs):
        page = PlanPage(self.offers, self.stray, self.may(Verb.WRITE))
        return super().get_context_data(page=page, **kwargs)
