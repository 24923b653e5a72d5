"""Pages of the bodies of a region: list, one body, making, changing, ending and deleting them, and their seats."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import bodies
from programmes.body_page import list_bodies, page_of, seats_of, visible_bodies
from programmes.conflict import answer_conflict, posted_version
from programmes.forms.bodies import BodyForm
from programmes.forms.seats import SeenForm, seat_forms
from programmes.views.decision_pages import DecisionPage
from regions.access import RegionPage
from regions.models import Body, Municipality
from regions.rights import Right


class BodyList(DecisionPage, TemplateView):
    template_name = "programmes/body_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=list_bodies(self.rights, self.region), **kwargs)


class BodyDetail(DecisionPage, TemplateView):
    template_name = "programmes/body_detail.html"

    def get_context_data(self, **kwargs):
        visible = visible_bodies(self.rights, self.region).select_related("municipality", "region")
        body = get_object_or_404(visible, pk=self.kwargs["pk"])
        return super().get_context_data(body=body, page=page_of(body, self.region, self.rights), **kwargs)


class BodyEditing(RegionPage):
    """Changing a body of the region, or of one of its municipalities today, in `self.body`."""

    needs = Right.WRITE_DECISIONS

    @cached_property
    def body(self):
        own = Body.objects.written_in(self.region, on=clock.today()).select_related("municipality", "region")
        return get_object_or_404(own, pk=self.kwargs["pk"])

    @property
    def list_url(self):
        return reverse("programmes:body_list", args=[self.region.slug])

    @property
    def body_url(self):
        return reverse("programmes:body_detail", args=[self.region.slug, self.body.pk])


class BodyForms(BodyEditing, FormView):
    form_class = BodyForm
    template_name = "programmes/body_form.html"

    def get_form_kwargs(self):
        own = Municipality.objects.in_region(self.region, on=clock.today())
        more = {"region": self.region, "municipalities": own.order_by("name"), "cancel_url": self.cancel_url}
        return {**super().get_form_kwargs(), "instance": self.instance, **more}

    def form_valid(self, form):
        try:
            body = self.save(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"‘{body}’ is opgeslagen.")
        return redirect("programmes:body_detail", self.region.slug, body.pk)


class BodyCreate(BodyForms):
    @cached_property
    def instance(self):
        return Body(region=self.region)

    @property
    def cancel_url(self):
        return self.list_url

    def save(self, form):
        return bodies.add_body(body=form.instance)


class BodyUpdate(BodyForms):
    @property
    def instance(self):
        return self.body

    @property
    def cancel_url(self):
        return self.body_url

    def get_context_data(self, **kwargs):
        return super().get_context_data(body=self.body, **kwargs)

    def save(self, form):
        return bodies.change_body(body=form.instance, seen=form.cleaned_data["seen_version"] or 0)


class BodyDelete(BodyEditing, TemplateView):
    """Says why not, for a body with history."""

    template_name = "programmes/body_confirm_delete.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(body=self.body, hanging=bodies.history_of(self.body), **kwargs)

    def post(self, request, *args, **kwargs):
        name = str(self.body)
        try:
            bodies.delete_body(body=self.body, seen=posted_version(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(request.get_full_path())
        except EditConflictError:
            messages.error(request, f"Een collega heeft ‘{name}’ intussen gewijzigd. Lees het nog eens.")
            return redirect(request.get_full_path())
        messages.success(request, f"‘{name}’ is verwijderd.")
        return redirect(self.list_url)


class BodyMove(BodyEditing, View):
    """One button beside a body: earlier or later in the usual route."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        bodies.move_body(body=self.body, up=kwargs["change"] == "omhoog")
        return redirect(self.list_url)


class BodySeats(BodyEditing, TemplateView):
    """Who sits in a body: a line for each seat, empty ones behind."""

    template_name = "programmes/body_seats.html"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("formset", seat_forms(self.body, self.region))
        kwargs.setdefault("form", SeenForm(initial={"seen": self.body.version}))
        return super().get_context_data(body=self.body, **kwargs)

    def post(self, request, *args, **kwargs):
        formset, form = seat_forms(self.body, self.region, request.POST), SeenForm(request.POST)
        if not (formset.is_valid() and form.is_valid()):
            return self.show(formset, form)
        try:
            self.save(formset, form.cleaned_data["seen"] or 0)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.show(formset, form)
        except EditConflictError as conflict:
            texts = (_in_words(formset), _standing(self.body, self.region))
            return answer_conflict(request, form, conflict.current, texts)
        messages.success(request, f"De plaatsen van ‘{self.body}’ zijn opgeslagen.")
        return HttpResponseRedirect(self.body_url)

    @transaction.atomic
    def save(self, formset, seen):
        """A new organisation is not kept when the seats are refused."""
        bodies.save_seats(body=self.body, seats=formset.values(), seen=seen)

    def show(self, formset, form):
        return self.render_to_response(self.get_context_data(formset=formset, form=form))


def _in_words(formset):
    """The seats as typed, for whoever was second."""
    lines = []
    for form in formset.kept_forms():
        data = form.cleaned_data
        name = data["organisation"] or data["new_organisation"]
        lines.append(", ".join(filter(None, (str(name), data["function"], str(data["contact"] or "")))))
    return "\n".join(lines)


def _standing(body, region):
    rows = seats_of(body, region)
    return "\n".join(
        ", ".join(filter(None, (row.organisation, row.function, row.holder.name if row.holder else ""))) for row in rows
    )
