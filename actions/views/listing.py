from django.contrib import messages
from django.db.models import Max, Min
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import ListView

from actions import columns, disclosure, listing, timeline_document, visits
from actions.filters import ActionFilter
from actions.list_documents import request_list
from actions.listing import Addresses, Listing, NamedLink, Order, RowMaker, changed, count_words
from actions.models import Action, ListKind, SavedView
from actions.timeline import timeline
from ghnt import clock
from programmes.in_view import ProgrammeInView
from regions.access import RegionPage
from regions.models import Municipality
from regions.rights import Right

AUDIENCE = "de regio en haar gemeenten; koers en toelichting ook het landelijk team, zodra de regio indient"
MOST_IN_A_PDF = 500


class FoundActions(ProgrammeInView):
    """View mixin: the actions that the filters in the address hold, with their state, in the order asked for."""

    @cached_property
    def order(self):
        return Order.parse(self.request.GET.get("sorteer", ""))

    @cached_property
    def since(self):
        return visits.since_visit(self.request.user, self.rights, self.region, on=clock.today())

    @cached_property
    def filterset(self):
        today = clock.today()
        half_years = disclosure.visible_half_years(self.rights, self.region, on=today)
        visible = Action.objects.visible_to(self.rights, self.region).in_programme(self.programme)
        return ActionFilter(
            self.request.GET,
            queryset=visible,
            programme=self.programme,
            half_years=half_years,
            on=today,
            since=self.since,
        )

    @cached_property
    def half_year(self):
        chosen = self.filterset.half_year
        return chosen or disclosure.latest_visible_half_year(self.rights, self.region, on=clock.today())

    @property
    def is_outside(self):
        return disclosure.is_outside(self.rights, self.region)

    def found(self):
        if self.programme is None:
            return Action.objects.none()
        filterset = self.filterset
        filterset.queryset = (
            filterset.queryset.with_state(self.half_year, outside=self.is_outside)
            .select_related("node", "puller")
            .in_outline_order([node.pk for node in filterset.nodes])
        )
        if self.order.is_outline:
            return filterset.qs
        return filterset.qs.sorted_by(self.order.column, descending=self.order.descending)


class ActionList(FoundActions, ListView):
    template_name = "actions/action_list.html"
    context_object_name = "actions"

    @cached_property
    def look(self):
        asked = self.request.GET.get("weergave", "")
        return asked if asked in listing.LOOKS else listing.TABLE

    @cached_property
    def chosen_columns(self):
        return columns.chosen(self.request.GET.getlist("kolommen"))

    def get_paginate_by(self, queryset):
        return None if self.look == listing.PHASES else 50

    def get_queryset(self):
        found = self.found()
        if self.programme is None:
            return found
        if self.look == listing.TABLE:
            return columns.with_columns(found, self.chosen_columns)
        if self.look == listing.TIMELINE:
            return found.prefetch_related("milestones")
        self.phase_counts, shown = listing.first_per_phase(found)
        return found.filter(pk__in=shown)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(programme=self.programme, audience=AUDIENCE, **kwargs)
        if self.programme is not None:
            context |= {"filter_form": self.filterset.form, "listing": self._listing(context)}
        return context

    def _listing(self, context):
        query = self.request.GET
        actions = list(context["actions"])
        may_write = self.rights.may(Right.WRITE_ACTIONS, self.region)
        found = context["paginator"].count if context["paginator"] else sum(self.phase_counts.values())
        total = Action.objects.in_programme(self.programme).count()
        return Listing(
            look=self.look,
            looks=listing.looks(self.look, query),
            result=count_words(found, total),
            half_year=self.half_year,
            may_write=may_write,
            choosing=may_write and self.look == listing.TABLE and "kiezen" in query,
            address=self._addresses(query),
            active_filters=tuple(
                NamedLink(label, changed(query, **{name: None})) for label, name in self.filterset.active()
            ),
            saved_views=tuple(SavedView.objects.offered_to(self.request.user, self.region)),
            has_visited=self.since is not None,
            **self._content(actions, query),
        )

    def _content(self, actions, query):
        make = RowMaker(changes=visits.what_changed(actions, self.since) if self.since else {})
        if self.look == listing.TIMELINE:
            span = self.filterset.qs.order_by().aggregate(first=Min("start"), last=Max("end"))
            return {"timeline": timeline(actions, **span, today=clock.today())}
        if self.look == listing.PHASES:
            return {"phases": listing.by_phase(actions, self.phase_counts, make, query)}
        members = Municipality.objects.in_region(self.region, on=clock.today())
        around = columns.Surroundings(
            clock.today(), self.filterset.titles, members.count() if "gemeenten" in self.chosen_columns else 0
        )
        make = RowMaker(self.chosen_columns, around, make.changes)
        return {
            "columns": self.order.heads(self.chosen_columns, query),
            "groups": listing.grouped(actions, self.order, make),
        }

    def _addresses(self, query):
        kept = {"weergave": self.look} if self.look != listing.TABLE else {}
        clear = query.copy()
        clear.clear()
        clear.update(kept | ({"programma": query["programma"]} if "programma" in query else {}))
        return Addresses(
            query=changed(query, kiezen=None),
            clear=f"{self.request.path}{f'?{clear.urlencode()}' if clear else ''}",
            choose=changed(query, kiezen="1", weergave=None),
            stop_choosing=changed(query, kiezen=None),
        )


class TimelinePdf(FoundActions, View):
    """Asks for the line of time of everything that the filters in the address hold."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        actions = list(self.found().prefetch_related("milestones")[:MOST_IN_A_PDF])
        if not actions:
            messages.info(request, "Er is nog niets om in een pdf te zetten.")
            return redirect(reverse("actions:action_list", args=[self.region.slug]) + self.in_view)
        filters = tuple(label for label, _name in self.filterset.active())
        content = timeline_document.content_of(actions, self.programme, filters)
        rendering = request_list(programme=self.programme, kind=ListKind.TIMELINE, content=content, by=request.user)
        return redirect("actions:list_document", self.region.slug, rendering.pk)


class ActionVisit(RegionPage, View):
    """Told by the page's script that somebody looks, or by "Alles gezien" that all was seen."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        tell = visits.mark_seen if "gezien" in request.POST else visits.note_visit
        tell(user=request.user, region=self.region)
        return redirect(reverse("actions:action_list", args=[self.region.slug]))
