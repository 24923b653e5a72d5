from datetime import date

import pytest
from django.urls import reverse

from programmes import policy_frames, standing
from programmes.models import Consultation, Part, PolicyFrame, VersionEventKind
from regions.models import Role
from tests.factories import (
    ConsultationFactory,
    GoalFactory,
    OutlineNodeFactory,
    PolicyFrameFactory,
    ProgrammeChapterFactory,
    ProgrammeEventFactory,
    ProgrammeVersionFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RoleAssignmentFactory,
)


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region(db):
    return RegionFactory(name="Rivierenland", slug="rivierenland")


@pytest.fixture
def programme(region):
    return RegionalProgrammeFactory(region=region, title="Veilig thuis")


@pytest.fixture
def sign_in(client, region):
    def sign_in(role):
        user = RoleAssignmentFactory(role=role, region=region).user
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def leader(sign_in):
    return sign_in(Role.LEADER)


def url(name, *args):
    return reverse(f"programmes:{name}", args=["rivierenland", *args])


def body(answer):
    return answer.content.decode()


def test_programme_detail_reads_as_one_document(client, leader, programme):
    ProgrammeChapterFactory(programme=programme, key="visie", title="Visie", text="Niemand is alleen.")
    ProgrammeChapterFactory(programme=programme, part=Part.PROJECT_PLAN, title="Uren", text="21 uur.")
    GoalFactory(programme=programme, node=None, statement="Minder geweld", target="10 procent")
    OutlineNodeFactory(programme=programme, code="1", title="Eerder in beeld")
    ConsultationFactory(programme=programme, heard="Ervaringsdeskundigen", outcome="Verwerkt.")
    PolicyFrameFactory(programme=programme, title="Wmo-kader")
    text = body(client.get(url("programme_detail")))
    for words in (
        '<a href="#hoofdstuk-visie">Visie</a>',
        "Niemand is alleen.",
        "Minder geweld",
        "Streefwaarde: 10 procent",
        "1 Eerder in beeld",
        "Ervaringsdeskundigen",
        "Verwerkt.",
        "Afgelopen op 31 december 2020.",
    ):
        assert words in text
    assert "21 uur." not in text


def test_programme_detail_shows_empty_chapters_to_the_writer_only(client, sign_in, programme):
    OutlineNodeFactory(programme=programme)
    sign_in(Role.LEADER)
    assert "Missie schrijven" in body(client.get(url("programme_detail")))
    sign_in(Role.READER)
    text = body(client.get(url("programme_detail")))
    assert "Missie" not in text
    assert "wijzigen" not in text


def test_programme_detail_of_a_new_region_says_how_to_begin(client, leader, region):
    assert "Zo begint u" in body(client.get(url("programme_detail")))
    programme = RegionalProgrammeFactory(region=region, title="Veilig thuis")
    assert "Klaar: Veilig thuis." in body(client.get(url("programme_detail")))
    OutlineNodeFactory(programme=programme)
    assert "Zo begint u" not in body(client.get(url("programme_detail")))


def test_programme_detail_of_another_programme_shows_the_way_back(client, leader, region, programme):
    coming = RegionalProgrammeFactory(region=region, title="Verder samen", valid_from=date(2023, 1, 1))
    assert "Naar het lopende programma" not in body(client.get(url("programme_detail")))
    text = body(client.get(coming.get_absolute_url()))
    assert "U bekijkt ‘Verder samen’, vanaf 1 januari 2023." in text
    assert f'href="{url("project_plan")}?programma={coming.pk}"' in text


def test_programme_detail_links_to_what_it_came_from_and_goes_on_in(client, leader, region, programme):
    coming = RegionalProgrammeFactory(
        region=region, title="Verder samen", valid_from=date(2023, 1, 1), predecessor=programme
    )
    assert f'Gaat verder in <a href="{coming.get_absolute_url()}">Verder samen</a>' in body(
        client.get(url("programme_detail"))
    )
    text = body(client.get(coming.get_absolute_url()))
    assert f'Overgenomen uit <a href="{programme.get_absolute_url()}">Veilig thuis</a>' in text


