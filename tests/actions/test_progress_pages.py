import pytest
from django.urls import reverse

from actions.models import ActionUpdate, Assessment, Phase
from ghnt.periods import HalfYear
from regions.models import Role
from tests.factories import ActionFactory, ActionUpdateFactory, RegionFactory

H2_2020, H1_2021, H2_2021 = HalfYear(2020, 2), HalfYear(2021, 1), HalfYear(2021, 2)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def action(node):
    return ActionFactory(node=node, number=3, title="Training voor wijkteams")


@pytest.fixture
def previous(action):
    return ActionUpdateFactory(
        action=action,
        half_year=H2_2020,
        phase=Phase.IN_PROGRESS,
        assessment=Assessment.ON_COURSE,
        explanation="Twee van drie groepen zijn geschoold.",
    )


def page_url(half_year=H1_2021, region="rivierenland"):
    return reverse("actions:progress", args=[region, half_year])


def row_url(action, half_year=H1_2021):
    return reverse("actions:progress_row", args=["rivierenland", half_year, action.pk])


def fields(action, **values):
    """What the row of an action posts."""
    said = {"version": "", "phase": Phase.IN_PROGRESS, "explanation": "", "efforts": "", "results": "", "outlook": ""}
    return {f"row-{action.pk}-{name}": value for name, value in (said | values).items()}


def test_progress_names_the_half_year_and_shows_last_time(client, leader, action, previous):
    answer = client.get(page_url())
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<h1>Voortgang bijwerken, 1e halfjaar 2021, Rivierenland</h1>" in text
    assert "1.3 Training voor wijkteams" in text
    assert "Vorig halfjaar: <strong>op koers</strong>. Twee van drie groepen zijn geschoold." in text
    assert "0 van 1 bijgewerkt" in text


def test_progress_of_a_coming_half_year_does_not_exist(client, leader, action):
    assert client.get(page_url(H2_2021)).status_code == 200
    assert client.get(page_url(HalfYear(2022, 1))).status_code == 404
    assert client.get("/regio/rivierenland/voortgang/2021-H3/").status_code == 404


def test_progress_without_actions_says_how_to_go_on(client, leader, programme):
    assert "Nog geen acties om bij te werken" in client.get(page_url()).content.decode()


def test_progress_without_a_programme_says_how_to_go_on(client, leader, region):
    assert "Nog geen acties om bij te werken" in client.get(page_url()).content.decode()


@pytest.mark.parametrize("role", [Role.READER, Role.NATIONAL, Role.ADVISER])
def test_progress_refuses_who_only_reads(client, sign_in, action, role):
    sign_in(role)
    assert client.get(page_url()).status_code == 403
    assert client.post(row_url(action), fields(action)).status_code == 403
    assert not ActionUpdate.objects.exists()


def test_progress_of_another_region_does_not_exist(client, leader):
    RegionFactory(slug="elders")
    assert client.get(page_url(region="elders")).status_code == 404


def test_progress_open_leaves_out_what_is_done(client, leader, action, node):
    ActionUpdateFactory(action=ActionFactory(node=node, title="Al bijgewerkt"), half_year=H1_2021)
    text = client.get(page_url() + "?toon=open").content.decode()
    assert "Training voor wijkteams" in text
    assert "Al bijgewerkt" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_progress_takes_the_same_queries_for_more_rows(client, leader, node, number, django_assert_num_queries):
    for _ in range(number):
        ActionUpdateFactory(action__node=node, half_year=H2_2020)
    client.get(page_url())
    with django_assert_num_queries(11):
        client.get(page_url())


