"""Acties en gemeenten: the matrix, many answers in one go, and the matrix as a file."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from actions import matrix, matrix_document, matrix_workbook
from actions.forms.matrix import AnswerForm, ChosenCells, MatrixFilter
from actions.list_documents import lists_of, request_list
from actions.listing import NamedLink, changed, count_words
from actions.models import ListKind, ListRendering
from ghnt import clock
from programmes.in_view import ProgrammeInView
from programmes.models import OutlineNode
from regions.models import Municipality

AUDIENCE = "de regio en haar gemeenten, ook het landelijk team"
ON_A_PAGE = 50


@dataclass(frozen=True)
class MatrixScreen:
    """What the page shows beside the filters."""

    matrix: matrix.Matrix
    result: str
    active_filters: tuple[NamedLink, ...]
    may_write: bool
    query: str  # the filters, to carry on in links
    documents: tuple[ListRendering, ...] = ()
    chosen: ChosenCells | None = None


class MatrixPage(ProgrammeInView):
    """The actions and municipalities that the filters leave."""

    @cached_property
    def nodes(self):
        return list(OutlineNode.objects.of(self.programme)) if self.programme else []

    @cached_property
    def members(self):
        return list(Municipality.objects.in_region(self.region, on=clock.today()))

    @cached_property
    def filter_form(self):
        return MatrixFilter(self.request.GET, programme=self.programme, nodes=self.nodes, members=self.members)

    @cached_property
    def columns(self):
        chosen = self.filter_form.choice.municipality
        return [one for one in self.members if chosen in (None, one.pk)]

    @cached_property
    def writable(self):
        return matrix.writable_columns(self.members, self.region, self.rights)

    @cached_property
    def actions(self):
        if self.programme is None:
            return []
        choice = self.filter_form.choice
        return matrix.actions_in(self.programme, choice, nodes=self.nodes, columns=self.columns)

    @cached_property
    def page(self):
        return Paginator(self.actions, ON_A_PAGE).get_page(self.request.GET.get("page"))

    @property
    def query(self):
        """The filters without the number of the page, as "?…" or nothing."""
        text = changed(self.request.GET)
        return "" if text == "?" else text

    def url(self, name):
        return reverse(f"actions:{name}", args=[self.region.slug]) + self.query

    @property
    def filter_words(self):
        return tuple(words for words, _name in self.filter_form.active())

    def whole(self):
        """Every action the filters leave, whatever the page."""
        return matrix.matrix_of(self.actions, self.columns, self.region, self.rights)

    def screen(self, columns, **extra):
        shown = matrix.matrix_of(list(self.page), columns, self.region, self.rights)
        active = tuple(
            NamedLink(words, changed(self.request.GET, **{name: None})) for words, name in self.filter_form.active()
        )
        total = len(self.actions)
        return MatrixScreen(shown, count_words(total, total), active, bool(self.writable), self.query, **extra)

    def get_context_data(self, **kwargs):
        pages = {"page_obj": self.page, "is_paginated": self.page.has_other_pages(), "programme": self.programme}
        return super().get_context_data(filter_form=self.filter_form, audience=AUDIENCE, **pages, **kwargs)


class MatrixView(MatrixPage, TemplateView):
    template_name = "actions/matrix.html"

    def get_context_data(self, **kwargs):
        documents = tuple(lists_of(self.request.user, self.region))
        return super().get_context_data(screen=self.screen(self.columns, documents=documents), **kwargs)


class MatrixEdit(MatrixPage, TemplateView):
    """Choose cells and an answer; look at what changes; only then give the answers."""

    template_name = "actions/matrix_edit.html"

    def dispatch(self, request, *args, **kwargs):
        if self.region and not self.writable:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def own_columns(self):
        return [one for one in self.columns if one.pk in self.writable]

    def post(self, request, *args, **kwargs):
        form = AnswerForm(request.POST, cancel_url=self.url("matrix"))
        seen = matrix.read_seen(request.POST.get("seen", ""))
        if "terug" in request.POST:
            chosen = ChosenCells()
            chosen.cells = set(seen)
            unbound = AnswerForm(initial=request.POST.dict(), cancel_url=self.url("matrix"))
            return self.render_to_response(self.get_context_data(form=unbound, chosen=chosen))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, chosen=ChosenCells(request.POST)))
        return self._give(form.answer, seen) if seen else self._preview(form)

    def _preview(self, form):
        chosen = ChosenCells(self.request.POST)
        cells = chosen.among(self.actions, self.own_columns)
        if not cells:
            form.add_error(None, "Kies eerst cellen, een rij of een kolom. Daarna kiest u het antwoord.")
            return self.render_to_response(self.get_context_data(form=form, chosen=chosen))
        plan = matrix.plan(cells, form.answer, self.actions, self.own_columns)
        self.template_name = "actions/matrix_preview.html"
        context = {"plan": plan, "answer": form.answer, "seen": matrix.seen_text(plan.seen)}
        return self.render_to_response(self.get_context_data(form=form, **context))

    def _give(self, answer, seen):
        outcome = matrix.give_answers(
            programme=self.programme,
            seen=seen,
            answer=answer,
            replace=self.request.POST.get("bestaand") == "vervangen",
            columns=self.writable,
            by=self.request.user,
        )
        messages.success(self.request, _saved_words(outcome))
        if outcome.missed:
            messages.warning(self.request, _missed_words(outcome.missed))
        return redirect(self.url("matrix"))

    def get_context_data(self, *, form=None, chosen=None, **kwargs):
        form = form or AnswerForm(cancel_url=self.url("matrix"))
        screen = self.screen(self.own_columns, chosen=chosen or ChosenCells())
        return super().get_context_data(form=form, screen=screen, **kwargs)


class MatrixWorkbook(MatrixPage, View):
    def get(self, request, **kwargs):
        if self.programme is None:
            raise Http404
        return matrix_workbook.response(self.whole(), self.programme, self.filter_words)


class MatrixPdf(MatrixPage, View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        if not self.actions or not self.columns:
            messages.info(request, "Er is nog niets om in een pdf te zetten.")
            return redirect(self.url("matrix"))
        content = matrix_document.content_of(self.whole(), self.programme, self.filter_words)
        kind = ListKind.MUNICIPALITIES
        rendering = request_list(programme=self.programme, kind=kind, content=content, by=request.user)
        return redirect("actions:list_document", self.region.slug, rendering.pk)


def _saved_words(outcome):
    saved = "1 antwoord is opgeslagen." if outcome.saved == 1 else f"{outcome.saved} antwoorden zijn opgeslagen."
    if not outcome.kept:
        return saved
    stood = "1 antwoord bleef staan." if outcome.kept == 1 else f"{outcome.kept} antwoorden bleven staan."
    return f"{saved} {stood}"


def _missed_words(missed):
    names = ", ".join(f"{row.municipality} bij {row.action.code}" for row in missed[:10])
    rest = f" en {len(missed) - 10} andere" if len(missed) > 10 else ""
    return f"Een collega was u voor. Deze antwoorden zijn niet gewijzigd: {names}{rest}. Bekijk ze en kies opnieuw."
