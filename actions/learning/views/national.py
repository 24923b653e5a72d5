"""Learning over the whole country."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView, View

from actions.learning.bin import take_out_of_bin
from actions.learning.national import BINNED, in_bin, national_learning, sheets
from actions.learning.views.places import NationalPage
from ghnt import clock
from ghnt.documents.workbook import workbook_response


class NationalLearning(NationalPage, TemplateView):
    for_advisers = True
    template_name = "actions/national_learning.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(learning=national_learning(self.rights, on=clock.today()), **kwargs)


class NationalLearningWorkbook(NationalPage, View):
    for_advisers = True
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        found = sheets(self.rights, on=clock.today())
        return workbook_response("leren-landelijk", found, about=("Leren, alle regio’s",))


class NationalLearningRestore(NationalPage, View):
    """Take back what the national team threw away."""

    http_method_names = ("post",)

    def dispatch(self, request, *args, **kwargs):
        if kwargs["kind"] not in BINNED:
            raise Http404
        get_object_or_404(BINNED[kwargs["kind"]][1], pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        found = get_object_or_404(in_bin(kwargs["kind"]), pk=kwargs["pk"])
        take_out_of_bin(one=found)
        messages.success(request, f"{found} is teruggezet.")
        return redirect("actions:national_learning")
