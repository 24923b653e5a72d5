"""Passages that ask for attention: all of them in one list, and one with its answers."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, View

from actions.models import Bottleneck
from ghnt import clock
from ghnt.documents.workbook import workbook_response
from regions.access import RegionPage, require
from regions.rights import Right
from reporting.models import Signal
from reporting.signals import SignalState, SignalVerb, may, signal_state
from reporting.signals.bottlenecks import make_bottleneck, may_make
from reporting.signals.forms import SignalAnswerForm, SignalFilter
from reporting.signals.listing import SignalRow, signal_rows, signal_sheet, wanted_signals
from reporting.signals.marking import answer_signal
from reporting.views.national import NationalPage
from reporting.who_has_what import followed_regions


@dataclass(frozen=True)
class SignalPage:
    signal: Signal
    state: SignalState
    may_answer: bool
    report_url: str
    may_make_bottleneck: bool
    bottleneck: Bottleneck | None  # as far as the visitor reads it


class SignalDetail(RegionPage, FormView):
    """One passage with what was answered; whoever may answers here."""

    sees = Right.READ_SUBMITTED_REPORT
    form_class = SignalAnswerForm
    template_name = "reporting/signal_detail.html"

    @cached_property
    def signal(self):
        found = Signal.objects.visible_to(self.rights).in_full().select_related("report__region")
        return get_object_or_404(found, pk=self.kwargs["pk"], region=self.region)

    def post(self, request, *args, **kwargs):
        _ = self.signal  # what is not visible is unknown, whoever asks
        require(self.rights, Right.JUDGE_REPORT, self.region)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        text, closes = form.cleaned_data["text"], not form.cleaned_data["is_to_follow"]
        try:
            answer_signal(signal=self.signal, text=text, closes=closes, by=self.request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Uw antwoord is verstuurd. Regio {self.region} krijgt een melding.")
        return redirect(self.signal)

    def get_context_data(self, **kwargs):
        state = signal_state(self.signal)
        page = SignalPage(
            signal=self.signal,
            state=state,
            may_answer=may(state, SignalVerb.ANSWER, self.rights, self.region),
            report_url=_report_url(self.signal, state),
            may_make_bottleneck=may_make(self.signal, self.rights),
            bottleneck=Bottleneck.objects.visible_to(self.rights).filter(signals=self.signal).first(),
        )
        return super().get_context_data(page=page, **kwargs)


class SignalBottleneck(RegionPage, View):
    """One button: what was marked as a bottleneck goes to the region's list of them."""

    http_method_names = ("post",)
    sees = Right.READ_SUBMITTED_REPORT

    def post(self, request, *args, **kwargs):
        found = Signal.objects.visible_to(self.rights).select_related("bottleneck", "region")
        signal = get_object_or_404(found, pk=kwargs["pk"], region=self.region)
        require(self.rights, Right.WRITE_ACTIONS, self.region)
        try:
            made = make_bottleneck(signal=signal, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(signal)
        messages.success(request, f"Knelpunt {made.code} staat in de lijst. Vul het hier aan of leg het voor.")
        return redirect(made)


def _report_url(signal, state):
    """Where the passage stands: the chapter while it is written, else the version."""
    address = [signal.region.slug, signal.report.round.code]
    if state is SignalState.DRAFT:
        return reverse("reporting:report_chapter", args=[*address, signal.chapter])
    return reverse("reporting:version_detail", args=[*address, signal.version.number]) + f"#{signal.chapter}"


@dataclass(frozen=True)
class SignalsShown:
    rows: tuple[SignalRow, ...]
    result: str
    workbook_url: str


class SignalListPage(NationalPage):
    @cached_property
    def regions(self):
        return followed_regions(self.request.rights, clock.today())

    @cached_property
    def filters(self):
        return SignalFilter(self.request.GET or None, regions=self.regions)

    @cached_property
    def wanted(self):
        chosen = self.filters.cleaned_data if self.filters.is_valid() else {}
        return wanted_signals(self.request.rights, chosen)


class SignalList(SignalListPage, ListView):
    template_name = "reporting/signal_list.html"
    paginate_by = 25

    def get_queryset(self):
        return self.wanted

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter_form=self.filters, **kwargs)
        count, query = context["paginator"].count, self.request.GET.urlencode()
        context["page"] = SignalsShown(
            rows=signal_rows(context["page_obj"]),
            result="1 signaal" if count == 1 else f"{count} signalen",
            workbook_url=reverse("reporting:signal_workbook") + (f"?{query}" if query else ""),
        )
        return context


class SignalWorkbook(SignalListPage, View):
    def get(self, request, *args, **kwargs):
        return workbook_response("signalen", [signal_sheet(self.wanted)], about=("Signalen uit de rapportages",))
