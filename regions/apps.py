from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = "Regio’s"

    def ready(self):
        from ghnt.notices.sending import only_to
        from regions.addressees import holds_a_role

        only_to(holds_a_role)
