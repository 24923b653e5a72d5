"""The page on which a secretary types a decision list: concepts, saved by row or all together."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.models import Conclusion, ConclusionDraft, Meeting, Outcome
from regions.models import Role
from tests import factories
from tests.programmes.decision_list.agendas import put

pytestmark = pytest.mark.django_db


def typed(key, outcome="", text="", remarks=(), todo=(), version="", **more):
    """What the fields of a row send; `todo` is a list of (what, who, when)."""
    prefix = f"item-{key}"
    pk = Outcome.objects.get(code=outcome).pk if outcome else ""
    parts = list(zip(*todo, strict=True)) or [(), (), ()]
    lists = {f"{prefix}-{name}": list(values) for name, values in zip(("todo", "who", "due"), parts, strict=True)}
    own = {f"{prefix}-outcome": pk, f"{prefix}-text": text, f"{prefix}-remark": list(remarks)}
    return own | lists | {f"{prefix}-version": version} | more


def page_url(meeting):
    return reverse("programmes:meeting_conclusions", args=[meeting.pk])


def save_row(client, meeting, key, **values):
    url = reverse("programmes:meeting_draft", args=[meeting.pk, key])
    return client.post(url, typed(key, **values), headers={"hx-request": "true"})


@pytest.mark.parametrize("rows", [1, 3])
def test_typing_page_takes_the_same_queries(client, secretary, meeting, django_assert_num_queries, rows):
    for number in range(rows):
        factories.ConclusionDraftFactory(item=put(meeting, f"Open {number}"), saved_by=secretary)
        factories.AgendaItemFactory(meeting=meeting, subject=f"Eigen {number}")
        factories.ConclusionFactory(step=put(meeting, f"Gedaan {number}").step)
    client.get(page_url(meeting))
    with django_assert_num_queries(16):
        client.get(page_url(meeting))


def test_typing_page_offers_likely_outcomes_first(client, secretary, meeting):
    put(meeting)
    page = client.get(page_url(meeting))
    labels = [label for _value, label in page.context["page"].rows[0].form.fields["outcome"].choices]
    assert labels[:4] == ["Nog niet behandeld", "Akkoord", "Akkoord met opmerkingen", "Akkoord onder voorbehoud"]
    assert "Stel Uitvoeringsplan vast." in page.text
    assert "0 van 1 punten ingevuld" in page.text


def test_row_is_saved_as_a_concept_and_nothing_is_recorded(client, secretary, meeting):
    item = put(meeting)
    todo = [("Reken de uren uit", "Gemeente Laren", "1 september 2021"), ("", "", "")]
    answer = save_row(client, meeting, item.pk, outcome="agreed", text="Akkoord.", remarks=["Een", ""], todo=todo)
    assert answer.status_code == 200
    assert "als concept." in answer.text
    assert "1 van 1 punten ingevuld" in answer.text
    assert "Akkoord." not in answer.text
    draft = ConclusionDraft.objects.get()
    assert (draft.outcome.code, draft.text, draft.remarks, draft.saved_by) == ("agreed", "Akkoord.", ["Een"], secretary)
    assert draft.follow_ups == [["Reken de uren uit", "Gemeente Laren", "1 september 2021"]]
    assert Conclusion.objects.count() == 0
    assert "Reken de uren uit" in client.get(page_url(meeting)).text


def test_row_of_pasted_html_becomes_text_and_keeps_its_source(client, secretary, meeting):
    item = put(meeting)
    save_row(client, meeting, item.pk, outcome="agreed", text="<p>Akkoord met <b>het plan</b></p>")
    save_row(client, meeting, item.pk, outcome="agreed", text="Akkoord met het plan.", version=0)
    draft = ConclusionDraft.objects.get()
    assert (draft.text, draft.sources) == ("Akkoord met het plan.", {"text": "<p>Akkoord met <b>het plan</b></p>"})


def test_row_sent_twice_is_one_concept(client, secretary, meeting):
    item = put(meeting)
    for _ in range(2):
        assert save_row(client, meeting, item.pk, outcome="agreed", todo=[("Bel", "Ad", "")]).status_code == 200
    assert ConclusionDraft.objects.get().version == 0


def test_row_of_the_meeting_in_general_holds_actiepunten(client, secretary, meeting):
    assert save_row(client, meeting, 0, todo=[("Plan een extra overleg", "Secretaris", "morgen")]).status_code == 200
    answer = save_row(client, meeting, 0, todo=[("Plan een extra overleg", "Secretaris", "straks")], version=0)
    assert "‘straks’ is geen datum." in answer.text
    assert ConclusionDraft.objects.get(item=None).follow_ups[0][2] == "straks"


def test_row_after_a_colleague_is_a_conflict_with_both_texts(client, secretary, meeting, colleague):
    item = put(meeting)
    factories.ConclusionDraftFactory(item=item, text="Aangehouden tot mei.", remarks=["Reken."], saved_by=colleague)
    answer = save_row(client, meeting, item.pk, outcome="agreed", text="Mijn woorden.")
    assert answer.status_code == 409
    assert "Niet opgeslagen: Bram Bos was u voor" in answer.text
    assert ("Aangehouden tot mei." in answer.text, 'data-theirs-version="0"' in answer.text) == (True, True)
    assert ConclusionDraft.objects.get().text == "Aangehouden tot mei."
    assert save_row(client, meeting, item.pk, text="Samen.", version=0).status_code == 200


def test_row_that_is_too_long_is_refused_in_words(client, secretary, meeting):
    answer = save_row(client, meeting, put(meeting).pk, outcome="agreed", text="woord " * 10_000)
    assert answer.status_code == 422
    assert "Deze tekst is te lang" in answer.text
    assert ConclusionDraft.objects.count() == 0


def test_row_of_somebody_signed_out_gets_401(client, meeting):
    assert save_row(client, meeting, put(meeting).pk, text="Nog niet bewaard.").status_code == 401


def test_row_of_a_recorded_meeting_is_refused_and_says_who(client, secretary, meeting, colleague):
    item = put(meeting)
    Meeting.objects.update(recorded_at="2021-07-07T12:00Z", recorded_by=colleague)
    answer = save_row(client, meeting, item.pk, outcome="agreed", text="Te laat.")
    assert answer.status_code == 422
    assert "Bram Bos legde de besluitenlijst al vast, op 7 juli 2021." in answer.text


def test_row_of_another_meeting_is_unknown(client, secretary, meeting):
    foreign = factories.AgendaItemFactory(meeting=factories.MeetingFactory(body=meeting.body, date=date(2021, 5, 4)))
    assert save_row(client, meeting, foreign.pk, text="Kaping").status_code == 404
    assert ConclusionDraft.objects.count() == 0


def test_whole_form_saves_touched_rows_only(client, secretary, meeting):
    first, second = put(meeting, "Een"), put(meeting, "Twee")
    shown = client.get(page_url(meeting)).context["page"].rows[1].form.initial["shown"]
    data = typed(first.pk, "agreed", "Akkoord.") | typed(second.pk) | {f"item-{second.pk}-shown": shown}
    page = client.post(page_url(meeting), data, follow=True)
    assert "1 punt is als concept opgeslagen." in page.text
    assert ConclusionDraft.objects.get().item == first


def test_whole_form_with_a_conflict_saves_nothing_and_keeps_everything(client, secretary, meeting, colleague):
    first, second = put(meeting, "Een"), put(meeting, "Twee")
    factories.ConclusionDraftFactory(item=first, text="Die van Bram.", saved_by=colleague)
    data = typed(first.pk, "agreed", "Mijn eigen woorden.") | typed(second.pk, "agreed", "Ook akkoord.")
    page = client.post(page_url(meeting), data)
    assert page.status_code == 409
    assert ("Mijn eigen woorden." in page.text, "Ook akkoord." in page.text) == (True, True)
    assert "Punt 1: een collega was u voor." in page.text
    assert ConclusionDraft.objects.count() == 1
    both = data | {f"item-{first.pk}-version": "0", "take": f"{first.pk}-both"}
    client.post(page_url(meeting), both)
    assert set(ConclusionDraft.objects.values_list("text", flat=True)) == {
        "Mijn eigen woorden.\n\nDie van Bram.",
        "Ook akkoord.",
    }


def test_chosen_items_become_agreed(client, secretary, meeting):
    items = [put(meeting, name) for name in ("Een", "Twee", "Drie")]
    data = {"agree": "1", "chosen": [items[0].pk, items[2].pk]}
    for item in items:
        data |= typed(item.pk, text="Tekst." if item == items[2] else "")
    client.post(page_url(meeting), data)
    found = ConclusionDraft.objects.filter(outcome__code="agreed")
    assert set(found.values_list("item", "text")) == {(items[0].pk, ""), (items[2].pk, "Tekst.")}


def test_one_more_remark_and_actiepunt_without_javascript(client, secretary, meeting):
    item = put(meeting)
    data = typed(item.pk, remarks=["Een", "Twee"], todo=[("Bel", "Ad", "")], more=f"item-{item.pk}-remark")
    page = client.post(page_url(meeting), data)
    assert page.text.count(f'name="item-{item.pk}-remark"') == 4
    page = client.post(page_url(meeting), data | {"more": f"item-{item.pk}-todo"})
    assert page.text.count(f'name="item-{item.pk}-todo"') == 3
    assert ConclusionDraft.objects.count() == 0


def test_concepts_are_seen_by_who_records_alone(client, secretary, meeting, region):
    item = put(meeting)
    factories.ConclusionDraftFactory(item=item, text="Vertrouwelijk concept", follow_ups=[["Geheim punt", "Ad", ""]])
    reader = factories.RoleAssignmentFactory(role=Role.READER, region=region).user
    client.force_login(reader)
    found = [client.get(meeting.get_absolute_url()), client.get(reverse("programmes:follow_up_list", args=["eigen"]))]
    found += [client.get(item.step.round.proposal.get_absolute_url()), client.get("/zoeken/", {"q": "Vertrouwelijk"})]
    assert [page.status_code for page in found] == [200, 200, 200, 200]
    assert not any("Vertrouwelijk concept" in page.text or "Geheim punt" in page.text for page in found)
    assert client.get(page_url(meeting)).status_code == 403


def test_meeting_with_a_concept_waits(client, secretary, meeting):
    draft = factories.ConclusionDraftFactory(item=factories.AgendaItemFactory(meeting=meeting, subject="Rondvraag"))
    page = client.get(reverse("programmes:meeting_list", args=["eigen"]))
    assert page.context["page"].waiting == [meeting]
    draft.delete()
    assert client.get(reverse("programmes:meeting_list", args=["eigen"])).context["page"].waiting == []
