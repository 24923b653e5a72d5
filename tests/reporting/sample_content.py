"""Contents of reports to draw: empty, normal, large and nasty. Persons, organisations and texts are made up."""

from dataclasses import replace
from datetime import date

from ghnt.ui.dates import long_date
from reporting.chapter_keys import FIRST_CHAPTERS, NODE_QUESTIONS, OUTLOOK, STEERING
from reporting.chapter_keys import SUMMARY as SUMMARY_CHAPTER
from reporting.content import (
    SCHEMA,
    ActionLineItem,
    AnsweredSignal,
    BlockCoverage,
    ChapterHead,
    LineChapter,
    MarkedPassage,
    Marks,
    MunicipalAdoption,
    MunicipalAnswers,
    NationalBlock,
    Person,
    PlanChange,
    ProposalRoute,
    RegionFacts,
    ReportContent,
    Request,
    RouteStation,
    Section,
    Source,
    State,
    Tile,
    WrittenAnswer,
    YearOfMoney,
)

PLACES = (
    "FRL3 GRN4|KNH2 DRT4|ANW2 FLV3 IJS4|KEN1 ZWL2 GVS3 NVY4 TWE5|HMD1 AMS2 UTR3 WVV4 AAC5"
    "|HGL0 RTR1 ZHZ2 GZD4|ZEE0 WBR1 MBR2 NOB3|ZOB3 NML4|ZLB4"
)
TILES = tuple(
    Tile(place[:3], f"Regio {place[:3]}", row, int(place[3]))
    for row, places in enumerate(PLACES.split("|"))
    for place in places.split()
)
NO_STATE = State("", "", "")
NO_MARKS = Marks(
    submitted_at="2021-07-09T16:12:05+02:00",
    submitted_by="Noor Šimić",
    fingerprint="3f9a1c07b2d84e5561f0a7c9d3e8b4162a7d90cf5be1480396d2fa7c41b85e03",
    adopted_by_body="",
    adopted_on=None,
    accepted_on=None,
    accepted_by="",
)
ADOPTED = replace(NO_MARKS, adopted_by_body="Portefeuillehoudersoverleg", adopted_on="2021-07-08")
ACCEPTED = replace(ADOPTED, accepted_on="2021-07-12", accepted_by="Imre Kőszegi")

REGION = RegionFacts(
    code="GVS",
    name="Gooi en Vechtstreek",
    municipalities=("Blaricum", "Gooise Meren", "Hilversum", "Huizen", "Laren", "Weesp", "Wijdemeren"),
    centre_municipalities=("Hilversum",),
    leader="Noor Šimić",
    hours_a_week=21,
)
SOURCE = Source(
    programme="Geweld hoort nergens thuis",
    regional_programme="Samen veilig thuis in Gooi en Vechtstreek",
    regional_programme_period="2020 tot en met 2022",
    catalogue_edition="Editie mei 2020",
    question_set="Vragenlijst halfjaarrapportage, versie 1",
)
SUMMARY = (
    "Het eerste halfjaar stond in het teken van samenwerken aan de voorkant. "
    "In vijf van de zeven gemeenten werken de lokale teams nu met dezelfde checklist. "
    "De training voor huisartsen is uitgesteld, omdat praktijken het druk hadden. "
    "De aanpak van dwingende controle kreeg een vaste plek in de werkafspraken met de politie. "
    "Twee acties stagneren: er is nog geen dekking voor de opvang van jongeren.\n\n"
    "In het najaar leggen wij de begroting voor 2022 voor aan de portefeuillehouders. "
    "Daarna volgt de evaluatie van de gezamenlijke frontlijn."
)


def answer(key: str, chapter: str, question: str, text: str) -> WrittenAnswer:
    return WrittenAnswer(key=key, chapter=chapter, question=question, is_required=True, text=text)


