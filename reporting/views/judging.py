"""The national team returns a report, or accepts it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.views.generic import FormView

from regions.rights import Right
from reporting.access import SubmittedPage
from reporting.chapters import titles_in
from reporting.content import read_content
from reporting.forms import AcceptForm, ReturnForm
from reporting.states import Verb
from reporting.workflow import accept, return_report


class JudgePage(SubmittedPage, FormView):
    """A form about the version that was read; its number travels with it."""

    needs = Right.JUDGE_REPORT
    verb: Verb

    def get(self, request, *args, **kwargs):
        if not self.may(self.verb):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"version": self.version.number}

    def form_valid(self, form):
        try:
            self.judge(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect("reporting:inbox")

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, **kwargs)


class ReportReturn(JudgePage):
    verb = Verb.RETURN
    form_class = ReturnForm
    template_name = "reporting/report_return.html"

    @property
    def done(self):
        return f"De rapportage van {self.region} is teruggestuurd. De regio ziet uw redenen bij elk hoofdstuk."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"titles": titles_in(read_content(self.version.content))}

    def judge(self, form):
        return_report(
            report=self.report,
            reasons=form.reasons(),
            version_number=form.cleaned_data["version"],
            by=self.request.user,
        )


class ReportAccept(JudgePage):
    verb = Verb.ACCEPT
    form_class = AcceptForm
    template_name = "reporting/report_accept.html"

    @property
    def done(self):
        return f"De rapportage van {self.region} is geaccepteerd."

    def judge(self, form):
        accept(report=self.report, version_number=form.cleaned_data["version"], by=self.request.user)
