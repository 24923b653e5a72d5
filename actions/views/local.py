"""A municipality's own actions. Whoever reads the region reads them; its officer and the region write."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, UpdateView, View

from actions import local
from actions.forms.local import LocalActionForm
from actions.models import LocalAction
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from programmes.outline import current_or_coming
from regions.access import RegionPage
from regions.geography import region_of
from regions.models import Municipality
from regions.rights import Right

AUDIENCE = "de regio en haar gemeenten, ook het landelijk team"


class MunicipalityActionsPage(RegionPage):
    """A page under a municipality; its region is the one it belongs to today."""

    writes = False

    def dispatch(self, request, *args, **kwargs):
        if self.region and self.writes and not self.may_write:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def municipality(self):
        return get_object_or_404(Municipality, slug=self.kwargs["slug"])

    @cached_property
    def region(self):
        region = region_of(self.municipality, on=clock.today())
        if region is None or not self.rights.may(self.sees, region):
            raise Http404
        return region

    @cached_property
    def may_write(self):
        return self.rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, self.municipality, self.region)

    @cached_property
    def action(self):
        own = LocalAction.objects.present().filter(municipality=self.municipality)
        return get_object_or_404(own, pk=self.kwargs["pk"])

    @property
    def list_url(self):
        return reverse("actions:local_action_list", args=[self.municipality.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(municipality=self.municipality, audience=AUDIENCE, **kwargs)


class LocalActionList(MunicipalityActionsPage, TemplateView):
    template_name = "actions/local_action_list.html"

    def get_context_data(self, **kwargs):
        programme = current_or_coming(self.region, on=clock.today())
        actions = local.local_actions_of(self.municipality, programme)
        return super().get_context_data(actions=actions, may_write=self.may_write, **kwargs)


class LocalActionForms(MunicipalityActionsPage, UpdateView):
    writes = True
    form_class = LocalActionForm
    template_name = "actions/local_action_form.html"
    context_object_name = "action"

    def get_form_kwargs(self):
        nodes = local.offered_nodes(self.region, on=clock.today())
        return {**super().get_form_kwargs(), "nodes": nodes, "cancel_url": self.list_url}

    def form_valid(self, form):
        try:
            action = local.save_local_action(action=form.instance, seen_version=form.cleaned_data["seen_version"])
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Lokale actie {action.title} is opgeslagen.")
        return redirect(self.list_url)


class LocalActionCreate(LocalActionForms):
    def get_object(self, queryset=None):
        return LocalAction(municipality=self.municipality)


class LocalActionUpdate(LocalActionForms):
    def get_object(self, queryset=None):
        return self.action


class LocalActionRemove(MunicipalityActionsPage, View):
    writes = True
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        local.remove_local_action(action=self.action, by=request.user)
        messages.success(request, f"Lokale actie {self.action.title} ligt dertig dagen in de prullenbak.")
        return redirect(self.list_url)
