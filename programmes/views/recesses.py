"""The weeks in which councils do not meet: to read for all, kept by the region and each municipality for itself."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from ghnt import clock
from programmes.council_promises import own_municipalities
from programmes.forms.recesses import RecessForm
from programmes.models import Recess
from programmes.municipal_acts.recesses import add_recess
from programmes.views.programme import AUDIENCE
from regions.access import RegionPage
from regions.rights import Right


@dataclass(frozen=True)
class RecessLine:
    recess: Recess
    may_remove: bool


class RecessPage(RegionPage):
    @cached_property
    def own(self):
        return own_municipalities(self.rights, self.region, on=clock.today())

    @property
    def for_region(self):
        return self.rights.may(Right.WRITE_MUNICIPAL_ROWS, self.region)

    @property
    def list_url(self):
        return reverse("programmes:recess_list", args=[self.region.slug])

    def may_remove(self, recess):
        return self.for_region or recess.municipality_id in {one.pk for one in self.own}

    def require_writer(self):
        if not (self.for_region or self.own):
            raise PermissionDenied


class RecessList(RecessPage, FormView):
    form_class = RecessForm
    template_name = "programmes/recess_list.html"

    def get_form_kwargs(self):
        instance = Recess(region=self.region)
        own = {"instance": instance, "municipalities": self.own, "for_region": self.for_region}
        return {**super().get_form_kwargs(), **own}

    def get_context_data(self, **kwargs):
        rows = Recess.objects.filter(region=self.region).select_related("municipality").order_by("-starts_on", "pk")
        lines = tuple(RecessLine(one, self.may_remove(one)) for one in rows[:200])
        form = kwargs.pop("form", None) or self.get_form()
        shown = form if self.for_region or self.own else None
        return super().get_context_data(lines=lines, audience=AUDIENCE, form=shown, **kwargs)

    def post(self, request, *args, **kwargs):
        self.require_writer()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        saved = add_recess(form.instance)
        messages.success(self.request, f"‘{saved}’ is toegevoegd.")
        return redirect(self.list_url)


class RecessRemove(RecessPage, View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        recess = get_object_or_404(Recess, region=self.region, pk=kwargs["pk"])
        if not self.may_remove(recess):
            raise PermissionDenied
        recess.delete()
        messages.success(request, f"‘{recess}’ is verwijderd.")
        return redirect(self.list_url)
