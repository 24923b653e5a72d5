"""Who wrote a report, who read along and who is accountable."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import TemplateView

from ghnt import clock
from regions.rights import Right
from reporting.access import RoundPage
from reporting.people import People, PeopleChangedError, people_of, save_people, suggested
from reporting.states import Verb
from reporting.workflow_forms import PersonFormSet, initial_of


class ReportPeople(RoundPage, TemplateView):
    needs = Right.WRITE_REPORT
    template_name = "reporting/report_people.html"

    def get(self, request, *args, **kwargs):
        if not self.may(Verb.WRITE):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        formset = self.formset(request.POST)
        if not formset.is_valid():
            return self.render_to_response(self.get_context_data(formset=formset))
        lines, seen = formset.lines, request.POST.get("seen", "")
        try:
            save_people(region=self.region, round=self.round, lines=lines, seen=seen)
        except PeopleChangedError as changed:
            texts = {"mine": str(People(tuple(lines))), "theirs": str(changed.current)}
            return render(request, "409.html", texts | {"url": request.get_full_path()}, status=409)
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(formset=formset, refusals=error.messages))
        messages.success(request, "De namen zijn opgeslagen. Zij staan in de rapportage.")
        return redirect("reporting:report_detail", self.region.slug, self.round.code)

    def formset(self, data=None):
        people = people_of(self.report)
        first = people if people.lines else suggested(self.region, self.report, clock.today())
        url = reverse("reporting:report_detail", args=[self.region.slug, self.round.code])
        return PersonFormSet(data, initial=initial_of(first), cancel_url=url)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("formset", self.formset())
        people = people_of(self.report)
        seen = self.request.POST.get("seen", people.key)
        return super().get_context_data(people=people, seen=seen, **kwargs)
