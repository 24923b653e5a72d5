"""Marking a passage: by the region in the chapter it writes, by a reader at national level in a sealed version."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from regions.rights import Right
from reporting.access import RoundPage, SubmittedPage
from reporting.chapter_text import ChapterText, texts_of
from reporting.chapter_titles import titles_in
from reporting.chapters import chapters_of
from reporting.collecting import collect
from reporting.content import read_content
from reporting.models import Signal
from reporting.signals.forms import DraftSignalForm, VersionSignalForm
from reporting.signals.marking import mark_in_draft, mark_in_version, remove_mark


@dataclass(frozen=True)
class MarkPage:
    """`texts` are those of the chapters, to copy from."""

    title: str
    audience: str
    back_url: str
    texts: tuple[ChapterText, ...] = ()


class SignalMarkDraft(RoundPage, FormView):
    """The form stands on the page of the chapter too; here it comes back with what is wrong."""

    needs = Right.WRITE_REPORT
    form_class = DraftSignalForm
    template_name = "reporting/signal_form.html"

    @cached_property
    def chapter(self):
        found = chapters_of(self.region, self.round).find(self.kwargs["chapter"])
        if found is None:
            raise Http404
        return found

    @property
    def chapter_url(self):
        return reverse("reporting:report_chapter", args=[self.region.slug, self.round.code, self.chapter.key])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cancel_url": self.chapter_url}

    def form_valid(self, form):
        given = {"region": self.region, "round": self.round, "chapter": self.chapter.key, "by": self.request.user}
        try:
            mark_in_draft(**given, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, "De passage is gemarkeerd.")
        return redirect(f"{self.chapter_url}#signalen")

    def get_context_data(self, **kwargs):
        content = collect(self.region, self.round, version=1, written_by=str(self.request.user))
        page = MarkPage(
            title=f"Passage markeren in {self.chapter.title}, regio {self.region}",
            audience="alleen uw regio, en het landelijk team zodra u indient",
            back_url=self.chapter_url,
            texts=tuple(one for one in texts_of(content) if one.key == self.chapter.key),
        )
        return super().get_context_data(page=page, **kwargs)


class SignalRemove(RoundPage, View):
    needs = Right.WRITE_REPORT
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        signal = get_object_or_404(Signal, pk=kwargs["pk"], region=self.region, report__round=self.round)
        try:
            remove_mark(signal=signal)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "De markering is weggehaald.")
        address = reverse("reporting:report_chapter", args=[self.region.slug, self.round.code, signal.chapter])
        return redirect(f"{address}#signalen")


class SignalMarkVersion(SubmittedPage, FormView):
    needs = Right.MARK_PASSAGES
    form_class = VersionSignalForm
    template_name = "reporting/signal_form.html"

    @property
    def version_url(self):
        return reverse("reporting:version_detail", args=[self.region.slug, self.round.code, self.version.number])

    @cached_property
    def content(self):
        return read_content(self.version.content)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"titles": titles_in(self.content), "cancel_url": self.version_url}

    def get_initial(self):
        return {"chapter": self.request.GET.get("hoofdstuk", "")}

    def form_valid(self, form):
        try:
            signal = mark_in_version(version=self.version, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"De passage is gemarkeerd. Regio {self.region} krijgt een melding.")
        return redirect(signal)

    def get_context_data(self, **kwargs):
        page = MarkPage(
            title=f"Passage markeren, regio {self.region}, versie {self.version.number}",
            audience="het landelijk team en de regio",
            back_url=self.version_url,
            texts=texts_of(self.content),
        )
        return super().get_context_data(page=page, **kwargs)
