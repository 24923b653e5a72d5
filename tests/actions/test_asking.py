import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions import asking
from actions.models import ActionUpdate, Assessment, Phase, PullerAnswer, PullerRequest
from ghnt.periods import HalfYear
from regions.models import Role
from tests.factories import ActionFactory, ActionUpdateFactory, OrganisationFactory, UserFactory

TODAY = date(2021, 7, 12)
H1, H2 = HalfYear(2021, 1), HalfYear(2020, 2)
LIST = "/regio/rivierenland/vraag-de-trekker/"
SECRET = re.compile(r"/vraag/([A-Za-z0-9_-]+)/")


@pytest.fixture
def puller(region):
    return OrganisationFactory(region=region, name="Stichting De Brug")


@pytest.fixture
def action(node, puller):
    return ActionFactory(node=node, number=1, title="Training voor wijkteams", puller=puller)


@pytest.fixture
def other_action(node, puller):
    return ActionFactory(node=node, number=2, title="Vast overleg", puller=puller)


@pytest.fixture
def asked(programme, puller, action, other_action):
    """The question and its secret."""
    request = PullerRequest(
        programme=programme, half_year=H1, puller=puller, valid_to=TODAY + timedelta(days=14), addressee="Jan de Wit"
    )
    return asking.ask_puller(request=request, actions=[action, other_action], nonce="n" * 43, by=UserFactory())


@pytest.fixture
def link(asked):
    return f"/vraag/{asked[1]}/"


def body(answer):
    return answer.content.decode()


def said(action, phase=Phase.IN_PROGRESS, text="Twee groepen zijn geschoold."):
    return {f"actie-{action.pk}-phase": phase, f"actie-{action.pk}-text": text}


def answers():
    return sorted(PullerAnswer.objects.values_list("action__number", "phase", "text", "outcome"))


# --- asking ---


def test_question_is_made_once_for_one_form_and_shows_its_link_once(client, leader, puller, action):
    page = f"{LIST}nieuw/?trekker={puller.pk}&halfjaar=2021-H1"
    form = client.get(page).context["form"]
    data = {"nonce": form.initial["nonce"], "chosen": [action.pk], "valid_to": "26 juli 2021", "message": "Graag kort."}
    first, second = client.post(page, data), client.post(page, data)
    request = PullerRequest.objects.get()
    secret = SECRET.search(body(first))[1]
    assert SECRET.search(body(second))[1] == secret
    assert (request.digest, request.half_year) == (asking.digest_of(secret), H1)
    detail = client.get(f"{LIST}{request.pk}/")
    assert secret not in body(detail)
    assert "Graag kort." in body(detail)


def test_secret_is_not_the_nonce_and_another_person_gets_another_one(programme, puller, action):
    def make(by, nonce):
        request = PullerRequest(programme=programme, half_year=H1, puller=puller, valid_to=TODAY)
        return asking.ask_puller(request=request, actions=[action], nonce=nonce, by=by)[1]

    first, second = UserFactory(), UserFactory()
    secrets = {make(first, "n" * 43), make(second, "n" * 43), make(first, ""), make(first, "")}
    assert len(secrets) == 4
    assert all(len(secret) == 64 for secret in secrets)


@pytest.mark.parametrize("days", [-1, 93])
def test_question_has_a_last_day_within_three_months(programme, puller, action, days):
    request = PullerRequest(programme=programme, half_year=H1, puller=puller, valid_to=TODAY + timedelta(days=days))
    with pytest.raises(ValidationError, match="drie maanden"):
        asking.ask_puller(request=request, actions=[action], nonce="n" * 43, by=UserFactory())


def test_question_offers_only_actions_of_that_trekker_that_still_run(client, leader, node, puller, action):
    ended = ActionFactory(node=node, number=5, title="Al klaar", puller=puller)
    ActionUpdateFactory(action=ended, half_year=H2, phase=Phase.FINISHED)
    foreign = ActionFactory(title="Van een andere regio", puller=puller)
    page = f"{LIST}nieuw/?trekker={puller.pk}&halfjaar=2021-H1"
    form = client.get(page).context["form"]
    assert [pk for pk, _label in form.fields["chosen"].choices] == [action.pk]
    data = {"nonce": "n" * 43, "chosen": [foreign.pk], "valid_to": "26 juli 2021"}
    client.post(page, data)
    assert PullerRequest.objects.count() == 0


# --- answering ---