ANSWERS = (
    answer("summary", SUMMARY_CHAPTER, "Wat zijn de belangrijkste resultaten van dit halfjaar?", SUMMARY),
    answer(
        "steering",
        STEERING,
        "Hoe verloopt de sturing van het programma?",
        "De stuurgroep kwam drie keer bijeen. De samenwerking met het onderwijs is nieuw:\n\n"
        "- twee schoolbesturen schuiven aan bij het uitvoeringsoverleg\n"
        "- de jeugdgezondheidszorg leest mee met elk voorstel\n"
        "- ervaringsdeskundigen adviseren over de werkwijze van de frontlijn\n\n"
        "De verslagen staan op https://voorbeeld.example/verslagen.",
    ),
    answer(
        "conditions",
        STEERING,
        "Welke randvoorwaarden vragen aandacht?",
        "De capaciteit van de projectleiding blijft krap. De monitoring draait op eigen tellingen van de teams.",
    ),
    answer(
        "outlook",
        OUTLOOK,
        "Wat zijn uw plannen voor het komende halfjaar?",
        "1. De begroting voor 2022 vaststellen.\n2. De training voor huisartsen alsnog geven.\n"
        "3. De evaluatie van de frontlijn bespreken met de raden.",
    ),
)

TITLES = (
    "Lokale teams werken met één checklist voor signalen van onveiligheid",
    "Scholing van huisartsen en praktijkondersteuners",
    "Afspraken met de politie over het tijdelijk huisverbod",
    "Gezamenlijke frontlijn: één gezin, één plan",
    "Meldcode bekend bij sportverenigingen",
    "Opvang voor jongeren van 18 tot 23 jaar",
    "Panel van ervaringsdeskundigen",
)
PULLERS = ("Veilig Thuis", "GGD", "Gemeente Hilversum", "Stichting De Őrhely", "Politie, basisteam Zuid")
CYCLE = (
    ("in_progress", "on_course", "preparation", "on_course"),
    ("preparation", "attention", "preparation", "on_course"),
    ("in_progress", "stalled", "in_progress", "attention"),
    ("finished", "", "in_progress", "on_course"),
    ("in_progress", "on_course", "in_progress", "attention"),
    ("embedded", "", "finished", ""),
    ("not_started", "on_course", "", ""),
    ("", "", "", ""),
)
BECAUSE = "De betrokken partijen hebben de capaciteit nog niet rond. De stuurgroep bespreekt dit in september."
DELAY = "De aanbesteding duurde langer dan gedacht. Het portefeuillehoudersoverleg stemde in met de uitloop."


def action(number: str, at: int) -> ActionLineItem:
    phase, assessment, old_phase, old_assessment = CYCLE[at % len(CYCLE)]
    explained = BECAUSE if assessment in {"attention", "stalled"} else ""
    filled = bool(phase)
    return ActionLineItem(
        key=f"action-{number}",
        number=number,
        title=TITLES[at % len(TITLES)],
        puller=PULLERS[at % len(PULLERS)],
        partners=("Stichting Veilige Veste", "MEE", "Gemeente Huizen")[: at % 4],
        priority=("high", "normal", "low", "")[at % 4],
        start=f"2020-0{at % 9 + 1}-01" if at % 5 else None,
        end=f"2022-0{at % 9 + 1}-28" if at % 3 else None,
        measures=("1.1.a Tijdig signaleren", "2.3 Eén plan per gezin")[: at % 3],
        now=State(phase, assessment, explained),
        before=State(old_phase, old_assessment, BECAUSE if old_assessment == "attention" else ""),
        is_unchanged=at % 8 == 5,
        efforts=f"Wij spraken met {at + 2} teams en maakten een plan van aanpak voor de invoering." if filled else "",
        results=f"In {at % 7 + 1} gemeenten werkt het team volgens de nieuwe afspraken." if filled and at % 2 else "",
        outlook="In het najaar volgt een terugkomdag met alle betrokken organisaties." if filled else "",
        updated_on=f"2021-06-{at % 28 + 1:02}" if filled else None,
        **_moved(at),
    )


def _moved(at: int) -> dict:
    """Every fourth action ends half a year later than was agreed, and its trekker changed."""
    if at % 4 != 1:
        return {}
    end = f"2022-0{at % 9 + 1}-28" if at % 3 else None
    moved_to = long_date(date.fromisoformat(end)) if end else ""
    changes = (
        PlanChange("end", "Einddatum", "31 december 2021", moved_to, DELAY, "2021-04-12"),
        PlanChange("puller", "Trekker", "", PULLERS[at % len(PULLERS)], DELAY, "2021-05-03"),
    )
    return {"end_before": "2021-12-31", "plan_changes": changes}


