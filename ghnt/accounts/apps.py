from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ghnt.accounts"
    verbose_name = "Gebruikers"