def test_answer_page_tells_no_more_than_asked(client, asked, link, action):
    ActionUpdateFactory(
        action=action, half_year=H2, phase=Phase.PREPARATION, assessment=Assessment.STALLED, explanation="Geheim."
    )
    ActionFactory(node=action.node, title="Actie van een ander")
    answer = client.get(link)
    assert answer.status_code == 200
    assert "Vorig halfjaar: <strong>voorbereiding</strong>" in body(answer)
    for hidden in ("Geheim.", "Jan de Wit", "Actie van een ander", "Persoon", "Stagneert"):
        assert hidden not in body(answer)


def test_answer_page_is_kept_apart(client, link):
    for answer in (client.get(link), client.get("/vraag/onbekend/")):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"].startswith("noindex")
        assert answer["Referrer-Policy"] == "same-origin"


def test_answers_can_be_saved_again(client, link, action):
    assert client.post(link, said(action)).url == f"{link}?opgeslagen"
    client.post(link, said(action))
    client.post(link, said(action, text="Drie groepen."))
    assert answers() == [(1, "in_progress", "Drie groepen.", "")]


def test_answer_without_a_phase_keeps_the_text_on_screen(client, link, action):
    answer = client.post(link, said(action, phase=""))
    assert "Kies ook een fase bij uw toelichting." in body(answer)
    assert "Twee groepen zijn geschoold." in body(answer)
    assert answers() == []


def test_answer_reaches_no_action_outside_the_question(client, link, node, puller):
    later = ActionFactory(node=node, number=7, puller=puller)
    foreign = ActionFactory(puller=puller)
    client.post(link, said(later) | said(foreign))
    assert answers() == []


def test_answer_shows_no_action_that_got_another_trekker_or_went_to_the_archive(client, link, action, other_action):
    action.puller = None
    action.save()
    other_action.archived_at = "2021-07-01T12:00:00Z"
    other_action.save()
    client.post(link, said(action) | said(other_action))
    assert "hoeft u niets meer te vertellen" in body(client.get(link))
    assert answers() == []


def test_answer_is_text_and_never_markup(client, leader, link, asked, action):
    client.post(link, said(action, text='<script>alert("1")</script><img src=x onerror=alert(1)>Gewoon'))
    for page in (link, f"{LIST}{asked[0].pk}/"):
        assert "<script>alert" not in body(client.get(page))
        assert "<img src=x" not in body(client.get(page))


def test_answer_over_the_limit_is_refused_and_stays_on_screen(client, link, action):
    answer = client.post(link, said(action, text="Woord " * 400))
    assert answer.status_code == 200
    assert "Woord Woord" in body(answer)
    assert answers() == []


@pytest.mark.parametrize("how", ["revoked", "expired", "unknown", "replaced"])
def test_closed_links_all_look_the_same_and_show_what_was_typed(client, settings, link, asked, action, how):
    unknown = client.post("/vraag/" + "a" * 64 + "/", said(action))
    if how == "revoked":
        asking.revoke(request=asked[0])
    if how == "expired":
        settings.TODAY = TODAY + timedelta(days=15)
    if how == "replaced":
        asking.replace_link(request=asked[0])
    address = "/vraag/bestaat-niet/" if how == "unknown" else link
    answer = client.post(address, said(action))
    assert answer.status_code == 404
    assert re.sub(r"\w{64}", "", body(answer)) == re.sub(r"\w{64}", "", body(unknown))
    assert "Twee groepen zijn geschoold." in body(answer)
    assert client.get(address).status_code == 404
    assert answers() == []


def test_link_works_until_the_end_of_its_last_day(client, settings, link):
    settings.TODAY = TODAY + timedelta(days=14)
    assert client.get(link).status_code == 200


def test_answers_are_throttled_per_link_with_the_text_on_screen(client, link, action):
    for number in range(30):
        assert client.post(link, said(action, text=f"Versie {number}")).status_code == 302
    answer = client.post(link, said(action, text="Eentje te veel"))
    assert answer.status_code == 429
    assert "Eentje te veel" in body(answer)
    assert answers()[0][2] == "Versie 29"


def test_answer_needs_the_token_of_its_own_page(link, action):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(link, said(action)).status_code == 403


# --- taking over ---


@pytest.fixture
def answered(asked, action):
    asking.save_answers(request=asked[0], said={action.pk: asking.Said(Phase.IN_PROGRESS, "Twee groepen.")})
    return PullerAnswer.objects.get()


def take(client, answered, **values):
    prefix = f"antwoord-{answered.pk}"
    data = {"seen_version": answered.version, "seen_update": "", "assessment": "on_course"} | values
    url = f"{LIST}{answered.request_id}/{answered.pk}/overnemen/"
    return client.post(url, {f"{prefix}-{name}": value for name, value in data.items()})


