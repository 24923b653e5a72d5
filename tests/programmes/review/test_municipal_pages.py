"""The officer's pages: what is shown, one conclusion at a time, the whole form, and what stays hidden."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.models import ConclusionReview, Verdict
from programmes.review import Reaction, react
from regions.models import Role
from tests import factories
from tests.programmes.review.conftest import BY

HTMX = {"HX-Request": "true"}


@pytest.fixture
def bundle(scene):
    return scene.asked()


@pytest.fixture
def officer(client, scene):
    client.force_login(scene.officers[0])
    return scene.officers[0]


def url(scene, bundle=None, municipality=None):
    slug = (municipality or scene.municipalities[0]).slug
    name = "municipal_review" if bundle else "municipal_review_list"
    return reverse(f"programmes:{name}", args=[slug, bundle.pk] if bundle else [slug])


def fields(scene, **typed):
    """The form as the page shows it, with a text typed at a conclusion."""
    values = {}
    for number, conclusion in enumerate(scene.conclusions):
        key = scene.addressee(conclusion).pk
        review = ConclusionReview.objects.filter(item__conclusion=conclusion, municipality=scene.municipalities[0])
        values |= {
            f"read-{key}": conclusion.pk,
            f"seen-{key}": review.first().version if review else "",
            f"text-{key}": typed.get(f"text{number}", ""),
        }
    return values


def mark(scene, number, verdict):
    return {"mark": f"{scene.addressee(scene.conclusions[number]).pk}:{verdict}"}


def said():
    return list(ConclusionReview.objects.order_by("item").values_list("verdict", "text"))


def test_municipal_review_list_without_bundles_shows_the_way_on(client, scene, officer):
    assert "Er zijn nog geen conclusies om na te kijken." in client.get(url(scene)).text


def test_municipal_review_list_shows_bundle_and_count(client, scene, officer, bundle):
    page = client.get(url(scene))
    assert "0 van 2 nagekeken, vóór 20 juli 2021" in page.text
    assert url(scene, bundle) in page.text


def test_municipal_review_shows_text_context_and_what_klopt_means(client, scene, officer, bundle):
    proposal = scene.conclusions[0].step.round.proposal
    proposal.explanation = "Waarom dit plan."
    proposal.save()
    factories.ProposedDecisionFactory(proposal=proposal, text="Stel vast.")
    page = client.get(url(scene, bundle))
    for words in (
        "Klopt = de tekst geeft weer wat is besloten. U stemt niet opnieuw over het besluit.",
        "Plan van aanpak: akkoord.",
        "Waarom dit plan.",
        "Stel vast.",
        "Stuurgroep, 8 juli 2021",
    ):
        assert words in page.text


def test_municipal_review_marks_the_own_municipalitys_remarks(client, scene, officer, bundle):
    for text in ("De gemeente Aa wil een andere datum.", "Aalsmeer doet niet mee."):
        factories.RemarkFactory(conclusion=scene.conclusions[0], text=text)
    page = client.get(url(scene, bundle)).context["page"]
    assert [remark.is_own for remark in page.asked[0].row.remarks] == [True, False]


def test_municipal_review_keeps_the_replaced_text_readable(client, scene, officer, bundle):
    factories.ConclusionFactory(
        step=scene.conclusions[0].step, replaces=scene.conclusions[0], reason="x", text="Beter."
    )
    page = client.get(url(scene, bundle)).text
    assert ("Beter." in page, "Plan van aanpak: akkoord." in page, "Eerdere tekst (1)" in page) == (True, True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_municipal_review_takes_the_same_queries(client, scene, officer, bundle, django_assert_num_queries, rows):
    for number in range(rows):
        scene.conclude(f"Voorstel {number}")
    scene.open().items.update(asks_reaction=True)
    client.get(url(scene, bundle))
    with django_assert_num_queries(18):
        client.get(url(scene, bundle))


@pytest.mark.parametrize("rows", [1, 3])
def test_municipal_review_list_takes_the_same_queries(client, scene, officer, django_assert_num_queries, rows):
    for _ in range(rows):
        item = factories.ReviewItemFactory(bundle__region=scene.region)
        factories.ReviewAddresseeFactory(item=item, municipality=scene.municipalities[0])
    client.get(url(scene))
    with django_assert_num_queries(19):
        client.get(url(scene))


@pytest.mark.parametrize("verdict", ["read", "right"])
def test_button_saves_one_conclusion_and_goes_to_the_next(client, scene, officer, bundle, verdict):
    answer = client.post(url(scene, bundle), fields(scene) | mark(scene, 0, verdict))
    assert answer.url == f"{url(scene, bundle)}#conclusie-{scene.addressee(scene.conclusions[1]).pk}"
    assert said() == [(verdict, "")]


def test_form_saves_what_was_typed_elsewhere_as_not_right(client, scene, officer, bundle):
    client.post(url(scene, bundle), fields(scene, text1="Het bedrag klopt niet.") | mark(scene, 0, "right"))
    assert said() == [("right", ""), ("not_right", "Het bedrag klopt niet.")]


def test_form_marks_the_rest_as_read(client, scene, officer, bundle):
    page = client.post(url(scene, bundle), fields(scene, text1="Nee.") | {"rest": "1"}, follow=True)
    assert said() == [("read", ""), ("not_right", "Nee.")]
    assert "1 conclusie als gelezen opgeslagen." in page.text
    assert "2 van 2 nagekeken" in page.text


def test_form_without_a_text_comes_back_with_the_reason(client, scene, officer, bundle):
    page = client.post(url(scene, bundle), fields(scene) | mark(scene, 0, "not_right"))
    assert page.status_code == 422
    assert "Schrijf wat er niet klopt." in page.text
    assert "<title>Fout: " in page.text


def test_changing_to_klopt_drops_the_text_that_stood_there(client, scene, officer, bundle):
    client.post(url(scene, bundle), fields(scene, text0="Nee.") | mark(scene, 0, "not_right"))
    client.post(url(scene, bundle), fields(scene, text0="Nee.") | mark(scene, 0, "right"))
    assert said() == [("right", "")]


def test_htmx_answers_with_the_row_and_the_count(client, scene, officer, bundle):
    answer = client.post(url(scene, bundle), fields(scene) | mark(scene, 0, "right"), headers=HTMX)
    key = scene.addressee(scene.conclusions[0]).pk
    assert answer.text.lstrip().startswith(f'<section class="review-row" id="conclusie-{key}"')
    assert "1 van 2 nagekeken, vóór 20 juli 2021" in answer.text
    assert "<html" not in answer.text


def test_htmx_saves_only_its_own_conclusion(client, scene, officer, bundle):
    client.post(url(scene, bundle), fields(scene, text1="Half getypt") | mark(scene, 0, "right"), headers=HTMX)
    assert said() == [("right", "")]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_colleague_was_first_answers_409_with_both_texts(client, scene, officer, bundle, headers):
    form = fields(scene, text0="Mijn tekst.") | mark(scene, 0, "not_right")
    reaction = Reaction(Verdict.NOT_RIGHT, "Van de collega.", scene.conclusions[0].pk, None)
    react(addressee=scene.addressee(scene.conclusions[0]), reaction=reaction, by=scene.leader)
    answer = client.post(url(scene, bundle), form, headers=headers)
    assert answer.status_code == 409
    assert ("Mijn tekst." in answer.text, "Van de collega." in answer.text) == (True, True)
    assert said() == [("not_right", "Van de collega.")]
    client.post(url(scene, bundle), fields(scene, text0="Mijn tekst.") | mark(scene, 0, "not_right"))
    assert said() == [("not_right", "Mijn tekst.")]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_corrected_conclusion_answers_409_with_the_new_text_and_the_typed_one(
    client, scene, officer, bundle, headers
):
    form = fields(scene, text0="Mijn tekst.") | mark(scene, 0, "not_right")
    new = factories.ConclusionFactory(
        step=scene.conclusions[0].step, replaces=scene.conclusions[0], reason="Tikfout", text="Beter gezegd."
    )
    answer = client.post(url(scene, bundle), form, headers=headers)
    assert answer.status_code == 409
    assert "De conclusie is zojuist verbeterd." in answer.text
    assert "Beter gezegd." in answer.text
    assert f'value="{new.pk}"' in answer.text
    assert said() == []
    if not headers:
        assert "Mijn tekst." in answer.text


def test_after_the_date_one_reads_and_reacts_no_more(client, scene, officer, bundle, settings):
    settings.TODAY = BY
    page = client.get(url(scene, bundle))
    assert ("Niet gereageerd" in page.text, 'name="mark"' in page.text) == (True, False)
    answer = client.post(url(scene, bundle), fields(scene) | mark(scene, 0, "right"))
    assert answer.status_code == 422
    assert "dat kon vóór 20 juli 2021" in answer.text
    assert said() == []


def test_officer_reads_the_leaders_answer(client, scene, officer, bundle):
    reaction = Reaction(Verdict.NOT_RIGHT, "Nee.", scene.conclusions[0].pk, None)
    review = react(addressee=scene.addressee(scene.conclusions[0]), reaction=reaction, by=officer)
    review.answer, review.answer_text, review.answered_by = "kept", "Zo is besloten.", scene.leader
    review.answered_at = review.at
    review.save()
    page = client.get(url(scene, bundle)).text
    assert ("Zo gelaten" in page, "Zo is besloten." in page) == (True, True)


def test_another_municipalitys_conclusion_cannot_be_marked(client, scene, officer, bundle):
    theirs = scene.addressee(scene.conclusions[0], scene.municipalities[1])
    form = {"mark": f"{theirs.pk}:right", f"read-{theirs.pk}": scene.conclusions[0].pk}
    assert client.post(url(scene, bundle), form).status_code == 404
    assert said() == []


@pytest.mark.parametrize("value", ["x:right", ":right", "1:maybe", "9" * 30 + ":right", "1"])
def test_a_made_up_mark_does_not_exist(client, scene, officer, bundle, value):
    assert client.post(url(scene, bundle), {"mark": value}).status_code == 404


def test_other_municipality_is_unknown_to_an_officer(client, scene, officer, bundle):
    assert client.get(url(scene, bundle, scene.municipalities[1])).status_code == 404
    assert client.get(url(scene, municipality=scene.municipalities[1])).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.NATIONAL, 200), (Role.ADVISER, 200), (Role.READER, 404)])
def test_who_reads_along_may_not_react(client, scene, bundle, role, status):
    scope = {} if role == Role.NATIONAL else {"region": scene.region}
    client.force_login(factories.RoleAssignmentFactory(role=role, **scope).user)
    assert client.get(url(scene, bundle)).status_code == status
    refused = client.post(url(scene, bundle), fields(scene) | mark(scene, 0, "right")).status_code
    assert refused == (403 if status == 200 else 404)


def test_leader_reacts_for_a_municipality(client, scene, bundle):
    client.force_login(scene.leader)
    client.post(url(scene, bundle), fields(scene) | mark(scene, 0, "right"))
    assert ConclusionReview.objects.get().by_name == "Leider"


@pytest.fixture
def successor(scene, bundle):
    """Aa became Cee, in another region, after the bundle went out."""
    old = scene.municipalities[0]
    old.valid_to = date(2021, 7, 10)
    old.save()
    member = factories.RegionMembershipFactory(municipality__name="Cee", valid_from=date(2021, 7, 10))
    factories.MunicipalitySuccessionFactory(predecessor=old, successor=member.municipality, on=date(2021, 7, 10))
    return member.municipality


def test_successor_reads_and_reacts_for_its_predecessor(client, scene, bundle, successor):
    user = factories.RoleAssignmentFactory(role=Role.MUNICIPAL, municipality=successor, region=None).user
    client.force_login(user)
    page = client.get(url(scene, bundle, successor))
    assert "(voor Aa)" in page.text
    assert "Voorstel openen" not in page.text  # it lies in a region that this officer does not read
    client.post(url(scene, bundle, successor), fields(scene) | mark(scene, 0, "right"))
    review = ConclusionReview.objects.get()
    assert (review.municipality.name, review.by) == ("Aa", user)


def test_ended_municipality_has_no_page(client, scene, bundle, successor):
    client.force_login(scene.leader)
    assert client.get(url(scene, bundle)).status_code == 404


def test_successor_without_a_seat_does_not_read_what_may_not_be_distributed(client, scene, bundle, successor):
    proposal = scene.conclusions[0].step.round.proposal
    proposal.may_distribute = False
    proposal.save()
    user = factories.RoleAssignmentFactory(role=Role.MUNICIPAL, municipality=successor, region=None).user
    client.force_login(user)
    page = client.get(url(scene, bundle, successor))
    assert ("Begroting" in page.text, "Plan van aanpak" in page.text) == (True, False)