def section(code: str, title: str, blocks: tuple[NationalBlock, ...], count: int, start: int) -> Section:
    return Section(
        key=f"section-{code}",
        code=code,
        title=title,
        blocks=blocks,
        actions=tuple(action(f"{code}.{n + 1}", start + n) for n in range(count)),
    )


LINES = (
    ("1", "Eerder en beter in beeld", ("Signaleren in de wijk", "Het onderwijs als vindplaats")),
    ("2", "Stoppen en duurzaam oplossen", ("De gezamenlijke frontlijn", "Herstel na geweld")),
    ("3", "Aandacht voor specifieke groepen", ("Jongeren", "Dwingende controle")),
)


def line(code: str, title: str, sections: tuple[str, ...], actions_each: int, start: int) -> LineChapter:
    return LineChapter(
        key=f"line-{code}",
        code=code,
        title=title,
        level_name="Actielijn",
        answers=(
            answer(
                "line",
                NODE_QUESTIONS,
                "Wat heeft u in dit onderdeel bereikt?",
                "De samenwerking tussen de gemeenten en Veilig Thuis is vaster geworden. "
                "Professionals weten elkaar eerder te vinden.",
            ),
        ),
        sections=tuple(
            section(
                f"{code}.{n}",
                name,
                (
                    NationalBlock(f"{code}.{n}", f"Landelijke bouwsteen {n}"),
                    NationalBlock("2.4", "Leren van de praktijk"),
                )[:n],
                actions_each,
                start + n * actions_each,
            )
            for n, name in enumerate(sections, 1)
        ),
    )


def station(
    round_number: int,
    body: str,
    date: str | None = None,
    purpose: str = "Adviseren",
    outcome: str = "",
    label: str = "",
    icon: str = "",
    tone: str = "",
    conclusion: str = "",
    remarks: tuple[str, ...] = (),
) -> RouteStation:
    kinds = {1: "richting geven", 2: "vaststellen"}
    kind = kinds.get(round_number, "behandelen")
    return RouteStation(round_number, kind, body, date, purpose, outcome, label, icon, tone, conclusion, remarks)


AGREED = ("agreed", "Akkoord", "check", "green")
WITH_REMARKS = ("agreed_with_remarks", "Akkoord met opmerkingen", "message-check", "green")
HELD = ("held", "Aangehouden", "player-pause", "orange")

PROPOSALS = (
    ProposalRoute(
        subject="Begroting en uitvoeringsplan 2022",
        reference="2021-0147",
        date="2021-02-15",
        decisions=(
            "In te stemmen met het uitvoeringsplan 2022.",
            "De kosten naar rato van het inwonertal te verdelen over de zeven gemeenten.",
        ),
        stations=(
            station(
                1,
                "Ambtelijke klankbordgroep",
                "2021-03-04",
                "Richting geven",
                *AGREED,
                "De klankbordgroep vindt de hoofdlijn goed.",
            ),
            station(
                1,
                "Directieoverleg",
                "2021-03-25",
                "Richting geven",
                *WITH_REMARKS,
                "Het directieoverleg gaat akkoord, met drie opmerkingen.",
                (
                    "Laat zien wat de gemeenten zelf al betalen.",
                    "Maak het onderdeel scholing concreter.",
                    "Vraag ervaringsdeskundigen om advies.",
                ),
            ),
            station(1, "Portefeuillehoudersoverleg", "2021-04-15", "Richting geven", *AGREED, "Akkoord."),
            station(2, "Ambtelijke klankbordgroep", "2021-06-10", "Adviseren", *AGREED, "Het advies is positief."),
            station(2, "Directieoverleg", "2021-07-22", "Adviseren"),
            station(2, "Portefeuillehoudersoverleg", None, "Vaststellen"),
        ),
    ),
    ProposalRoute(
        subject="Werkafspraken tijdelijk huisverbod",
        reference="",
        date=None,
        decisions=("De werkafspraken vast te stellen.",),
        stations=(
            station(
                1, "Stuurgroep", "2021-05-20", "Vaststellen", *HELD, "Aangehouden tot de politie heeft gereageerd."
            ),
            station(1, "Stuurgroep", "2021-09-16", "Vaststellen"),
        ),
    ),
)


