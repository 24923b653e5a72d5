"""Sealed reports of some regions, made without writing them: for pages that read across regions."""

from dataclasses import replace
from datetime import date

from ghnt.documents.sealing import canonical_json, fingerprint
from reporting.content import WrittenAnswer
from reporting.models import EventKind, Place
from tests import factories
from tests.reporting.sample_content import NORMAL

BEFORE = "2020-H2"


def make_round(**values):
    round_ = factories.ReportRoundFactory(opens=date(2021, 6, 15), due=date(2021, 9, 15), **values)
    factories.QuestionSectionFactory(key="samenvatting", title="Samenvatting", place=Place.FIRST)
    return round_


def question(round_, key, text="Hoe ging het?", **values):
    section = factories.QuestionSectionFactory(question_set=round_.question_set, key="samenvatting")
    return factories.QuestionFactory(question_set=round_.question_set, section=section, key=key, text=text, **values)


def seal(region, round_, *, accepted=False, number=1, **changes):
    """A version of the sample report in the name of the region; `changes` are of its content."""
    report = factories.ReportFactory(region=region, round=round_)
    facts = replace(NORMAL.region, name=region.name)
    content = replace(NORMAL, region=facts, half_year=str(round_.half_year), **changes)
    text = canonical_json(content)
    version = factories.ReportVersionFactory(report=report, number=number, content=text, sha256=fingerprint(text))
    kinds = [EventKind.SUBMITTED, *([EventKind.ACCEPTED] if accepted else [])]
    for kind in kinds:
        report.events.create(version=version, kind=kind, by_name="Iemand")
    return version


def said(key, text, *, value="", kind="text"):
    return WrittenAnswer(key, "samenvatting", "Hoe ging het?", False, text, kind, value)


def visitor(role, **scope):
    user = factories.UserFactory()
    factories.RoleAssignmentFactory(user=user, role=role, **scope)
    return user
