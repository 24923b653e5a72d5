"""The national book, the zip of a round, the dossier of a region: asked here, made by the worker, fetched here."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.documents.serving import download
from regions.rights import Right
from reporting.access import SubmittedPage
from reporting.bundles import asking
from reporting.bundles.choosing import Available, available, chapters_of
from reporting.bundles.forms import BookForm, RoundChoice
from reporting.bundles.screen import BundleLine, Contents, contents_of, lines_of
from reporting.models import Bundle, BundleKind, EventKind, ReportRound

SHOWN = 20
ASKED = "Wij maken het bestand. U kunt weggaan; het komt op deze bladzijde te staan."
ALREADY = "Dit bestand was al gevraagd, met precies dezelfde inhoud. Hier is het."


def made_lines(bundles, request):
    """A page of what was made, the newest first; without what may no longer be had."""
    page = Paginator(lines_of(bundles), SHOWN).get_page(request.GET.get("page"))
    page.object_list = [BundleLine(bundle) for bundle in asking.readable_bundles(page.object_list, request.rights)]
    return page


def show(request, found):
    """To the page of a bundle that was asked for."""
    bundle, is_new = found
    (messages.success if is_new else messages.info)(request, ASKED if is_new else ALREADY)
    return redirect(bundle)


class RoundBundles(View):
    """For who judges reports; whoever reads a region knows of rounds and is refused."""

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_REGION):
            raise Http404
        if not asking.may_ask(request.rights, None) and self.is_known:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_known(self):
        """An unknown round is 404 for everybody."""
        return not self.kwargs.get("code") or self.round

    @cached_property
    def round(self):
        rounds = ReportRound.objects.national().select_related("programme", "question_set")
        code = self.kwargs.get("code") or self.request.GET.get("ronde", "")
        if not code:
            started = rounds.open_on(clock.today())
            return started.filter(reports__events__kind=EventKind.ACCEPTED).first() or started.first()
        return get_object_or_404(rounds.with_code(code))


@dataclass(frozen=True)
class BookPage:
    round: ReportRound | None
    choice: RoundChoice
    regions: tuple[Available, ...]
    made: Page

    @property
    def there(self):
        return [one for one in self.regions if one.version is not None]

    @property
    def sentence(self):
        accepted = sum(one.is_accepted for one in self.regions)
        return f"{len(self.there)} van {len(self.regions)} regio’s ingediend, {accepted} geaccepteerd"


class Book(RoundBundles, FormView):
    """Choose chapters and regions; below it what was made of the round."""

    template_name = "reporting/book.html"
    form_class = BookForm

    @cached_property
    def regions(self):
        return available(self.round, on=clock.today()) if self.round else ()

    def get_form_kwargs(self):
        there = [one for one in self.regions if one.version is not None]
        chapters = chapters_of(self.round) if self.round else ()
        return super().get_form_kwargs() | {"chapters": chapters, "regions": there}

    def form_valid(self, form):
        if self.round is None:
            raise Http404
        try:
            found = asking.ask_book(round=self.round, by=self.request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        return show(self.request, found)

    def get_context_data(self, **kwargs):
        made = Bundle.objects.filter(round=self.round, kind__in=(BundleKind.BOOK, BundleKind.ROUND))
        page = BookPage(
            round=self.round,
            choice=RoundChoice({"ronde": self.round.code} if self.round else None),
            regions=self.regions,
            made=made_lines(made, self.request),
        )
        return super().get_context_data(page=page, **kwargs)


class RoundZip(RoundBundles):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        try:
            return show(request, asking.ask_round_zip(round=self.round, by=request.user))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect(self.round)


class ReportDossier(SubmittedPage, TemplateView):
    """What was made of a region's dossier, and the button for a new one."""

    template_name = "reporting/report_dossier.html"

    def dispatch(self, request, *args, **kwargs):
        if self.versions and not asking.may_ask(self.rights, self.region):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        made = Bundle.objects.filter(round=self.round, region=self.region, kind=BundleKind.DOSSIER)
        return super().get_context_data(made=made_lines(made, self.request), **kwargs)

    def post(self, request, **kwargs):
        try:
            return show(request, asking.ask_dossier(region=self.region, round=self.round, by=request.user))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect(request.path)


class OneBundle(View):
    """Who may not have the file does not know of it, whoever asked for it."""

    @cached_property
    def bundle(self):
        bundles = Bundle.objects.select_related("round", "region", "asked_by")
        bundle = get_object_or_404(bundles, pk=self.kwargs["pk"])
        if not asking.may_still_read(bundle, self.request.rights):
            raise Http404
        return bundle

    @cached_property
    def line(self):
        return BundleLine(self.bundle)


@dataclass(frozen=True)
class BundlePage:
    line: BundleLine
    contents: Contents


class BundleDetail(OneBundle, TemplateView):
    template_name = "reporting/bundle_detail.html"

    def get_context_data(self, **kwargs):
        page = BundlePage(self.line, contents_of(self.bundle))
        return super().get_context_data(page=page, region=self.bundle.region, round=self.bundle.round, **kwargs)


class BundleState(OneBundle):
    """How far it is, for the page that waits; without script the page itself."""

    def get(self, request, **kwargs):
        if not request.htmx:
            return redirect(self.bundle)
        return render(request, "reporting/_bundle.html", {"line": self.line, "announce": True})


class BundleDownload(OneBundle):
    def get(self, request, **kwargs):
        if not self.line.is_ready:
            return redirect(self.bundle)
        return download(self.bundle.file, name=self.line.file_name, mime=self.line.mime)


class BundleStop(OneBundle):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        if asking.stop(bundle=self.bundle, by=request.user):
            messages.success(request, "Het maken is gestopt. Er is niets bewaard.")
        else:
            messages.info(request, "Er was niets meer te stoppen.")
        return redirect(self.bundle)


class BundleRetry(OneBundle):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        if not self.line.may_be_asked_again:
            return redirect(self.bundle)
        return show(request, asking.ask_again(bundle=self.bundle, by=request.user))