CODES = ("GM0376", "GM1942", "GM0402", "GM0406", "GM0417", "GM0457", "GM1696")
MUNICIPAL = "gemeenten-zelf"
CHAPTERS = (
    *(ChapterHead(*chapter) for chapter in FIRST_CHAPTERS),
    ChapterHead(MUNICIPAL, "Gemeenten zelf aan het woord", "municipality"),
)
SINCE = "ongewijzigd sinds het 2e halfjaar 2020"


def typed(key: str, question: str, kind: str, value: str, text: str, unit: str = "", origin: str = "") -> WrittenAnswer:
    return WrittenAnswer(key, STEERING, question, False, text, kind, value, unit, origin)


# An answer of every kind, as people read it and as it is kept.
TYPED = (
    typed("cooperation", "Hoe verloopt de samenwerking?", "scale", "Goed", "Goed", origin=SINCE),
    typed("themes", "Welke thema’s spelen?", "choices", "Opvang\nScholing", "- Opvang\n- Scholing"),
    typed(
        "hours", "Hoeveel uur besteedt u aan de aanpak?", "number", "1234.5", "1.234,5\xa0uur per week", "uur per week"
    ),
    typed("budget", "Welk bedrag is er nog nodig?", "money", "12500.50", "€\xa012.500,50"),
    typed("evaluation", "Wanneer is de evaluatie klaar?", "date", "2021-11-05", "5 november 2021"),
    typed("form", "Wie voert de regie?", "choice", "De centrumgemeente", "De centrumgemeente"),
    typed(
        "screening",
        "Werken de gemeenten met de screening?",
        "municipalities",
        "GM0376=ja\nGM1942=nee\nGM0402=ja",
        "Ja: Blaricum en Hilversum.\nNee: Gooise Meren.\nNog geen antwoord: Huizen, Laren, Weesp en Wijdemeren.",
    ),
)


def municipal(code: str, name: str, at: int) -> MunicipalAnswers:
    text = f"In {name} schoolden wij {at + 3} medewerkers.\n\n- een avond voor vrijwilligers\n- een les op school"
    reached = WrittenAnswer("reached", MUNICIPAL, "Wat deed uw gemeente zelf?", True, text if at % 5 else "")
    trained = WrittenAnswer(
        "trained", MUNICIPAL, "Hoeveel collega’s zijn geschoold?", True, f"{at + 3}\xa0mensen", "number", str(at + 3),
        "mensen", SINCE if at == 2 else "",
    )  # fmt: skip
    return MunicipalAnswers(code, name, (reached, trained))


STATES = (
    "Vastgesteld",
    "Gepland",
    "Zienswijze",
    "Nog geen datum",
    "Gewijzigd vastgesteld",
    "Verworpen",
    "Geïnformeerd",
)
ADOPTION = tuple(
    MunicipalAdoption(name, STATES[at % 7], at % 4, 3 if at % 4 else 0, f"2021-0{at % 6 + 1}-17" if at % 4 else None)
    for at, name in enumerate(REGION.municipalities)
)
MONEY = (YearOfMoney(2021, "187250.50", 9, 2, True, ("DUVO-middelen", "Eigen begroting van de gemeenten")),)
PEOPLE = (
    Person("wrote", "Noor Šimić", "projectleider"),
    Person("wrote", "Jelle Akkerman", ""),
    Person("read_along", "Ria van Steen", "beleidsadviseur van Huizen"),
    Person("accountable", "Imre Kőszegi", "wethouder van Hilversum"),
)
PASSAGES = (
    MarkedPassage(
        "1", "bottleneck", STEERING, "De capaciteit van de projectleiding blijft krap.", "Dit speelt al een jaar."
    ),
    MarkedPassage("2", "good_practice", OUTLOOK, "De training voor huisartsen alsnog geven.", ""),
)
EARLIER = (
    AnsweredSignal("3", "question", "2020-H2", "Is er een landelijk model voor het convenant?", "", None),
    AnsweredSignal(
        "4",
        "bottleneck",
        "2020-H2",
        "De registratie verschilt tussen de politie en Veilig Thuis.",
        "Het kernteam bespreekt dit met beide partijen in september.",
        "2021-03-18",
    ),
)


