"""Pasting a proposal form: the text, then what was understood, then saving it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.generic import FormView, View

from ghnt import clock
from programmes.form_changes import FormNews, news_of, update_from_form
from programmes.form_text import ParsedForm
from programmes.form_undo import undo_import
from programmes.forms.pasting import ParsedStepForm, PasteForm, initial_of, step_forms
from programmes.forms.proposals import ProposalForm
from programmes.models import Proposal, RegionalProgramme
from programmes.pasted_text import PastedBlock, readable_form
from programmes.pasting import known_form, save_form
from programmes.views.decision_pages import DecisionPage, ProposalPage
from regions.rights import Right

UNDO = "Klopt het niet, kies dan hieronder ‘Invoer ongedaan maken’."


@dataclass(frozen=True)
class Preview:
    """What was understood, beside the pasted text; `known` is the proposal that this form was before."""

    source: str
    parsed: ParsedForm
    steps: list[ParsedStepForm]
    known: Proposal | None
    news: FormNews | None

    @property
    def readable_source(self):
        return readable_form(self.source)

    @property
    def unrecognised(self):
        return [PastedBlock.of(block) for block in self.parsed.unrecognised]

    @property
    def unsure(self):
        """The bodies of which somebody must say which one is meant: number and words of the row."""
        rows = enumerate((step.choice for step in self.steps), 1)
        return [(number, choice.parsed.body, choice.near) for number, choice in rows if choice.near]

    @property
    def has_step_errors(self):
        return any(step.errors for step in self.steps)


class ProposalPaste(DecisionPage, FormView):
    """Three steps on one address; the text goes along in every page, so that nothing is lost in between."""

    template_name = "programmes/paste_form.html"
    form_class = PasteForm
    needs = Right.WRITE_DECISIONS

    def get_form_kwargs(self):
        own = {"cancel_url": reverse("programmes:proposal_list", args=[self.region.slug])}
        if "back" in self.request.POST:
            own |= {"initial": {"source": self.request.POST.get("source", "")}, "data": None, "files": None}
        return super().get_form_kwargs() | own

    def post(self, request, *args, **kwargs):
        if "back" in request.POST:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        source, parsed = form.cleaned_data["source"], form.parsed
        known = known_form(self.region, parsed)
        if "save" not in self.request.POST:
            return self.preview(source, parsed, known)
        steps = step_forms(self.region, parsed, self.request.POST)
        results = [step.is_valid() for step in steps]  # every row shows its own errors
        if not all(results):
            return self.preview(source, parsed, known, steps, self.proposal_form())
        if self.request.POST["save"] == "update" and known:
            return self.update(source, parsed, known, steps)
        return self.create(source, parsed, known, steps)

    def proposal_form(self):
        return ProposalForm(self.request.POST, prefix="proposal", instance=Proposal(region=self.region))

    def preview(self, source, parsed, known, steps=None, proposal_form=None):
        fields = proposal_form or ProposalForm(
            prefix="proposal", initial=initial_of(parsed), instance=Proposal(region=self.region)
        )
        steps = steps if steps is not None else step_forms(self.region, parsed)
        news = news_of(known, parsed, [step.choice for step in steps]) if known else None
        self.template_name = "programmes/paste_preview.html"
        shown = Preview(source, parsed, steps, known, news)
        return self.render_to_response(self.get_context_data(form=fields, preview=shown, forms=[fields, *steps]))

    def update(self, source, parsed, known, steps):
        chosen = [step.chosen() for step in steps]
        try:
            news = update_from_form(proposal=known, form=parsed, steps=chosen, source=source, by=self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return self.preview(source, parsed, known, steps)
        messages.success(self.request, f"‘{known}’ bijgewerkt: {news.summary}. {UNDO}")
        return HttpResponseRedirect(known.get_absolute_url())

    def create(self, source, parsed, known, steps):
        form = self.proposal_form()
        if not form.is_valid():
            return self.preview(source, parsed, known, steps, form)
        proposal = form.save(commit=False)
        proposal.programme = RegionalProgramme.objects.running(self.region, clock.today())
        seen = self.request.POST.get("known", "")
        try:
            saved = save_form(
                proposal=proposal,
                form=parsed,
                steps=[step.chosen() for step in steps],
                source=source,
                by=self.request.user,
                seen=known if known and seen == str(known.pk) else None,
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self.preview(source, parsed, known_form(self.region, parsed), steps, form)
        messages.success(self.request, f"Voorstel ‘{saved}’ opgeslagen, met {len(parsed.steps)} behandelingen. {UNDO}")
        return HttpResponseRedirect(saved.get_absolute_url())


class ImportUndo(ProposalPage, View):
    """Takes back what a form changed; the message says what stays."""

    needs = Right.WRITE_DECISIONS
    http_method_names = ("post", "options")

    def post(self, request, *args, **kwargs):
        made = get_object_or_404(self.proposal.imports, pk=self.kwargs["import"])
        try:
            undone = undo_import(made=made, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(self.proposal.get_absolute_url())
        messages.success(request, " ".join(("Ongedaan gemaakt.", *undone.sentences)))
        if undone.is_binned:
            return HttpResponseRedirect(reverse("programmes:proposal_list", args=[self.region.slug]))
        if undone.conclusions:
            messages.warning(request, self._what_stays(undone.conclusions))
        return HttpResponseRedirect(self.proposal.get_absolute_url())

    def _what_stays(self, conclusions):
        """Conclusions are never taken back; a wrong one is corrected with a reason."""
        rows = (
            (reverse("programmes:conclusion_correct", args=[self.region.slug, self.proposal.pk, one.pk]), one.body_name)
            for one in conclusions
        )
        links = format_html_join(", ", '<a href="{}">conclusie van {} verbeteren</a>', rows)
        return format_html("Vastgelegde conclusies blijven staan. Klopt er een niet: {}.", links)
