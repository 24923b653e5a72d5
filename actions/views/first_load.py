"""A region's own list the first time: the file, then what its columns and words mean, then the same preview."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from actions.exchange import waiting
from actions.exchange.columns import folded
from actions.exchange.lists import Lists
from actions.exchange.matching import Matching, given_of_table, guess_columns, guess_head, unknown_values
from actions.exchange.mistakes import UnreadableFileError
from actions.exchange.period import half_year_of
from actions.exchange.reading import Given
from actions.exchange.tables import Table, read_pasted, read_tables
from actions.forms.exchange import ColumnsForm, FirstLoadForm, TableForm, ValuesForm
from actions.models import Action, ActionImport
from actions.views.exchange import NO_PROGRAMME, ImportPage
from ghnt import clock
from programmes.models import OutlineNode
from regions.access import RegionPage
from regions.rights import Right

NO_OUTLINE = "Voeg eerst een onderdeel toe aan het programma. Elke actie valt onder een onderdeel."


class FirstLoad(ImportPage, FormView):
    template_name = "actions/first_load.html"
    form_class = FirstLoadForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cancel_url": self.list_url}

    def form_valid(self, form):
        if self.programme is None or not OutlineNode.objects.of(self.programme).exists():
            form.add_error(None, NO_OUTLINE if self.programme else NO_PROGRAMME)
            return self.form_invalid(form)
        upload, pasted = form.cleaned_data["upload"], form.cleaned_data["pasted"]
        try:
            tables = read_tables(upload) if upload else read_pasted(pasted)
        except UnreadableFileError as error:
            for mistake in error.mistakes[:20]:
                words = f"{mistake.place}: {mistake.message}" if mistake.place else mistake.message
                form.add_error("upload" if upload else "pasted", words)
            return self.form_invalid(form)
        kept = waiting.keep(
            programme=self.programme,
            name=upload.name if upload else "Geplakte tabel",
            given=Given(tables[0].name, "", ()),
            by=self.request.user,
            tables={"tables": [table.as_json() for table in tables], "matching": None},
        )
        return redirect("actions:first_load_columns", slug=self.region.slug, pk=kept.pk)


class FirstLoadStep(RegionPage, FormView):
    """A step after the file; a file that is somebody else's or too old has to be read again."""

    needs = Right.WRITE_ACTIONS

    @cached_property
    def kept(self) -> ActionImport:
        kept = ActionImport.objects.select_related("programme__region", "programme__programme")
        return get_object_or_404(kept, pk=self.kwargs["pk"], programme__region=self.region)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.is_usable else self._gone()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.is_usable else self._gone()

    @property
    def is_usable(self) -> bool:
        return waiting.is_usable(self.kept, self.request.user) and bool(self.stored)

    def _gone(self) -> HttpResponse:
        self.template_name = "actions/import_gone.html"
        list_url = reverse("actions:action_list", args=[self.region.slug])
        return self.render_to_response({"region": self.region, "kept": self.kept, "list_url": list_url})

    @cached_property
    def stored(self):
        return waiting.tables_of(self.kept)

    @cached_property
    def tables(self):
        return [Table.from_json(table) for table in self.stored["tables"]]

    @cached_property
    def lists(self):
        return Lists.of(self.kept.programme, on=clock.today())

    def get_context_data(self, **kwargs):
        audience = "alleen u; er is nog niets opgeslagen"
        return super().get_context_data(kept=self.kept, audience=audience, **kwargs)

    def go_on(self, matching):
        """Make the rows of this matching and keep them for the preview."""
        table = self.tables[matching.table]
        actions = Action.objects.in_programme(self.kept.programme).values_list("title", flat=True)
        given = given_of_table(
            table,
            matching,
            self.lists,
            half_year=str(half_year_of(self.region, on=clock.today())),
            titles={folded(title) for title in actions},
        )
        waiting.keep_again(kept=self.kept, given=given, tables=self.stored | {"matching": matching.as_json()})


class FirstLoadColumns(FirstLoadStep):
    template_name = "actions/first_load_columns.html"
    form_class = ColumnsForm

    @cached_property
    def place(self):
        """Which table, and the place of its head row."""
        table = _number(self.request.GET.get("tabel"), len(self.tables), 0)
        found = self.tables[table]
        return table, _number(self.request.GET.get("kop"), min(len(found.rows), 15), guess_head(found))

    def get_form_kwargs(self):
        table, head = self.place
        found = self.tables[table]
        nodes = OutlineNode.objects.of(self.kept.programme)
        own = {"table": found, "head": head, "guessed": guess_columns(found, head), "nodes": nodes}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        table, head = self.place
        chosen = TableForm(initial={"tabel": table, "kop": head}, tables=self.tables, table=self.tables[table])
        return super().get_context_data(table_form=chosen, **kwargs)

    def form_valid(self, form):
        table, head = self.place
        node = form.cleaned_data["node"]
        matching = Matching(table, head, form.columns, node.pk if node else None)
        self.go_on(matching)
        unknown = unknown_values(self.tables[table], matching, self.lists)
        step = "actions:first_load_values" if unknown else "actions:import_preview"
        return redirect(step, slug=self.region.slug, pk=self.kept.pk)


class FirstLoadValues(FirstLoadStep):
    template_name = "actions/first_load_values.html"
    form_class = ValuesForm

    @property
    def is_usable(self) -> bool:
        return super().is_usable and bool(self.stored["matching"])

    @cached_property
    def matching(self):
        return Matching.from_json(self.stored["matching"])

    def get_form_kwargs(self):
        unknown = unknown_values(self.tables[self.matching.table], self.matching, self.lists)
        back = reverse("actions:first_load_columns", args=[self.region.slug, self.kept.pk])
        return super().get_form_kwargs() | {"unknown": unknown, "lists": self.lists, "cancel_url": back}

    def form_valid(self, form):
        self.go_on(Matching.from_json(self.matching.as_json() | {"values": form.values}))
        return redirect("actions:import_preview", slug=self.region.slug, pk=self.kept.pk)


def _number(text, length, otherwise):
    return int(text) if text and text.isdecimal() and len(text) < 6 and int(text) < length else otherwise
