"""What stands around the actions of a home: offers, a question to a trekker, a document, a local action."""

from datetime import date

from actions.asking import Said, ask_puller, save_answers
from actions.exchange import waiting
from actions.exchange.lists import Lists
from actions.exchange.matching import Matching, given_of_table
from actions.exchange.tables import read_pasted
from actions.models import ActionOffer, ListKind, ListRendering, Phase, PullerRequest
from ghnt.periods import HalfYear
from programmes.form_imports import ImportChanges, keep_import
from programmes.models import ProposalSource
from tests import factories


def put_around(home, elsewhere, leader):
    """Fill `home.around` with the numbers that addresses ask for; the other home takes part in the offers."""
    action, region = home.action, home.region
    action.puller = factories.OrganisationFactory(region=region, name=f"De Brug {region.name}")
    action.save()
    asked = PullerRequest(
        programme=action.programme,
        half_year=HalfYear(2021, 1),
        puller=action.puller,
        valid_to=date(2021, 8, 1),
        message="Hoe gaat het?",
    )
    request, secret = ask_puller(request=asked, actions=[action], nonce="n" * 43, by=leader)
    save_answers(request=request, said={action.pk: Said(Phase.IN_PROGRESS, "Twee groepen zijn geschoold.")})
    offer = ActionOffer.objects.create(action=elsewhere.action, region=region, offered_by=leader)
    sent = ActionOffer.objects.filter(action=action, region=elsewhere.region).first()
    document = ListRendering.objects.create(
        programme=action.programme, kind=ListKind.MUNICIPALITIES, content="{}", asked_by=leader
    )
    home.around |= {
        "remark": factories.RemarkFactory(conclusion=home.conclusion, number=1).pk,
        "form_import": _read_form(home.proposal, leader),
        "import": _own_list(action.programme, home.node, leader),
        "local_action": factories.LocalActionFactory(municipality=home.municipality, node=home.node).pk,
        "list_document": document.pk,
        "puller_request": request.pk,
        "puller_answer": request.answers.get().pk,
        "secret": secret,
        "offer": offer.pk,
        "offer_sent": sent.pk if sent else 0,
    }
    elsewhere.around["offer_sent"] = offer.pk


def _read_form(proposal, leader):
    """A form that brought news to the proposal, which still can be undone."""
    source = ProposalSource.objects.create(proposal=proposal, text="Onderwerp: Plan", by_name=str(leader))
    changes = ImportChanges()
    return keep_import(proposal=proposal, source=source, changes=changes, made_proposal=False, by=leader).pk


def _own_list(programme, node, leader):
    """A region's own list that waits: its columns are matched, one of its words is not."""
    tables = read_pasted("Wat\tStatus\nVoorlichting op scholen\tbezig\n")
    matching = Matching(0, 0, {"0": "title", "1": "phase"}, node.pk)
    given = given_of_table(
        tables[0], matching, Lists.of(programme, on=date(2021, 7, 12)), half_year="2021-H1", titles=set()
    )
    kept = waiting.keep(
        programme=programme,
        name="Geplakte tabel",
        given=given,
        by=leader,
        tables={"tables": [table.as_json() for table in tables], "matching": matching.as_json()},
    )
    return kept.pk
