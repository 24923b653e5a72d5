import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "een lange zin die niemand raadt"


@pytest.fixture
def user():
    user = UserFactory(email="marit@example.org", name="Marit")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, password):
    return client.post(
        reverse("account_login"), {"login": "marit@example.org", "password": password}, follow=True
    ).content.decode()


def test_sign_in_goes_to_my_work_without_a_message(client, user):
    page = sign_in(client, PASSWORD)
    assert "<h1>Mijn werk</h1>" in page
    assert "message--success" not in page


def test_sign_in_with_a_wrong_password_says_so(client, user):
    page = sign_in(client, "iets anders dan het was")
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze allebei." in page
    assert 'value="marit@example.org"' in page


def test_signing_out_is_confirmed(client, user):
    client.force_login(user)
    page = client.post(reverse("account_logout"), follow=True).content.decode()
    assert "U bent uitgelogd." in page
