"""Everything that the page of one bottleneck says, for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actions.bottlenecks.forms import block_titles
from actions.bottlenecks.listing import waits_for
from actions.bottlenecks.saving import may_be_removed
from actions.bottlenecks.states import WORDS, Verb, Words, verbs_for
from actions.models import Action, Bottleneck, BottleneckAgendaItem, BottleneckState, BottleneckStep
from actions.models.bottlenecks import BottleneckQuerySet, reads_nationally
from programmes import wording
from programmes.models import Conclusion, Remark
from regions.models import Municipality
from regions.rights import Right, Rights

INSIDE_AUDIENCE = "alleen uw regio en haar gemeenten"
SHARED_AUDIENCE = "de regio, haar gemeenten en het landelijk team"
NATIONAL_AUDIENCE = "het landelijk team en de regioadviseurs; een regio leest de antwoorden bij haar eigen knelpunt"
# The button on top, for who may.
NEXT = {
    BottleneckState.OPEN: Verb.RAISE,
    BottleneckState.RAISED: Verb.ANSWER,
    BottleneckState.ANSWERED: Verb.SOLVE,
}


@dataclass(frozen=True)
class VerbLink:
    verb: Verb
    words: Words
    url: str


@dataclass(frozen=True)
class BottleneckPage:
    bottleneck: Bottleneck
    steps: tuple[BottleneckStep, ...]
    waits: str
    audience: str
    blocks: tuple[str, ...]
    municipalities: tuple[Municipality, ...]
    actions: tuple[Action, ...]
    remarks: tuple[Remark, ...]
    members: tuple[Bottleneck, ...]  # of a national one: those of regions
    agendas: tuple[BottleneckAgendaItem, ...]
    verbs: tuple[VerbLink, ...]
    may_write: bool
    may_remove: bool
    reads_nationally: bool

    @property
    def primary(self) -> VerbLink | None:
        wanted = NEXT.get(self.bottleneck.state_badge)
        return next((link for link in self.verbs if link.verb is wanted), None)

    @property
    def others(self) -> tuple[VerbLink, ...]:
        return tuple(link for link in self.verbs if link != self.primary)


def page_of(bottleneck: Bottleneck, rights: Rights, *, on: date) -> BottleneckPage:
    """A constant number of queries."""
    writes = Right.WRITE_ACTIONS if bottleneck.region_id else Right.WRITE_NATIONAL
    may_write = rights.may(writes, bottleneck.region_id)
    blocks = bottleneck.blocks.values_list("pk", flat=True)
    agendas = bottleneck.agenda_items.visible_to(rights).select_related("meeting__body")
    return BottleneckPage(
        bottleneck=bottleneck,
        steps=tuple(bottleneck.steps.select_related("meeting__body", "from_national__bottleneck")),
        waits=waits_for(bottleneck, on),
        audience=audience_of(bottleneck),
        blocks=wording.names(block_titles().blocks, blocks),
        municipalities=tuple(bottleneck.municipalities.all()),
        actions=tuple(bottleneck.actions.present().select_related("node", "programme__region")),
        remarks=_remarks(bottleneck, rights),
        members=members_of(bottleneck, rights) if bottleneck.region_id is None else (),
        agendas=tuple(agendas.order_by("meeting__date", "pk")),
        verbs=tuple(VerbLink(verb, WORDS[verb], step_url(bottleneck, verb)) for verb in verbs_for(bottleneck, rights)),
        may_write=may_write,
        may_remove=may_write and may_be_removed(bottleneck),
        reads_nationally=reads_nationally(rights),
    )


def step_url(bottleneck: Bottleneck, verb: Verb) -> str:
    if bottleneck.region is None:
        return reverse("actions:national_bottleneck_step", args=[bottleneck.pk, verb.value])
    return reverse("actions:bottleneck_step", args=[bottleneck.region.slug, bottleneck.pk, verb.value])


def audience_of(bottleneck: Bottleneck) -> str:
    if bottleneck.region_id is None:
        return NATIONAL_AUDIENCE
    return SHARED_AUDIENCE if bottleneck.is_shared else INSIDE_AUDIENCE


def members_of(national: Bottleneck, rights: Rights) -> tuple[Bottleneck, ...]:
    """Those of regions that hang under a national one, by region."""
    rows = Bottleneck.objects.visible_to(rights).filter(national=national)
    return tuple(rows.select_related("region").order_by("region__name", "number"))


def of_action(action: Action, rights: Rights) -> BottleneckQuerySet:
    """What stands in the way of an action, as far as somebody may read it."""
    rows = Bottleneck.objects.visible_to(rights).filter(actions=action)
    return rows.select_related("region").order_by("number", "pk")


def _remarks(bottleneck: Bottleneck, rights: Rights) -> tuple[Remark, ...]:
    conclusions = Conclusion.objects.visible_to(rights)
    found = bottleneck.remarks.filter(conclusion__in=conclusions.values("pk"))
    return tuple(found.select_related("conclusion__step__round__proposal__region").order_by("conclusion__date", "pk"))