@pytest.mark.parametrize("number", [1, 3])
def test_programme_detail_takes_the_same_queries_for_more_of_everything(
    client, leader, programme, number, django_assert_num_queries
):
    for _ in range(number):
        ProgrammeChapterFactory(programme=programme)
        GoalFactory(programme=programme, node=None)
        ConsultationFactory(programme=programme)
        PolicyFrameFactory(programme=programme)
        OutlineNodeFactory(programme=programme)
        ProgrammeEventFactory(version=ProgrammeVersionFactory(programme=programme))
    client.get(url("programme_detail"))
    with django_assert_num_queries(22):
        client.get(url("programme_detail"))


def test_standing_follows_the_last_word_until_the_programme_is_adopted(programme):
    first, second = (ProgrammeVersionFactory(programme=programme, number=number) for number in (1, 2))
    assert standing.standing_of(programme).state.label == "Concept"
    ProgrammeEventFactory(version=first, kind=VersionEventKind.TREATED, date=date(2020, 3, 1))
    found = standing.standing_of(programme)
    assert (found.state.label, found.sentence) == (
        "In behandeling",
        "Versie 1 is in behandeling sinds 1 maart 2020.",
    )
    ProgrammeEventFactory(version=first, kind=VersionEventKind.WITHDRAWN, date=date(2020, 4, 1))
    assert standing.standing_of(programme).state.label == "Concept"
    ProgrammeEventFactory(version=first, date=date(2020, 6, 1), basis="Besluit van het overleg.")
    ProgrammeEventFactory(version=second, kind=VersionEventKind.TREATED)
    words = "Versie 1 is vastgesteld op 1 juni 2020, op grond van: Besluit van het overleg."
    assert standing.standing_of(programme).sentence == words


def test_project_plan_shows_its_own_chapters_only(client, sign_in, programme):
    sign_in(Role.READER)
    assert "Nog geen projectplan." in body(client.get(url("project_plan")))
    ProgrammeChapterFactory(programme=programme, part=Part.PROJECT_PLAN, key="uren", title="Uren", text="21 uur.")
    ProgrammeChapterFactory(programme=programme, title="Samenvatting")
    text = body(client.get(url("project_plan")))
    assert "21 uur." in text
    assert "Samenvatting" not in text


def test_programme_list_says_which_one_runs(client, leader, region, programme):
    RegionalProgrammeFactory(region=region, title="Vroeger", valid_from=date(2016, 1, 1), valid_to=date(2018, 12, 31))
    RegionalProgrammeFactory(region=region, title="Straks", valid_from=date(2023, 1, 1))
    RegionalProgrammeFactory(title="Van een andere regio")
    text = body(client.get(url("programme_list")))
    order = [text.index(words) for words in ("Straks", "Begint nog", "Veilig thuis", "Loopt nu", "Vroeger", "Voorbij")]
    assert order == sorted(order)
    assert "Van een andere regio" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_programme_list_takes_the_same_queries_for_more_programmes(
    client, leader, region, number, django_assert_num_queries
):
    for year in range(number):
        RegionalProgrammeFactory(region=region, valid_from=date(2019 + year, 1, 1))
    client.get(url("programme_list"))
    with django_assert_num_queries(8):
        client.get(url("programme_list"))


CONSULTATION = {"heard": "Panel", "date": "3 maart 2021", "way": "bijeenkomst", "said": "Meer tijd.", "outcome": ""}