def test_progress_row_by_htmx_answers_with_message_and_version_alone(client, leader, action, previous):
    answer = client.post(row_url(action), fields(action, assessment="on_course", explanation="Alle groepen."), **HTMX)
    assert answer.status_code == 200
    text = answer.content.decode()
    update = action.updates.get(half_year=H1_2021)
    assert f'data-row-result="saved" data-version="{update.version}" data-shown="' in text
    assert "Opgeslagen om" in text
    assert "1 van 1 bijgewerkt" in text
    assert "<textarea" not in text
    assert "<select" not in text
    assert (update.explanation, update.updated_by, update.is_unchanged) == ("Alle groepen.", leader, False)


def test_progress_row_posted_twice_saves_once(client, leader, action):
    posted = fields(action, assessment="on_course")
    assert [client.post(row_url(action), posted, **HTMX).status_code for _ in range(2)] == [200, 200]
    assert action.updates.count() == 1
    assert ActionUpdate.history.count() == 1


def test_progress_row_unchanged_takes_over_last_time(client, leader, action, previous):
    posted = fields(action, phase=Phase.PREPARATION) | {"unchanged": action.pk}
    assert client.post(row_url(action), posted, **HTMX).status_code == 200
    update = action.updates.get(half_year=H1_2021)
    assert (update.phase, update.assessment) == ("in_progress", "on_course")
    assert update.explanation == "Twee van drie groepen zijn geschoold."
    assert update.is_unchanged is True


@pytest.mark.parametrize(
    ("assessment", "words"),
    [
        ("attention", "Schrijf kort waarom deze actie aandacht vraagt."),
        ("stalled", "Schrijf kort waarom deze actie stagneert."),
    ],
)
def test_progress_row_asks_why(client, leader, action, assessment, words):
    answer = client.post(row_url(action), fields(action, assessment=assessment), **HTMX)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ActionUpdate.objects.exists()


def test_progress_row_refuses_60_kb_of_text(client, leader, action):
    answer = client.post(row_url(action), fields(action, results="a" * 60_000), **HTMX)
    assert answer.status_code == 422
    assert "Deze tekst is te lang: 60.000 tekens." in answer.content.decode()
    assert not ActionUpdate.objects.exists()


@pytest.mark.parametrize(("name", "value"), [("phase", "busy"), ("assessment", "green"), ("version", "x")])
def test_progress_row_refuses_what_is_no_choice(client, leader, action, name, value):
    assert client.post(row_url(action), fields(action, **{name: value}), **HTMX).status_code == 422
    assert not ActionUpdate.objects.exists()


def test_progress_row_that_lost_the_race_shows_both_texts(client, leader, action):
    ActionUpdateFactory(action=action, half_year=H1_2021, explanation="Van een collega.", updated_by=leader)
    answer = client.post(row_url(action), fields(action, explanation="Van mij."), **HTMX)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert 'data-row-result="conflict"' in text
    assert "Van een collega." in text
    assert leader.name in text
    assert action.updates.get().explanation == "Van een collega."


def test_progress_row_of_a_foreign_action_does_not_exist(client, leader, action):
    foreign = ActionFactory(title="Elders")
    assert client.post(row_url(foreign), fields(foreign), **HTMX).status_code == 404
    assert not ActionUpdate.objects.exists()


def test_progress_row_signed_out_by_htmx_is_401(client, action):
    answer = client.post(row_url(action), fields(action), **HTMX)
    assert answer.status_code == 401
    assert "U bent uitgelogd." in answer.content.decode()


def test_progress_row_without_htmx_goes_back_to_the_page(client, leader, action):
    answer = client.post(row_url(action), fields(action, assessment="on_course"))
    assert (answer.status_code, answer.url) == (302, page_url())
    assert action.updates.get().assessment == "on_course"


def test_progress_row_without_htmx_keeps_the_text_when_refused(client, leader, action):
    answer = client.post(row_url(action), fields(action, assessment="stalled", results="Mijn resultaat"))
    text = answer.content.decode()
    assert "Mijn resultaat</textarea>" in text
    assert "1.3: Schrijf kort waarom deze actie stagneert." in text


