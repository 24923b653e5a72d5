"""Scans: a nulmeting and a foto of the region, and a zelfscan of the municipalities that was repeated after a year."""

from __future__ import annotations

from datetime import date
from functools import partial
from random import Random

from actions.models import Action, Assessment, Phase
from actions.progress import UpdateValues, save_update
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.site.demo.story import Story
from programmes.models import OutlineNode
from regions.models import Municipality, Region
from reporting.models import ImprovementPoint, Scan, ScanList, ScanRound, ScanScore, Statement
from reporting.scans import improving
from reporting.scans.filling import finish_scan, made_scan
from reporting.scans.rounds import RoundValues, close_round, start_round

BUSY_IN_DEPTH = {"gooi-en-vechtstreek": "hilversum"}  # whose officer has an account and is half way
ALSO = ("drenthe", "flevoland", "zeeland")  # regions with one round
SAID = {
    "aandachtsfunctionaris": (
        "Wij hebben één aandachtsfunctionaris voor drie teams.",
        "12 uur per week in de formatie.",
    ),
    "meldcode-in-team": ("Staat op de agenda van het teamoverleg.", "Agenda’s van dit jaar."),
    "veiligheidsplan": (
        "Lukt meestal, niet bij nieuwe medewerkers.",
        "Steekproef van tien dossiers door de kwaliteitsmedewerker.",
    ),
    "kind-spreken": ("Bij jonge kinderen nog niet altijd.", ""),
    "volgen": ("Na drie maanden wel, na een jaar niet.", "Er is nog geen signaal in het registratiesysteem."),
    "veilig-thuis": ("De afspraken zijn vernieuwd.", "Werkafspraken van februari."),
    "scholing": ("Nieuwe medewerkers wachten op de training.", "Overzicht van de opleidingen."),
    "tijd": ("De caseload is hoog.", ""),
    "sturing-gemeente": ("Het college besprak de aanpak in het voorjaar.", "Besluitenlijst van het college."),
}
POINTS = {
    "aandachtsfunctionaris": "In elk team een aandachtsfunctionaris met vaste uren",
    "volgen": "Na een jaar opnieuw vragen of het thuis veilig is",
    "scholing": "Nieuwe medewerkers binnen drie maanden scholen in veiligheid",
    "kind-spreken": "Met elk kind apart spreken, ook met jonge kinderen",
    "gesprek": "Elk kwartaal oefenen met een moeilijk gesprek",
    "alle-leden": "Altijd ook spreken met wie geweld gebruikt",
    "veiligheidsplan": "Het veiligheidsplan binnen vijf dagen klaar hebben",
    "meldcode-in-team": "De meldcode vast op de agenda van het team",
}


def announce_scans(region: Region, story: Story, by: User, *, in_depth: bool) -> None:
    """Let the scans of a region happen in their time."""
    if not in_depth and region.slug not in ALSO:
        return
    teller = _Teller(region, by)
    if in_depth:
        story.on(date(2019, 11, 4), partial(teller.scan_region, "nulmeting", date(2019, 11, 1), None, 1))
        story.on(
            date(2020, 6, 15), partial(teller.scan_region, "foto-van-de-regio", date(2020, 6, 15), date(2021, 6, 15), 2)
        )
        story.on(date(2020, 3, 2), teller.first_self_scan)
        story.on(date(2020, 5, 25), partial(teller.fill_in, 2020))
        story.on(date(2020, 9, 1), partial(teller.close, 2020))
    story.on(date(2021, 4, 12), teller.second_self_scan)
    story.on(date(2021, 6, 21), partial(teller.fill_in, 2021))
    if in_depth:
        story.on(date(2021, 6, 28), teller.improve)


