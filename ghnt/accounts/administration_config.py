from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """Django's admin with our own site as the default one."""

    default_site = "ghnt.accounts.administration.AdministrationSite"
    verbose_name = "Beheer"
