"""Bijdragen of a region: the list per year, a form, the bin."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, UpdateView, View

from actions.means.book import book_of, recipient_of
from actions.means.forms import GrantForm
from actions.means.grants import remove_grant, save_grant
from actions.means.overview import GrantLine
from actions.means.usual import centres_in, missing_leader_grants, usual_amount
from actions.models import Grant, GrantSource
from actions.views.means import MeansPage
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from ghnt.ui.money import euro
from programmes.conflict import answer_conflict
from regions.rights import Right


class GrantList(MeansPage, ListView):
    template_name = "actions/means_grants.html"
    paginate_by = 50

    @cached_property
    def book(self):
        return book_of(self.region)

    def get_queryset(self):
        everything = self.book.per_grant()
        return [GrantLine(grant, recipient_of(grant), everything[grant.pk]) for grant in self.book.grants]

    def get_context_data(self, **kwargs):
        year = clock.today().year
        offers = tuple(missing_leader_grants(self.region, year, self.book.grants)) if self.may_write else ()
        return super().get_context_data(offers=offers, **kwargs)


class GrantForms(MeansPage, UpdateView):
    needs = Right.WRITE_ACTIONS
    form_class = GrantForm
    template_name = "actions/means_grant_form.html"
    context_object_name = "grant"

    @property
    def list_url(self):
        return reverse("actions:means_grants", args=[self.region.slug])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.list_url}

    def form_valid(self, form):
        try:
            grant = save_grant(grant=form.instance, seen_version=form.cleaned_data["seen_version"])
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Bijdrage {grant} is opgeslagen.")
        if form.above_usual:
            usual = euro(usual_amount(grant.source, grant.year))
            words = f"Let op: voor {grant.year} is {usual} gebruikelijk. Klopt {euro(grant.amount)}?"
            messages.warning(self.request, words)
        return redirect(self.list_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(list_url=self.list_url, **kwargs)


class GrantCreate(GrantForms):
    """May be filled in beforehand from the address: source, year and centre municipality."""

    def get_object(self, queryset=None):
        return Grant(region=self.region)

    def get_initial(self):
        asked = self.request.GET
        source = asked.get("bron") if asked.get("bron") in GrantSource.values else ""
        year = int(asked["jaar"]) if asked.get("jaar", "") in map(str, range(2015, 2051)) else clock.today().year
        centres = {str(one.pk): one for one in centres_in(self.region, year)} if asked.get("centrum") else {}
        initial = {"source": source, "year": year, "centre": centres.get(asked.get("centrum"))}
        return initial | {"amount": usual_amount(source, year)}


class GrantPage:
    @cached_property
    def grant(self):
        found = Grant.objects.present().filter(region=self.region, pk=self.kwargs["pk"])
        grant = found.select_related("region", "centre__municipality", "application").first()
        if grant is None:
            raise Http404
        return grant


class GrantUpdate(GrantPage, GrantForms):
    def get_object(self, queryset=None):
        return self.grant


class GrantRemove(GrantPage, MeansPage, View):
    needs = Right.WRITE_ACTIONS
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        try:
            remove_grant(grant=self.grant, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"Bijdrage {self.grant} ligt dertig dagen in de prullenbak.")
        return redirect("actions:means_grants", slug=self.region.slug)
