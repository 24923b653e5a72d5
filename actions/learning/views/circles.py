"""Pages of learning circles: all that the visitor sees, one of them, and keeping them."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.edit import ModelFormMixin, ProcessFormView

from actions.learning import circles
from actions.learning.bin import put_in_bin
from actions.learning.forms.circles import CircleForm
from actions.learning.region_page import circle_lines
from actions.learning.views.places import LearningPage, NationalPage
from actions.models import CircleMeeting, LearningCircle, Lesson, Sharing
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.catalogue import edition_in_force, titles
from programmes.conflict import answer_conflict, posted_version
from regions.rights import Right


class CircleList(LearningPage, TemplateView):
    template_name = "actions/circle_list.html"

    def get_context_data(self, **kwargs):
        lines = circle_lines(circles.told_circles(self.rights), on=clock.today())
        may_write = Right.WRITE_NATIONAL in self.rights.national
        return super().get_context_data(lines=lines, may_write=may_write, **kwargs)


class CirclePage(LearningPage):
    """A page about one circle that the visitor sees; `writes` for the national team."""

    writes = False

    @cached_property
    def circle(self):
        circle = circles.visible_circles(self.rights).filter(slug=self.kwargs["circle"]).first()
        if circle is None:
            raise Http404
        return circle

    @property
    def about(self):
        return self.circle.regions.filter(pk__in=self.rights.by_region).order_by("name").first()

    def check(self):
        self.circle  # noqa: B018 - one that the visitor does not see does not exist
        if self.writes and not self.may_write:
            raise PermissionDenied

    @property
    def may_write(self):
        return Right.WRITE_NATIONAL in self.rights.national

    def get_context_data(self, **kwargs):
        audience = "de regio’s van deze leerkring en het landelijk team"
        return super().get_context_data(**{**kwargs, "circle": self.circle, "audience": audience})


@dataclass(frozen=True)
class CircleFacts:
    regions: tuple
    blocks: tuple[tuple[int, str], ...]
    coming: tuple[CircleMeeting, ...]
    past: tuple[CircleMeeting, ...]  # newest first
    lessons: tuple[Lesson, ...]
    lesson_count: int
    may_write: bool


class CircleDetail(CirclePage, TemplateView):
    template_name = "actions/circle_detail.html"

    def get_context_data(self, **kwargs):
        edition = edition_in_force(on=clock.today())
        names = titles(edition).blocks if edition else {}
        meetings, today = list(self.circle.meetings.prefetch_related("attended")), clock.today()
        shared = Lesson.objects.visible_to(self.rights).filter(circles=self.circle, sharing=Sharing.CIRCLE)
        facts = CircleFacts(
            regions=tuple(self.circle.regions.all()),
            blocks=tuple((one.pk, str(names.get(one.pk, one))) for one in self.circle.blocks.all()),
            coming=tuple(one for one in meetings if one.date >= today),
            past=tuple(one for one in reversed(meetings) if one.date < today),
            lessons=tuple(shared.select_related("region")[:10]),
            lesson_count=shared.count(),
            may_write=self.may_write,
        )
        return super().get_context_data(facts=facts, **kwargs)


class CircleFormPage(ModelFormMixin, ProcessFormView, TemplateView):
    model = LearningCircle
    form_class = CircleForm
    template_name = "actions/circle_form.html"

    def get(self, request, *args, **kwargs):
        self.object = self.circle
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.circle
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.circle, "cancel_url": self.cancel_url}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            circle = circles.save_circle(
                circle=form.instance,
                regions=data["regions"],
                blocks=data["blocks"],
                seen_version=(data["seen_version"] or 0) if self.circle.pk else None,
                by=self.request.user,
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Leerkring {circle} is opgeslagen.")
        return redirect(circle)


class CircleCreate(NationalPage, CircleFormPage):
    @cached_property
    def circle(self):
        return LearningCircle()

    @property
    def cancel_url(self):
        return reverse("actions:national_learning")


class CircleUpdate(CirclePage, CircleFormPage):
    writes = True

    @property
    def cancel_url(self):
        return self.circle.get_absolute_url()


class CircleRemove(CirclePage, TemplateView):
    writes = True
    template_name = "actions/circle_confirm_delete.html"

    def post(self, request, *args, **kwargs):
        try:
            put_in_bin(one=self.circle, seen_version=posted_version(request), by=request.user)
        except EditConflictError:
            messages.error(request, "De leerkring is intussen gewijzigd. Lees haar opnieuw voordat u haar verwijdert.")
            return redirect(request.path)
        messages.success(request, f"Leerkring {self.circle} is verwijderd. Zij ligt 30 dagen in de prullenbak.")
        return redirect("actions:national_learning")
