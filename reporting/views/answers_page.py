"""A page with questions: saved as one form, taken over from last time, both texts when a colleague was first."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect

from actions.models import ActionUpdate
from ghnt.ui.editing import EditConflictError
from reporting.confirming import save_chapter, taken_over
from reporting.earlier import EarlierAnswer, earlier_answers
from reporting.models import Answer
from reporting.views.chapter_parts import AskedQuestion
from reporting.views.chosen import ACTION, ANSWER, chosen_in, confirmed_words

LOST_RACE = "Een collega wijzigde deze tekst terwijl u schreef. Uw tekst is nog niet opgeslagen."


class AnswersPage:
    """Mixed into a FormView that knows its questions, answers, form and what these are about."""

    conflicts: Mapping[int, Answer] = {}
    older: Mapping[int, ActionUpdate] = {}
    may_confirm_actions = False

    @property
    def proposed(self) -> Mapping[int, EarlierAnswer]:
        """By question, last time's answer that can be taken over unchanged."""
        raise NotImplementedError

    def save_url(self, question) -> str:
        """Where one question saves itself."""
        raise NotImplementedError

    def saved(self):
        """Where to go when everything is saved."""
        raise NotImplementedError

    def next_to_confirm(self, answers, actions) -> str:
        """The address of the page again, at what is still to be confirmed."""
        raise NotImplementedError

    def get_form(self, form_class=None):
        return self.form_of(self.questions, {**self.answers, **self.adjusted}, **self.get_form_kwargs())

    @property
    def adjusted(self):
        """Last time's answer in the field itself, to be changed there; nothing is saved yet."""
        asked = self.request.GET.get("aanpassen", "")
        return {pk: Answer(text=one.text, version=None) for pk, one in self.proposed.items() if str(pk) == asked}

    def form_valid(self, form):
        actions = chosen_in(self.request, ACTION, self.older)
        if actions and not self.may_confirm_actions:
            raise PermissionDenied
        answers = chosen_in(self.request, ANSWER, self.proposed)
        try:
            confirmed = save_chapter(
                region=self.region,
                round=self.round,
                written=taken_over(form.written(), answers, self.proposed),
                older={pk: self.older[pk] for pk in actions},
                by=self.request.user,
                **self.about,
            )
        except EditConflictError:
            return self.lost_race(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.refused(form)
        if "confirm" not in self.request.POST:
            return self.saved()
        messages.success(self.request, confirmed_words(confirmed))
        return redirect(self.next_to_confirm(answers, actions))

    def lost_race(self, form):
        """Both texts on the page; the form carries the other's version, so that saving again is a choice."""
        del self.answers
        for one in form.written():
            answer = self.answers.get(one.question.pk)
            if answer and answer.version != one.seen and answer.text != one.text:
                self.conflicts = {**self.conflicts, one.question.pk: answer}
        form.data = form.data.copy()
        for pk, answer in self.answers.items():
            form.data[f"seen_{pk}"] = answer.version
        form.add_error(None, LOST_RACE)
        return self.refused(form)

    def refused(self, form):
        response = self.form_invalid(form)
        response.status_code = 409
        return response

    def asked(self, form):
        """Every question with its field, what stands there and what stood there last time."""
        earlier = earlier_answers(self.region, self.round)
        about = {name: one.pk if one else None for name, one in self.about.items()}
        return [
            AskedQuestion(
                question=question,
                field=form[f"text_{question.pk}"],
                seen=form[f"seen_{question.pk}"],
                answer=self.answers.get(question.pk),
                earlier=earlier.find(question, **about),
                proposed=question.pk in self.proposed,
                names=self.names,
                conflict=self.conflicts.get(question.pk),
                save_url=self.save_url(question),
            )
            for question in self.questions
        ]
