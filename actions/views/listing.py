from django.utils.functional import cached_property
from django.views.generic import ListView

from actions import disclosure
from actions.filters import ActionFilter
from actions.listing import ActiveFilter, Listing, Order, changed, count_words, grouped
from actions.models import Action
from ghnt import clock
from programmes.outline import current_or_coming
from regions.access import RegionPage
from regions.rights import Right

AUDIENCE = "de regio en haar gemeenten; koers en toelichting ook het landelijk team, zodra de regio indient"


class ActionList(RegionPage, ListView):
    template_name = "actions/action_list.html"
    context_object_name = "actions"
    paginate_by = 50

    @cached_property
    def programme(self):
        return current_or_coming(self.region, on=clock.today())

    @cached_property
    def order(self):
        return Order.parse(self.request.GET.get("sorteer", ""))

    @cached_property
    def filterset(self):
        today = clock.today()
        half_years = disclosure.visible_half_years(self.rights, self.region, on=today)
        visible = Action.objects.visible_to(self.rights, self.region).in_programme(self.programme)
        return ActionFilter(
            self.request.GET, queryset=visible, programme=self.programme, half_years=half_years, on=today
        )

    @cached_property
    def half_year(self):
        chosen = self.filterset.half_year
        return chosen or disclosure.latest_visible_half_year(self.rights, self.region, on=clock.today())

    def get_queryset(self):
        if self.programme is None:
            return Action.objects.none()
        filterset = self.filterset
        filterset.queryset = (
            filterset.queryset.with_state(self.half_year)
            .select_related("node", "puller")
            .in_outline_order([node.pk for node in filterset.nodes])
        )
        found = filterset.qs
        if self.order.is_outline:
            return found
        return found.sorted_by(self.order.column, descending=self.order.descending)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(programme=self.programme, audience=AUDIENCE, **kwargs)
        if self.programme is not None:
            context |= {"filter_form": self.filterset.form, "listing": self._listing(context)}
        return context

    def _listing(self, context):
        query = self.request.GET
        total = Action.objects.in_programme(self.programme).count()
        return Listing(
            result=count_words(context["paginator"].count, total),
            half_year=self.half_year,
            columns=self.order.columns(query),
            groups=grouped(list(context["actions"]), self.order),
            active_filters=tuple(
                ActiveFilter(label, changed(query, **{name: None})) for label, name in self.filterset.active()
            ),
            may_write=self.rights.may(Right.WRITE_ACTIONS, self.region),
        )
