"""Dividing chapters and comments: between the writers of one region, and never in what anybody else reads."""

import pytest
from django.urls import reverse

from ghnt.site.work import work_of
from regions.models import Role, RoleAssignment
from regions.rights import rights_of
from reporting.collecting import collect
from reporting.content import read_content
from reporting.marks import marks_of
from reporting.models import ChapterAssignment, ChapterComment
from reporting.pdf.document import report_html
from tests import factories
from tests.reporting.test_municipal_questions import hand_in
from tests.reporting.writing_scene import make_scene, person
from tests.world import TODAY

pytestmark = pytest.mark.django_db
MARKER = "Zwaluwnest"


@pytest.fixture
def scene(settings):
    settings.TODAY = TODAY
    return make_scene()


@pytest.fixture
def leader(client, scene):
    client.force_login(scene.leader)
    return client


def talk_url(scene, chapter="samenvatting"):
    return reverse("reporting:chapter_talk", args=["eigen", scene.round.code, chapter])


def chapter_url(scene):
    return reverse("reporting:report_chapter", args=["eigen", scene.round.code, "samenvatting"])


def give(client, scene, writer, seen=""):
    return client.post(
        talk_url(scene), {"assign": "1", "writer": writer.pk if writer else "", "seen": seen}, follow=True
    )


def test_comment_stands_at_its_chapter_until_it_is_done(scene, leader):
    leader.post(talk_url(scene), {"text": "Klopt dit getal?"})
    comment = ChapterComment.objects.get()
    assert (comment.text, comment.by_name, comment.chapter) == ("Klopt dit getal?", "Marit Hoekzema", "samenvatting")
    assert "Klopt dit getal?" in leader.get(chapter_url(scene)).content.decode()
    assert (
        "1 open opmerking"
        in leader.get(reverse("reporting:report_detail", args=["eigen", scene.round.code])).content.decode()
    )
    for _ in range(2):
        leader.post(talk_url(scene), {"done": comment.pk})
    comment.refresh_from_db()
    assert (comment.done_at is not None, comment.done_by_name) == (True, "Marit Hoekzema")
    assert "Klopt dit getal?" not in leader.get(chapter_url(scene)).content.decode()


def test_comment_sent_twice_stands_once(scene, leader):
    for _ in range(2):
        leader.post(talk_url(scene), {"text": "Klopt dit getal?"})
    assert ChapterComment.objects.count() == 1


def test_comment_without_words_is_asked_for(scene, leader):
    answer = leader.post(talk_url(scene), {"text": " "})
    assert "Schrijf eerst uw opmerking." in answer.content.decode()
    assert not ChapterComment.objects.exists()


def test_comment_of_another_report_is_not_finished(scene, leader):
    other = factories.ChapterCommentFactory(report=scene.earlier)
    assert leader.post(talk_url(scene), {"done": other.pk}).status_code == 404
    assert ChapterComment.objects.get().done_at is None


def test_chapter_is_given_to_a_writer(scene, leader):
    give(leader, scene, scene.colleague)
    assert ChapterAssignment.objects.get().writer == scene.colleague
    work = work_of(rights_of(scene.colleague, on=TODAY), on=TODAY, user=scene.colleague)
    titles = [row.task.title for group in work.groups for row in group.rows]
    assert "Hoofdstuk schrijven: Samenvatting, Eigen" in titles
    scene.answer("samenvatting", text="Kern.")
    work = work_of(rights_of(scene.colleague, on=TODAY), on=TODAY, user=scene.colleague)
    assert not [row for group in work.groups for row in group.rows if row.task.title.startswith("Hoofdstuk")]


def test_chapter_is_taken_back(scene, leader):
    give(leader, scene, scene.colleague)
    give(leader, scene, None, seen=ChapterAssignment.objects.get().version)
    assert not ChapterAssignment.objects.exists()


def test_chapter_is_not_given_to_somebody_elsewhere(scene, leader):
    stranger = person("Bo Elders", Role.LEADER, region=factories.RegionFactory(name="Ander", slug="ander"))
    assert give(leader, scene, stranger).status_code == 404
    assert not ChapterAssignment.objects.exists()


def test_chapter_that_a_colleague_divided_meanwhile_stays_as_it_is(scene, leader):
    factories.ChapterAssignmentFactory(report=scene.report, writer=scene.leader, version=3)
    page = give(leader, scene, scene.colleague, seen=2).content.decode()
    assert "Een collega verdeelde dit hoofdstuk intussen." in page
    assert ChapterAssignment.objects.get().writer == scene.leader


def test_region_with_one_writer_has_nobody_to_talk_to(scene, leader):
    RoleAssignment.objects.filter(user=scene.colleague).delete()
    assert leader.get(talk_url(scene)).status_code == 404
    assert leader.post(talk_url(scene), {"text": "X"}).status_code == 404
    assert talk_url(scene) not in leader.get(chapter_url(scene)).content.decode()


@pytest.mark.parametrize("role", [Role.READER, Role.NATIONAL, Role.ADVISER])
def test_talk_is_for_the_writers_alone(scene, client, role):
    factories.ChapterCommentFactory(report=scene.report)
    scope = {} if role == Role.NATIONAL else {"region": scene.region}
    client.force_login(person("Noor Tielman", role, **scope))
    assert client.get(talk_url(scene)).status_code == 404


def test_talk_stands_nowhere_in_the_report(scene, leader):
    """Not in the content, on the screen, in the seal, or in the text from which the PDF is made."""
    factories.ChapterCommentFactory(report=scene.report, text=f"{MARKER} een")
    factories.ChapterCommentFactory(report=scene.report, chapter=f"onderdeel-{scene.node.pk}", text=f"{MARKER} twee")
    writer = person(f"{MARKER} Schrijver", Role.EDITOR, region=scene.region)
    factories.ChapterAssignmentFactory(report=scene.report, writer=writer, by=scene.leader)
    assert MARKER in leader.get(chapter_url(scene)).content.decode()
    assert MARKER not in repr(collect(scene.region, scene.round, version=1, written_by="Marit Hoekzema"))
    preview = reverse("reporting:report_preview", args=["eigen", scene.round.code])
    assert MARKER not in leader.get(preview).content.decode()
    version = hand_in(scene)
    assert MARKER not in version.content
    read = reverse("reporting:version_detail", args=["eigen", scene.round.code, version.number])
    assert MARKER not in leader.get(read).content.decode()
    assert MARKER not in report_html(read_content(version.content), marks_of(version))
