"""The national team takes a report up, returns it, accepts it, or opens it again for a new version."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.views.generic import FormView, View

from programmes.conflict import posted_version
from regions.rights import Right
from reporting.access import SubmittedPage
from reporting.chapter_titles import titles_in
from reporting.content import read_content
from reporting.states import Verb
from reporting.workflow import accept, open_report, reopen, return_report
from reporting.workflow_forms import AcceptForm, ReopenForm, ReturnForm


class ReportOpen(SubmittedPage, View):
    """ "In behandeling nemen": from then on the region cannot take its report back."""

    needs = Right.JUDGE_REPORT
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        try:
            open_report(report=self.report, by=request.user, version_number=posted_version(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"De rapportage van {self.region} is in behandeling. De regio ziet dat.")
        return redirect("reporting:version_detail", self.region.slug, self.round.code, self.versions[0].number)


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
        return self.leave()

    def leave(self):
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

    def get_context_data(self, **kwargs):
        is_own = self.version.by_id == self.request.user.pk
        return super().get_context_data(is_own=is_own, **kwargs)


class ReportReopen(JudgePage):
    """An accepted report, by the national team; a region's own adopted one, by its leader."""

    verb = Verb.REOPEN
    form_class = ReopenForm
    template_name = "reporting/report_reopen.html"

    @property
    def needs(self):
        return Right.ADOPT_REPORT if self.round.is_own else Right.REOPEN_REPORT

    def judge(self, form):
        data = form.cleaned_data
        reopen(report=self.report, reason=data["reason"], version_number=data["version"], by=self.request.user)

    def leave(self):
        return redirect("reporting:report_detail", self.region.slug, self.round.code)

    @property
    def done(self):
        return f"De rapportage van {self.region} is heropend. Versie {self.version.number} blijft zoals zij is."
