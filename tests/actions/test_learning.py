"""Lessons and with whom they are shared, circles and their meetings, what is finished elsewhere, what is new."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from actions.learning import lessons, meetings
from actions.learning.circles import save_circle, visible_circles
from actions.learning.finished import finished_actions, subject_page
from actions.learning.lessons import Links, Share, share_lesson
from actions.learning.news import mark_seen, news_for
from actions.models import (
    CircleMeetingState,
    DisclosedHalfYear,
    LearningCircle,
    Lesson,
    LessonFile,
    Phase,
    Research,
    Sharing,
)
from ghnt.notices.models import Notice
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.coverage import Subject
from regions.models import Role
from regions.rights import rights_of
from tests.factories import (
    ActionFactory,
    ActionUpdateFactory,
    BuildingBlockFactory,
    CatalogueEntryFactory,
    CircleMeetingFactory,
    LearningCircleFactory,
    LessonFactory,
    PostFactory,
    RegionFactory,
    ResearchFactory,
    RoleAssignmentFactory,
    StoredFileFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)
H1 = HalfYear(2021, 1)


@pytest.fixture
def other(db):
    return RegionFactory(name="Overkant", slug="overkant")


@pytest.fixture
def circle(region, other):
    circle = LearningCircleFactory(name="Leerkring Midden", slug="midden")
    circle.regions.set([region, other])
    return circle


@pytest.fixture
def national(sign_in):
    return sign_in(Role.NATIONAL)


def person(role, **scope):
    return RoleAssignmentFactory(role=role, **scope).user


def rights(user):
    return rights_of(user, on=TODAY)


def seen_by(user):
    return set(Lesson.objects.visible_to(rights(user)).values_list("title", flat=True))


def page(client, name, *args, **query):
    return client.get(reverse(f"actions:{name}", args=args), query)


def test_lesson_is_read_by_those_it_is_shared_with(region, other, circle):
    LessonFactory(region=region, title="eigen")
    LessonFactory(region=region, title="kring", sharing=Sharing.CIRCLE).circles.add(circle)
    LessonFactory(region=region, title="alle", sharing=Sharing.ALL)
    LessonFactory(region=None, title="landelijk")
    far = RegionFactory(name="Ver", slug="ver")
    assert seen_by(person(Role.READER, region=region)) == {"eigen", "kring", "alle"}
    assert seen_by(person(Role.LEADER, region=other)) == {"kring", "alle"}
    assert seen_by(person(Role.LEADER, region=far)) == {"alle"}
    assert seen_by(person(Role.NATIONAL)) == {"kring", "alle", "landelijk"}


def test_sharing_with_a_circle_tells_its_other_regions_once(region, other, circle, leader):
    reader = person(Role.EDITOR, region=other)
    lesson = LessonFactory(region=region, title="Begin klein")
    share = Share(Sharing.CIRCLE, [circle])
    share_lesson(lesson=lesson, share=share, seen_version=0, by=leader)
    share_lesson(lesson=lesson, share=Share(), seen_version=1, by=leader)
    share_lesson(lesson=lesson, share=share, seen_version=2, by=leader)
    told = Notice.objects.get()
    assert (told.user, told.what) == (reader, "leerpunt gedeeld door regio Rivierenland: Begin klein")


def test_sharing_refuses_a_circle_of_others_and_none(region, other, leader):
    lesson, theirs = LessonFactory(region=region), LearningCircleFactory()
    theirs.regions.add(other)
    with pytest.raises(ValidationError, match="Kies met welke leerkring"):
        share_lesson(lesson=lesson, share=Share(Sharing.CIRCLE), seen_version=0, by=leader)
    with pytest.raises(ValidationError, match="Uw regio zit niet in deze leerkring"):
        share_lesson(lesson=lesson, share=Share(Sharing.CIRCLE, [theirs]), seen_version=0, by=leader)
    with pytest.raises(EditConflictError):
        share_lesson(lesson=lesson, share=Share(Sharing.ALL), seen_version=7, by=leader)


def test_sharing_with_fewer_asks_to_be_sure(client, region, leader):
    lesson = LessonFactory(region=region, sharing=Sharing.ALL)
    url = reverse("actions:lesson_share", args=[lesson.pk])
    answer = client.post(url, {"seen_version": 0, "sharing": "region"})
    assert "Anderen kunnen het al gelezen hebben. Zet hier een vinkje." in answer.content.decode()
    client.post(url, {"seen_version": 0, "sharing": "region", "sure": "on"})
    lesson.refresh_from_db()
    assert (lesson.sharing, lesson.shared_at) == (Sharing.REGION, None)


def test_lesson_form_starts_with_the_action_and_its_blocks(client, region, node, leader):
    block = BuildingBlockFactory(programme=node.programme.programme)
    CatalogueEntryFactory(block=block, code="1.1", title="Meldcode")
    node.blocks.add(block)
    action = ActionFactory(node=node, programme=node.programme, title="Scholing")
    form = page(client, "lesson_create", region.slug, actie=action.pk).context["form"]
    assert (form.initial["actions"], form.initial["blocks"]) == ([action.pk], [block.pk])


def test_lesson_sent_twice_is_one_lesson_with_history(client, region, leader):
    said = {"title": "Begin klein", "text": "Eén team.", "evidence": "", "learned_on": "6 mei 2021", "sharing": "all"}
    for _ in range(2):
        client.post(reverse("actions:lesson_create", args=[region.slug]), said)
    lesson = Lesson.objects.get()
    assert (lesson.region, lesson.sharing, lesson.created_by) == (region, Sharing.ALL, leader)
    client.post(
        reverse("actions:lesson_update", args=[lesson.pk]),
        {**said, "text": "Twee teams.", "seen_version": lesson.version},
    )
    changes = [change.after for line in lessons.history_of(lesson) for change in line.changes]
    assert "Twee teams." in changes


def test_lesson_form_ignores_actions_of_another_region(client, region, node, leader):
    foreign = ActionFactory(title="Elders")
    own = ActionFactory(node=node, programme=node.programme)
    said = {"title": "Begin", "sharing": "region", "actions": [foreign.pk, own.pk]}
    answer = client.post(reverse("actions:lesson_create", args=[region.slug]), said)
    assert answer.status_code == 200
    assert Lesson.objects.count() == 0


def test_lesson_in_the_bin_is_gone_and_comes_back(client, region, leader):
    lesson = LessonFactory(region=region, sharing=Sharing.ALL)
    client.post(reverse("actions:lesson_remove", args=[lesson.pk]), {"seen_version": 0})
    assert page(client, "lesson_detail", lesson.pk).status_code == 404
    client.post(reverse("bin_restore", args=[region.slug, "leerpunt", lesson.pk]))
    assert page(client, "lesson_detail", lesson.pk).status_code == 200


def test_lesson_file_is_read_only_with_the_lesson(client, region, other):
    lesson = LessonFactory(region=region)
    file = LessonFile.objects.create(lesson=lesson, file=StoredFileFactory(), title="Lesbrief")
    client.force_login(person(Role.LEADER, region=other))
    assert page(client, "lesson_file_download", lesson.pk, file.pk).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_lesson_list_asks_the_same_number_of_queries(client, region, circle, leader, rows, django_assert_num_queries):
    for _ in range(rows):
        lesson = LessonFactory(region=region, sharing=Sharing.CIRCLE)
        lesson.circles.add(circle)
    with django_assert_num_queries(LIST_QUERIES):
        page(client, "lesson_list")


@pytest.mark.parametrize("rows", [1, 3])
def test_learning_page_asks_the_same_number_of_queries(client, region, other, leader, rows, django_assert_num_queries):
    for number in range(rows):
        LessonFactory(region=region)
        LessonFactory(region=other, sharing=Sharing.ALL, shared_at=timezone.now())
        one = LearningCircleFactory()
        one.regions.set([region, other])
        CircleMeetingFactory(circle=one, invited_at=timezone.now())
        ResearchFactory(owner=region, until=date(2022, 1, 1 + number))
    with django_assert_num_queries(PAGE_QUERIES):
        page(client, "learning", region.slug)


LIST_QUERIES = 13
PAGE_QUERIES = 20


def test_circle_without_regions_is_refused_with_a_way_on(client, national):
    answer = client.post(reverse("actions:circle_create"), {"name": "Leeg", "themes": ""})
    assert "Kies er alvast één en vul de leerkring later aan." in answer.content.decode()
    assert LearningCircle.objects.count() == 0


def test_circle_sent_twice_is_one_and_a_namesake_gets_its_own_address(region, other, national):
    for _ in range(2):
        save_circle(circle=LearningCircle(name="Midden"), regions=[region], blocks=[], seen_version=None, by=national)
    second = LearningCircle(name="Midden", themes="anders")
    save_circle(circle=second, regions=[other], blocks=[], seen_version=None, by=national)
    assert sorted(LearningCircle.objects.values_list("slug", flat=True)) == ["midden", "midden-2"]


def test_circle_is_seen_by_its_regions_and_the_national_team(circle, other):
    far = RegionFactory(name="Ver", slug="ver")
    found = [bool(visible_circles(rights(one))) for one in (person(Role.READER, region=other), person(Role.NATIONAL))]
    assert [*found, bool(visible_circles(rights(person(Role.LEADER, region=far))))] == [True, True, False]


def test_invitation_is_told_once_and_again_on_request(circle, other, national):
    guest = person(Role.LEADER, region=other)
    meeting = CircleMeetingFactory(
        circle=circle, subject="Nazorg", starts_at=time(13), ends_at=time(16), place="Utrecht", for_whom="leiders"
    )
    assert [meetings.invite(meeting=meeting, by=national) for _ in range(2)] == [1, 0]
    notice = Notice.objects.get(user=guest)
    assert notice.what == (
        "uitnodiging Leerkring Midden: Nazorg, 23 september 2021, 13.00 tot 16.00 uur, Utrecht, voor leiders"
    )
    assert notice.url == "/leren/leerkringen/midden/" + f"{meeting.pk}/"
    again = [meetings.invite(meeting=meeting, by=national, again=True) for _ in range(2)]
    assert again == [1, 0]


def test_meeting_that_moves_tells_only_who_was_invited(circle, other, national):
    person(Role.LEADER, region=other)
    quiet = CircleMeetingFactory(circle=circle, subject="Stil")
    told = CircleMeetingFactory(circle=circle, subject="Luid")
    meetings.invite(meeting=told, by=national)
    for one in (quiet, told):
        one.refresh_from_db()
        one.date = date(2021, 10, 7)
        meetings.save_meeting(meeting=one, seen_version=one.version, by=national)
    moved = Notice.objects.filter(what__contains="verplaatst").values_list("what", flat=True)
    assert list(moved) == ["Leerkring Midden: Luid is verplaatst naar 7 oktober 2021"]


def test_meeting_cancelled_tells_and_stays_cancelled(circle, other, national):
    person(Role.LEADER, region=other)
    meeting = CircleMeetingFactory(circle=circle, subject="Nazorg")
    meetings.invite(meeting=meeting, by=national)
    meetings.cancel(meeting=meeting, seen_version=0, by=national)
    meetings.cancel(meeting=meeting, seen_version=0, by=national)
    assert Notice.objects.filter(what__contains="gaat niet door").count() == 1
    with pytest.raises(ValidationError, match="niet meer uitnodigen"):
        meetings.invite(meeting=meeting, by=national)


def test_yields_make_a_meeting_held_from_its_day_on(circle, region, national):
    far = RegionFactory(name="Ver", slug="ver")
    meeting = CircleMeetingFactory(circle=circle, date=TODAY)
    told = {"meeting": meeting, "yields": "Samen scholen.", "seen_version": 0}
    with pytest.raises(ValidationError, match="nog niet geweest"):
        meetings.record_yields(**told, attended=[region], on=date(2021, 7, 11))
    with pytest.raises(ValidationError, match="regio’s van deze leerkring"):
        meetings.record_yields(**told, attended=[far], on=TODAY)
    meetings.record_yields(**told, attended=[region], on=TODAY)
    meeting.refresh_from_db()
    assert (meeting.state, list(meeting.attended.all())) == (CircleMeetingState.HELD, [region])


def test_finished_tells_of_other_regions_only_what_they_reported(client, region, other, leader, node):
    block = BuildingBlockFactory(programme=node.programme.programme)
    CatalogueEntryFactory(block=block, code="1.1", title="Meldcode")
    PostFactory(region=node.programme.region, person="Marit Hoekzema", email="marit@example.org")
    node.blocks.add(block)
    done = ActionFactory(node=node, programme=node.programme, title="Scholing", number=1, puller_contact="Jan Geheim")
    ActionUpdateFactory(action=done, half_year=H1, phase=Phase.FINISHED, assessment="", efforts="Niet te lezen")
    client.force_login(person(Role.LEADER, region=other))
    assert not finished_actions(TODAY)
    DisclosedHalfYear.objects.create(region=region, half_year=H1)
    found = subject_page(rights(person(Role.LEADER, region=other)), Subject.BLOCKS, block.pk, on=TODAY).finished
    assert [(one.title, one.region, one.contact, one.url) for one in found] == [
        ("Scholing", "Rivierenland", "Marit Hoekzema", "")
    ]
    text = page(client, "block_learning", block.pk).content.decode()
    assert "Scholing" in text
    assert "Jan Geheim" not in text
    assert "Niet te lezen" not in text


def test_finished_search_narrows_blocks_and_actions(client, region, leader, node):
    for number, title in enumerate(("Meldcode", "Opvang"), 1):
        CatalogueEntryFactory(block=BuildingBlockFactory(), code=f"1.{number}", title=title)
        done = ActionFactory(node=node, programme=node.programme, number=number, title=f"{title} af")
        ActionUpdateFactory(action=done, half_year=H1, phase=Phase.EMBEDDED, assessment="")
    DisclosedHalfYear.objects.create(region=region, half_year=H1)
    context = page(client, "finished", zoek="opvang").context
    assert [one.title for one in context["found"]] == ["Opvang af"]
    assert [str(line.entry) for group in context["overview"].blocks for line in group.lines] == ["1.2 Opvang"]


def test_news_ends_with_everything_seen_and_reading_writes_nothing(client, region, other, leader):
    LessonFactory(region=other, sharing=Sharing.ALL, title="Nieuw", shared_at=at(date(2021, 7, 1)))
    LessonFactory(region=region, sharing=Sharing.ALL, title="Van onszelf", shared_at=at(date(2021, 7, 1)))
    assert [one.title for one in news_for(leader, rights(leader)).shown] == ["Nieuw"]
    page(client, "learning", region.slug)
    assert news_for(leader, rights(leader)).count == 1
    client.post(reverse("actions:learning_seen", args=[region.slug]), {"until": at(TODAY).isoformat()})
    assert news_for(leader, rights(leader)).count == 0
    mark_seen(user=leader, until=at(date(2021, 1, 1)))
    assert news_for(leader, rights(leader)).count == 0


def at(day):
    return timezone.make_aware(datetime.combine(day, time(0, 1)))


def test_research_keeps_followed_actions_of_other_regions(client, region, leader, node):
    own = ActionFactory(node=node, programme=node.programme, number=1)
    elsewhere = ActionFactory(title="Elders")
    research = ResearchFactory(owner=region, title="Pilot")
    research.actions.set([own, elsewhere])
    said = {"title": "Pilot", "kind": "pilot", "done_by": "Bureau", "seen_version": 0, "actions": []}
    client.post(reverse("actions:research_update", args=[research.pk]), said)
    assert list(research.actions.all()) == [elsewhere]
    assert "Elders" not in page(client, "research_detail", research.pk).content.decode()


def test_research_is_kept_by_its_owner_alone(client, region, other, sign_in):
    national = ResearchFactory(owner=None)
    own, theirs = ResearchFactory(owner=region), ResearchFactory(owner=other)
    sign_in(Role.LEADER)
    found = [page(client, "research_update", one.pk).status_code for one in (own, theirs, national)]
    assert found == [200, 403, 403]
    end = {"title": "T", "kind": "research", "done_by": "B", "start": "2-3-2021", "until": "1-3-2021"}
    answer = client.post(reverse("actions:research_create", args=[region.slug]), end)
    assert "De einddatum ligt vóór de begindatum, 2 maart 2021" in answer.content.decode()
    assert Research.objects.count() == 3


def test_action_page_says_which_research_follows_it(client, region, leader, node):
    action = ActionFactory(node=node, programme=node.programme)
    ResearchFactory(title="Pilot kappers", done_by="Bureau Linde").actions.add(action)
    text = page(client, "action_detail", region.slug, action.pk).content.decode()
    assert "Wordt gevolgd door" in text
    assert "Pilot kappers" in text


def test_saving_a_lesson_changed_by_another_is_a_conflict(region, leader):
    lesson = LessonFactory(region=region)
    with pytest.raises(EditConflictError):
        lessons.save_lesson(lesson=lesson, links=Links(), seen_version=3, by=leader)
