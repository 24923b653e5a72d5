from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = "Acties"

    def ready(self):
        from actions.disclosure import visible_node_sentences
        from programmes.outline import tell_about_nodes

        tell_about_nodes(visible_node_sentences)
