from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = "Programma’s"

    def ready(self):
        from ghnt.documents.jobs import draws
        from programmes import agenda_document, decision_list_document, proposal_document
        from programmes.decision_documents import draw_document, draws_document
        from programmes.models import DecisionDocumentKind, DecisionRendering
        from programmes.network import paper as network_paper
        from programmes.outline import move_along
        from programmes.remarks import move_places

        move_along(move_places)
        draws(DecisionRendering, draw_document)
        draws_document(DecisionDocumentKind.PROPOSAL, proposal_document.draw_proposal)
        draws_document(DecisionDocumentKind.DOSSIER, proposal_document.draw_proposal)
        draws_document(DecisionDocumentKind.AGENDA, agenda_document.draw)
        draws_document(DecisionDocumentKind.DECISION_LIST, decision_list_document.draw)
        draws_document(DecisionDocumentKind.NETWORK, network_paper.draw)
