"""What a region reports of its own accord stays within it: no page, list, form, token or calendar of others tells."""

import pytest
from django.urls import reverse

from ghnt.accounts.api_tokens import make_token
from ghnt.accounts.models import ApiScope
from regions.rights import rights_of
from reporting.bundles import asking
from reporting.history import rounds_of
from reporting.models import Bundle, PublicRelease, ReportEvent, ReportRound, Signal
from tests.world import TODAY

pytestmark = pytest.mark.sqlite  # who may see what hangs on no database

OUTSIDERS = ("national", "adviser")
PAGES = (
    *("report_detail", "report_preview", "report_check", "report_adopt", "report_withdraw", "report_people"),
    *("report_open", "report_return", "report_accept", "report_reopen", "report_difference", "report_dossier"),
    *("public_summary", "public_release", "public_withdraw", "report_plan"),
)
VERSION_PAGES = (
    "version_detail",
    "version_pdf",
    "version_html",
    "version_word",
    "version_workbook",
    "version_signal_mark",
)


@pytest.fixture
def own_round(world):
    """Sealed and adopted; nobody outside the region "Eigen" knows of it."""
    return ReportRound.objects.get(code=world.own.around["adopted_round"])


@pytest.mark.parametrize("role", OUTSIDERS)
def test_report_of_its_own_accord_is_unknown_outside_the_region(world, sign_in, own_round, role):
    client, events, signals = sign_in(role), ReportEvent.objects.count(), Signal.objects.count()
    posted = {"version": 1, "reason": "Kaping", "chapter": "samenvatting", "kind": "question"}
    for name, *more in (*((name,) for name in PAGES), *((name, 1) for name in VERSION_PAGES)):
        there, nowhere = (
            reverse(f"reporting:{name}", args=["eigen", code, *more]) for code in (own_round.code, "verzonnen")
        )
        got = client.get(there).status_code, client.post(there, posted).status_code
        assert got == (client.get(nowhere).status_code, client.post(nowhere, posted).status_code), there
        assert set(got) <= {403, 404, 405}, there
    assert (ReportEvent.objects.count(), Signal.objects.count()) == (events, signals)
    assert not Bundle.objects.filter(round=own_round).exists()
    assert not PublicRelease.objects.filter(report__round=own_round).exists()


@pytest.mark.parametrize("role", OUTSIDERS)
def test_lists_of_the_region_leave_out_what_stays_within_it(world, sign_in, own_round, role):
    client = sign_in(role)
    assert own_round.code not in client.get(reverse("reporting:report_list", args=["eigen"])).content.decode()
    rights = rights_of(world.users[role], on=TODAY)
    assert all(not row.round.is_own for row in rounds_of(world.own.region, rights, on=TODAY))
    mine = rights_of(world.users["reader"], on=TODAY)
    assert any(row.round == own_round for row in rounds_of(world.own.region, mine, on=TODAY))


@pytest.mark.parametrize(("role", "knows"), [("national", False), ("adviser", False), ("reader", True)])
def test_token_tells_of_an_own_round_to_the_region_alone(world, client, own_round, role, knows):
    user = world.users[role]
    secret = make_token(user=user, name="x", scopes=ApiScope.values, valid_to=TODAY, nonce="")[1]
    headers = {"authorization": f"Bearer {secret}"}
    codes = {one["code"] for one in client.get("/api/v1/rounds/?page_size=100", headers=headers).json()["items"]}
    assert (own_round.code in codes) == knows
    assert (client.get(f"/api/v1/rounds/{own_round.code}/", headers=headers).status_code == 200) == knows


@pytest.mark.parametrize("role", OUTSIDERS)
def test_dossier_of_an_own_report_is_not_for_the_national_team(world, sign_in, own_round, role):
    bundle, _ = asking.ask_dossier(region=world.own.region, round=own_round, by=world.users["leader"])
    for name in ("bundle_detail", "bundle_state", "bundle_download"):
        assert sign_in(role).get(reverse(f"reporting:{name}", args=[bundle.pk])).status_code == 404
    for name in ("bundle_stop", "bundle_retry"):
        assert sign_in(role).post(reverse(f"reporting:{name}", args=[bundle.pk])).status_code == 404
    assert sign_in("leader").get(bundle.get_absolute_url()).status_code == 200
