"""The sets of questions: list, one set as a region will see it, making, copying, naming, deleting."""

from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from regions.access import require
from regions.rights import Right
from reporting.models import QuestionSet, ReportRound
from reporting.question_sets import editing
from reporting.question_sets.copying import copy_set, make_set, next_number
from reporting.question_sets.forms import SetNameForm
from reporting.question_sets.page import page_of

AUDIENCE = "het landelijk team, de regio’s en hun gemeenten"
CHANGED = "Een collega wijzigde deze vragenlijst. Kijk wat er nu staat en probeer het opnieuw."


class SetPages:
    """Sets of questions are read by everybody who reads a region, and made by the national team."""

    needs: ClassVar[Right | None] = None

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_REGION):
            raise Http404
        self.exists()
        if self.needs is not None:
            require(request.rights, self.needs)
        return super().dispatch(request, *args, **kwargs)

    def exists(self):
        """What the address names is looked up before any verb is judged."""

    @property
    def may_write(self):
        return self.request.rights.may(Right.WRITE_ROUNDS)

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=AUDIENCE, **kwargs)


class SetPage(SetPages):
    """A page about one set, in `self.question_set`."""

    @cached_property
    def question_set(self):
        return get_object_or_404(QuestionSet.objects.select_related("based_on"), number=self.kwargs["number"])

    def exists(self):
        _ = self.question_set

    def get_context_data(self, **kwargs):
        return super().get_context_data(question_set=self.question_set, **kwargs)

    def done(self, message="", anchor=""):
        if message:
            messages.success(self.request, message)
        return HttpResponseRedirect(self.question_set.get_absolute_url() + (f"#{anchor}" if anchor else ""))

    def refused(self, message):
        messages.error(self.request, message)
        return HttpResponseRedirect(self.question_set.get_absolute_url())


class SetEditing(SetPage):
    """A page that changes a set. Of one in use the form is not shown: its page says why."""

    needs = Right.WRITE_ROUNDS

    def get(self, request, *args, **kwargs):
        if self.question_set.is_frozen:
            return self.refused(editing.FROZEN)
        return super().get(request, *args, **kwargs)

    def form_refused(self, form, error):
        """What was typed stays on screen, beside what to do."""
        form.add_error(None, error)
        response = self.form_invalid(form)
        if not hasattr(error, "error_dict"):  # it is not about what was filled in
            response.status_code = 409
        return response


class SetList(SetPages, ListView):
    template_name = "reporting/question_set_list.html"
    paginate_by = 50

    def get_queryset(self):
        rounds = Prefetch("rounds", ReportRound.objects.national().order_by("half_year"), to_attr="asking_rounds")
        sets = QuestionSet.objects.select_related("based_on").prefetch_related(rounds).order_by("-number")
        return sets.annotate(uses=Count("rounds", distinct=True), question_count=Count("questions", distinct=True))

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_write=self.may_write, **kwargs)


class SetDetail(SetPage, TemplateView):
    template_name = "reporting/question_set_detail.html"

    def get_context_data(self, **kwargs):
        page = page_of(self.question_set, on=clock.today(), is_writer=self.may_write)
        return super().get_context_data(page=page, **kwargs)


class SetCreate(SetPages, FormView):
    template_name = "reporting/question_set_create.html"
    form_class = SetNameForm
    needs = Right.WRITE_ROUNDS

    def get_initial(self):
        return {"number": next_number()}

    def get_form_kwargs(self):
        own = {"submit": "Vragenlijst maken", "cancel_url": reverse("reporting:question_set_list")}
        return super().get_form_kwargs() | own

    def form_valid(self, form):
        try:
            made = make_set(name=form.cleaned_data["name"], number=form.cleaned_data["number"] or 0)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"‘{made}’ is gemaakt. Voeg nu de hoofdstukken toe.")
        return HttpResponseRedirect(made.get_absolute_url())


class SetCopy(SetPage, FormView):
    template_name = "reporting/question_set_copy.html"
    form_class = SetNameForm
    needs = Right.WRITE_ROUNDS

    def get_initial(self):
        return {"number": next_number(), "name": f"{self.question_set.name[:104]}, nieuwe versie"}

    def get_form_kwargs(self):
        own = {"submit": "Nieuwe versie maken", "cancel_url": self.question_set.get_absolute_url()}
        return super().get_form_kwargs() | own

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            made = copy_set(source=self.question_set, name=values["name"], number=values["number"] or 0)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"‘{made}’ is gemaakt. Alle vragen staan erin; u kunt ze nu wijzigen.")
        return HttpResponseRedirect(made.get_absolute_url())


class SetUpdate(SetEditing, FormView):
    template_name = "reporting/question_set_form.html"
    form_class = SetNameForm

    def get_form_kwargs(self):
        own = {
            "instance": self.question_set,
            "submit": "Naam opslaan",
            "cancel_url": self.question_set.get_absolute_url(),
        }
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        return super().get_context_data(title="Naam wijzigen", **kwargs)

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            editing.rename_set(question_set=self.question_set, name=values["name"], seen=values["seen_version"] or 0)
        except ValidationError as error:
            return self.form_refused(form, error)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        return self.done("De naam is gewijzigd.")


class SetDelete(SetEditing, TemplateView):
    template_name = "reporting/question_set_confirm_delete.html"

    def post(self, request, *args, **kwargs):
        try:
            editing.remove_set(question_set=self.question_set, seen=posted_version(request))
        except ValidationError as error:
            return self.refused(" ".join(error.messages))
        except EditConflictError:
            return self.refused(CHANGED)
        messages.success(request, f"‘{self.question_set}’ is verwijderd.")
        return HttpResponseRedirect(reverse("reporting:question_set_list"))
