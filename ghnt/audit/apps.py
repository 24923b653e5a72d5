from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "ghnt.audit"
    verbose_name = "Logboek"

    def ready(self) -> None:
        from ghnt.audit.insert_only import guard_tables

        post_migrate.connect(guard_tables, dispatch_uid="insert_only_tables")