class _Teller:
    def __init__(self, region: Region, by: User) -> None:
        self.region, self.by = region, by
        self.random = Random(region.slug)  # noqa: S311 - the same every time, for a story
        self.rounds: dict[int, ScanRound] = {}

    def scan_region(self, code: str, day: date, repeat_on: date | None, level: int) -> None:
        due = date(day.year, day.month + 1, 20)
        round = self._start(code, RoundValues(clock.today(), due, day, repeat_on))
        self._fill(made_scan(round=round, municipality=None), level, whole=True)

    def first_self_scan(self) -> None:
        days = RoundValues(date(2020, 3, 2), date(2020, 6, 1), date(2020, 3, 1), date(2021, 4, 1))
        self.rounds[2020] = self._start("zelfscan-lokale-teams", days)

    def second_self_scan(self) -> None:
        explanation = "Vul de scan in met het lokale team. Neem er een uur voor. Het gaat om leren van elkaar."
        due = date(2021, 7, 9) if self.region.slug == "gooi-en-vechtstreek" else date(2021, 7, 23)
        days = RoundValues(date(2021, 4, 12), due, date(2021, 4, 1), date(2022, 4, 1), explanation)
        self.rounds[2021] = self._start("zelfscan-lokale-teams", days, previous=self.rounds.get(2020))

    def fill_in(self, year: int) -> None:
        """All but the last begin; this year one of them is half way."""
        members = list(Municipality.objects.in_region(self.region, on=clock.today()).order_by("name"))
        busy = next((one for one in members if one.slug == BUSY_IN_DEPTH.get(self.region.slug)), members[-2])
        for municipality in members[:-1]:
            scan = made_scan(round=self.rounds[year], municipality=municipality)
            self._fill(scan, 2 if year == 2020 else 3, whole=municipality != busy or year == 2020)

    def close(self, year: int) -> None:
        close_round(round=self.rounds[year], closed=True)

    def improve(self) -> None:
        """Of the first municipalities that are done a point each: a local action, a row, an action of the region."""
        done = self.rounds[2021].scans.filter(finished_at__isnull=False).order_by("municipality__name")
        for place, scan in enumerate(done.select_related("municipality")[:4]):
            scan.round = self.rounds[2021]
            low = improving.low_without_point(scan, len(scan.round.list.steps))
            for number, statement in enumerate(low[:2]):
                text = POINTS.get(statement.key, "")
                point = improving.note_point(scan=scan, statement=statement, text=text, by=self.by)
                if number == 0:
                    self._take_up(point, place)

    def _take_up(self, point: ImprovementPoint, place: int) -> None:
        actions = Action.objects.present().filter(programme__region=self.region, archived_at__isnull=True)
        running = actions.own().select_related("node", "programme").first()
        if place == 0:
            improving.take_up_locally(point=point)
        elif place == 1 and running is not None:
            improving.join_action(point=point, action=running)
        elif place == 2:
            node = OutlineNode.objects.filter(programme__region=self.region, removed_at__isnull=True).last()
            if node is not None:
                action = improving.take_up_regionally(point=point, node=node, by=self.by)
                said = UpdateValues(Phase.PREPARATION, Assessment.ON_COURSE, "")
                half_year = HalfYear.of(clock.today())
                save_update(action=action, half_year=half_year, seen_version=None, values=said, by=self.by)

    def _start(self, code: str, values: RoundValues, previous: ScanRound | None = None) -> ScanRound:
        scan_list = ScanList.objects.get(code=code, number=1)
        return start_round(region=self.region, scan_list=scan_list, values=values, by=self.by, previous=previous)

    def _fill(self, scan: Scan, level: int, *, whole: bool) -> None:
        statements = list(Statement.objects.filter(theme__list=scan.round.list).order_by("theme__order", "order"))
        asked = statements if whole else statements[:7]
        ScanScore.objects.bulk_create(self._score(scan, one, level) for one in asked)
        if whole:
            finish_scan(scan=scan, filled_with="Teamleider en aandachtsfunctionaris", seen=scan.version, by=self.by)

    def _score(self, scan: Scan, statement: Statement, level: int) -> ScanScore:
        explanation, evidence = SAID.get(statement.key, ("", ""))
        skipped = self.random.random() < 0.04
        return ScanScore(
            scan=scan,
            statement=statement,
            score=None if skipped else max(1, min(4, level + self.random.choice((-1, 0, 0, 1)))),
            not_applicable=skipped,
            explanation=explanation,
            evidence=evidence,
            updated_at=clock.now(),
            updated_by=self.by,
        )
