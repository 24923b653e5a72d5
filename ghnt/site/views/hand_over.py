"""The hand-over to a new project leader: its page, its PDF, and the own words of whoever leaves."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.documents.sealing import canonical_json
from ghnt.site.hand_over import HandedOver, hand_over_of, save_own_words
from ghnt.site.hand_over.keeping import own_words_of
from ghnt.ui.editing import EditConflictError
from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import form_helper
from programmes.conflict import answer_conflict
from programmes.decision_documents import request_document
from programmes.models import DecisionDocumentKind
from regions.access import RegionPage
from regions.contacts import organisations_with_contacts
from regions.rights import Right

MOST_ORGANISATIONS = 60


class OwnWordsForm(forms.Form):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LightTextField(
        rows=12,
        required=False,
        max_length=50_000,
        label="Wat uw opvolger moet weten",
        help_text="Afspraken, gevoeligheden tussen partijen, wat goed werkt. Schrijf niets over personen of gezinnen.",
    )
    where = LightTextField(
        rows=8,
        required=False,
        max_length=50_000,
        label="Waar alles staat",
        help_text="Wat niet in deze site staat: mappen, mailboxen, teamkanalen. Schrijf hier geen wachtwoorden. "
        "Schrijf niets over personen of gezinnen.",
    )

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Overdracht opslaan", cancel_url=cancel_url)


class HandOverDoor(RegionPage):
    """For who writes in the region, as the draft of its report."""

    needs = Right.READ_DRAFT_REPORT

    @cached_property
    def said(self) -> HandedOver:
        return hand_over_of(self.region, on=clock.today())

    @property
    def page_url(self) -> str:
        return reverse("hand_over", args=[self.region.slug])


class HandOverDetail(HandOverDoor, TemplateView):
    template_name = "site/hand_over.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisations = organisations_with_contacts(self.region)[:MOST_ORGANISATIONS]
        return super().get_context_data(said=self.said, organisations=organisations, **kwargs)


class HandOverPdf(HandOverDoor, View):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rendering = request_document(
            region=self.region,
            kind=DecisionDocumentKind.HAND_OVER,
            content=canonical_json(self.said),
            by=request.user,  # type: ignore[arg-type]
        )
        return redirect("programmes:decision_document", slug=self.region.slug, pk=rendering.pk)


class HandOverUpdate(HandOverDoor, FormView):
    form_class = OwnWordsForm
    template_name = "site/hand_over_form.html"

    def get_initial(self) -> dict[str, Any]:
        kept = own_words_of(self.region)
        if kept is None:
            return {"seen_version": 0}
        return {"seen_version": kept.version, "text": kept.text, "where": kept.where}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "cancel_url": self.page_url}

    def form_valid(self, form: OwnWordsForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            save_own_words(
                region=self.region,
                text=said["text"],
                where=said["where"],
                seen=said["seen_version"] or 0,
                by=self.request.user,  # type: ignore[arg-type]
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "De overdracht is opgeslagen.")
        return redirect(self.page_url)
