"""The region's side of reviewing: bundles, who reviewed, asking, reminding, answering."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.editing import EditConflictError
from programmes import review
from programmes.conflict import answer_conflict
from programmes.forms.review import ReviewAnswerForm, ReviewAskForm
from programmes.models import ConclusionReview, ReviewAnswer, ReviewBundle, ReviewItem, Verdict
from programmes.review.overview import Overview, overview_of, overviews_of
from programmes.review.sheets import sheets_of
from programmes.review.states import ReviewState, ReviewVerb, may, state_of_bundle, state_of_item
from programmes.views.decision_pages import ProposalPage
from regions.access import RegionPage
from regions.models import Municipality
from regions.rights import Right

WITHIN_REGION = "de regio en het landelijk team; een gemeente leest alleen haar eigen reacties"


class ReviewList(RegionPage, ListView):
    """All bundles of a region; who reviews for a municipality goes to its own page."""

    template_name = "programmes/review_list.html"
    paginate_by = 25

    def get(self, request, *args, **kwargs):
        if self.rights.may(Right.READ_MUNICIPAL_ROWS, self.region):
            return super().get(request, *args, **kwargs)
        own = self.rights.municipalities(Right.READ_MUNICIPAL_ROWS)
        here = Municipality.objects.in_region(self.region, on=clock.today()).filter(pk__in=own).first()
        if here is None:
            raise PermissionDenied
        return redirect("programmes:municipal_review_list", slug=here.slug)

    def get_queryset(self):
        return ReviewBundle.objects.visible_to(self.rights, self.region).select_related("region")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(audience=WITHIN_REGION, **kwargs)
        context["rows"] = overviews_of(context["page_obj"], self.rights, on=clock.today())
        return context


class BundlePage(RegionPage):
    """A page about one bundle, in `self.bundle`."""

    needs = Right.READ_MUNICIPAL_ROWS
    verb: ReviewVerb | None = None

    def dispatch(self, request, *args, **kwargs):
        _ = self.bundle  # an invisible bundle is unknown before any verb is judged
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def bundle(self):
        bundles = ReviewBundle.objects.visible_to(self.rights, self.region).select_related("region")
        return get_object_or_404(bundles, pk=self.kwargs["pk"])

    @cached_property
    def overview(self):
        return overview_of(self.bundle, self.rights, on=clock.today())

    @property
    def url(self):
        return reverse("programmes:review_overview", args=[self.region.slug, self.bundle.pk])

    def may(self, verb):
        return may(state_of_bundle(self.bundle, clock.today()), verb, self.rights, self.region)

    def get_context_data(self, **kwargs):
        return super().get_context_data(bundle=self.bundle, audience=WITHIN_REGION, **kwargs)


@dataclass(frozen=True)
class OverviewPage:
    overview: Overview
    may_ask: bool
    may_remind: bool


class ReviewOverview(BundlePage, TemplateView):
    template_name = "programmes/review_overview.html"

    def get_context_data(self, **kwargs):
        page = OverviewPage(self.overview, self.may(ReviewVerb.ASK), self.may(ReviewVerb.REMIND))
        return super().get_context_data(page=page, **kwargs)


class ReviewExport(BundlePage, View):
    def get(self, request, *args, **kwargs):
        about = (f"Regio {self.region}", f"Nakijken: {self.bundle}", self.overview.asked)
        return workbook_response(f"nakijken-{self.region.slug}-{self.bundle.pk}", sheets_of(self.overview), about=about)


class ReviewAsk(BundlePage, FormView):
    template_name = "programmes/review_ask.html"
    form_class = ReviewAskForm
    needs = Right.WRITE_DECISIONS

    def get(self, request, *args, **kwargs):
        if not self.may(ReviewVerb.ASK):
            messages.error(request, "De datum van deze bundel is voorbij. U kunt geen reactie meer vragen.")
            return redirect(self.url)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        items = ReviewItem.objects.visible_to(self.rights).filter(bundle=self.bundle)
        items = items.select_related("conclusion__outcome", "conclusion__step__round__proposal")
        return super().get_form_kwargs() | {"instance": self.bundle, "items": items, "cancel_url": self.url}

    def form_valid(self, form):
        data = form.cleaned_data
        bundle = ReviewBundle.objects.select_related("region").get(pk=self.bundle.pk)
        values = {"items": data["items"], "react_by": data["react_by"], "note": data["note"]}
        try:
            review.ask_reaction(bundle=bundle, seen=data["seen_version"] or 0, **values)
        except ValidationError as refusal:
            form.add_error("react_by" if refusal.code == "date" else None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "Reactie gevraagd. De gemeenten krijgen bericht.")
        return redirect(self.url)


class ReviewRemind(BundlePage, View):
    http_method_names = ("post",)
    needs = Right.WRITE_DECISIONS

    def post(self, request, *args, **kwargs):
        try:
            reminded = review.remind(bundle=self.bundle, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.url)
        words = "1 gemeente" if reminded.number == 1 else f"{reminded.number} gemeenten"
        if reminded.number:
            messages.success(request, f"{words} herinnerd, hoogstens één keer per dag.")
        if reminded.nobody:
            names = ", ".join(reminded.nobody)
            messages.warning(request, f"Niemand om te herinneren: {names}. Daar heeft nog geen medewerker een account.")
        return redirect(self.url)


class ReviewAnswerPage(BundlePage, FormView):
    """Answering a "klopt niet"; improving the text happens on the page where conclusions are corrected."""

    template_name = "programmes/review_answer.html"
    form_class = ReviewAnswerForm
    needs = Right.WRITE_DECISIONS

    @cached_property
    def column(self):
        columns = (column for column in self.overview.columns if column.item.pk == self.review.item_id)
        if (column := next(columns, None)) is None:
            raise Http404
        return column

    @cached_property
    def review(self):
        rows = ConclusionReview.objects.filter(item__bundle=self.bundle, verdict=Verdict.NOT_RIGHT)
        rows = rows.select_related("municipality", "item__bundle__region", "conclusion__step__round__proposal")
        return get_object_or_404(rows, pk=self.kwargs["review"])

    def dispatch(self, request, *args, **kwargs):
        _ = self.column
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        state = state_of_item(self.review.item, self.review, clock.today())
        if state is ReviewState.ANSWERED:
            messages.info(request, "Op deze reactie is al geantwoord.")
            return redirect(self.url)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"review": self.review, "cancel_url": self.url}

    def get_context_data(self, **kwargs):
        return super().get_context_data(review=self.review, column=self.column, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        if data["kind"] == ReviewAnswer.CORRECTED:
            return redirect(self._correcting_url())
        try:
            review.answer(
                review=self.review,
                kind=ReviewAnswer(data["kind"]),
                text=data["text"],
                seen=data["seen_version"] or 0,
                by=self.request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            theirs = f"{conflict.current.get_verdict_display()}\n\n{conflict.current.text}"
            return answer_conflict(self.request, form, conflict.current, (data["text"], theirs))
        messages.success(self.request, f"Antwoord opgeslagen. Gemeente {self.review.municipality} krijgt bericht.")
        return redirect(self.url)

    def _correcting_url(self):
        proposal = self.column.proposal
        args = [self.region.slug, proposal.pk, self.column.current.pk]
        return reverse("programmes:conclusion_correct", args=args, query={"nagekeken": self.review.pk})


class ReviewSubmit(ProposalPage, View):
    """Laying the conclusions of a proposal that no bundle holds before the municipalities."""

    http_method_names = ("post",)
    needs = Right.WRITE_DECISIONS

    def post(self, request, *args, **kwargs):
        try:
            bundle = review.submit_proposal(proposal=self.proposal, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.proposal.get_absolute_url())
        messages.success(request, "Voorgelegd aan de gemeenten, ter kennisneming. Vraag eventueel een reactie.")
        return redirect("programmes:review_overview", slug=self.region.slug, pk=bundle.pk)