def test_answer_taken_over_becomes_the_state_in_the_leaders_name(client, leader, answered, action):
    assert take(client, answered).status_code == 302
    update = ActionUpdate.objects.get(action=action)
    assert (update.half_year, update.phase, update.assessment, update.explanation) == (
        H1,
        "in_progress",
        "on_course",
        "Twee groepen.",
    )
    assert (update.updated_by, update.history.get().history_user) == (leader, leader)
    answered.refresh_from_db()
    assert (answered.outcome, answered.handled_by) == ("taken", leader)


def test_answer_taken_over_keeps_the_rest_of_what_was_said(client, leader, answered, action):
    update = ActionUpdateFactory(
        action=action, half_year=H1, phase=Phase.PREPARATION, assessment=Assessment.ON_COURSE, results="Een plan."
    )
    form = client.get(f"{LIST}{answered.request_id}/").context["lines"][0].form
    assert form.initial["assessment"] == "on_course"
    take(client, answered, seen_update=update.version)
    update.refresh_from_db()
    assert (update.phase, update.results, update.explanation) == ("in_progress", "Een plan.", "Twee groepen.")


def test_answer_is_not_taken_over_what_a_colleague_saved_meanwhile(client, leader, answered, action):
    ActionUpdateFactory(
        action=action,
        half_year=H1,
        phase=Phase.PREPARATION,
        assessment=Assessment.ATTENTION,
        explanation="Van de collega.",
    )
    answer = take(client, answered)
    assert answer.status_code == 409
    assert "Van de collega." in body(answer)
    assert "Twee groepen." in body(answer)
    answered.refresh_from_db()
    assert answered.outcome == ""


def test_answer_changed_by_the_trekker_is_not_taken_unseen(client, leader, asked, answered, action):
    asking.save_answers(request=asked[0], said={action.pk: asking.Said(Phase.DROPPED, "Toch gestopt.")})
    answer = take(client, answered)
    assert answer.status_code == 409
    assert "Toch gestopt." in body(answer)
    assert ActionUpdate.objects.count() == 0


def test_answer_that_ended_the_action_has_no_koers(client, leader, asked, answered, action):
    asking.save_answers(request=asked[0], said={action.pk: asking.Said(Phase.FINISHED, "Klaar.")})
    answered.refresh_from_db()
    take(client, answered)
    assert ActionUpdate.objects.get().assessment == ""


def test_koers_that_needs_a_reason_is_asked_for_one(client, leader, asked, answered, action):
    asking.save_answers(request=asked[0], said={action.pk: asking.Said(Phase.IN_PROGRESS, "")})
    answered.refresh_from_db()
    answer = take(client, answered, assessment="stalled")
    assert "Bij deze koers hoort een toelichting" in body(answer)
    assert ActionUpdate.objects.count() == 0


def test_answer_left_changes_nothing_and_waits_again_after_a_new_one(client, leader, asked, answered, action):
    url = f"{LIST}{answered.request_id}/{answered.pk}/niet-overnemen/"
    client.post(url, {f"antwoord-{answered.pk}-seen_version": answered.version})
    assert answers() == [(1, "in_progress", "Twee groepen.", "left")]
    assert ActionUpdate.objects.count() == 0
    asking.save_answers(request=asked[0], said={action.pk: asking.Said(Phase.FINISHED, "Klaar.")})
    assert answers() == [(1, "finished", "Klaar.", "")]


def test_request_list_tells_how_far_each_question_is(client, leader, asked, answered):
    assert client.get(LIST).context["lines"][0].state == "beantwoord 1 van 2"
    asking.revoke(request=asked[0])
    assert client.get(LIST).context["lines"][0].state == "ingetrokken, beantwoord 1 van 2"


@pytest.mark.parametrize("rows", [1, 3])
def test_request_list_takes_as_many_queries_for_one_row_as_for_three(
    client, leader, programme, puller, rows, django_assert_num_queries
):
    for _ in range(rows):
        PullerRequest.objects.create(
            programme=programme, half_year=H1, puller=puller, valid_to=TODAY, digest=f"{_}" * 64, made_by=leader
        )
    with django_assert_num_queries(8):
        client.get(LIST)


def test_request_of_another_region_does_not_exist(client, sign_in, asked):
    from tests.factories import RegionFactory

    sign_in(Role.LEADER, region=RegionFactory(slug="elders"))
    assert client.get(f"/regio/elders/vraag-de-trekker/{asked[0].pk}/").status_code == 404
    for name in ("puller_request_revoke", "puller_request_link"):
        assert client.post(reverse(f"actions:{name}", args=["elders", asked[0].pk])).status_code == 404
    asked[0].refresh_from_db()
    assert asked[0].revoked_at is None
