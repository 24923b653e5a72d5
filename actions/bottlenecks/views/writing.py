"""Making and changing a bottleneck of a region, and the steps that it goes through."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, UpdateView

from actions.bottlenecks import saving
from actions.bottlenecks.forms import BottleneckForm, StepForm
from actions.bottlenecks.reading import INSIDE_AUDIENCE, audience_of
from actions.bottlenecks.states import WORDS, Verb, may, takes_part
from actions.bottlenecks.steps import NOT_NOW, take_step
from actions.bottlenecks.views.regional import BottleneckPage
from actions.models import Action, Bottleneck, Level
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from programmes.views.remark_following import OneRemark
from regions.access import RegionPage
from regions.rights import Right


class BottleneckForms:
    """The form of a bottleneck of the region, new or standing."""

    form_class = BottleneckForm
    template_name = "actions/bottlenecks/form.html"
    is_new = False

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rights": self.rights, "cancel_url": self.cancel_url}

    @property
    def cancel_url(self):
        return reverse("actions:bottleneck_list", args=[self.region.slug])

    def form_valid(self, form):
        seen = None if self.is_new else form.cleaned_data["seen_version"] or 0
        try:
            saved = saving.save_bottleneck(
                bottleneck=form.instance, relations=form.relations(), seen_version=seen, by=self.request.user
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Knelpunt {saved.code} is opgeslagen.")
        return redirect(saved)


class BottleneckCreate(BottleneckForms, RegionPage, UpdateView):
    """From the list, or from an action ("?actie=12") that then is chosen already."""

    needs = Right.WRITE_ACTIONS
    is_new = True

    def get_object(self, queryset=None):
        return Bottleneck(region=self.region, found_on=clock.today())

    def get_initial(self):
        asked = self.request.GET.get("actie", "")
        actions = Action.objects.own().present().filter(programme__region=self.region)
        found = actions.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
        return {"actions": [found.pk], "blocks": list(found.blocks.values_list("pk", flat=True))} if found else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(bottleneck=None, audience=INSIDE_AUDIENCE, **kwargs)


class RemarkBottleneck(BottleneckForms, OneRemark, UpdateView):
    """From a remark of a body: its words are filled in, and it is linked."""

    needs = Right.WRITE_ACTIONS
    is_new = True

    def get_object(self, queryset=None):
        return Bottleneck(region=self.region, found_on=self.remark.conclusion.date)

    def get_initial(self):
        return {"text": self.remark.text, "remarks": [self.remark.pk]}

    @property
    def cancel_url(self):
        return reverse("programmes:remark_follow_up", args=[self.region.slug, self.remark.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(bottleneck=None, audience=INSIDE_AUDIENCE, **kwargs)


class BottleneckUpdate(BottleneckForms, BottleneckPage, UpdateView):
    needs = Right.WRITE_ACTIONS

    def get_object(self, queryset=None):
        return self.bottleneck

    @property
    def cancel_url(self):
        return self.bottleneck.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=audience_of(self.bottleneck), **kwargs)


class Steps(FormView):
    """One verb on one bottleneck, in `self.bottleneck`; who never may do it is refused, not now is said in words."""

    form_class = StepForm
    template_name = "actions/bottlenecks/step.html"

    @cached_property
    def verb(self):
        if self.kwargs["verb"] not in list(Verb):
            raise Http404
        return Verb(self.kwargs["verb"])

    def dispatch(self, request, *args, **kwargs):
        bottleneck = self.bottleneck
        if not takes_part(bottleneck, self.verb, request.rights):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if not may(self.bottleneck, self.verb, request.rights):
            messages.info(request, NOT_NOW)
            return redirect(self.bottleneck)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        own = {"bottleneck": self.bottleneck, "verb": self.verb, "cancel_url": self.bottleneck.get_absolute_url()}
        return {**super().get_form_kwargs(), **own}

    def get_initial(self):
        """A region raises to whoever it said must act."""
        must_act = self.bottleneck.must_act
        return {"level": must_act if must_act != Level.REGION else ""}

    def form_valid(self, form):
        said = form.cleaned_data
        if not self._may_now(said["seen_version"]):
            raise PermissionDenied
        try:
            take_step(
                bottleneck=self.bottleneck,
                verb=self.verb,
                text=said["text"],
                level=said.get("level", ""),
                seen_version=said["seen_version"] or 0,
                by=self.request.user,
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current, more=(said["text"], ""))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, WORDS[self.verb].done)
        return redirect(self.bottleneck)

    def _may_now(self, seen):
        """Of what changed since it was seen the operation decides: the same step twice, or a conflict."""
        return seen != self.bottleneck.version or may(self.bottleneck, self.verb, self.request.rights)

    def get_context_data(self, **kwargs):
        words, audience = WORDS[self.verb], audience_of(self.bottleneck)
        return super().get_context_data(words=words, audience=audience, **kwargs)


class BottleneckStepForm(BottleneckPage, Steps):
    pass
