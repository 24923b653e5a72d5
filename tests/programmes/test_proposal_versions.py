from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from ghnt.documents.attaching import purge_attachment, remove_attachment
from ghnt.documents.uploads import store
from programmes.models import ProposalFile, ProposalVersion, RemarkFollowUp, RemarkState
from programmes.proposal_versions import differences, fix_version, fixed_text, text_of
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


@pytest.fixture
def proposal(region):
    found = factories.ProposalFactory(
        region=region, subject="Projectplan", explanation="Wij willen dit.", contact="Marit", date=date(2021, 3, 3)
    )
    factories.ProposedDecisionFactory(proposal=found, number=1, text="Stel het plan vast.")
    return found


def hang(proposal, title, by, body=b"%PDF-1.7 eerste"):
    stored = store(SimpleUploadedFile("plan.pdf", body), by=by)
    return ProposalFile.objects.create(proposal=proposal, file=stored, title=title)


def url(name, *args):
    return reverse(f"programmes:{name}", args=["eigen", *args])


def test_fix_version_keeps_what_the_proposal_said(proposal, leader):
    hang(proposal, "Plan", leader)
    version, is_new = fix_version(proposal=proposal, note="<b>Naar</b> de raad", by=leader)
    assert (version.number, is_new, version.note, version.by_name) == (1, True, "Naar de raad", str(leader))
    proposal.subject = "Ander plan"
    proposal.save()
    text = fixed_text(version)
    assert (text.subject, text.date, text.decisions) == ("Projectplan", "2021-03-03", ("Stel het plan vast.",))
    assert [file.words for file in text.files] == ["Plan (plan.pdf)"]
    assert "Marit" not in version.content


def test_fix_version_without_a_change_gives_the_last_one(proposal, leader):
    first, _ = fix_version(proposal=proposal, note="", by=leader)
    assert fix_version(proposal=proposal, note="Nog eens", by=leader) == (first, False)
    proposal.explanation = "Wij willen dit nu."
    proposal.save()
    assert fix_version(proposal=proposal, note="", by=leader)[0].number == 2


def test_version_never_changes(proposal, leader):
    version, _ = fix_version(proposal=proposal, note="", by=leader)
    for change in (
        lambda: ProposalVersion.objects.filter(pk=version.pk).update(note="Anders"),
        lambda: ProposalVersion.objects.filter(pk=version.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_file_of_a_version_stays_readable_after_it_was_removed(client, proposal, leader):
    attachment = hang(proposal, "Plan", leader)
    version, _ = fix_version(proposal=proposal, note="", by=leader)
    remove_attachment(attachment=attachment, by=leader)
    purge_attachment(attachment=attachment)
    assert not ProposalFile.objects.exists()
    kept = version.files.get()
    answer = client.get(url("proposal_version_file", proposal.pk, 1, kept.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 eerste"
    assert "plan.pdf" in answer["Content-Disposition"]


def test_file_of_another_version_is_unknown(client, proposal, leader):
    hang(proposal, "Plan", leader)
    kept = fix_version(proposal=proposal, note="", by=leader)[0].files.get()
    other = factories.ProposalFactory(region=proposal.region)
    fix_version(proposal=other, note="", by=leader)
    assert client.get(url("proposal_version_file", other.pk, 1, kept.pk)).status_code == 404


def test_differences_name_each_part_that_changed(proposal, leader):
    hang(proposal, "Plan", leader)
    before = text_of(proposal)
    proposal.explanation = "Wij willen dit nu."
    proposal.save()
    factories.ProposedDecisionFactory(proposal=proposal, number=2, text="Regel geld.")
    found = {change.label: change.pieces for change in differences(before, text_of(proposal))}
    assert list(found) == ["Gevraagd besluit 2", "Toelichting"]
    assert [piece.text for piece in found["Toelichting"] if piece.is_added] == ["dit nu."]
    assert differences(before, before) == ()


def test_differences_tell_of_a_file_with_other_contents(proposal, leader):
    attachment = hang(proposal, "Plan", leader)
    before = text_of(proposal)
    remove_attachment(attachment=attachment, by=leader)
    hang(proposal, "Plan", leader, b"%PDF-1.7 tweede")
    assert [change.label for change in differences(before, text_of(proposal))] == ["Inhoud van Plan (plan.pdf)"]


def test_version_pages_show_text_differences_and_answered_remarks(client, proposal, leader):
    page = client.post(url("proposal_version_fix", proposal.pk), {"note": "Naar de raad"}, follow=True)
    assert "Versie 1 is vastgelegd." in page.text
    step = factories.RouteStepFactory(round__proposal=proposal)
    remark = factories.RemarkFactory(conclusion__step=step, text="Maak een planning.")
    RemarkFollowUp.objects.create(
        remark=remark, state=RemarkState.PROCESSED, proposal_version=ProposalVersion.objects.get()
    )
    page = client.get(url("proposal_version", proposal.pk, 1))
    for words in ("Versie 1: Projectplan", "Naar de raad", "Stel het plan vast.", "Maak een planning."):
        assert words in page.text
    assert "1 opmerking<" in client.get(url("proposal_detail", proposal.pk)).text
    proposal.explanation = "Wij willen dat."
    proposal.save()
    page = client.get(url("proposal_version_differences", proposal.pk, 1))
    assert "1 verschil." in page.text
    assert "</span>dat.</ins>" in page.text


@pytest.mark.parametrize("asked", ["abc", "9", "-1", "99999999999999999999"])
def test_differences_with_an_unknown_version_do_not_exist(client, proposal, leader, asked):
    fix_version(proposal=proposal, note="", by=leader)
    assert client.get(url("proposal_version_differences", proposal.pk, 1), {"met": asked}).status_code == 404


def test_differences_between_two_versions_read_from_old_to_new(client, proposal, leader):
    for text in ("Een.", "Twee."):
        proposal.explanation = text
        proposal.save()
        fix_version(proposal=proposal, note="", by=leader)
    for number, other in ((1, 2), (2, 1)):
        page = client.get(url("proposal_version_differences", proposal.pk, number), {"met": other})
        assert "</span>Een.</del>" in page.text
        assert "</span>Twee.</ins>" in page.text


def test_version_of_a_proposal_that_may_not_be_read_is_unknown(client, region, leader):
    hidden = factories.ProposalFactory(region=region, may_distribute=False)
    version, _ = fix_version(proposal=hidden, note="", by=leader)
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
    for name in ("proposal_version", "proposal_version_differences"):
        assert client.get(url(name, hidden.pk, version.number)).status_code == 404


def test_version_note_that_is_too_long_is_refused(client, proposal, leader):
    page = client.post(url("proposal_version_fix", proposal.pk), {"note": "a" * 201}, follow=True)
    assert "De aanleiding is te lang." in page.text
    assert not ProposalVersion.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_version_page_takes_the_same_queries(client, proposal, leader, django_assert_num_queries, rows):
    for number in range(rows):
        hang(proposal, f"Plan {number}", leader, b"%PDF-1.7 " + bytes([65 + number]))
        factories.ProposedDecisionFactory(proposal=proposal, number=number + 2)
    fix_version(proposal=proposal, note="", by=leader)
    client.get(url("proposal_version", proposal.pk, 1))
    with django_assert_num_queries(11):
        client.get(url("proposal_version", proposal.pk, 1))
