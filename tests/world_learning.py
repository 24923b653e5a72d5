"""Learning around a home: lessons, a circle with meetings, claims of a front-runner, research."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import CircleMeetingState, FrontRunnerState, LessonFile, Sharing
from ghnt import clock
from ghnt.documents.uploads import store
from programmes.models import BuildingBlock, CatalogueEdition, Measure
from tests import factories


def put_learning(home):
    """Add to `home.around` what the addresses of Leren ask for."""
    region, slug = home.region, home.region.slug
    first, second, measure = _catalogue()
    circle = factories.LearningCircleFactory(name=f"Leerkring {region.name}", slug=f"kring-{slug}", themes="- meldcode")
    circle.regions.add(region)
    circle.blocks.add(first)
    meeting = factories.CircleMeetingFactory(circle=circle, subject="Nazorg", date=date(2021, 9, 23))
    past = factories.CircleMeetingFactory(
        circle=circle, subject="Meldcode", date=date(2021, 5, 6), state=CircleMeetingState.HELD, yields="Samen scholen."
    )
    past.attended.add(region)
    lesson = factories.LessonFactory(region=region, title=f"Leerpunt van {region.name}", text="Begin klein.")
    lesson.blocks.add(first)
    lesson.actions.add(home.action)
    shared = factories.LessonFactory(region=region, title=f"Gedeeld door {region.name}", sharing=Sharing.ALL)
    shared.blocks.add(first)
    claim = factories.FrontRunnerFactory(region=region, block=second)
    states = (FrontRunnerState.CONFIRMED, FrontRunnerState.DECLINED)
    own_block = BuildingBlock.objects.create(programme=first.programme, key=f"EIGEN-{slug}")
    confirmed, _declined = (factories.FrontRunnerFactory(region=region, block=own_block, state=one) for one in states)
    research = factories.ResearchFactory(title=f"Onderzoek in {region.name}", owner=region)
    research.regions.add(region)
    research.actions.add(home.action)
    binned = factories.ResearchFactory(title=f"Weg bij {region.name}", removed_at=clock.now())
    home.around |= {
        "circle": circle.slug,
        "circle_meeting": meeting.pk,
        "past_circle_meeting": past.pk,
        "lesson": lesson.pk,
        "shared_lesson": shared.pk,
        "lesson_file": _file(lesson).pk,
        "claim": claim.pk,
        "confirmed_claim": confirmed.pk,
        "research": research.pk,
        "binned_research": binned.pk,
        "learning_block": first.pk,
        "learning_measure": measure.pk,
    }


def _catalogue():
    """Two blocks and a measure in the edition of the world, the same for every home."""
    edition = CatalogueEdition.objects.get(code="vgr4")
    blocks = [_entry(edition, BuildingBlock, "block", number) for number in (1, 2)]
    return *blocks, _entry(edition, Measure, "measure", 3)


def _entry(edition, model, kind, number):
    one, made = model.objects.get_or_create(programme=edition.programme, key=f"LEREN-{number}")
    if made:
        code = f"9.{number}"
        factories.CatalogueEntryFactory(edition=edition, **{kind: one}, code=code, title=f"Samen leren {number}")
    return one


def _file(lesson):
    stored = store(SimpleUploadedFile("lesbrief.pdf", b"%PDF-1.7 lesbrief"), by=None)
    return LessonFile.objects.create(lesson=lesson, file=stored, title="Lesbrief")
