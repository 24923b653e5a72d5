"""The region's side of its public summary: write it, see it as everybody will, release it, take it back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from regions.rights import Right
from reporting.access import SubmittedPage
from reporting.models import PublicRelease, PublicSummary
from reporting.public_forms import PublicSummaryForm, WithdrawReleaseForm
from reporting.publishing import (
    draft_of,
    newest_release,
    publishable_version,
    release,
    save_summary,
    withdraw_release,
)
from reporting.views.public import PublicPage, public_page


class PublishingPage(SubmittedPage):
    needs = Right.ADOPT_REPORT

    @property
    def submitted(self):
        """The report; without a version that was handed in there is none (404)."""
        return self.versions and self.report

    @cached_property
    def summary(self):
        summary = PublicSummary.objects.filter(report=self.submitted).first()
        return summary or PublicSummary(report=self.submitted)

    @cached_property
    def newest(self):
        return newest_release(self.submitted)

    @cached_property
    def publishable(self):
        return publishable_version(self.submitted)

    def url(self, name):
        return reverse(f"reporting:{name}", args=[self.region.slug, self.round.code])


@dataclass(frozen=True)
class PublicWriting:
    """`newest` is the last release, withdrawn or not; None when there is none."""

    is_publishable: bool
    newest: PublicRelease | None
    is_public: bool


class PublicSummaryUpdate(PublishingPage, FormView):
    form_class = PublicSummaryForm
    template_name = "reporting/public_summary.html"

    def get_initial(self):
        summary = self.summary
        return {"text": summary.text, "contact": summary.contact, "seen_version": summary.version}

    def form_valid(self, form):
        data = form.cleaned_data
        seen = posted_version(self.request)
        try:
            save_summary(
                report=self.submitted, text=data["text"], contact=data["contact"], seen=seen, by=self.request.user
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "De samenvatting is opgeslagen. Zij is nog niet openbaar.")
        return redirect(self.url("public_release"))

    def get_context_data(self, **kwargs):
        newest = self.newest
        page = PublicWriting(
            is_publishable=self.publishable is not None,
            newest=newest,
            is_public=newest is not None and not hasattr(newest, "withdrawal"),
        )
        return super().get_context_data(page=page, **kwargs)


@dataclass(frozen=True)
class ReleasePage:
    """What would become public; `shown` is None as long as no version may be."""

    shown: PublicPage | None
    seen: int
    has_text: bool
    refusals: tuple[str, ...]


class PublicReleaseCreate(PublishingPage, TemplateView):
    """The preview, and the button."""

    template_name = "reporting/public_release.html"

    def post(self, request, *args, **kwargs):
        try:
            release(report=self.submitted, seen=posted_version(request), by=request.user)
        except ValidationError as refusal:
            return self.render_to_response(self.get_context_data(refusals=tuple(refusal.messages)))
        messages.success(request, "De samenvatting is openbaar. Wij maken de pdf, ongeveer een minuut.")
        return redirect(self.url("public_summary"))

    def get_context_data(self, refusals=(), **kwargs):
        shown = None
        if self.publishable is not None:
            shown = public_page(draft_of(self.summary, self.publishable), on=clock.today())
        page = ReleasePage(shown, self.summary.version, bool(self.summary.text), refusals)
        return super().get_context_data(page=page, **kwargs)


class PublicReleaseWithdraw(PublishingPage, FormView):
    form_class = WithdrawReleaseForm
    template_name = "reporting/public_withdraw.html"

    def get_form(self, form_class=None):
        """Without something public there is nothing to take back."""
        if self.newest is None or hasattr(self.newest, "withdrawal"):
            raise Http404
        return super().get_form(form_class)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cancel_url": self.url("public_summary")}

    def form_valid(self, form):
        try:
            withdraw_release(release=self.newest, reason=form.cleaned_data["reason"], by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "De samenvatting is ingetrokken. De openbare pagina toont nu alleen de reden.")
        return redirect(self.url("public_summary"))
