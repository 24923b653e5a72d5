"""Pages of what stands around a programme: who was heard about it, and the policy frames it belongs with."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import consultations, policy_frames
from programmes.conflict import answer_conflict, posted_version
from programmes.forms.consultations import ConsultationForm, PolicyFrameForm
from programmes.models import Consultation, PolicyFrame
from programmes.views.programme import ProgrammePage
from regions.rights import Right


class RowPage(ProgrammePage):
    """A page about rows of one kind; that of one row takes the programme from the row."""

    model: type[Consultation | PolicyFrame]
    list_name = ""

    @cached_property
    def row(self):
        if "pk" not in self.kwargs:
            return None
        rows = self.model.objects.filter(programme__region=self.region)
        return get_object_or_404(rows.select_related("programme__programme", "programme__region"), pk=self.kwargs["pk"])

    @cached_property
    def programme(self):
        return self.row.programme if self.row else super().programme

    @property
    def list_url(self):
        return reverse(self.list_name, args=[self.region.slug]) + self.in_view

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, list_url=self.list_url, **kwargs)


class RowForms(RowPage, FormView):
    """Adding a row, or changing the one in the address."""

    needs = Right.WRITE_PROGRAMME
    done = ""

    def dispatch(self, request, *args, **kwargs):
        if self.rights.may(self.needs, self.region) and self.programme is None:
            messages.info(request, "Begin eerst een programma.")
            return redirect("programmes:programme_update", slug=self.region.slug)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        row = self.row or self.model(programme=self.programme)
        return {**super().get_form_kwargs(), "instance": row, "cancel_url": self.list_url}

    def form_valid(self, form):
        try:
            saved = self.save(form.instance, form.cleaned_data["seen_version"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"‘{saved}’ is opgeslagen.")
        return redirect(self.list_url)


class RowDelete(RowPage, TemplateView):
    needs = Right.WRITE_PROGRAMME

    def post(self, request, *args, **kwargs):
        name = str(self.row)
        try:
            self.row.delete_as_seen(posted_version(request))
        except EditConflictError:
            messages.error(request, f"Een collega heeft ‘{name}’ intussen gewijzigd. Lees het nog eens.")
            return redirect(request.get_full_path())
        messages.success(request, f"‘{name}’ is verwijderd.")
        return redirect(self.list_url)


class ConsultationPage(RowPage):
    model = Consultation
    list_name = "programmes:consultation_list"


class ConsultationList(ConsultationPage, TemplateView):
    template_name = "programmes/consultation_list.html"

    def get_context_data(self, **kwargs):
        rows = Consultation.objects.filter(programme=self.programme) if self.programme else ()
        return super().get_context_data(rows=rows, **kwargs)


class ConsultationForms(ConsultationPage, RowForms):
    form_class = ConsultationForm
    template_name = "programmes/consultation_form.html"

    def save(self, row, seen_version):
        return consultations.save_consultation(consultation=row, seen_version=seen_version)


class ConsultationDelete(ConsultationPage, RowDelete):
    template_name = "programmes/consultation_confirm_delete.html"


class PolicyFramePage(RowPage):
    model = PolicyFrame
    list_name = "programmes:policy_frame_list"


class PolicyFrameList(PolicyFramePage, TemplateView):
    template_name = "programmes/policy_frame_list.html"

    def get_context_data(self, **kwargs):
        frames = policy_frames.frames_of(self.programme, on=clock.today()) if self.programme else ()
        return super().get_context_data(frames=frames, **kwargs)


class PolicyFrameForms(PolicyFramePage, RowForms):
    form_class = PolicyFrameForm
    template_name = "programmes/policy_frame_form.html"

    def save(self, row, seen_version):
        return policy_frames.save_policy_frame(frame=row, seen_version=seen_version)


class PolicyFrameDelete(PolicyFramePage, RowDelete):
    template_name = "programmes/policy_frame_confirm_delete.html"
