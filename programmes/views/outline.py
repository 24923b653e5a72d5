"""The page on which a region shapes its outline: order, place and numbers."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import TemplateView, View

from ghnt import clock
from programmes import outline
from programmes.goals import programme_goals
from programmes.models import Goal
from programmes.views.nodes import NodePage, outline_url
from programmes.views.programme import ProgrammePage
from regions.rights import Right


@dataclass(frozen=True)
class Shaping:
    """What the page of the outline shows."""

    branches: tuple[outline.Branch, ...]
    mark: str
    goals: tuple[Goal, ...]
    has_other_numbers: bool  # numbers that no longer fit their place


def shaping(programme, rights):
    rows = outline.outline_rows(programme, rights, on=clock.today())
    tree = outline.Tree(row.node for row in rows)
    return Shaping(outline.branches(rows), tree.mark, programme_goals(programme), bool(outline.new_codes(tree)))


class Outline(ProgrammePage, TemplateView):
    template_name = "programmes/outline.html"

    def get_context_data(self, **kwargs):
        found = shaping(self.programme, self.rights) if self.programme else None
        return super().get_context_data(shaping=found, **kwargs)


class NodeChange(NodePage, View):
    """A change of place from the page of the outline: a form without JavaScript, or a request of its script."""

    needs = Right.WRITE_PROGRAMME
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        node = self.get_object()
        try:
            self.change(node, request.POST)
        except ValidationError as refusal:
            return self._refuse(node, refusal)
        words = outline.place_words(node)
        if not request.htmx:
            messages.success(request, words)
            return redirect(f"{self.outline_url}#onderdeel-{node.pk}")
        context = {
            "shaping": shaping(self.programme, self.rights),
            "programme": self.programme,
            "region": self.region,
            "may_write": True,
            "words": words,
        }
        return render(request, "programmes/_outline_tree.html", context)

    def change(self, node, data):
        raise NotImplementedError

    def _refuse(self, node, refusal):
        words = " ".join(refusal.messages)
        if not self.request.htmx:
            messages.error(self.request, words)
            return redirect(f"{self.outline_url}#onderdeel-{node.pk}")
        return JsonResponse({"message": words}, status=409 if refusal.code == "changed" else 422)


class NodeStep(NodeChange):
    """One place up or down."""

    def change(self, node, data):
        outline.step_node(node=node, up=self.kwargs["change"] == "omhoog", seen=data.get("seen", ""))


class NodePlace(NodeChange):
    """Dragged: under which node, and the order of that node's children from now on."""

    def change(self, node, data):
        above, order = data.get("parent", ""), data.get("order", "")
        parent = get_object_or_404(self.get_queryset(), pk=_key(above)) if above else None
        outline.place_node(
            node=node, parent=parent, order=[_key(pk) for pk in order.split(",")[:500]], seen=data.get("seen", "")
        )


class OutlineRenumber(ProgrammePage, TemplateView):
    """Which numbers would change, old and new; POST changes them."""

    needs = Right.WRITE_PROGRAMME
    template_name = "programmes/outline_renumber.html"

    def get_context_data(self, **kwargs):
        tree = outline.Tree.of(self.programme) if self.programme else outline.Tree(())
        return super().get_context_data(changes=outline.new_codes(tree), mark=tree.mark, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.programme is None:
            return redirect("programmes:outline", slug=self.region.slug)
        try:
            changed = outline.renumber(programme=self.programme, seen=request.POST.get("seen", ""))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(reverse("programmes:outline_renumber", args=[self.region.slug]) + self.in_view)
        number = len(changed)
        messages.success(
            request, f"{number} {'onderdeel heeft' if number == 1 else 'onderdelen hebben'} een nieuw nummer."
        )
        return redirect(outline_url(self.region, self.in_view))


def _key(text):
    return int(text) if text.isdecimal() and len(text) < 19 else 0
