"""Regions with sealed reports of one round, small enough to make a book of in seconds."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.periods import HalfYear
from reporting.models import EventKind, QuestionSection, ReportEvent, ReportVersion
from tests import factories
from tests.reporting.sample_content import EMPTY, NORMAL

HALF = HalfYear(2020, 2)
SUMMARY = "samenvatting"
SUBMITTED_AT = datetime(2021, 3, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACCEPTED_AT = datetime(2021, 4, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


def a_round():
    round_ = factories.ReportRoundFactory(half_year=HALF, opens=date(2021, 1, 1), due=date(2021, 3, 16))
    if not QuestionSection.objects.filter(question_set=round_.question_set, key=SUMMARY).exists():
        section = factories.QuestionSectionFactory(
            question_set=round_.question_set, key=SUMMARY, title="Samenvatting", place="first"
        )
        factories.QuestionFactory(question_set=round_.question_set, section=section, key="samenvatting-1")
    return round_


def a_region(name, code, **more):
    return factories.RegionFactory(name=name, slug=name.lower(), code=f"GHNT-{code}", **more)


def sealed(region, round_, *kinds, number=1, content=None):
    """A version of the region's report of which these events tell; it was always submitted."""
    report, _ = round_.reports.get_or_create(region=region)
    facts = replace(NORMAL.region, code=region.short_code, name=region.name)
    content = replace(content or EMPTY, region=facts, half_year=str(HALF), round_code=round_.code, version=number)
    text = canonical_json(content)
    version = ReportVersion.objects.create(
        report=report,
        number=number,
        schema=content.schema,
        content=text,
        sha256=fingerprint(text),
        by_name="Noor Šimić",
        at=SUBMITTED_AT,
    )
    for kind in (EventKind.SUBMITTED, *kinds):
        at = ACCEPTED_AT if kind == EventKind.ACCEPTED else SUBMITTED_AT
        ReportEvent.objects.create(report=report, version=version, kind=kind, at=at, by_name="Imre Kőszegi", reason="x")
    return version
