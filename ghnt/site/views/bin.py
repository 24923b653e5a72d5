"""The bin of a region."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from ghnt.site.bin import bin_rows, may_use_bin, put_back
from regions.access import RegionPage


class BinPage(RegionPage):
    def dispatch(self, request, *args, **kwargs):
        if not may_use_bin(self.rights, self.region):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Bin(BinPage, TemplateView):
    template_name = "site/bin.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=bin_rows(self.region, self.rights), **kwargs)


class BinRestore(BinPage, View):
    http_method_names = ("post",)

    def post(self, request, slug, kind, pk):
        try:
            found = put_back(region=self.region, rights=self.rights, kind=kind, pk=pk)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect("bin", slug)
        if found is None:
            raise Http404
        messages.success(request, f"“{found}” staat weer op zijn plaats.")
        return redirect("bin", slug)
