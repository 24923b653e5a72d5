from allauth.account import views
from django.urls import path

from ghnt.accounts.views import ApiTokenList, ApiTokenRevoke

urlpatterns = [
    path("aanmelden/", views.login, name="account_login"),
    path("afmelden/", views.logout, name="account_logout"),
    path("wachtwoord/", views.password_change, name="account_change_password"),
    path("profiel/tokens/", ApiTokenList.as_view(), name="api_token_list"),
    path("profiel/tokens/<int:pk>/intrekken/", ApiTokenRevoke.as_view(), name="api_token_revoke"),
]