def shown(client, action):
    """The fields of a row as the page gives them, to post the whole form without script."""
    row = next(row for row in client.get(page_url()).context["page"].rows if row.form.prefix == f"row-{action.pk}")
    return {row.form[name].html_name: row.form[name].value() or "" for name in row.form.fields}


def test_progress_as_one_form_saves_what_was_touched_and_leaves_the_rest(client, leader, node, action, previous):
    other = ActionFactory(node=node)
    posted = shown(client, action) | shown(client, other)
    answer = client.post(page_url(), posted | {f"row-{action.pk}-assessment": "on_course"}, follow=True)
    assert "1 actie is opgeslagen." in answer.content.decode()
    assert action.updates.get(half_year=H1_2021).phase == "in_progress"
    assert not other.updates.exists()


def test_progress_as_one_form_leaves_a_row_alone_that_a_colleague_changed(client, leader, node, action, previous):
    other = ActionFactory(node=node)
    posted = shown(client, action) | shown(client, other) | {f"row-{other.pk}-phase": "preparation"}
    ActionUpdateFactory(action=action, half_year=H1_2021, explanation="Van een collega.")
    assert client.post(page_url(), posted).status_code == 302
    assert other.updates.get().phase == "preparation"
    assert action.updates.get(half_year=H1_2021).explanation == "Van een collega."


def test_progress_as_one_form_saves_nothing_when_one_row_is_wrong(client, leader, node, action, previous):
    other = ActionFactory(node=node, number=4)
    posted = shown(client, action) | shown(client, other)
    posted |= {f"row-{action.pk}-assessment": "on_course", f"row-{action.pk}-results": "Goed gewerkt"}
    posted |= {f"row-{other.pk}-phase": "preparation", f"row-{other.pk}-assessment": "attention"}
    text = client.post(page_url(), posted).content.decode()
    assert "<title>Fout: " in text
    assert "1.4: Schrijf kort waarom deze actie aandacht vraagt." in text
    assert "Goed gewerkt</textarea>" in text
    assert not ActionUpdate.objects.filter(half_year=H1_2021).exists()


def test_progress_as_one_form_that_lost_a_race_saves_nothing_and_then_the_choice(client, leader, action, previous):
    posted = shown(client, action) | {f"row-{action.pk}-explanation": "Van mij."}
    ActionUpdateFactory(action=action, half_year=H1_2021, explanation="Van een collega.", version=7)
    answer = client.post(page_url(), posted)
    assert answer.status_code == 409
    assert "Van een collega." in answer.content.decode()
    assert "Van mij.</textarea>" in answer.content.decode()
    again = next(row.form for row in answer.context["page"].rows)
    posted |= {f"row-{action.pk}-version": again["version"].value()}
    assert client.post(page_url(), posted).status_code == 302
    assert action.updates.get(half_year=H1_2021).explanation == "Van mij."


def test_progress_as_one_form_unchanged_saves_the_other_rows_too(client, leader, node, action, previous):
    other = ActionFactory(node=node)
    posted = shown(client, action) | shown(client, other) | {f"row-{other.pk}-phase": "preparation"}
    client.post(page_url(), posted | {"unchanged": action.pk})
    assert action.updates.get(half_year=H1_2021).is_unchanged is True
    assert other.updates.get().phase == "preparation"


def test_progress_as_one_form_ignores_rows_of_other_regions(client, leader, action):
    foreign = ActionFactory()
    client.post(page_url(), shown(client, action) | fields(foreign, assessment="on_course"))
    assert not ActionUpdate.objects.exists()


def test_progress_keeps_the_filter_after_saving(client, leader, action):
    posted = shown(client, action) | {f"row-{action.pk}-phase": "preparation"}
    assert client.post(page_url() + "?toon=open", posted).url == page_url() + "?toon=open"


def test_progress_changes_nothing_on_reading(client, leader, action, previous):
    client.get(page_url())
    assert client.get(row_url(action)).status_code == 405
    assert ActionUpdate.objects.count() == 1
