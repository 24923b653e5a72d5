"""Pages that change the route ahead of a proposal."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from programmes import route_editing
from programmes.forms.proposals import RoundForm
from programmes.forms.route_templates import ApplyForm, RoundFields, TemplateNameForm
from programmes.models import RoundKind, RouteTemplate
from programmes.route import Route, route_of
from programmes.route_templates import apply_template, keep_route
from programmes.views.decision_pages import ProposalPage, conflict_page
from regions.rights import Right


class RouteEditing(ProposalPage):
    needs = Right.WRITE_DECISIONS

    @property
    def route_url(self):
        return reverse("programmes:route_detail", args=[self.region.slug, self.proposal.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.proposal, **kwargs)

    def done(self, message):
        messages.success(self.request, message)
        return HttpResponseRedirect(self.route_url)

    def conflict(self):
        theirs = "\n".join(
            f"Ronde {row.number}, {station.body}, {station.purpose.lower()}: "
            + (long_date(station.date) if station.date else "datum volgt")
            for row in route_of(self.proposal).rounds
            for station in row.stations
        )
        return conflict_page(
            self.request, proposal=self.proposal, mine=self.in_words(), theirs=theirs, url=self.route_url
        )

    def in_words(self):
        return ""


@dataclass(frozen=True)
class RouteBoard:
    """The route with what can still be changed, the vaste routes that can be added, and keeping this one."""

    route: Route
    apply_form: ApplyForm | None
    keep_form: TemplateNameForm | None


class RouteDetail(RouteEditing, FormView):
    template_name = "programmes/route_detail.html"
    form_class = RoundForm

    def get_initial(self):
        number = self.proposal.rounds.count() + 1
        return {"number": number, "kind": RoundKind.DIRECTION if number == 1 else RoundKind.ADOPTION}

    def get_context_data(self, **kwargs):
        kwargs.setdefault("keep_form", keep_form(self))
        route = route_of(self.proposal)
        board = RouteBoard(route, self._apply_form(), kwargs.pop("keep_form") if route.stations else None)
        return super().get_context_data(board=board, **kwargs)

    def _apply_form(self):
        args = [self.region.slug, self.proposal.pk]
        after = self.proposal.rounds.aggregate(last=Max("number"))["last"] or 0
        form = ApplyForm(
            region=self.region, action=reverse("programmes:route_apply", args=args), initial={"after": after}
        )
        return form if form.fields["template"].queryset.exists() else None

    def form_valid(self, form):
        values = form.cleaned_data
        number = min(values["number"], self.proposal.rounds.count() + 1)
        try:
            route_editing.add_round(
                proposal=self.proposal,
                kind=values["kind"],
                number=number,
                name=values["name"],
                copy_previous=values.get("copy_previous", False),
            )
        except EditConflictError:
            return self.conflict()
        if values.get("copy_previous"):
            return self.done(f"Ronde {number} staat in de route, met de overleggen van de vorige ronde.")
        return self.done(f"Ronde {number} staat in de route. Voeg nu de overleggen toe.")


def keep_form(page, data=None):
    """The form that keeps a route as a vaste route of the region."""
    action = reverse("programmes:route_keep", args=[page.region.slug, page.proposal.pk])
    form = TemplateNameForm(
        data, instance=RouteTemplate(region=page.region), prefix="vast", submit="Vaste route bewaren", action=action
    )
    form.helper.inputs[0].field_classes = "utrecht-button utrecht-button--secondary-action"
    return form


class RouteKeep(RouteDetail):
    """Keep the route as a vaste route; with an error the page of the route comes back."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        form = keep_form(self, request.POST)
        if form.is_valid():
            try:
                template = keep_route(proposal=self.proposal, name=form.cleaned_data["name"])
            except ValidationError as error:
                form.add_error("name", error.messages)
            else:
                messages.success(request, f"De route is bewaard als vaste route ‘{template}’.")
                address = reverse("programmes:route_template", args=[self.region.slug, template.pk])
                return HttpResponseRedirect(address)
        round_form = RoundForm(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(form=round_form, keep_form=form))


class RouteApply(RouteEditing, View):
    """Add the rounds of a vaste route."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        form = ApplyForm(request.POST, region=self.region, action="")
        if not form.is_valid():
            messages.error(request, "Kies een vaste route uit de lijst.")
            return HttpResponseRedirect(self.route_url)
        template, after = form.cleaned_data["template"], form.cleaned_data["after"]
        try:
            applied = apply_template(proposal=self.proposal, template=template, after=after)
        except EditConflictError:
            return self.conflict()
        if applied.skipped:
            names = ", ".join(applied.skipped)
            messages.warning(request, f"Overgeslagen, want opgeheven: {names}.")
        if not applied.added:
            messages.info(request, "Er is niets toegevoegd. Kijk wat er al in de route staat.")
            return HttpResponseRedirect(self.route_url)
        count = "1 behandeling" if applied.added == 1 else f"{applied.added} behandelingen"
        return self.done(f"{count} toegevoegd uit vaste route ‘{template}’, nog zonder datum.")


class RoundPage(RouteEditing):
    @cached_property
    def round(self):
        return get_object_or_404(self.proposal.rounds.select_related("proposal"), number=self.kwargs["number"])


class RoundUpdate(RoundPage, FormView):
    """Another aim or name for a round."""

    template_name = "programmes/route_step_form.html"
    form_class = RoundFields

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cancel_url": self.route_url}

    def get_initial(self):
        return {"kind": self.round.kind, "name": self.round.name, "seen": self.proposal.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=f"Ronde {self.round.number} wijzigen", **kwargs)

    def in_words(self):
        return f"Ronde {self.round.number}: {self.request.POST.get('name', '')}"

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            round_ = route_editing.change_round(
                round_=self.round, kind=values["kind"], name=values["name"], seen=values["seen"] or 0
            )
        except EditConflictError:
            return self.conflict()
        return self.done(f"Ronde {round_.number} heet nu ‘{round_.title}’.")
