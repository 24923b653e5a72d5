from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ghnt.documents"
    verbose_name = "Documenten"
