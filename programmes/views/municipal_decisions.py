"""Besluitvorming of one municipality: where it stands with the programme, and what its council was promised."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from ghnt import clock
from programmes import council_promises, municipal_acts
from programmes.models import Adoption, ProgrammeVersion
from programmes.municipal_acts import ActLine
from programmes.outline import current_or_coming
from programmes.views.council_promises import PromiseLine
from programmes.views.municipal_act import MunicipalAct, municipal_act
from programmes.views.programme import AUDIENCE
from regions.access import MunicipalityPage
from regions.rights import Right
from regions.successors import predecessors_of

FEW = 20


@dataclass(frozen=True)
class OwnAct:
    version: ProgrammeVersion
    line: ActLine
    act: MunicipalAct
    page_url: str


@dataclass(frozen=True)
class TakenOver:
    """An open row of a municipality that went into this one."""

    adoption: Adoption
    page_url: str


@dataclass(frozen=True)
class DecisionsPage:
    own: OwnAct | None
    taken_over: tuple[TakenOver, ...]
    promises: tuple[PromiseLine, ...]
    promises_url: str


class MunicipalityAdoption(MunicipalityPage, TemplateView):
    sees = Right.READ_REGION
    template_name = "programmes/municipality_adoption.html"

    def get_context_data(self, **kwargs):
        url = reverse("programmes:promise_list", args=[self.region.slug])
        page = DecisionsPage(
            own=self._own(),
            taken_over=tuple(self._taken_over()),
            promises=tuple(self._promises()),
            promises_url=f"{url}?gemeente={self.municipality.slug}",
        )
        return super().get_context_data(page=page, audience=AUDIENCE, **kwargs)

    @cached_property
    def version(self):
        programme = current_or_coming(self.region, on=clock.today())
        return municipal_acts.version_to_tell(programme) if programme else None

    def _own(self):
        lines = municipal_acts.acts_of(self.version, self.rights) if self.version else ()
        line = next((line for line in lines if line.municipality == self.municipality), None)
        if line is None:
            return None
        return OwnAct(self.version, line, municipal_act(line, self.region), _page_url(line.adoption))

    def _taken_over(self):
        if not self.rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, self.municipality, self.region):
            return
        gone = predecessors_of([self.municipality], on=clock.today())
        open_ = Adoption.objects.filter(municipality__in=gone, result="")
        for one in open_.select_related("municipality", "programme_version__programme__region")[:FEW]:
            yield TakenOver(one, _page_url(one))

    def _promises(self):
        today = clock.today()
        for one in council_promises.promises_of(self.region, on=today, municipality=self.municipality)[:FEW]:
            yield PromiseLine(one, council_promises.state_of(one, on=today), may_write=False)


def _page_url(adoption):
    version = adoption.programme_version
    args = [version.programme.region.slug, version.number, adoption.municipality.slug]
    return f"{reverse('programmes:adoption_detail', args=args)}?programma={version.programme_id}"
