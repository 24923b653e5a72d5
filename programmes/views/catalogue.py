from django.http import Http404
from django.shortcuts import redirect, render
from django.views.generic import TemplateView

from ghnt import clock
from programmes.catalogue import edition_in_force, read
from programmes.catalogue_changes import changes_into, edition_with_changes
from programmes.models import CatalogueEdition


def catalogue(request):
    """To the edition in force; without any edition an empty page."""
    edition = edition_in_force(on=clock.today())
    if edition is None:
        return render(request, "programmes/catalogue_empty.html")
    return redirect(edition)


class EditionPage(TemplateView):
    def edition(self, code):
        editions = CatalogueEdition.objects.select_related("programme")
        found = next((edition for edition in editions if edition.code == code), None)
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        editions = CatalogueEdition.objects.select_related("programme").order_by("valid_from")
        return super().get_context_data(editions=editions, **kwargs)


class CatalogueEditionDetail(EditionPage):
    template_name = "programmes/catalogue_edition.html"

    def get_context_data(self, **kwargs):
        edition = self.edition(self.kwargs["code"])
        return super().get_context_data(edition=edition, catalogue=read(edition), **kwargs)


class CatalogueChangesPage(EditionPage):
    template_name = "programmes/catalogue_changes.html"

    def get_context_data(self, **kwargs):
        code = self.request.GET.get("editie")
        edition = self.edition(code) if code else edition_with_changes()
        changes = changes_into(edition) if edition else None
        return super().get_context_data(edition=edition, changes=changes, **kwargs)
