"""The catalogue and the lists of the decision route. Proposals and conclusions of regions are no reference data."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from ghnt.accounts.administration import ForAdministrators, ReadOnly
from ghnt.ui.icons import icon_paths
from programmes.models import (
    ActionLine,
    BuildingBlock,
    CatalogueEdition,
    CatalogueEntry,
    CatalogueLink,
    ConclusionDraft,
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


class KeptWhenUsed(ForAdministrators, admin.ModelAdmin):
    """A row of a list that records hang on can be renamed, not deleted; which records those are is not shown here."""

    readonly_fields = ("used",)
    actions = None  # deleting many at once would name what hangs on them

    @admin.display(description="Gebruikt")
    def used(self, row):
        count = self.uses_of(row) if row.pk else 0
        return f"{count} keer; daarom niet te verwijderen" if count else "Nog niet"

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, object_id)
        if row is not None and self.has_delete_permission(request, row) and self.uses_of(row):
            messages.error(request, f"“{row}” is gebruikt en blijft daarom staan. Wijzig zo nodig de naam.")
            return HttpResponseRedirect(reverse(f"admin:programmes_{self.opts.model_name}_change", args=[row.pk]))
        return super().delete_view(request, object_id, extra_context)


@admin.register(Purpose)
class PurposeAdmin(KeptWhenUsed):
    list_display = ("name", "code", "order")
    search_fields = ("name",)

    def uses_of(self, purpose):
        return purpose.steps.count() + purpose.template_steps.count()


class OutcomeForm(forms.ModelForm):
    """Picture and colour out of what the pages can draw."""

    icon = forms.ChoiceField(label="Pictogram", choices=lambda: [(name, name) for name in sorted(icon_paths())])
    tone = forms.ChoiceField(
        label="Kleur",
        choices=[("green", "groen"), ("orange", "oranje"), ("red", "rood"), ("grey", "grijs")],
    )


@admin.register(Outcome)
class OutcomeAdmin(KeptWhenUsed):
    form = OutcomeForm
    list_display = ("label", "code", "agrees", "ends_route", "asks_follow_up", "icon", "tone", "order")
    search_fields = ("label",)

    def uses_of(self, outcome):
        return outcome.conclusions.count() + ConclusionDraft.objects.filter(outcome=outcome).count()