def coverage(lines: tuple[LineChapter, ...]) -> tuple[BlockCoverage, ...]:
    actions = [action for one in lines for action in one.actions]
    return tuple(
        BlockCoverage(
            line_code=str(n % 3 + 1),
            line_title=f"Landelijke lijn {n % 3 + 1}",
            block_code=f"{n % 3 + 1}.{n // 3 + 1}",
            block_title=f"Landelijke bouwsteen {n // 3 + 1}",
            action_numbers=tuple(action.number for action in actions[n::12]),
        )
        for n in sorted(range(12), key=lambda n: (n % 3, n))
    )


def content(actions_each: int) -> ReportContent:
    lines = tuple(line(*one, actions_each, at * 5) for at, one in enumerate(LINES))
    return ReportContent(
        schema=SCHEMA,
        region=REGION,
        tiles=TILES,
        round_code="2021-1",
        half_year="2021-H1",
        reference_date="2021-06-30",
        due="2021-07-16",
        version=1,
        written_by="Noor Šimić",
        source=SOURCE,
        answers=(*ANSWERS[:-1], *TYPED, ANSWERS[-1]),
        lines=lines,
        proposals=PROPOSALS,
        coverage=coverage(lines),
        request=Request("extra", "Verdieping scholing", ("1.1 Scholing", "Ervaringsdeskundigheid")),
        chapters=CHAPTERS,
        people=PEOPLE,
        municipal_answers=tuple(
            municipal(code, name, at) for at, (code, name) in enumerate(zip(CODES, REGION.municipalities, strict=True))
        ),
        adoption=ADOPTION,
        money=MONEY,
        passages=PASSAGES,
        earlier_signals=EARLIER,
        municipality_codes=CODES,
    )


NORMAL = content(3)
LARGE = content(17)
EMPTY = replace(
    NORMAL,
    region=replace(REGION, leader="", hours_a_week=None, centre_municipalities=()),
    written_by="",
    source=Source(SOURCE.programme, "", "", "", SOURCE.question_set),
    answers=tuple(replace(one, text="") for one in ANSWERS),
    lines=(),
    proposals=(),
    coverage=(),
    request=Request("regular", "", ()),
    people=(),
    municipal_answers=(),
    adoption=(),
    money=(),
    passages=(),
    earlier_signals=(),
)

LONG = "onuitsprekelijkheidsverklaring" * 7
HOSTILE = (
    f'{LONG} </td></table><script>x</script><img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x">'
    '<link rel=attachment href="file:///etc/passwd"><style>@import url(http://127.0.0.1:9/y)</style>'
    '<svg><image href="data:image/svg+xml,<svg/>"/></svg> <td colspan=1000000> \x00\x0b\x1b\ufffe'
    " Őry-Šimić → ✓ ≥ 5\u202f% \u2010 日本 العربية 😀 e\u0301 \u200b\u2028 regel"
)
_NASTY_STATE = State("in_progress", "stalled", HOSTILE)


def _nasty(one: ActionLineItem) -> ActionLineItem:
    return replace(
        one, title=LONG[:200], puller=LONG[:160], partners=(LONG, HOSTILE), measures=(LONG, HOSTILE), now=_NASTY_STATE,
        before=State("preparation", "on_course", HOSTILE), efforts=HOSTILE * 2, results=f"- {HOSTILE}\n- {LONG}",
        outlook=f"https://voorbeeld.example/{LONG}", end_before="2021-12-31",
        plan_changes=(PlanChange("end", "Einddatum", LONG, HOSTILE, HOSTILE, "2021-04-12"),),
    )  # fmt: skip


def _nasty_answer(one: WrittenAnswer) -> WrittenAnswer:
    return replace(one, text=f"{HOSTILE}. " * 4, question=LONG[:200])


