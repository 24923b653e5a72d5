from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate


class SiteConfig(AppConfig):
    name = "ghnt.site"
    label = "ghnt_site"
    verbose_name = "Site"

    def ready(self) -> None:
        from ghnt.site import hand_over, our_municipality
        from ghnt.site.search.index import make_anew, take_away
        from programmes.decision_documents import draws_document
        from programmes.models import DecisionDocumentKind

        draws_document(DecisionDocumentKind.MUNICIPALITY, our_municipality.draw)
        draws_document(DecisionDocumentKind.HAND_OVER, hand_over.draw)
        # Each app with models sends these signals; the index is made once, for one of them.
        sender = apps.get_app_config("reporting")
        pre_migrate.connect(take_away, sender=sender, dispatch_uid="search_index_away")
        post_migrate.connect(make_anew, sender=sender, dispatch_uid="search_index_anew")
