"""The catalogue and the lists of the decision route. Proposals and conclusions of regions are no reference data."""

from django import forms
from django.contrib import admin

from ghnt.accounts.administration import ForAdministrators, ReadOnly
from ghnt.ui.icons import icon_paths
from programmes.models import (
    ActionLine,
    BuildingBlock,
    CatalogueEdition,
    CatalogueEntry,
    CatalogueLink,
    Condition,
    Measure,
    Outcome,
    Programme,
    Purpose,
)
from regions.reference_admin import ReferenceAdmin


@admin.register(Programme)
class ProgrammeAdmin(ReferenceAdmin):
    list_display = ("name", "abbreviation", "valid_from", "valid_to", "successor")
    list_select_related = ("successor",)
    search_fields = ("name", "abbreviation")


@admin.register(CatalogueEdition)
class CatalogueEditionAdmin(ReferenceAdmin):
    list_display = ("name", "code", "programme", "valid_from")
    list_select_related = ("programme",)
    search_fields = ("name", "code")


@admin.register(ActionLine, BuildingBlock, Measure, Condition)
class CatalogueIdentityAdmin(ReadOnly, admin.ModelAdmin):
    """Other records hang on these: they come with the reference files."""

    list_display = ("key", "programme")
    list_select_related = ("programme",)
    search_fields = ("key", "entries__title")


@admin.register(CatalogueEntry)
class CatalogueEntryAdmin(ReferenceAdmin):
    list_display = ("code", "title", "edition", "parent")
    list_select_related = ("edition", "parent")
    list_filter = ("edition",)
    search_fields = ("code", "title")
    autocomplete_fields = ("edition", "line", "block", "measure", "condition", "parent")


@admin.register(CatalogueLink)
class CatalogueLinkAdmin(ReferenceAdmin):
    list_display = ("earlier", "kind", "later")
    list_select_related = ("earlier", "later")
    list_filter = ("kind",)
    search_fields = ("earlier__title", "later__title")
    autocomplete_fields = ("earlier", "later")


@admin.register(Purpose)
class PurposeAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ("name", "code", "order")
    search_fields = ("name",)


class OutcomeForm(forms.ModelForm):
    """Picture and colour out of what the pages can draw."""

    icon = forms.ChoiceField(label="Pictogram", choices=lambda: [(name, name) for name in sorted(icon_paths())])
    tone = forms.ChoiceField(
        label="Kleur",
        choices=[("green", "groen"), ("orange", "oranje"), ("red", "rood"), ("grey", "grijs")],
    )


@admin.register(Outcome)
class OutcomeAdmin(ForAdministrators, admin.ModelAdmin):
    form = OutcomeForm
    list_display = ("label", "code", "agrees", "ends_route", "asks_follow_up", "icon", "tone", "order")
    search_fields = ("label",)
