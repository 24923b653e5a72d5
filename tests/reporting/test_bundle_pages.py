import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from ghnt import clock
from ghnt.documents.files import RenderedPdf
from ghnt.documents.models import RenderingState
from ghnt.documents.sealing import canonical_json
from regions.models import Role
from reporting.bundles import asking
from reporting.models import Bundle, BundleKind, EventKind
from tests.factories import RoleAssignmentFactory, UserFactory
from tests.reporting.bundled import SUMMARY, a_region, a_round, sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_july")]
BOOK = "/landelijk/boek/"


@pytest.fixture
def round_():
    return a_round()


@pytest.fixture
def regions(round_):
    found = a_region("Rivierenland", "RVL"), a_region("Zandstreek", "ZND"), a_region("Duinrand", "DNR")
    sealed(found[0], round_, EventKind.ACCEPTED)
    sealed(found[1], round_)
    return found


@pytest.fixture
def national(client):
    user = RoleAssignmentFactory(role=Role.NATIONAL).user
    client.force_login(user)
    return user


@pytest.fixture
def bundle(round_, regions):
    return asking.ask_book(
        round=round_, chapters=[SUMMARY], regions=None, with_concepts=False, by=UserFactory(name="Noor Verhage")
    )[0]


@pytest.fixture
def done(bundle):
    bundle.claim()
    bundle.finish(RenderedPdf(b"%PDF-1.7 boek", 12, "proef"))
    bundle.refresh_from_db()
    return bundle


def body(answer):
    return answer.content.decode()


def test_book_page_offers_what_was_submitted_and_ticks_what_was_accepted(client, national, regions):
    answer = client.get(f"{BOOK}?ronde=2020-H2")
    form = answer.context["form"]
    assert [value for value, _ in form.fields["regions"].choices] == ["rivierenland", "zandstreek"]
    assert form.fields["regions"].initial == ["rivierenland"]
    assert "2 van 3 regio’s ingediend, 1 geaccepteerd" in body(answer)


def test_book_page_makes_one_job_of_what_was_chosen(client, national, round_, regions):
    data = {"chapters": [SUMMARY], "regions": ["rivierenland"]}
    for _ in range(2):
        answer = client.post(f"{BOOK}?ronde=2020-H2", data, follow=True)
    made = Bundle.objects.get()
    assert (made.kind, made.round, made.asked_by) == (BundleKind.BOOK, round_, national)
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    assert "Dit bestand was al gevraagd" in body(answer)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"regions": ["rivierenland"]}, "Kies minstens één hoofdstuk."),
        ({"chapters": [SUMMARY]}, "Kies minstens één regio."),
        ({"chapters": [SUMMARY], "regions": ["zandstreek"]}, "Zandstreek is nog niet geaccepteerd."),
        ({"chapters": [SUMMARY], "regions": ["duinrand"]}, "Een van deze regio’s heeft niets ingediend."),
        ({"chapters": ["sprookjes"], "regions": ["rivierenland"]}, "Dit hoofdstuk is er niet meer."),
    ],
)
def test_book_page_says_what_is_wrong_and_makes_nothing(client, national, regions, data, says):
    answer = client.post(f"{BOOK}?ronde=2020-H2", data)
    assert says in body(answer)
    assert not Bundle.objects.exists()


def test_book_page_without_a_round_shows_the_last_with_something_accepted(client, national, regions):
    assert client.get(BOOK).context["page"].round.code == "2020-H2"


def test_book_page_of_an_unknown_round_does_not_exist(client, national, regions):
    assert client.get(f"{BOOK}?ronde=1999-H1").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_book_page_takes_as_many_queries_for_one_file_as_for_three(
    client, national, round_, regions, rows, django_assert_num_queries
):
    order = asking.book_order(round=round_, chapters=[SUMMARY], regions=None, with_concepts=False)
    made = {"kind": BundleKind.BOOK, "round": round_, "content": canonical_json(order), "state": RenderingState.DONE}
    for number in range(rows):
        Bundle.objects.create(**made, asked_by=UserFactory(), file=f"x{number}")
    with django_assert_num_queries(19):
        client.get(f"{BOOK}?ronde=2020-H2")


