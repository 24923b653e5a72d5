"""Pages of a region's own programme and its outline."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import outline, wording
from programmes.conflict import answer_conflict
from programmes.forms.outline import NodeForm, ProgrammeForm
from programmes.in_view import ProgrammeInView
from programmes.models import OutlineNode, RegionalProgramme
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
        return super().get_context_data(audience=AUDIENCE, may_write=self.may_write, **kwargs)


class ProgrammeDetail(ProgrammePage, TemplateView):
    template_name = "programmes/programme_detail.html"

    def get_context_data(self, **kwargs):
        programme = self.programme
        rows = outline.outline_rows(programme, self.rights, on=clock.today()) if programme else ()
        return super().get_context_data(programme=programme, rows=rows, **kwargs)


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


class NodePage(ProgrammePage):
    """A page about one node of the region's running programme."""

    model = OutlineNode
    context_object_name = "node"

    def get_queryset(self):
        if self.programme is None:
            return OutlineNode.objects.none()
        return OutlineNode.objects.of(self.programme).select_related("programme__programme", "programme__region")

    @cached_property
    def titles(self):
        return wording.titles_in_force(self.programme.programme, on=clock.today())


@dataclass(frozen=True)
class NodeFacts:
    """What the page of a node tells besides the node itself."""

    ancestors: tuple[OutlineNode, ...]
    children: tuple[OutlineNode, ...]
    blocks: tuple[str, ...]
    sentence: str


class NodeDetail(NodePage, DetailView):
    template_name = "programmes/node_detail.html"

    def get_context_data(self, **kwargs):
        node = self.object
        sentences = outline.node_sentences(self.programme, self.rights, on=clock.today())
        facts = NodeFacts(
            ancestors=tuple(node.ancestors().select_related("programme__region")),
            children=tuple(node.children.select_related("programme__region")),
            blocks=wording.names(self.titles.blocks, node.blocks.values_list("pk", flat=True)),
            sentence=sentences.get(node.pk, ""),
        )
        return super().get_context_data(facts=facts, **kwargs)


class NodeForms(NodePage):
    needs = Right.WRITE_PROGRAMME
    form_class = NodeForm
    template_name = "programmes/node_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "titles": self.titles, "cancel_url": self.page_url}


class NodeCreate(NodeForms, CreateView):
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.programme else self._begin_first()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.programme else self._begin_first()

    def _begin_first(self):
        messages.info(self.request, "Begin eerst een programma. Daarna kunt u onderdelen toevoegen.")
        return redirect("programmes:programme_update", slug=self.region.slug)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": OutlineNode(programme=self.programme)}

    def get_initial(self):
        above = self.request.GET.get("onder", "")
        return {"parent": above} if above.isdecimal() else {}

    def form_valid(self, form):
        node = outline.add_node(node=form.instance, blocks=form.cleaned_data["blocks"])
        messages.success(self.request, f"Onderdeel {node} is toegevoegd.")
        return redirect(self.page_url)


class NodeUpdate(NodeForms, UpdateView):
    def form_valid(self, form):
        data = form.cleaned_data
        try:
            node = outline.change_node(
                node=form.instance, blocks=data["blocks"], seen_version=data["seen_version"] or 0
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Onderdeel {node} is opgeslagen.")
        return redirect(node.get_absolute_url())


class NodeDelete(NodePage, SingleObjectMixin, TemplateView):
    needs = Right.WRITE_PROGRAMME
    template_name = "programmes/node_confirm_delete.html"

    @cached_property
    def object(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(obstacle=outline.why_not_deleted(self.object), **kwargs)

    def post(self, request, *args, **kwargs):
        name = str(self.object)
        try:
            outline.delete_node(node=self.object)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect(self.object.get_absolute_url())
        messages.success(request, f"Onderdeel {name} is verwijderd.")
        return redirect(self.page_url)
