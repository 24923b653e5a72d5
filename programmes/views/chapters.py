"""Writing the chapters of a programme and of its project plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ghnt.ui.editing import EditConflictError
from programmes import chapters
from programmes.conflict import answer_conflict, posted_version
from programmes.forms.chapters import ChapterForm, OwnChapterForm
from programmes.models import Part, ProgrammeChapter
from programmes.views.programme import ProgrammePage
from regions.rights import Right

# What stands in the address.
PARTS = {"programma": Part.PROGRAMME, "projectplan": Part.PROJECT_PLAN}


class ChapterPage(ProgrammePage):
    """A page for who writes; readers find the same texts on the page of the programme."""

    needs = Right.WRITE_PROGRAMME

    @cached_property
    def part(self):
        if self.kwargs["part"] not in PARTS:
            raise Http404
        return PARTS[self.kwargs["part"]]

    @property
    def list_url(self):
        return reverse("programmes:chapter_list", args=[self.region.slug, self.kwargs["part"]]) + self.in_view

    def get_context_data(self, **kwargs):
        words = {"part": self.part, "part_name": self.kwargs["part"], "list_url": self.list_url}
        return super().get_context_data(**{**kwargs, **words})

    def dispatch(self, request, *args, **kwargs):
        self.part  # noqa: B018  an unknown part does not exist, whatever the visitor may
        return super().dispatch(request, *args, **kwargs)


class ChapterOfProgramme(ChapterPage):
    """A page that needs a programme to write in."""

    def dispatch(self, request, *args, **kwargs):
        if self.rights.may(self.needs, self.region) and self.programme is None:
            messages.info(request, "Begin eerst een programma. Daarna kunt u hoofdstukken schrijven.")
            return redirect("programmes:programme_update", slug=self.region.slug)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def line(self):
        line = chapters.line_named(self.programme, self.part, self.kwargs["chapter"])
        if line is None:
            raise Http404
        return line


class ChapterList(ChapterPage, TemplateView):
    template_name = "programmes/chapter_list.html"

    def get_context_data(self, **kwargs):
        lines = chapters.chapters_of(self.programme, self.part) if self.programme else ()
        return super().get_context_data(lines=lines, **kwargs)


class ChapterForms(ChapterOfProgramme, FormView):
    template_name = "programmes/chapter_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.list_url}

    def form_valid(self, form):
        try:
            chapter = self.save(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Hoofdstuk ‘{chapter}’ is opgeslagen.")
        return redirect(self.list_url)


class ChapterCreate(ChapterForms):
    form_class = OwnChapterForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": ProgrammeChapter(programme=self.programme, part=self.part)}

    def save(self, form):
        return chapters.add_chapter(chapter=form.instance)


class ChapterUpdate(ChapterForms):
    def get_form_class(self):
        return OwnChapterForm if self.line.is_own else ChapterForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.line.chapter, "hint": self.line.hint}

    def get_context_data(self, **kwargs):
        return super().get_context_data(line=self.line, **kwargs)

    def save(self, form):
        return chapters.write_chapter(chapter=form.instance, seen_version=form.cleaned_data["seen_version"])


class ChapterDelete(ChapterOfProgramme, TemplateView):
    """Only a chapter of the region's own goes away; a usual one is emptied by its writer."""

    template_name = "programmes/chapter_confirm_delete.html"

    @cached_property
    def line(self):
        line = super().line
        if not line.is_own:
            raise Http404
        return line

    def get_context_data(self, **kwargs):
        return super().get_context_data(line=self.line, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            self.line.chapter.delete_as_seen(posted_version(request))
        except EditConflictError:
            messages.error(request, "Een collega heeft dit hoofdstuk intussen gewijzigd. Lees het nog eens.")
            return redirect(request.get_full_path())
        messages.success(request, f"Hoofdstuk ‘{self.line.chapter}’ is verwijderd.")
        return redirect(self.list_url)


class ChapterMove(ChapterOfProgramme, View):
    """A button beside a chapter: up or down."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        up = kwargs["change"] == "omhoog"
        chapters.move_chapter(programme=self.programme, part=self.part, name=self.line.name, up=up)
        return redirect(self.list_url)
