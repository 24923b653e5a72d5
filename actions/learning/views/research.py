"""Pages of research and evaluations."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView
from django.views.generic.edit import ModelFormMixin, ProcessFormView

from actions.learning import research
from actions.learning.bin import put_in_bin
from actions.learning.forms.research import ResearchFilter, ResearchForm
from actions.learning.research import AUDIENCE
from actions.learning.views.places import LearningPage, NationalPage, Place
from actions.listing import NamedLink, changed
from actions.models import Action, Research
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.catalogue import edition_in_force, titles
from programmes.conflict import answer_conflict, posted_version
from regions.access import RegionPage
from regions.models import Region
from regions.rights import Right


class ResearchList(LearningPage, ListView):
    template_name = "actions/research_list.html"
    paginate_by = 25

    @cached_property
    def filter_form(self):
        return ResearchFilter(self.request.GET, regions=Region.objects.filter(research__isnull=False).distinct())

    def get_queryset(self):
        form = self.filter_form
        return research.listed(
            self.rights,
            words=form.chosen("zoek"),
            region=form.region.pk if form.region else None,
            running_on=clock.today() if form.chosen("stand") else None,
        )

    def get_context_data(self, **kwargs):
        form = self.filter_form
        labels = {"zoek": form.chosen("zoek"), "regio": form.region, "stand": form.chosen("stand") and "Loopt nog"}
        active = [
            NamedLink(str(label), changed(self.request.GET, **{name: None})) for name, label in labels.items() if label
        ]
        return super().get_context_data(
            filter_form=form, active_filters=active, add_url=self._add_url(), audience=AUDIENCE, **kwargs
        )

    def _add_url(self):
        if Right.WRITE_NATIONAL in self.rights.national:
            return reverse("actions:national_research_create")
        region = self.home_region
        if region and self.rights.may(Right.WRITE_ACTIONS, region):
            return reverse("actions:research_create", args=[region.slug])
        return ""


class ResearchPage(LearningPage):
    writes = False

    @cached_property
    def research(self):
        found = research.visible_research(self.rights).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def about(self):
        return self.research.owner

    def check(self):
        self.research  # noqa: B018 - unknown research does not exist for anybody
        if self.writes and not self.may_write:
            raise PermissionDenied

    @property
    def may_write(self):
        return research.may_write(self.rights, self.research.owner_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(research=self.research, audience=AUDIENCE, **kwargs)


@dataclass(frozen=True)
class ResearchFacts:
    regions: tuple[Region, ...]
    blocks: tuple[tuple[int, str], ...]
    actions: tuple[Action, ...]  # those that the visitor may read
    is_over: bool
    may_write: bool


class ResearchDetail(ResearchPage, TemplateView):
    template_name = "actions/research_detail.html"

    def get_context_data(self, **kwargs):
        one, today = self.research, clock.today()
        edition = edition_in_force(on=today)
        names = titles(edition).blocks if edition else {}
        followed = Action.objects.visible_to(self.rights).filter(research=one)
        facts = ResearchFacts(
            regions=tuple(one.regions.all()),
            blocks=tuple((block.pk, str(names.get(block.pk, block))) for block in one.blocks.all()),
            actions=tuple(followed.select_related("node", "programme__region")),
            is_over=bool(one.until and one.until < today),
            may_write=self.may_write,
        )
        return super().get_context_data(facts=facts, **kwargs)


class ResearchFormPage(ModelFormMixin, ProcessFormView, TemplateView):
    model = Research
    form_class = ResearchForm
    template_name = "actions/research_form.html"

    def get(self, request, *args, **kwargs):
        self.object = self.research
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.research
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.research, "cancel_url": self.cancel_url}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"research": self.research, "audience": AUDIENCE, **kwargs})

    def form_valid(self, form):
        seen = (form.cleaned_data["seen_version"] or 0) if self.research.pk else None
        try:
            saved = research.save_research(
                research=form.instance, links=form.links, seen_version=seen, by=self.request.user
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "Het onderzoek is opgeslagen.")
        return redirect(saved)


class ResearchCreate(RegionPage, ResearchFormPage):
    needs = Right.WRITE_ACTIONS

    @cached_property
    def research(self):
        return Research(owner=self.region)

    def get_initial(self):
        return {"regions": [self.region.pk]}

    @property
    def cancel_url(self):
        return reverse("actions:learning", args=[self.region.slug])

    def get_context_data(self, **kwargs):
        place = Place(f"Leren, {self.region.name}", self.cancel_url)
        return super().get_context_data(place=place, **kwargs)


class NationalResearchCreate(NationalPage, ResearchFormPage):
    @cached_property
    def research(self):
        return Research()

    @property
    def cancel_url(self):
        return reverse("actions:national_learning")


class ResearchUpdate(ResearchPage, ResearchFormPage):
    writes = True

    @property
    def cancel_url(self):
        return self.research.get_absolute_url()


class ResearchRemove(ResearchPage, TemplateView):
    writes = True
    template_name = "actions/research_confirm_delete.html"

    def post(self, request, *args, **kwargs):
        try:
            put_in_bin(one=self.research, seen_version=posted_version(request), by=request.user)
        except EditConflictError:
            messages.error(request, "Het onderzoek is intussen gewijzigd. Lees het opnieuw voordat u het verwijdert.")
            return redirect(request.path)
        messages.success(request, "Het onderzoek is verwijderd. Het ligt 30 dagen in de prullenbak.")
        return redirect("actions:research_list")