NASTY = replace(
    NORMAL,
    region=replace(
        REGION,
        name="Noord-Veluwe en Midden-IJssel/Oost-Veluwe",
        leader=LONG,
        municipalities=(LONG, HOSTILE),
        centre_municipalities=(LONG,),
    ),
    written_by=LONG[:150],
    source=Source(LONG[:120], LONG[:200], LONG, LONG[:120], LONG[:120]),
    answers=tuple(map(_nasty_answer, ANSWERS)),
    lines=tuple(
        replace(
            one,
            key=f"line-{n}",
            title=LONG[:200],
            answers=tuple(map(_nasty_answer, one.answers)),
            sections=tuple(
                replace(
                    part,
                    key=f"section-{n}-{part.key}",
                    title=LONG[:200],
                    blocks=(NationalBlock("1.1", LONG[:200]),),
                    actions=tuple(map(_nasty, part.actions[:1])),
                )
                for part in one.sections
            ),
        )
        for n, one in enumerate(NORMAL.lines * 2)
    ),
    proposals=tuple(
        replace(
            one,
            subject=LONG[:200],
            reference=LONG[:60],
            decisions=(HOSTILE, LONG),
            stations=tuple(
                replace(
                    stop,
                    body=f"{LONG[:60]} {n}",
                    purpose=LONG[:60],
                    conclusion=HOSTILE,
                    outcome_label=stop.outcome_label and LONG[:60],
                )
                for n, stop in enumerate(one.stations * 2)
            ),
        )
        for one in PROPOSALS
    ),
    coverage=(BlockCoverage("1", LONG[:200], "1.1", LONG[:200], tuple(f"{n}.{n}" for n in range(300))),),
    request=Request("extra", LONG[:120], (LONG[:200], HOSTILE)),
    chapters=tuple(replace(head, title=LONG[:120]) for head in CHAPTERS),
    people=tuple(Person(role, LONG[:150], LONG[:150]) for role in ("wrote", "read_along", "accountable")),
    municipal_answers=tuple(
        replace(
            one,
            name=LONG[:120],
            answers=tuple(replace(_nasty_answer(two), unit=LONG[:40], origin=LONG) for two in one.answers),
        )
        for one in NORMAL.municipal_answers[:2]
    ),
    adoption=tuple(replace(one, municipality=LONG[:120], state=LONG[:60]) for one in ADOPTION[:2]),
    money=(replace(MONEY[0], amount="9999999999.99", cover=(LONG[:200], HOSTILE)),),
    passages=tuple(replace(one, passage=HOSTILE, note=HOSTILE) for one in PASSAGES),
    earlier_signals=tuple(replace(one, passage=HOSTILE, answer=HOSTILE) for one in EARLIER),
    municipality_codes=CODES[:2],
)

# Thirty rows in a table, twenty-five municipalities, answers of every kind.
_MANY = tuple(f"Gemeente {name} aan den IJssel" for name in "ABCDEFGHIJKLMNOPQRSTUVWXY")
_MANY_CODES = tuple(f"GM{n:04}" for n in range(1, 26))
WIDE = replace(
    NORMAL,
    region=replace(REGION, municipalities=_MANY),
    municipality_codes=_MANY_CODES,
    answers=(
        *NORMAL.answers[:-2],
        replace(
            NORMAL.answers[-2], value="\n".join(f"{code}={('ja', 'nee')[n % 2]}" for n, code in enumerate(_MANY_CODES))
        ),
        NORMAL.answers[-1],
    ),
    municipal_answers=tuple(
        municipal(code, name, n) for n, (code, name) in enumerate(zip(_MANY_CODES, _MANY, strict=True))
    ),
    adoption=tuple(replace(ADOPTION[n % 7], municipality=name) for n, name in enumerate((*_MANY, *_MANY[:5]))),
    money=tuple(replace(MONEY[0], year=2021 + n) for n in range(30)),
)
# Everything asked is missing, but the report has its actions.
BARE = replace(NORMAL, chapters=(), answers=(), people=(), municipal_answers=(), adoption=(), money=(), passages=(),
               earlier_signals=(), municipality_codes=(), proposals=(), coverage=())  # fmt: skip
