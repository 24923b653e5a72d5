"""Writing with more than one person: who writes a chapter, and what colleagues say about it."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import form_helper
from regions.rights import Right
from reporting.access import RoundPage
from reporting.chapter_list import Chapter
from reporting.chapters import chapters_of
from reporting.comments import ChapterTalk, add_comment, assign_chapter, finish_comment, talk_of
from reporting.models import ChapterComment, Report


class CommentForm(forms.Form):
    text = LightTextField(
        label="Opmerking voor uw collega’s",
        rows=3,
        max_length=4000,
        error_messages={"required": "Schrijf eerst uw opmerking."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Opmerking plaatsen")


class WriterForm(forms.Form):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    writer = forms.ModelChoiceField(
        User.objects.none(), label="Wie schrijft dit hoofdstuk?", required=False, empty_label="Nog niet verdeeld"
    )

    def __init__(self, *args, writers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["writer"].queryset = User.objects.filter(pk__in=[one.pk for one in writers]).order_by("name", "pk")


@dataclass(frozen=True)
class TalkPage:
    chapter: Chapter
    talk: ChapterTalk
    writer: WriterForm


class ChapterTalking(RoundPage, FormView):
    """Only where the region has a second writer; the comment is the form of the page, the rest are buttons."""

    needs = Right.WRITE_REPORT
    form_class = CommentForm
    template_name = "reporting/chapter_talk.html"

    @cached_property
    def chapter(self) -> Chapter:
        found = chapters_of(self.region, self.round).find(self.kwargs["chapter"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def talk(self) -> ChapterTalk:
        talk = talk_of(self.region, self.round, self.chapter.key, on=clock.today())
        if talk is None:
            raise Http404
        return talk

    def get(self, request, *args, **kwargs):
        _ = self.talk
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        _ = self.talk
        if "assign" in request.POST:
            return self._assign()
        if "done" in request.POST:
            return self._finish(request.POST["done"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        add_comment(
            report=self._stored(), chapter=self.chapter.key, text=form.cleaned_data["text"], by=self.request.user
        )
        messages.success(self.request, "Uw opmerking staat bij het hoofdstuk. Zij komt niet in de rapportage.")
        return self._back()

    def _assign(self):
        form = WriterForm(self.request.POST, writers=self.talk.writers)
        if not form.is_valid():
            raise Http404
        try:
            assign_chapter(
                report=self._stored(),
                chapter=self.chapter.key,
                writer=form.cleaned_data["writer"],
                seen=form.cleaned_data["seen"],
                by=self.request.user,
            )
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return self._back()
        writer = form.cleaned_data["writer"]
        said = f"{writer} schrijft dit hoofdstuk." if writer else "Dit hoofdstuk is van niemand in het bijzonder."
        messages.success(self.request, said)
        return self._back()

    def _finish(self, asked):
        found = next((one for one in self.talk.comments if str(one.pk) == asked), None)
        if found is None:
            raise Http404
        finish_comment(comment=ChapterComment.objects.get(pk=found.pk), by=self.request.user)
        messages.success(self.request, "De opmerking is afgehandeld.")
        return self._back()

    def _stored(self):
        return Report.objects.get_or_create(region=self.region, round=self.round)[0]

    def _back(self):
        return redirect("reporting:chapter_talk", self.region.slug, self.round.code, self.chapter.key)

    def get_context_data(self, **kwargs):
        assigned = self.talk.assignment
        initial = {"writer": assigned.writer_id, "seen": assigned.version} if assigned else {}
        writer = WriterForm(initial=initial, writers=self.talk.writers, auto_id="id_assign_%s")
        return super().get_context_data(page=TalkPage(self.chapter, self.talk, writer), **kwargs)
