"""Small reports to compare, and their seals."""

from dataclasses import replace

from ghnt.documents.sealing import canonical_json, fingerprint
from reporting.content import ActionLineItem, BlockCoverage, LineChapter, ReportContent, Section, State
from reporting.models import EventKind, ReportEvent
from tests import factories
from tests.reporting.sample_content import EMPTY

LINE = "onderdeel-1"


def an_action(key="7", **values) -> ActionLineItem:
    usual = {
        "number": f"1.{key}",
        "title": "Scholing",
        "puller": "GGD",
        "partners": (),
        "priority": "",
        "start": None,
        "end": "2021-12-31",
        "measures": (),
        "now": State("in_progress", "on_course", ""),
        "before": State("", "", ""),
        "is_unchanged": False,
        "efforts": "",
        "results": "",
        "outlook": "",
        "updated_on": None,
    }
    return ActionLineItem(key=key, **(usual | values))


def a_report(*actions: ActionLineItem, **values) -> ReportContent:
    section = Section(LINE, "1", "Eerder in beeld", (), actions)
    line = LineChapter(LINE, "1", "Eerder in beeld", "lijn", (), (section,))
    coverage = BlockCoverage("AL1", "Landelijke lijn", "BS1", "Bouwsteen", tuple(one.number for one in actions))
    usual = {"lines": (line,), "coverage": (coverage,), "answers": ()}
    return replace(EMPTY, **(usual | values))


def seal(region, round_, content: ReportContent, *kinds: EventKind, number: int = 1):
    """A sealed version of the region's report of the round, handed in, with what else happened to it."""
    report = factories.ReportFactory._meta.model.objects.get_or_create(region=region, round=round_)[0]
    text = canonical_json(content)
    version = factories.ReportVersionFactory(
        report=report, number=number, content=text, sha256=fingerprint(text), schema=content.schema
    )
    for kind in (EventKind.SUBMITTED, *kinds):
        ReportEvent.objects.create(report=report, version=version, kind=kind, by_name="Projectleider", reason="Reden")
    return version
