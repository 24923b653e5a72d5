from allauth.account import views
from django.urls import path

urlpatterns = [
    path("aanmelden/", views.login, name="account_login"),
    path("afmelden/", views.logout, name="account_logout"),
    path("wachtwoord/", views.password_change, name="account_change_password"),
]
