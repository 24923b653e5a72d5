"""The whole of a report, each part by the module that knows it."""

from __future__ import annotations

from dataclasses import replace

from ghnt import clock
from programmes.models import RegionalProgramme
from programmes.outline import programme_for
from regions.models import Region
from reporting.asked import asked_in
from reporting.collecting.adoption import adoption_of
from reporting.collecting.bottlenecks import bottlenecks_in
from reporting.collecting.figures import figures_in
from reporting.collecting.learning import learning_in
from reporting.collecting.lines import Telling, line_chapter
from reporting.collecting.means import means_of
from reporting.collecting.money import money_of
from reporting.collecting.network import network_in
from reporting.collecting.people import people_of
from reporting.collecting.scans import scans_of
from reporting.collecting.succession import destinies_in
from reporting.collecting.written import written_in
from reporting.content import SCHEMA, ChapterHead, ReportContent, Request, Source
from reporting.decided import proposal_routes
from reporting.difference.previous import difference_for
from reporting.due import due_for
from reporting.models import Place, ReportRound, RoundScope
from reporting.national import NationalWords, coverage, words_on
from reporting.plan_offers import agreed_in_report, choices_of
from reporting.region_facts import municipality_names, region_facts, tiles
from reporting.scope import chosen_blocks, outline_for
from reporting.signals import passages_of, signals_for


def collect(region: Region, round: ReportRound, *, version: int, written_by: str) -> ReportContent:
    """The content of the region's report as it stands now. Constant number of queries."""
    half_year, on = round.half_year, round.half_year.end
    programme = programme_for(region, half_year, on=clock.today())
    words = words_on(round.programme, on)
    outline = outline_for(programme, round, words=words)
    asked, municipalities = asked_in(round), municipality_names(region, on)
    written = written_in(region, round, municipalities)
    taken = choices_of(region, round)
    plans = {one.action.pk: agreed_in_report(one, taken) for one in outline.standing}
    telling = Telling(outline, words, plans, taken)
    content = ReportContent(
        schema=SCHEMA,
        region=region_facts(region, on),
        tiles=tiles(on),
        round_code=round.code,
        half_year=str(half_year),
        reference_date=on.isoformat(),
        due=due_for(round, region).isoformat(),
        version=version,
        written_by=written_by,
        source=_source(round, programme, words),
        answers=written.about((*asked.questions_at(Place.FIRST), *asked.questions_at(Place.LAST))),
        lines=tuple(
            line_chapter(top, telling, written.about(asked.questions_at(Place.LINE), top.pk)) for top in outline.tops
        ),
        proposals=proposal_routes(region, half_year),
        coverage=coverage(words, outline, chosen_blocks(round)),
        request=_request(round, words),
        chapters=tuple(ChapterHead(one.section.key, one.section.title, one.section.place) for one in asked.sections),
        people=people_of(region, round),
        municipal_answers=written.of_municipalities(asked.questions_at(Place.MUNICIPALITY)),
        adoption=adoption_of(programme) if round.scope == RoundScope.FULL else (),
        money=money_of(plans.values(), half_year.year),
        passages=passages_of(region, round),
        earlier_signals=signals_for(region, round),
        scans=scans_of(region, half_year),
        figures=figures_in(region, half_year),
        municipality_codes=tuple(municipalities),
        means=means_of(region, round, outline, plans),
        bottlenecks=bottlenecks_in(region, half_year),
        learning=learning_in(region, half_year, words),
        destinies=destinies_in(programme, on=on),
        network=network_in(region, half_year),
    )
    return replace(content, difference=difference_for(region, round, content))


def _source(round: ReportRound, programme: RegionalProgramme | None, words: NationalWords) -> Source:
    return Source(
        programme=round.programme.name,
        regional_programme=programme.title if programme else "",
        regional_programme_period=_period(programme) if programme else "",
        catalogue_edition=words.edition_name,
        question_set=round.question_set.name,
    )


def _period(programme: RegionalProgramme) -> str:
    if programme.valid_to is None:
        return f"vanaf {programme.valid_from.year}"
    return f"{programme.valid_from.year} tot en met {programme.valid_to.year}"


def _request(round: ReportRound, words: NationalWords) -> Request:
    """What was asked; of a narrower round its blocks and themes in the words of the edition."""
    if round.scope != RoundScope.CHOSEN:
        return Request(round.kind, round.name, ())
    blocks = [f"{one.code} {one.title}".strip() for one in map(words.block, round.blocks.all())]
    return Request(round.kind, round.name, (*sorted(blocks), *map(words.condition, round.conditions.all())))
