"""What stands around a report in writing: a colleague's comment, who writes what, and questions to municipalities."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reporting.models import QuestionSet
from tests import factories

if TYPE_CHECKING:
    from tests.world import Home


def put_writing(home: Home) -> None:
    """A report of the region's own accord, over the previous half year, asks its municipalities something."""
    writer = factories.UserFactory(email=f"meeschrijver.{home.region.slug}@example.org")
    factories.ChapterCommentFactory(report=home.draft)
    factories.ChapterAssignmentFactory(report=home.draft, writer=writer)
    questions = QuestionSet.objects.filter(number=70).first() or factories.QuestionSetFactory(
        number=70, name="Vragen aan gemeenten"
    )
    section = factories.QuestionSectionFactory(
        question_set=questions, key="gemeenten", title="Van de gemeenten", place="municipality", order=1
    )
    found = questions.questions.filter(key="bijdrage").first()
    question = found or factories.QuestionFactory(
        question_set=questions, section=section, key="bijdrage", text="Wat deed uw gemeente?"
    )
    round_ = factories.OwnRoundFactory(
        programme=home.draft.round.programme,
        half_year=home.submitted.round.half_year,
        owner=home.region,
        code=f"vragen-{home.region.slug}",
        name="Vragen aan gemeenten",
        question_set=questions,
        opens=date(2021, 1, 10),
        due=date(2021, 3, 16),
    )
    home.around["municipal_round"] = round_.code
    home.around["municipal_question"] = question.pk
    home.around["summary_question"] = home.draft.round.question_set.questions.get(key="samenvatting").pk
