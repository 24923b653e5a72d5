"""Points for improvement of one scan, and having them taken up."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from actions.models import Action
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from programmes.models import OutlineNode
from programmes.outline import current_or_coming
from reporting.models import ImprovementPoint, Statement
from reporting.scans import improving
from reporting.scans.filling import made_scan, refuse_unless
from reporting.scans.forms.filling import JOIN, LOCAL, PointForm, TakeUpForm
from reporting.scans.page import may_make_regional, with_actions
from reporting.scans.states import Verb

GONE = "Dit verbeterpunt is intussen verwijderd."


class PointPage:
    writes = True

    @cached_property
    def point(self):
        if self.subject.scan is None:
            raise Http404
        points = with_actions(ImprovementPoint.objects.filter(scan=self.subject.scan))
        return get_object_or_404(points, pk=self.kwargs["point"])

    def exists(self):
        return super().exists() and self.point is not None


class PointForms:
    generic = FormView
    template_name = "reporting/scan_point_form.html"
    title = ""

    @property
    def statements(self):
        return Statement.objects.filter(theme__list=self.round.list_id).select_related("theme")

    @property
    def cancel_url(self):
        return f"{self.subject.page_url}#verbeterpunten"

    def get_form(self, form_class=None):
        data = self.request.POST if self.request.method == "POST" else None
        return PointForm(data, statements=self.statements, cancel_url=self.cancel_url, **self.form_values())

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, **kwargs)

    def form_refused(self, form, error):
        form.add_error(None, " ".join(error.messages))
        return self.form_invalid(form)


class PointCreate(PointForms):
    writes = True
    title = "Verbeterpunt noteren"

    def form_values(self):
        asked = self.request.GET.get("stelling", "")
        found = self.statements.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None
        if found is None:
            return {}
        return {"initial": {"statement": found.pk, "text": improving.shortened(found.text)}}

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            scan = made_scan(round=self.round, municipality=self.of_municipality)
            refuse_unless(Verb.IMPROVE, scan)
            improving.note_point(scan=scan, statement=said.get("statement"), text=said["text"], by=self.request.user)
        except ValidationError as error:
            return self.form_refused(form, error)
        return self.done("Het verbeterpunt is genoteerd.", "verbeterpunten")


class PointUpdate(PointPage, PointForms):
    title = "Verbeterpunt wijzigen"

    def form_values(self):
        return {"point": self.point}

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            improving.change_point(point=self.point, text=said["text"], seen=said["seen_version"] or 0)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ImprovementPoint.DoesNotExist:
            return self.form_refused(form, ValidationError(GONE))
        return self.done("Het verbeterpunt is opgeslagen.", "verbeterpunten")


class PointRemove(PointPage):
    generic = View
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        try:
            improving.remove_point(point=self.point)
        except ValidationError as error:
            return self.refused(error)
        return self.done("Het verbeterpunt is verwijderd.", "verbeterpunten")


class PointTakeUp(PointPage):
    """One form, one click: the choice that fits is made already."""

    generic = FormView
    template_name = "reporting/scan_point_take_up.html"

    def get(self, request, *args, **kwargs):
        if self.is_taken_up:
            messages.info(request, "Dit verbeterpunt is al opgepakt.")
            return redirect(self.subject.page_url + "#verbeterpunten")
        return super().get(request, *args, **kwargs)

    @property
    def is_taken_up(self):
        found = (self.point.action, self.point.local_action)
        return any(one is not None and not one.is_removed for one in found)

    @cached_property
    def programme(self):
        return current_or_coming(self.region, on=clock.today())

    def get_form(self, form_class=None):
        programme = self.programme
        nodes = OutlineNode.objects.of(programme) if programme and may_make_regional(self.rights, self.region) else ()
        actions = Action.objects.in_programme(programme).select_related("node") if programme else ()
        return TakeUpForm(
            self.request.POST if self.request.method == "POST" else None,
            nodes=list(nodes),
            actions=list(actions),
            is_local=self.of_municipality is not None,
            suggested=improving.suggested_node(self.point, programme) if programme else None,
            cancel_url=f"{self.subject.page_url}#verbeterpunten",
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(point=self.point, **kwargs)

    def form_valid(self, form):
        try:
            words = self._take_up(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
            return self.form_invalid(form)
        return self.done(words, "verbeterpunten")

    def _take_up(self, said):
        point = self.point
        if said["how"] == LOCAL:
            made = improving.take_up_locally(point=point)
            return f"Lokale actie ‘{made.title}’ pakt het verbeterpunt op."
        if said["how"] == JOIN:
            action = improving.join_action(point=point, action=said["action"])
        else:
            action = improving.take_up_regionally(point=point, node=said["node"], by=self.request.user)
        return f"Actie {action.code} ‘{action.title}’ pakt het verbeterpunt op."