def test_waiting_bundle_refreshes_itself_and_works_without_script(client, national, bundle):
    page = body(client.get(bundle.get_absolute_url()))
    assert 'data-hx-trigger="every 3s"' in page
    assert f'<a href="{bundle.get_absolute_url()}">Vernieuwen</a>' in page
    state = reverse("reporting:bundle_state", args=[bundle.pk])
    assert client.get(state).url == bundle.get_absolute_url()
    Bundle.objects.update(state=RenderingState.RUNNING, parts_done=1, parts_total=2)
    part = body(client.get(state, headers={"HX-Request": "true"}))
    assert "1 van 2 onderdelen klaar" in part
    assert "<html" not in part


def test_bundle_that_is_done_says_so_and_stops_asking(client, national, done):
    part = body(client.get(reverse("reporting:bundle_state", args=[done.pk]), headers={"HX-Request": "true"}))
    assert "Het bestand is klaar." in part
    assert "every 3s" not in part


def test_download_is_the_file_under_a_name_that_says_what_it_is(client, national, done):
    answer = client.get(reverse("reporting:bundle_download", args=[done.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 boek"
    assert answer["Content-Disposition"] == 'attachment; filename="landelijk-boek-2020-h2.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")


def test_download_stops_when_the_role_ends(client, national, done):
    address = reverse("reporting:bundle_download", args=[done.pk])
    assert b"".join(client.get(address).streaming_content) == b"%PDF-1.7 boek"
    national.role_assignments.update(valid_to=clock.today())
    assert client.get(address).status_code == 404


def test_download_of_an_emptied_file_leads_to_its_page(client, national, done):
    default_storage.delete(done.file)
    Bundle.objects.update(file="")
    answer = client.get(reverse("reporting:bundle_download", args=[done.pk]), follow=True)
    assert "Dit bestand is na dertig dagen opgeruimd." in body(answer)
    again = client.post(reverse("reporting:bundle_retry", args=[done.pk]))
    assert Bundle.objects.get(state=RenderingState.WAITING).get_absolute_url() == again.url


def test_stop_stops_and_retry_makes_another(client, national, bundle):
    address = [reverse(f"reporting:bundle_{verb}", args=[bundle.pk]) for verb in ("stop", "retry")]
    assert "Het maken is gestopt." in body(client.post(address[0], follow=True))
    assert "Er was niets meer te stoppen." in body(client.post(address[0], follow=True))
    client.post(address[1])
    client.post(address[1])
    assert Bundle.objects.filter(state=RenderingState.WAITING).count() == 1


def test_round_zip_is_asked_for_by_a_button(client, national, round_, regions):
    answer = client.post(reverse("reporting:round_zip", args=["2020-H2"]), follow=True)
    made = Bundle.objects.get(kind=BundleKind.ROUND)
    assert "ingediend, nog niet geaccepteerd" in body(answer)
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()


@pytest.mark.parametrize(
    ("role", "status"), [(Role.LEADER, 200), (Role.EDITOR, 403), (Role.READER, 403), (Role.NATIONAL, 200)]
)
def test_dossier_is_for_the_leader_and_the_national_team(client, regions, role, status):
    scope = {} if role == Role.NATIONAL else {"region": regions[0]}
    client.force_login(RoleAssignmentFactory(role=role, **scope).user)
    address = reverse("reporting:report_dossier", args=["rivierenland", "2020-H2"])
    assert client.get(address).status_code == status
    assert client.post(address).status_code == (302 if status == 200 else status)
    assert Bundle.objects.filter(kind=BundleKind.DOSSIER, region=regions[0]).count() == (status == 200)


def test_dossier_of_another_region_does_not_exist_for_a_leader(client, regions):
    client.force_login(RoleAssignmentFactory(role=Role.LEADER, region=regions[1]).user)
    bundle, _ = asking.ask_dossier(region=regions[0], round=a_round(), by=UserFactory())
    assert client.get(reverse("reporting:report_dossier", args=["rivierenland", "2020-H2"])).status_code == 404
    assert client.get(bundle.get_absolute_url()).status_code == 404
    assert client.get(reverse("reporting:book")).status_code == 403
