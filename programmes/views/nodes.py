"""Pages of one node of an outline."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import outline, wording
from programmes.conflict import answer_conflict
from programmes.forms.outline import NodeForm
from programmes.lineage import Lineage, lineage_of_node
from programmes.models import Goal, OutlineNode
from programmes.views.programme import ProgrammePage
from regions.rights import Right


def outline_url(region, in_view):
    return reverse("programmes:outline", args=[region.slug]) + in_view


class OutlinePage(ProgrammePage):
    """A page that leads back to the outline."""

    @property
    def outline_url(self):
        return outline_url(self.region, self.in_view)

    def address_for_another(self, name, **begun):
        """The empty form again, about the same programme, with what the last one had chosen."""
        shown = {"programma": self.programme.pk} if self.in_view else {}
        chosen = {key: value for key, value in begun.items() if value}
        return reverse(name, args=[self.region.slug], query=shown | chosen)

    def get_context_data(self, **kwargs):
        return super().get_context_data(outline_url=self.outline_url, **kwargs)


class NodePage(OutlinePage, SingleObjectMixin):
    """A page about one node, of whichever of the region's programmes it belongs to."""

    model = OutlineNode
    context_object_name = "node"

    @cached_property
    def programme(self):
        node = OutlineNode.objects.select_related("programme__programme", "programme__region")
        found = node.filter(pk=self.kwargs["pk"], programme__region=self.region, removed_at__isnull=True).first()
        if found is None:
            raise Http404
        return found.programme

    def get_queryset(self):
        return OutlineNode.objects.of(self.programme).select_related("programme__programme", "programme__region")

    @cached_property
    def titles(self):
        return wording.titles_in_force(self.programme.programme, on=clock.today())


@dataclass(frozen=True)
class NodeFacts:
    """What the page of a node tells besides the node itself."""

    level_name: str
    ancestors: tuple[OutlineNode, ...]
    children: tuple[OutlineNode, ...]
    blocks: tuple[str, ...]
    goals: tuple[Goal, ...]
    sentence: str
    history: tuple[outline.NodeChange, ...]
    lineage: Lineage


class NodeDetail(NodePage, DetailView):
    template_name = "programmes/node_detail.html"

    def get_context_data(self, **kwargs):
        node = self.object
        sentences = outline.node_sentences(self.programme, self.rights, on=clock.today())
        facts = NodeFacts(
            level_name=self.programme.level_name(node.tree_depth),
            ancestors=tuple(node.ancestors().select_related("programme__region")),
            children=tuple(self.get_queryset().filter(parent=node)),
            blocks=wording.names(self.titles.blocks, node.blocks.values_list("pk", flat=True)),
            goals=tuple(node.goals.all()),
            sentence=sentences.get(node.pk, ""),
            history=outline.node_history(node, self.titles),
            lineage=lineage_of_node(node),
        )
        return super().get_context_data(facts=facts, **kwargs)


class NodeUpdate(NodePage, UpdateView):
    needs = Right.WRITE_PROGRAMME
    form_class = NodeForm
    template_name = "programmes/node_form.html"

    def get_form_kwargs(self):
        cancel_url = self.object.get_absolute_url()
        return {**super().get_form_kwargs(), "titles": self.titles, "cancel_url": cancel_url}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            node = outline.change_node(
                node=form.instance, blocks=data["blocks"], seen_version=data["seen_version"] or 0
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Onderdeel {node} is opgeslagen.")
        return redirect(node.get_absolute_url())


class NodeCreate(OutlinePage, CreateView):
    needs = Right.WRITE_PROGRAMME
    model = OutlineNode
    form_class = NodeForm
    template_name = "programmes/node_form.html"

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch
        if self.rights.may(self.needs, self.region) and self.programme is None:
            messages.info(request, "Begin eerst een programma. Daarna kunt u onderdelen toevoegen.")
            return redirect("programmes:programme_update", slug=self.region.slug)
        return answer(request, *args, **kwargs)

    def get_form_kwargs(self):
        titles = wording.titles_in_force(self.programme.programme, on=clock.today())
        node = OutlineNode(programme=self.programme)
        return {**super().get_form_kwargs(), "instance": node, "titles": titles, "cancel_url": self.outline_url}

    def get_initial(self):
        above = self.request.GET.get("onder", "")
        return {"parent": above} if above.isdecimal() else {}

    def form_valid(self, form):
        try:
            node = outline.add_node(node=form.instance, blocks=form.cleaned_data["blocks"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Onderdeel {node} is toegevoegd.")
        if form.goes_on:
            return redirect(self.address_for_another("programmes:node_create", onder=node.parent_id))
        return redirect(f"{self.outline_url}#onderdeel-{node.pk}")


class NodeDelete(NodePage, TemplateView):
    needs = Right.WRITE_PROGRAMME
    template_name = "programmes/node_confirm_delete.html"

    @cached_property
    def object(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(obstacle=outline.why_not_removed(self.object), **kwargs)

    def post(self, request, *args, **kwargs):
        name = str(self.object)
        try:
            outline.remove_node(node=self.object, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect(self.object.get_absolute_url())
        messages.success(request, f"Onderdeel {name} is verwijderd. Het ligt dertig dagen in de prullenbak.")
        return redirect(self.outline_url)
