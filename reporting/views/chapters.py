"""One chapter of a report, to read together with what the actions say, to write and to confirm."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from actions.models import ActionUpdate
from ghnt import clock
from regions.rights import Right
from reporting.chapter_list import Chapter
from reporting.chapters import chapters_of
from reporting.collecting import collect
from reporting.comments import ChapterTalk, talk_of
from reporting.content import ActionLineItem, LineChapter, Section
from reporting.kept import KEPT, Kept
from reporting.screen import ReportScreen, screen_of
from reporting.signals.beside import ChapterSignals, chapter_signals
from reporting.spoken.derived import DerivedChapter, derived_chapter
from reporting.states import Verb
from reporting.views.answers_page import AnswersPage
from reporting.views.chapter_parts import AskedQuestion, ChapterParts
from reporting.views.chosen import next_of


@dataclass(frozen=True)
class ToldAction:
    """What an action says; `older` is the update of before that waits to be confirmed."""

    item: ActionLineItem
    older: ActionUpdate | None


@dataclass(frozen=True)
class ChapterPage:
    chapter: Chapter
    following: Chapter | None
    questions: list[AskedQuestion]
    line: LineChapter | None
    screen: ReportScreen
    may_write: bool
    may_confirm_actions: bool
    talk: ChapterTalk | None
    signals: ChapterSignals

    @property
    def sections(self) -> list[tuple[Section, list[ToldAction]]]:
        older: Mapping[int, ActionUpdate] = self.chapter.older if self.may_write else {}
        return [
            (section, [ToldAction(item, older.get(int(item.key))) for item in section.actions])
            for section in (self.line.sections if self.line else ())
            if section.actions
        ]

    @property
    def kept(self) -> Kept | None:
        """Where the facts of a derived chapter are kept."""
        return KEPT.get(self.chapter.key)

    @property
    def derived(self) -> DerivedChapter | None:
        return derived_chapter(self.screen.content, self.chapter.key)

    @property
    def proposed(self) -> list[AskedQuestion]:
        return [one for one in self.questions if one.proposed]


class ReportChapter(AnswersPage, ChapterParts, FormView):
    template_name = "reporting/report_chapter.html"

    @cached_property
    def chapters(self):
        return chapters_of(self.region, self.round)

    @cached_property
    def chapter(self) -> Chapter:
        found = self.chapters.find(self.kwargs["chapter"])
        if found is None:
            raise Http404
        return found

    @property
    def older(self):
        return self.chapter.older

    @property
    def proposed(self):
        return self.chapter.proposed

    @property
    def may_confirm_actions(self):
        return self.rights.may(Right.WRITE_ACTIONS, self.region)

    def save_url(self, question):
        return reverse("reporting:report_answer", args=[*self._address, self.chapter.key, question.pk])

    @property
    def _address(self):
        return [self.region.slug, self.round.code]

    def saved(self):
        messages.success(self.request, f"‘{self.chapter.title}’ is opgeslagen.")
        following = self.chapters.after(self.chapter.key) if "next" in self.request.POST else None
        if following:
            return redirect("reporting:report_chapter", *self._address, following.key)
        return redirect("reporting:report_detail", *self._address)

    def next_to_confirm(self, answers, actions):
        url = reverse("reporting:report_chapter", args=[*self._address, self.chapter.key])
        if actions and (pk := next_of(self.older, actions)):
            return f"{url}#actie-{pk}"
        if answers and (pk := next_of(self.proposed, answers)):
            return f"{url}#vraag-{pk}"
        return url

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        content = collect(self.region, self.round, version=1, written_by=str(self.request.user))
        may_write, key = self.may(Verb.WRITE), self.chapter.key
        context["page"] = ChapterPage(
            chapter=self.chapter,
            following=self.chapters.after(key),
            questions=self.asked(context["form"]),
            line=next((line for line in content.lines if line.key == key), None),
            screen=screen_of(content),
            may_write=may_write,
            may_confirm_actions=self.may_confirm_actions,
            talk=talk_of(self.region, self.round, key, on=clock.today()),
            signals=chapter_signals(self.region, self.round, key, may_write=may_write),
        )
        return context
