"""Drafts for colleges and councils: their list, one to read, its chapters, and the files made of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.documents.sealing import canonical_json
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from programmes.decision_documents import request_document
from programmes.models import (
    CouncilDocument,
    CouncilDocumentChapter,
    CouncilDocumentKind,
    DecisionDocumentKind,
    ProgrammeVersion,
)
from reporting.council_documents import making
from reporting.council_documents.content import NO_EXACT_FIGURES, draft_of
from reporting.council_documents.forms import ChapterForm, MakeDocumentForm, TitleForm
from reporting.council_documents.kinds import plan_of
from reporting.council_documents.word_file import MIME, word_file
from reporting.council_documents.wording import FILL_IN
from reporting.views.draft_pages import DraftPage, DraftsPage


@dataclass(frozen=True)
class DraftList:
    version: ProgrammeVersion
    drafts: tuple[CouncilDocument, ...]


class CouncilDocumentList(DraftsPage, FormView):
    form_class = MakeDocumentForm
    template_name = "reporting/council_document_list.html"

    def get_form_kwargs(self):
        choice = {"municipalities": self.municipalities, "for_all": self.writes_for_all}
        return super().get_form_kwargs() | choice

    def get_initial(self):
        return {"kind": CouncilDocumentKind.COUNCIL_PROPOSAL}

    def form_valid(self, form):
        data = form.cleaned_data
        document, is_new = making.make_document(
            version=ProgrammeVersion.objects.select_related("programme__region").get(pk=self.version.pk),
            kind=CouncilDocumentKind(data["kind"]),
            municipality=data["municipality"],
            exact_figures=data["exact_figures"],
            by=self.request.user,
        )
        if is_new:
            messages.success(self.request, "Het concept is gemaakt. Lees elk hoofdstuk na en vul het aan.")
        else:
            messages.info(self.request, "Dit stuk was er al. U ziet het zoals het nu is.")
        return redirect(self.address("council_document_detail", self.version.number, document.pk))

    def get_context_data(self, **kwargs):
        drafts = tuple(making.drafts_of(self.version, self.rights))
        return super().get_context_data(page=DraftList(self.version, drafts), **kwargs)


@dataclass(frozen=True)
class ShownChapter:
    chapter: CouncilDocumentChapter
    must_write: bool
    url: str


@dataclass(frozen=True)
class DraftDetail:
    chapters: tuple[ShownChapter, ...]
    counts: str
    may_write: bool

    @property
    def to_write(self) -> int:
        return sum(one.must_write for one in self.chapters)


class CouncilDocumentDetail(DraftPage, TemplateView):
    writes = False
    template_name = "reporting/council_document_detail.html"

    def get_context_data(self, **kwargs):
        counts = "Dit stuk gebruikt exacte aantallen." if self.document.exact_figures else NO_EXACT_FIGURES
        page = DraftDetail(tuple(self.chapters()), counts, self.may_write(self.document))
        return super().get_context_data(page=page, **kwargs)

    def chapters(self):
        for chapter in self.document.chapters.all():
            url = self.address("council_document_chapter", self.version.number, self.document.pk, chapter.key)
            yield ShownChapter(chapter, not chapter.text.strip() or FILL_IN in chapter.text, url)


class CouncilDocumentChapterUpdate(DraftPage, FormView):
    form_class = ChapterForm
    template_name = "reporting/council_document_chapter.html"

    @cached_property
    def chapter(self):
        found = self.document.chapters.filter(key=self.kwargs["chapter"]).first()
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self):
        hint = plan_of(CouncilDocumentKind(self.document.kind), self.chapter.key).hint
        back = f"{self.detail_url}#hoofdstuk-{self.chapter.key}"
        return super().get_form_kwargs() | {"instance": self.chapter, "hint": hint, "cancel_url": back}

    def get_context_data(self, **kwargs):
        return super().get_context_data(chapter=self.chapter, **kwargs)

    def form_valid(self, form):
        try:
            making.write_chapter(chapter=form.instance, seen=form.cleaned_data["seen"])
        except making.ChapterConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Hoofdstuk ‘{self.chapter}’ is opgeslagen.")
        return redirect(f"{self.detail_url}#hoofdstuk-{self.chapter.key}")


class CouncilDocumentUpdate(DraftPage, FormView):
    """The title."""

    form_class = TitleForm
    template_name = "reporting/council_document_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.document, "cancel_url": self.detail_url}

    def form_valid(self, form):
        try:
            making.rename_document(document=form.instance, seen_version=form.cleaned_data["seen_version"])
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "De titel is opgeslagen.")
        return redirect(self.detail_url)


class CouncilDocumentDelete(DraftPage, TemplateView):
    template_name = "reporting/council_document_confirm_delete.html"

    def post(self, request, *args, **kwargs):
        title = self.document.title
        try:
            making.delete_document(document=self.document, seen_version=posted_version(request))
        except EditConflictError:
            messages.error(request, "Een collega heeft dit stuk intussen gewijzigd. Lees het nog eens.")
            return redirect(self.detail_url)
        messages.success(request, f"‘{title}’ is verwijderd.")
        return redirect(self.list_url)


class CouncilDocumentWord(DraftPage, View):
    """The Word file, made while one waits."""

    writes = False
    http_method_names = ("get",)

    def get(self, request, **kwargs):
        draft = draft_of(self.document, on=clock.today().isoformat())
        response = HttpResponse(word_file(draft), content_type=MIME)
        name = f"{slugify(self.document.title)[:80]}-{clock.today().isoformat()}.docx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


class CouncilDocumentPdf(DraftPage, View):
    writes = False
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        rendering = request_document(
            region=self.region,
            kind=DecisionDocumentKind.COUNCIL_DOCUMENT,
            content=canonical_json(draft_of(self.document, on=clock.today().isoformat())),
            by=request.user,
            council_document=self.document,
        )
        return redirect("programmes:decision_document", slug=self.region.slug, pk=rendering.pk)
