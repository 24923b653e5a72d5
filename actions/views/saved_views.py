from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import CreateView, ListView, UpdateView

from actions import saved_views
from actions.forms.saved_view import TAKEN, SavedViewForm
from actions.models import SavedView
from regions.access import RegionPage

AUDIENCE = "alleen u; gedeelde weergaven iedereen in de regio"


class SavedViewPage(RegionPage):
    @property
    def list_url(self):
        return reverse("actions:saved_view_list", args=[self.region.slug])

    def get_queryset(self):
        return SavedView.objects.offered_to(self.request.user, self.region).select_related("owner")

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=AUDIENCE, **kwargs)


class SavedViewList(SavedViewPage, ListView):
    template_name = "actions/saved_view_list.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        lines = [
            (view, saved_views.may_change(view, user), saved_views.may_remove(view, user, self.rights))
            for view in context["object_list"]
        ]
        return context | {"lines": lines}


class SavedViewForming(SavedViewPage):
    template_name = "actions/saved_view_form.html"
    form_class = SavedViewForm

    def get_form_kwargs(self):
        share = saved_views.may_share(self.rights, self.region.pk)
        return super().get_form_kwargs() | {"may_share": share, "cancel_url": self.list_url}

    def form_valid(self, form):
        try:
            with transaction.atomic():
                view = form.save()
        except IntegrityError:  # the same name at the same moment
            form.add_error("name", TAKEN)
            return self.form_invalid(form)
        messages.success(self.request, f"De weergave ‘{view.name}’ is bewaard.")
        url = reverse("actions:action_list", args=[self.region.slug])
        return redirect(f"{url}?{view.query}")


class SavedViewCreate(SavedViewForming, CreateView):
    def get_initial(self):
        return {"query": saved_views.clean_query(self.request.GET.urlencode())}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": SavedView(region=self.region, owner=self.request.user)}


class SavedViewUpdate(SavedViewForming, UpdateView):
    def get_object(self, queryset=None):
        view = super().get_object(queryset)
        if not saved_views.may_change(view, self.request.user):
            raise PermissionDenied
        return view


class SavedViewDelete(SavedViewPage, View):
    http_method_names = ("post",)

    @cached_property
    def saved_view(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def post(self, request, *args, **kwargs):
        if not saved_views.may_remove(self.saved_view, request.user, self.rights):
            raise PermissionDenied
        name = self.saved_view.name
        self.saved_view.delete()
        messages.success(request, f"De weergave ‘{name}’ is weggehaald.")
        return redirect(self.list_url)
