"""A region reports of its own accord, without a national request."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.generic import FormView

from ghnt import clock
from regions.access import RegionPage
from regions.rights import Right
from reporting.round_changes import start_own
from reporting.workflow_forms import OwnReportForm


class OwnReportCreate(RegionPage, FormView):
    needs = Right.SUBMIT_REPORT
    form_class = OwnReportForm
    template_name = "reporting/own_report_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"on": clock.today()}

    def form_valid(self, form):
        try:
            report = start_own(region=self.region, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, "Uw eigen rapportage staat klaar. Het landelijk team vraagt er niet om.")
        return redirect(report)
