"""The site with a Django admin of its own beside it, for the benchmark alone: the measure of a page."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.urls import path

from actions.models import Action, ActionUpdate
from ghnt.urls import urlpatterns as site_patterns
from programmes.models import Proposal
from regions.models import Region


class ActionMeasure(ModelAdmin):
    list_display = ("title", "node", "puller", "end", "changed_at")
    list_select_related = ("node", "puller")


class UpdateMeasure(ModelAdmin):
    list_display = ("action", "half_year", "phase", "assessment", "updated_at")
    list_select_related = ("action",)


class ProposalMeasure(ModelAdmin):
    list_display = ("subject", "region", "date", "reference")
    list_select_related = ("region",)


class RegionMeasure(ModelAdmin):
    list_display = ("name", "code", "valid_from")


measures = AdminSite(name="measures")
for model, admin in (
    (Action, ActionMeasure),
    (ActionUpdate, UpdateMeasure),
    (Proposal, ProposalMeasure),
    (Region, RegionMeasure),
):
    measures.register(model, admin)

urlpatterns = [*site_patterns, path("meting/", measures.urls)]
