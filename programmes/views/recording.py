"""Recording one conclusion beside a meeting, and correcting one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from ghnt import clock
from programmes import conclusions
from programmes.decision_list.states import ALLOWED, Verb, stage_of
from programmes.decision_list.subjects import correct_subject
from programmes.forms.meetings import CorrectionForm, StepConclusionForm, SubjectCorrectionForm
from programmes.models import Conclusion, RouteStep, SubjectConclusion
from programmes.review import corrected
from programmes.route import is_early
from programmes.views.decision_pages import MeetingPage, ProposalPage
from regions.rights import Right


class OneConclusion(ProposalPage, FormView):
    """A page about the conclusion of one body, for who records for that body."""

    def dispatch(self, request, *args, **kwargs):
        body = self.step.body
        own = body.pk in self.rights.bodies(Right.RECORD_CONCLUSIONS)
        if not (own or self.rights.may(Right.RECORD_CONCLUSIONS, self.region)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "more" in request.POST:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            said = self.save(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, said)
        return HttpResponseRedirect(self.proposal.get_absolute_url())


class StepConclude(OneConclusion):
    """For a step without a meeting; one on an agenda is recorded with its decision list."""

    template_name = "programmes/step_conclude.html"
    form_class = StepConclusionForm

    @cached_property
    def step(self):
        steps = RouteStep.objects.filter(round__proposal=self.proposal).select_related(
            "body", "purpose", "meeting", "round"
        )
        return get_object_or_404(steps, pk=self.kwargs["step"])

    def get(self, request, *args, **kwargs):
        if self.step.meeting_id:
            return redirect("programmes:meeting_detail", self.step.meeting_id)
        if standing := self.step.conclusions.last():
            return redirect("programmes:conclusion_correct", self.region.slug, self.proposal.pk, standing.pk)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        planned = self.step.planned_date
        initial = {"date": planned if planned and planned <= clock.today() else None}
        return super().get_form_kwargs() | {"purpose": self.step.purpose.code, "initial": initial}

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.proposal, step=self.step, is_early=is_early(self.step), **kwargs)

    def save(self, form):
        if self.step.meeting_id:
            raise ValidationError("Deze behandeling staat op een agenda. Leg haar vast bij de vergadering.")
        cleaned = form.cleaned_data
        conclusions.record(
            step=self.step,
            outcome=cleaned["outcome"],
            text=cleaned["text"],
            remarks=form.typed,
            date=cleaned["date"],
            by=self.request.user,
        )
        return f"De conclusie van {self.step.body} is vastgelegd."


class ConclusionCorrect(OneConclusion):
    template_name = "programmes/conclusion_correct.html"
    form_class = CorrectionForm

    @property
    def step(self):
        return self.conclusion.step

    @cached_property
    def conclusion(self):
        rows = Conclusion.objects.filter(step__round__proposal=self.proposal)
        rows = rows.select_related("step__body", "step__purpose", "outcome")
        return get_object_or_404(rows, pk=self.kwargs["conclusion"])

    def get_form_kwargs(self):
        conclusion = self.conclusion
        values = {"initial": {"outcome": conclusion.outcome_id, "text": conclusion.text}}
        remarks = list(conclusion.remarks.values_list("text", flat=True))
        return super().get_form_kwargs() | values | {"purpose": conclusion.step.purpose.code, "remarks": remarks}

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.proposal, conclusion=self.conclusion, **kwargs)

    def save(self, form):
        cleaned = form.cleaned_data
        with transaction.atomic():
            better = conclusions.correct(
                conclusion=self.conclusion,
                outcome=cleaned["outcome"],
                text=cleaned["text"],
                remarks=form.typed,
                reason=cleaned["reason"],
                by=self.request.user,
            )
            corrected(conclusion=better, by=self.request.user, review=self._review())
        return "De conclusie is verbeterd. De vorige blijft leesbaar."

    def _review(self):
        """The "klopt niet" of a municipality that led to this page, if one did."""
        key = self.request.GET.get("nagekeken", "")
        return int(key) if key.isdecimal() and len(key) < 16 else None


class SubjectCorrect(MeetingPage, FormView):
    """As `ConclusionCorrect`, of a subject that is no proposal."""

    template_name = "programmes/subject_correct.html"
    form_class = SubjectCorrectionForm

    @cached_property
    def conclusion(self):
        rows = SubjectConclusion.objects.filter(item__meeting=self.meeting).select_related("item")
        return get_object_or_404(rows, pk=self.kwargs["conclusion"])

    def get_initial(self):
        return {"text": self.conclusion.text}

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, region=self.region, conclusion=self.conclusion, **kwargs)

    def form_valid(self, form):
        if Verb.CORRECT not in ALLOWED[stage_of(self.meeting)]:
            raise PermissionDenied
        try:
            correct_subject(conclusion=self.conclusion, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, "De conclusie is verbeterd. De vorige blijft leesbaar.")
        return HttpResponseRedirect(self.meeting.get_absolute_url())
