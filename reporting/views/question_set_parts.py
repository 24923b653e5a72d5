"""Pages that change the sections and questions of a set."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from reporting.models import Question, QuestionSection
from reporting.question_sets import editing
from reporting.question_sets.forms import QuestionForm, SectionForm
from reporting.question_sets.reading import takes_over, words_in_force
from reporting.views.question_sets import CHANGED, SetEditing

NOT_TAKEN_OVER = "Antwoorden van vorig halfjaar worden niet overgenomen."


class SectionPage(SetEditing):
    @cached_property
    def section(self):
        sections = QuestionSection.objects.select_related("question_set")
        return get_object_or_404(sections, question_set=self.question_set, key=self.kwargs["key"])

    def exists(self):
        _ = self.section


class QuestionPage(SetEditing):
    @cached_property
    def question(self):
        questions = Question.objects.select_related("question_set", "section")
        return get_object_or_404(questions, question_set=self.question_set, key=self.kwargs["key"])

    def exists(self):
        _ = self.question


class PartForm(FormView):
    """A form of a part; what a colleague changed meanwhile stands beside it, and a new part can be saved again."""

    template_name = "reporting/question_set_form.html"
    title = submit = ""

    def get_form_kwargs(self):
        own = {
            "question_set": self.question_set,
            "submit": self.submit,
            "cancel_url": self.question_set.get_absolute_url(),
        }
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, **kwargs)

    def form_valid(self, form):
        try:
            return self.save(form, form.cleaned_data["seen_version"] or 0)
        except ValidationError as error:
            return self.form_refused(form, error)
        except EditConflictError as conflict:
            return self.lost_race(form, conflict)

    def lost_race(self, form, conflict):
        """Adding once more is safe: the form carries the new version."""
        form.data = form.data.copy()
        form.data["seen_version"] = conflict.current.version
        return self.form_refused(form, "Een collega wijzigde deze vragenlijst. Uw tekst staat er nog. Sla opnieuw op.")


class ExistingPart:
    """A part that stands: both texts are shown to whoever lost the race."""

    def lost_race(self, form, conflict):
        current = type(form.instance).objects.filter(pk=form.instance.pk).first()
        if current is None:
            return self.form_refused(form, "Een collega verwijderde dit. Uw tekst staat er nog.")
        return answer_conflict(self.request, form, current)


class SectionCreate(SetEditing, PartForm):
    form_class = SectionForm
    title = submit = "Hoofdstuk toevoegen"

    def save(self, form, seen):
        section = editing.add_section(question_set=self.question_set, draft=form.draft(), seen=seen)
        return self.done(f"‘{section}’ is toegevoegd. Voeg nu de vragen toe.", f"hoofdstuk-{section.key}")


class SectionUpdate(ExistingPart, SectionPage, PartForm):
    form_class = SectionForm
    title, submit = "Hoofdstuk wijzigen", "Hoofdstuk opslaan"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.section}

    def save(self, form, seen):
        editing.change_section(section=self.section, draft=form.draft(), seen=seen)
        return self.done(f"‘{form.cleaned_data['title']}’ is opgeslagen.", f"hoofdstuk-{self.section.key}")


class QuestionForms(PartForm):
    form_class = QuestionForm
    has_history = False

    def get_form_kwargs(self):
        own = {"words": words_in_force(clock.today()), "has_history": self.has_history}
        return super().get_form_kwargs() | own


class QuestionCreate(SectionPage, QuestionForms):
    title = submit = "Vraag toevoegen"

    def get_initial(self):
        return {"section": self.section.pk}

    def save(self, form, seen):
        question = editing.add_question(draft=form.draft(), seen=seen)
        return self.done("De vraag is toegevoegd.", f"vraag-{question.key}")


class QuestionUpdate(ExistingPart, QuestionPage, QuestionForms):
    title, submit = "Vraag wijzigen", "Vraag opslaan"

    @cached_property
    def earlier(self):
        """The question with the same key in the set this one was made from, or else in the latest other one."""
        others = Question.objects.select_related("section").filter(key=self.question.key)
        others = others.exclude(question_set=self.question_set)
        based_on = others.filter(question_set=self.question_set.based_on_id).first()
        return based_on or others.order_by("-question_set__number").first()

    @property
    def has_history(self):
        return self.earlier is not None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.question}

    def save(self, form, seen):
        question = editing.change_question(
            question=self.question, draft=form.draft(), is_other=form.is_other_question, seen=seen
        )
        stays = self.earlier is None or takes_over(question, self.earlier)
        message = "De vraag is opgeslagen." if stays else f"De vraag is opgeslagen. {NOT_TAKEN_OVER}"
        return self.done(message, f"vraag-{question.key}")


class PartDelete(TemplateView):
    """Asks first: what is deleted here does not come back."""

    template_name = "reporting/question_set_part_confirm_delete.html"

    def post(self, request, *args, **kwargs):
        try:
            self.remove(posted_version(request))
        except ValidationError as error:
            return self.refused(" ".join(error.messages))
        except EditConflictError:
            return self.refused(CHANGED)
        return self.done(f"‘{self.part}’ is verwijderd.")


class SectionDelete(SectionPage, PartDelete):
    @property
    def part(self):
        return self.section

    def remove(self, seen):
        editing.remove_section(section=self.section, seen=seen)

    def get_context_data(self, **kwargs):
        count = self.section.questions.count()
        return super().get_context_data(title="Hoofdstuk verwijderen", part=self.section, count=count, **kwargs)


class QuestionDelete(QuestionPage, PartDelete):
    @property
    def part(self):
        return self.question

    def remove(self, seen):
        editing.remove_question(question=self.question, seen=seen)

    def get_context_data(self, **kwargs):
        return super().get_context_data(title="Vraag verwijderen", part=self.question, **kwargs)


class PartMove(View):
    """Up or down."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        if self.kwargs["change"] not in {"omhoog", "omlaag"}:
            raise Http404
        try:
            self.move(self.kwargs["change"] == "omhoog", posted_version(request))
        except ValidationError as error:
            return self.refused(" ".join(error.messages))
        except EditConflictError:
            return self.refused(CHANGED)
        return self.done(anchor=self.anchor)


class SectionMove(SectionPage, PartMove):
    def move(self, up, seen):
        editing.move_section(section=self.section, up=up, seen=seen)

    @property
    def anchor(self):
        return f"hoofdstuk-{self.section.key}"


class QuestionMove(QuestionPage, PartMove):
    def move(self, up, seen):
        editing.move_question(question=self.question, up=up, seen=seen)

    @property
    def anchor(self):
        return f"vraag-{self.question.key}"
