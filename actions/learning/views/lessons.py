"""Pages of lessons: the list, one lesson, writing, sharing and throwing away."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView
from django.views.generic.edit import ModelFormMixin, ProcessFormView

from actions.learning import lessons
from actions.learning.bin import put_in_bin
from actions.learning.circles import visible_circles
from actions.learning.files import lesson_files
from actions.learning.forms.lessons import LessonFilter, LessonForm, ShareForm
from actions.learning.meetings import visible_meetings
from actions.learning.views.places import LearningPage, NationalPage, Place
from actions.listing import NamedLink, changed
from actions.models import Action, Lesson, Sharing
from ghnt import clock
from ghnt.documents.attaching import FileList
from ghnt.ui.editing import EditConflictError
from programmes import wording
from programmes.catalogue import edition_in_force, titles
from programmes.conflict import answer_conflict, posted_version
from regions.access import RegionPage
from regions.models import Region
from regions.rights import Right


class LessonList(LearningPage, ListView):
    template_name = "actions/lesson_list.html"
    paginate_by = 25

    @cached_property
    def filter_form(self):
        edition = edition_in_force(on=clock.today())
        names = titles(edition) if edition else None
        blocks = wording.choices(names.block_groups(), names.blocks, ()) if names else []
        regions = Region.objects.filter(lessons__in=Lesson.objects.visible_to(self.rights).values("pk")).distinct()
        return LessonFilter(
            self.request.GET,
            blocks=blocks,
            regions=list(regions.order_by("name")),
            circles=visible_circles(self.rights),
        )

    def get_queryset(self):
        return lessons.listed(self.rights, self.filter_form.wanted)

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter_form=self.filter_form, active_filters=self._active(), **kwargs)

    def _active(self):
        labels = {name: self.filter_form.label_of(name) for name in self.filter_form.fields}
        return [NamedLink(label, changed(self.request.GET, **{name: None})) for name, label in labels.items() if label]


class LessonPage(LearningPage):
    """A page about one lesson that the visitor may read; `writes` for who keeps it."""

    writes = False

    @cached_property
    def lesson(self):
        found = Lesson.objects.visible_to(self.rights).filter(pk=self.kwargs["pk"])
        lesson = found.select_related("region", "circle_meeting__circle", "created_by").first()
        if lesson is None:
            raise Http404
        return lesson

    @property
    def about(self):
        return self.lesson.region

    def check(self):
        if self.writes and not self.may_write:
            raise PermissionDenied

    @property
    def may_write(self):
        return lessons.may_write(self.rights, self.lesson.region_id)

    def get_context_data(self, **kwargs):
        circles = list(self.lesson.circles.all())
        audience = lessons.audience_of(self.lesson, circles)
        return super().get_context_data(**{"lesson": self.lesson, "audience": audience, **kwargs})


@dataclass(frozen=True)
class LessonFacts:
    blocks: tuple[tuple[int, str], ...]
    actions: tuple[Action, ...]  # those that the visitor may read
    circles: tuple
    files: FileList
    history: tuple[lessons.HistoryLine, ...]
    may_write: bool


class LessonDetail(LessonPage, TemplateView):
    template_name = "actions/lesson_detail.html"

    def get_context_data(self, **kwargs):
        lesson = self.lesson
        visible = Action.objects.visible_to(self.rights).filter(lessons=lesson)
        edition = edition_in_force(on=clock.today())
        names = titles(edition).blocks if edition else {}
        facts = LessonFacts(
            blocks=tuple((one.pk, str(names.get(one.pk, one))) for one in lesson.blocks.all()),
            actions=tuple(visible.select_related("node", "programme__region")),
            circles=tuple(lesson.circles.all()),
            files=lesson_files(lesson, may_write=self.may_write),
            history=lessons.history_of(lesson) if self.may_write else (),
            may_write=self.may_write,
        )
        return super().get_context_data(facts=facts, files=facts.files, **kwargs)


class LessonFormPage(ModelFormMixin, ProcessFormView, TemplateView):
    model = Lesson
    form_class = LessonForm
    template_name = "actions/lesson_form.html"

    def get(self, request, *args, **kwargs):
        self.object = self.lesson
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.lesson
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.lesson, "cancel_url": self.cancel_url}

    def form_valid(self, form):
        seen = form.cleaned_data["seen_version"] or 0 if self.lesson.pk else None
        share = None if self.lesson.pk else form.share
        try:
            lesson = lessons.save_lesson(
                lesson=form.instance, links=form.links, seen_version=seen, share=share, by=self.request.user
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "Het leerpunt is opgeslagen.")
        return redirect(lesson)


class Beginning:
    """What a new lesson starts with: the action or the meeting that it came from."""

    def get_initial(self):
        asked = self.request.GET.get("actie", "")
        action = self._action(asked) if asked.isdecimal() and len(asked) < 10 else None
        if action is None:
            return {"learned_on": clock.today()}
        blocks = list(action.blocks.values_list("pk", flat=True)) or list(
            action.node.blocks.values_list("pk", flat=True)
        )
        return {"learned_on": clock.today(), "actions": [action.pk], "blocks": blocks}

    def _action(self, pk):
        if self.region is None:
            return None
        return Action.objects.visible_to(self.rights, self.region).filter(pk=pk).select_related("node").first()

    @cached_property
    def lesson(self):
        asked = self.request.GET.get("bijeenkomst", "")
        pk = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
        return Lesson(region=self.region, circle_meeting=visible_meetings(self.rights).filter(pk=pk).first())


class LessonCreate(Beginning, RegionPage, LessonFormPage):
    needs = Right.WRITE_ACTIONS

    @property
    def cancel_url(self):
        return reverse("actions:learning", args=[self.region.slug])

    def get_context_data(self, **kwargs):
        place = Place(f"Leren, {self.region.name}", self.cancel_url)
        return super().get_context_data(place=place, meeting=self.lesson.circle_meeting, **kwargs)


class NationalLessonCreate(Beginning, NationalPage, LessonFormPage):
    region = None

    @property
    def cancel_url(self):
        return reverse("actions:national_learning")

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.lesson.circle_meeting, **kwargs)


class LessonUpdate(LessonPage, LessonFormPage):
    writes = True

    @property
    def cancel_url(self):
        return self.lesson.get_absolute_url()


class LessonShare(LessonPage, FormView):
    writes = True
    form_class = ShareForm
    template_name = "actions/lesson_share.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "lesson": self.lesson, "cancel_url": self.lesson.get_absolute_url()}

    def form_valid(self, form):
        seen = form.cleaned_data["seen_version"]
        try:
            lessons.share_lesson(lesson=self.lesson, share=form.share, seen_version=seen, by=self.request.user)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Dit leerpunt is nu gedeeld met: {Sharing(self.lesson.sharing).label.lower()}.")
        return redirect(self.lesson)


class LessonRemove(LessonPage, TemplateView):
    writes = True
    template_name = "actions/lesson_confirm_delete.html"

    def post(self, request, *args, **kwargs):
        try:
            put_in_bin(one=self.lesson, seen_version=posted_version(request), by=request.user)
        except EditConflictError:
            messages.error(request, "Het leerpunt is intussen gewijzigd. Lees het opnieuw voordat u het verwijdert.")
            return redirect(request.path)
        messages.success(request, "Het leerpunt is verwijderd. U vindt het 30 dagen in de prullenbak.")
        return redirect(self.place.url)