def test_consultation_is_added_once_changed_and_removed(client, leader, programme):
    for _ in range(2):
        assert client.post(url("consultation_create"), CONSULTATION).url == url("consultation_list")
    row = Consultation.objects.get()
    assert (row.programme, row.heard, row.date, row.said) == (programme, "Panel", date(2021, 3, 3), "Meer tijd.")
    changed = CONSULTATION | {"outcome": "Verwerkt.", "seen_version": 0}
    assert client.post(url("consultation_update", row.pk), changed).status_code == 302
    answer = client.post(url("consultation_update", row.pk), changed | {"outcome": "Te laat."})
    assert answer.status_code == 409
    assert "Verwerkt." in body(answer)
    assert "Te laat." in body(answer)
    assert client.get(url("consultation_delete", row.pk)).status_code == 200
    assert Consultation.objects.count() == 1
    client.post(url("consultation_delete", row.pk), {"seen_version": 1})
    assert not Consultation.objects.exists()


FRAME = {"title": "Wmo-kader", "owner": "De gemeenten", "valid_to": "31-12-2021", "note": ""}


def test_policy_frame_is_added_once_changed_and_removed(client, leader, programme):
    assert client.post(url("policy_frame_create"), FRAME).url == url("policy_frame_list")
    answer = client.post(url("policy_frame_create"), FRAME)
    assert "Dit beleidskader staat er al." in body(answer)
    row = PolicyFrame.objects.get()
    assert "Loopt binnen een half jaar af, op 31 december 2021." in body(client.get(url("policy_frame_list")))
    changed = FRAME | {"valid_to": "", "seen_version": 0}
    assert client.post(url("policy_frame_update", row.pk), changed).status_code == 302
    answer = client.post(url("policy_frame_update", row.pk), changed | {"note": "Te laat."})
    assert answer.status_code == 409
    client.post(url("policy_frame_delete", row.pk), {"seen_version": 1})
    assert not PolicyFrame.objects.exists()


@pytest.mark.parametrize(
    ("end", "warning"),
    [
        (None, ""),
        (date(2021, 7, 11), "Afgelopen op 11 juli 2021."),
        (date(2021, 7, 12), "Loopt binnen een half jaar af, op 12 juli 2021."),
        (date(2022, 1, 11), "Loopt binnen een half jaar af, op 11 januari 2022."),
        (date(2022, 1, 12), ""),
    ],
)
def test_policy_frame_warns_when_it_ended_or_soon_ends(programme, end, warning):
    PolicyFrameFactory(programme=programme, valid_to=end)
    assert [line.warning for line in policy_frames.frames_of(programme, on=date(2021, 7, 12))] == [warning]


@pytest.mark.parametrize("wrong", [{"heard": ""}, {"date": "31-2-2021"}, {"said": "x" * 60_000}])
def test_consultation_refuses_what_cannot_be(client, leader, programme, wrong):
    answer = client.post(url("consultation_create"), CONSULTATION | wrong)
    assert answer.status_code == 200
    assert "<title>Fout: " in body(answer)
    assert not Consultation.objects.exists()


def test_rows_of_a_coming_programme_stay_with_it(client, leader, region, programme):
    coming = RegionalProgrammeFactory(region=region, valid_from=date(2023, 1, 1))
    row = ConsultationFactory(programme=coming)
    answer = client.post(f"{url('consultation_create')}?programma={coming.pk}", CONSULTATION)
    assert answer.url == f"{url('consultation_list')}?programma={coming.pk}"
    assert client.post(url("consultation_delete", row.pk)).url == answer.url
    assert [one.programme for one in Consultation.objects.all()] == [coming]


def test_rows_of_another_region_do_not_exist(client, leader, programme):
    rows = {"consultation": ConsultationFactory(), "policy_frame": PolicyFrameFactory()}
    for name, row in rows.items():
        for verb in ("update", "delete"):
            assert client.get(url(f"{name}_{verb}", row.pk)).status_code == 404
            assert client.post(url(f"{name}_{verb}", row.pk), CONSULTATION | FRAME).status_code == 404
        row.refresh_from_db()


def test_row_forms_without_a_programme_begin_one(client, leader):
    assert client.get(url("consultation_create")).url == url("programme_update")
    assert client.get(url("policy_frame_list")).status_code == 200
