"""The actions out to Excel and CSV, and a workbook in again: first look, then choose, then save."""

import tempfile

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views.generic import FormView

from actions.changes import ReasonNeededError
from actions.exchange import waiting
from actions.exchange.applying import apply_import
from actions.exchange.comparing import compare
from actions.exchange.listing import csv_lines
from actions.exchange.lists import Lists
from actions.exchange.mistakes import UnreadableFileError
from actions.exchange.period import half_year_of, half_year_to_read
from actions.exchange.preview import Ticked, preview_of
from actions.exchange.reading import read_workbook
from actions.exchange.rows import StoredRows
from actions.exchange.writing import ToWrite, write_workbook
from actions.forms.exchange import ChoiceForm, WorkbookForm
from actions.models import ActionImport
from actions.views.listing import ActionList
from ghnt import clock
from ghnt.documents.workbook import MIME
from programmes.in_view import ProgrammeInView
from regions.access import RegionPage
from regions.rights import Right

AUDIENCE = "alleen u; er is nog niets opgeslagen"
NO_PROGRAMME = "Maak eerst een programma. Daarna kunt u acties uitwisselen met Excel."


class ActionExport(ActionList):
    """The actions that the filters of the list find, all pages of them; with "?alles" all of the programme."""

    def get(self, request, *args, **kwargs):
        if self.programme is None:
            messages.info(request, NO_PROGRAMME)
            return redirect("actions:action_list", slug=self.region.slug)
        return self.answer(self.what)

    @cached_property
    def what(self):
        today, is_all = clock.today(), "alles" in self.request.GET
        half_year = self.filterset.half_year or half_year_to_read(self.rights, self.region, on=today)
        chosen = None if is_all else set(self.get_queryset().values_list("pk", flat=True))
        about = () if is_all else tuple(label for label, *_rest in self.filterset.active())
        rows = StoredRows.of(self.programme, half_year, only=chosen, outside=self.is_outside)
        return ToWrite(self.programme, half_year, rows, Lists.of(self.programme, on=today), about)

    @property
    def name(self):
        return f"acties-{slugify(self.region.name)}-{clock.today().isoformat()}"

    def answer(self, what):
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        write_workbook(file, what)
        file.seek(0)
        return _kept(FileResponse(file, as_attachment=True, filename=f"{self.name}.xlsx", content_type=MIME))


class ActionExportCsv(ActionExport):
    def answer(self, what):
        response = StreamingHttpResponse(csv_lines(what), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.name}.csv"'
        return _kept(response)


def _kept(response):
    response["X-Content-Type-Options"] = "nosniff"
    return response


class ImportPage(ProgrammeInView):
    """A page on the way of a file into the programme."""

    needs = Right.WRITE_ACTIONS

    @property
    def list_url(self):
        return reverse("actions:action_list", args=[self.region.slug]) + self.in_view

    def get_context_data(self, **kwargs):
        return super().get_context_data(programme=self.programme, list_url=self.list_url, **kwargs)


class ActionImportUpload(ImportPage, FormView):
    template_name = "actions/import_form.html"
    form_class = WorkbookForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cancel_url": self.list_url}

    def form_valid(self, form):
        if self.programme is None:
            form.add_error(None, NO_PROGRAMME)
            return self.form_invalid(form)
        upload = form.cleaned_data["upload"]
        try:
            given = read_workbook(upload, self.programme)
        except UnreadableFileError as error:
            for mistake in error.mistakes[:20]:
                form.add_error("upload", f"{mistake.place}: {mistake.message}" if mistake.place else mistake.message)
            return self.form_invalid(form)
        kept = waiting.keep(programme=self.programme, name=upload.name, given=given, by=self.request.user)
        return redirect("actions:import_preview", slug=self.region.slug, pk=kept.pk)


class ActionImportPreview(RegionPage, FormView):
    """What a file would change; sending it saves what is ticked."""

    needs = Right.WRITE_ACTIONS
    template_name = "actions/import_preview.html"
    form_class = ChoiceForm

    @cached_property
    def kept(self):
        kept = ActionImport.objects.select_related("programme__region", "programme__programme")
        return get_object_or_404(kept, pk=self.kwargs["pk"], programme__region=self.region)

    def get(self, request, *args, **kwargs):
        if self.kept.applied_at is not None and self.kept.by_id == request.user.pk:
            return self._show("actions/import_done.html", done=waiting.done_of(self.kept))
        if not waiting.is_usable(self.kept, request.user):
            return self._show("actions/import_gone.html")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not waiting.is_usable(self.kept, request.user):
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def _show(self, template, **context):
        self.template_name = template
        list_url = reverse("actions:action_list", args=[self.region.slug])
        return self.render_to_response(
            super().get_context_data(form=None, kept=self.kept, list_url=list_url, **context)
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"programme": self.kept.programme}

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or self.get_form()
        kwargs["form"] = form
        return super().get_context_data(kept=self.kept, preview=self._preview(form), audience=AUDIENCE, **kwargs)

    def _preview(self, form):
        given, today = waiting.given_of(self.kept), clock.today()
        comparison = compare(given, self.kept.programme, on=today)
        ticked = Ticked()
        if form.is_bound and form.is_valid():
            choice = form.choice
            ticked = Ticked(choice.rows, choice.conflicts, choice.archive)
        return preview_of(comparison, ticked, self._about_period(comparison))

    def _about_period(self, comparison):
        running = half_year_of(self.region, on=clock.today())
        if comparison.half_year is None or comparison.half_year == running:
            return ()
        return (
            f"Fase, koers en toelichting in dit bestand gaan over {comparison.half_year.label}. "
            f"U vult nu {running.label} in.",
        )

    def form_valid(self, form):
        given = waiting.given_of(self.kept)
        try:
            applied = apply_import(
                kept=self.kept, given=given, choice=form.choice, by=self.request.user, on=clock.today()
            )
        except ReasonNeededError:
            form.ask_reason()
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self.form_invalid(form)
        messages.success(self.request, applied.summary)
        return redirect("actions:import_preview", slug=self.region.slug, pk=self.kept.pk)
