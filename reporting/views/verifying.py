"""The page on which anybody checks a PDF. Nothing of the file is kept."""

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import FormView

from ghnt.accounts.secret_links import keep_apart, times_this_hour
from ghnt.ui.forms import form_helper
from reporting.verifying import MAX_SIZE, verify

CHECKED_AN_HOUR = 60
ROOM_FOR_THE_FORM = 100_000  # bytes of the posted form beside the file
TOO_LARGE = "Dit bestand is groter dan 50 MB. Zo groot is geen pdf van ghnt."


class VerifyForm(forms.Form):
    file = forms.FileField(
        label="Pdf die u wilt controleren",
        help_text="Hoogstens 50 MB. Wij bewaren het bestand niet.",
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={"empty": "Dit bestand is leeg. Kies een ander bestand."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Pdf controleren")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_SIZE:
            raise forms.ValidationError(TOO_LARGE)
        return file


# What is too much is refused before anything of the body is read, and so before its token.
@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class Verify(FormView):
    http_method_names = ("get", "head", "post")
    form_class = VerifyForm
    template_name = "reporting/verify.html"

    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return keep_apart(super().dispatch(request, *args, **kwargs))
        if _times(request) > CHECKED_AN_HOUR:
            return keep_apart(render(request, "429.html", status=429))
        if _size(request) > MAX_SIZE + ROOM_FOR_THE_FORM:
            return keep_apart(render(request, "413.html", status=413))
        return keep_apart(csrf_protect(super().dispatch)(request, *args, **kwargs))

    def form_valid(self, form):
        found = verify(form.cleaned_data["file"].chunks(), self.request.rights)
        return self.render_to_response(self.get_context_data(form=self.form_class(), found=found))


def _times(request):
    """How often this visitor checked a file this hour; a visitor without a proper address counts with all of those."""
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:
        address = ""
    return times_this_hour(f"controleren-{address}")


def _size(request):
    """Bytes of the body; one that does not say how long it is, is not read at all."""
    size = request.META.get("CONTENT_LENGTH") or ""
    return int(size) if size.isdecimal() else 0
