from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = "Acties"

    def ready(self):
        from actions import list_documents, matrix_document, timeline_document
        from actions.bottlenecks import agenda_document
        from actions.bottlenecks import remark_links as bottleneck_remarks
        from actions.disclosure import visible_node_sentences
        from actions.local import local_node_sentences
        from actions.models import BottleneckAgendaRendering, ListKind, ListRendering
        from actions.outline_moves import move_actions
        from actions.remark_actions import carry_links, remark_links
        from ghnt.documents.jobs import draws
        from programmes.outline import move_along, tell_about_nodes
        from programmes.remarks import hangs_on_remarks

        tell_about_nodes(visible_node_sentences)
        move_along(move_actions)
        tell_about_nodes(local_node_sentences)
        hangs_on_remarks(
            tell=remark_links,
            carry=carry_links,
            page="actions:remark_actions",
            label="Acties koppelen aan deze opmerking",
        )
        hangs_on_remarks(
            tell=bottleneck_remarks.remark_links,
            carry=bottleneck_remarks.carry_links,
            page="actions:remark_bottleneck",
            label="Knelpunt melden naar aanleiding van deze opmerking",
        )
        draws(BottleneckAgendaRendering, agenda_document.draw)
        draws(ListRendering, list_documents.draw_list)
        list_documents.draws_list(ListKind.MUNICIPALITIES, matrix_document.draw)
        list_documents.draws_list(ListKind.TIMELINE, timeline_document.draw)
