"""The hand-over of a region on a date, from what is kept elsewhere: nothing of it is typed for a successor alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from django.urls import reverse

from actions.figures import not_on_course, programme_counts
from ghnt.periods import HalfYear
from ghnt.site.calendar import KINDS
from ghnt.site.calendar.ical import Entry
from ghnt.site.calendar.period import MOST, Period
from ghnt.site.hand_over.content import (
    Coming,
    HandedOver,
    OwnWords,
    Place,
    ProposalLine,
    Runs,
    TroubledLine,
    WaitingGroup,
    WaitingLine,
)
from ghnt.site.hand_over.keeping import own_words_of
from ghnt.site.hand_over.people import people_of
from ghnt.site.tasks import TaskGroup
from ghnt.site.work import work_of
from ghnt.ui.dates import long_date
from programmes import municipal_acts
from programmes.models import Proposal, RegionalProgramme
from programmes.route import route_of, with_route
from regions.models import Region, Role
from regions.posts import leader_of
from regions.rights import RIGHTS, Rights

AHEAD = timedelta(days=92)
MOST_PROPOSALS, MOST_TROUBLED, MOST_COMING = 25, 20, 100
NOT_YET = "nog niet ingevuld"

# Where everything of a region stands: name, address, what is to be found there.
PLACES = (
    ("Programma", "programmes:programme_detail", "visie, onderdelen, doelen, versies, hoofdstukken en bestanden"),
    ("Vaststelling", "programmes:programme_list", "lopende en eerdere programma’s en wie ze vaststelde"),
    ("Acties", "actions:action_list", "alle acties, met trekkers, mijlpalen en bestanden"),
    ("Besluiten", "programmes:proposal_list", "voorstellen met hun route en de letterlijke conclusies"),
    ("Vergaderingen", "programmes:meeting_list", "agenda’s en besluitenlijsten"),
    ("Opmerkingen", "programmes:remark_list", "wat overleggen opmerkten en wat ermee gebeurde"),
    ("Toezeggingen", "programmes:promise_list", "wat aan gemeenteraden is toegezegd"),
    ("Rapportages", "reporting:report_list", "elk halfjaar, met de ingediende versies als pdf"),
    ("Cijfers", "reporting:figure_list", "cijfers per gemeente en voor de regio"),
    ("Scans", "reporting:scan_list", "nulmeting, foto van de regio en zelfscans"),
    ("Knelpunten", "actions:bottleneck_list", "wat vastloopt en wie aan zet is"),
    ("Leren", "actions:learning", "leerpunten, leerkringen en onderzoek"),
    ("Middelen", "actions:means", "bijdragen, aanvragen en wat is uitgegeven"),
    ("Netwerk", "programmes:network", "overleggen, partners, gemeenten en functies"),
    ("Contactpersonen", "programmes:contact_list", "wie u bij een organisatie spreekt"),
    ("Prullenbak", "bin", "wat is weggegooid en terug kan"),
)


def hand_over_of(region: Region, *, on: date) -> HandedOver:
    """As whoever leads the region reads it; a constant number of queries."""
    rights = rights_of_leader(region)
    leader = leader_of(region, on)
    return HandedOver(
        region=region.name,
        slug=region.slug,
        on=on.isoformat(),
        leader=leader.person if leader else "",
        own_words=_own_words(region),
        runs=_runs(region, rights, on),
        waits=_waits(rights, on),
        people=people_of(region, on=on),
        places=tuple(Place(name, reverse(url, args=[region.slug]), words) for name, url, words in PLACES),
        coming=tuple(islice(_coming(rights, on), MOST_COMING)),
    )


def rights_of_leader(region: Region) -> Rights:
    """What waits for the post, whoever opens the page."""
    return Rights(by_region={region.pk: RIGHTS[Role.LEADER]}, roles=frozenset({Role.LEADER}))


def _own_words(region: Region) -> OwnWords:
    kept = own_words_of(region)
    if kept is None:
        return OwnWords()
    return OwnWords(kept.text, kept.where, str(kept.changed_by or ""), kept.changed_at.date().isoformat())


def _runs(region: Region, rights: Rights, on: date) -> Runs | None:
    programme = RegionalProgramme.objects.running(region, on)
    if programme is None:
        return None
    half_year = HalfYear.of(on)
    counts = programme_counts(programme, half_year)
    phases = ((str(phase.label) if phase else NOT_YET, number) for phase, number in counts.by_phase if number)
    return Runs(
        programme=programme.title,
        period=_period(programme),
        version=_version(programme),
        half_year=str(half_year.label),
        sentence=counts.sentence,
        phases=tuple(phases),
        troubled=tuple(
            TroubledLine(f"{one.code} {one.title}", one.url, str(one.assessment.label), one.explanation)
            for one in not_on_course(programme, half_year, MOST_TROUBLED)
        ),
        proposals=tuple(_proposals(rights, region)),
    )


def _period(programme: RegionalProgramme) -> str:
    if programme.valid_to is None:
        return f"vanaf {long_date(programme.valid_from)}"
    return f"van {long_date(programme.valid_from)} tot en met {long_date(programme.valid_to)}"


def _version(programme: RegionalProgramme) -> str:
    version = municipal_acts.version_to_tell(programme)
    if version is None:
        return "Er is nog geen versie van het programma vastgelegd."
    return f"Versie {version.number}. {municipal_acts.summary(version).sentence}"


def _proposals(rights: Rights, region: Region) -> Iterator[ProposalLine]:
    running = Proposal.objects.visible_to(rights, region).running().in_reading_order()
    for proposal in with_route(running)[:MOST_PROPOSALS]:
        next_ = route_of(proposal).next
        words = "er is geen volgende stap gepland"
        if next_ is not None:
            words = f"volgende stap: {next_.body}, {long_date(next_.date) if next_.date else 'datum volgt'}"
        yield ProposalLine(str(proposal), proposal.get_absolute_url(), words)


def _waits(rights: Rights, on: date) -> tuple[WaitingGroup, ...]:
    """As Mijn werk of the leader says it: headlines on top, then by date."""
    work = work_of(rights, on=on)
    heads = tuple(WaitingLine(one.text, one.url, "", "") for one in work.headlines)
    first = (WaitingGroup("Rapportage", heads, 0),) if heads else ()
    return (*first, *map(_group, work.groups))


def _group(group: TaskGroup) -> WaitingGroup:
    rows = (WaitingLine(row.task.title, row.task.url, row.task.why, row.when) for row in group.rows)
    return WaitingGroup(group.title, tuple(rows), group.left_out)


def _coming(rights: Rights, on: date) -> Iterator[Coming]:
    """Three months of the leader's calendar, the first day first."""
    period = Period(on, on + AHEAD)
    entries = [one for kind in KINDS for one in islice(kind(rights, period), MOST) if not one.is_cancelled]
    for entry in sorted(entries, key=lambda one: (_day(one), one.title)):
        yield Coming(_day(entry).isoformat(), entry.title, entry.path)


def _day(entry: Entry) -> date:
    return entry.start.date() if isinstance(entry.start, datetime) else entry.start
