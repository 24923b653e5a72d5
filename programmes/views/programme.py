"""Pages of a region's programme as a whole: to read, its facts, and the list of all of them."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView, UpdateView

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import outline
from programmes.chapters import chapters_of
from programmes.conflict import answer_conflict
from programmes.files import programme_files
from programmes.forms.programme import ProgrammeForm
from programmes.in_view import ProgrammeInView
from programmes.models import Part, RegionalProgramme
from programmes.reading import programmes_of, read_programme, with_text
from regions.rights import Right

AUDIENCE = "de regio, haar gemeenten en het landelijk team"


class ProgrammePage(ProgrammeInView):
    """A page about one of the region's programmes."""

    @property
    def may_write(self):
        return self.rights.may(Right.WRITE_PROGRAMME, self.region)

    @property
    def page_url(self):
        return reverse("programmes:programme_detail", args=[self.region.slug]) + self.in_view

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            audience=AUDIENCE, may_write=self.may_write, **{"programme": self.programme, **kwargs}
        )


class ProgrammeDetail(ProgrammePage, TemplateView):
    template_name = "programmes/programme_detail.html"

    def get_context_data(self, **kwargs):
        if self.programme is None:
            return super().get_context_data(**kwargs)
        text = read_programme(self.programme, self.rights, on=clock.today())
        files = programme_files(self.programme, self.rights, in_view=self.in_view)
        return super().get_context_data(text=text, files=files, **kwargs)


class ProjectPlan(ProgrammePage, TemplateView):
    template_name = "programmes/project_plan.html"

    def get_context_data(self, **kwargs):
        lines = chapters_of(self.programme, Part.PROJECT_PLAN) if self.programme else ()
        return super().get_context_data(chapters=with_text(lines), **kwargs)


class ProgrammeList(ProgrammePage, TemplateView):
    template_name = "programmes/programme_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(lines=programmes_of(self.region, on=clock.today()), **kwargs)


class ProgrammeUpdate(ProgrammePage, UpdateView):
    """Begins the programme when the region has none."""

    needs = Right.WRITE_PROGRAMME
    form_class = ProgrammeForm
    template_name = "programmes/programme_form.html"

    def get_object(self, queryset=None):
        if self.programme:
            return self.programme
        today = clock.today()
        national = outline.national_programme(today)
        return RegionalProgramme(region=self.region, programme=national, valid_from=today)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.page_url}

    def form_valid(self, form):
        try:
            with transaction.atomic():
                if form.instance.pk:
                    form.instance.claim(form.cleaned_data["seen_version"] or 0)
                form.instance.save()
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "Het programma is opgeslagen.")
        return redirect(self.page_url)
