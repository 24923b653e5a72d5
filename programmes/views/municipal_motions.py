"""Motions, amendments and questions of one municipality's council."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from programmes.forms.municipal_act import MotionForm
from programmes.models import CouncilMotion
from programmes.municipal_acts import ActVerb
from programmes.municipal_acts.motions import save_motion
from programmes.views.municipal_act import MunicipalActPage


class MotionForms(MunicipalActPage, FormView):
    """A motion, amendment or question: a new one, or the one in the address."""

    verb = ActVerb.WRITE_MOTIONS
    form_class = MotionForm
    template_name = "programmes/adoption_motion_form.html"

    @cached_property
    def motion(self):
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(CouncilMotion, adoption=self.adoption.pk or 0, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if self.line.may(self.verb):
            self.motion  # noqa: B018  unknown before the form is judged
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        motion = self.motion or CouncilMotion()
        return {**super().get_form_kwargs(), "instance": motion, "cancel_url": self.page_url}

    def get_context_data(self, **kwargs):
        return super().get_context_data(motion=self.motion, **kwargs)

    def form_valid(self, form):
        seen = form.cleaned_data["seen_version"]
        try:
            saved = save_motion(motion=form.instance, adoption=self.adoption, seen_version=seen)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        return self.done(f"‘{saved.title}’ is opgeslagen.")


class MotionRemove(MotionForms):
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        title = self.motion.title
        try:
            self.motion.delete_as_seen(posted_version(request))
        except EditConflictError:
            messages.error(request, f"Een collega heeft ‘{title}’ intussen gewijzigd. Lees het nog eens.")
            return redirect(self.page_url)
        return self.done(f"‘{title}’ is verwijderd. U vindt de tekst terug bij Geschiedenis.")
