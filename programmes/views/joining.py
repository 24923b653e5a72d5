"""Moving a node, and the pages on which two nodes become one or one becomes two."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ghnt.ui.editing import EditConflictError
from programmes import outline
from programmes.forms.outline import MergeForm, MoveForm, SplitForm
from programmes.models import OutlineNode
from programmes.views.nodes import NodePage
from regions.rights import Right


class NodeShape(NodePage):
    needs = Right.WRITE_PROGRAMME

    @cached_property
    def object(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])


class ShapeForm(NodeShape, FormView):
    """A form that is shown again, with status 409 and the outline of now, when a colleague was first."""

    def get_form_kwargs(self):
        cancel_url = self.object.get_absolute_url()
        return {**super().get_form_kwargs(), "node": self.object, "cancel_url": cancel_url}

    def refuse(self, form, refusal):
        form.add_error(None, refusal.messages)
        form.fresh()
        status = 409 if getattr(refusal, "code", "") == "changed" else 200
        return self.render_to_response(self.get_context_data(form=form), status=status)


class NodeMove(ShapeForm):
    form_class = MoveForm
    template_name = "programmes/node_move.html"

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            outline.place_node(node=self.object, parent=data["parent"], seen=data["seen"])
        except ValidationError as refusal:
            return self.refuse(form, refusal)
        messages.success(self.request, outline.place_words(self.object))
        return redirect(f"{self.outline_url}#onderdeel-{self.object.pk}")


class NodeSplit(ShapeForm):
    form_class = SplitForm
    template_name = "programmes/node_split.html"

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            made = outline.split_node(
                source=self.object,
                title=data["title"],
                code=data["code"],
                actions=form.chosen("actions"),
                goals=form.chosen("goals"),
                children=form.chosen("children"),
                seen=data["seen"],
                by=self.request.user,
            )
        except ValidationError as refusal:
            return self.refuse(form, refusal)
        messages.success(self.request, f"Onderdeel {self.object} is gesplitst. Nieuw is {made}.")
        return redirect(made.get_absolute_url())


@dataclass(frozen=True)
class MergePreview:
    target: OutlineNode
    plan: outline.Merging
    mark: str


class NodeMerge(NodeShape, TemplateView):
    """First the choice, then what will happen; POST does it."""

    template_name = "programmes/node_merge.html"

    def get_context_data(self, **kwargs):
        chosen = self.request.GET if "doel" in self.request.GET else None
        form = MergeForm(chosen, node=self.object, cancel_url=self.object.get_absolute_url())
        preview = self._preview(form) if form.is_bound and form.is_valid() else None
        return super().get_context_data(form=form, preview=preview, **kwargs)

    def _preview(self, form):
        target = form.cleaned_data["doel"]
        try:
            plan = outline.merge_plan(self.object, target)
        except ValidationError as refusal:
            form.add_error("doel", refusal.messages)
            return None
        return MergePreview(target, plan, outline.outline_mark(self.programme))

    def post(self, request, *args, **kwargs):
        if not request.POST.get("doel"):
            return redirect(f"{request.path}?doel=")  # the form then asks to choose
        source, target = self.object, self._target()
        source.version, target.version = (_number(request.POST.get(name)) for name in ("seen_source", "seen_target"))
        try:
            outline.merge_nodes(source=source, target=target, seen=request.POST.get("seen", ""), by=request.user)
        except EditConflictError:
            return self._again(target, outline.OUTLINE_CHANGED)
        except ValidationError as refusal:
            return self._again(target, " ".join(refusal.messages))
        messages.success(request, f"{source} is samengevoegd met {target}.")
        return redirect(target.get_absolute_url())

    def _target(self):
        return get_object_or_404(self.get_queryset(), pk=_number(self.request.POST.get("doel")))

    def _again(self, target, words):
        messages.error(self.request, words)
        return redirect(f"{self.request.path}?doel={target.pk}")


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
