"""What stands before the main job begins: three actions to update, a meeting that is over, people with a password."""

from datetime import date

from actions.models import Action, Assessment, Phase
from programmes import reference
from tests import factories
from tests.browser.conftest import picture
from tests.world import PREVIOUS, make_world

PASSWORD = "een lange zin die niemand raadt"
PREVIOUS_EXPLANATION = "Twee van de drie gemeenten doen mee."
EXPLANATION = "De wachtlijst bij de opvang in Eigenstad is nog zeven weken."
CONCLUSION = "Akkoord met de opdracht, als de gemeenten de kosten delen."
FORM = """
Algemeen\t
Onderwerp\tRegionale aanpak Veilig Thuis in de wijk
Verspreiden\tJa
Contactpersoon\tNoor Tielman
Kenmerk\t21.0031007
Datum\t3 mei 2021

Voorstel

Nummer\tOmschrijving
Voorstel 1.\tDe aanpak in de wijk vast te stellen
Voorstel 2.\t

Behandeling

Datum\tOverleg\tDoel\tConclusie
06-05-21\tKlankbordgroep\tAdviseren\tAkkoord: <ul style="list-style-type: none"> - Noem de wijken. - Reken de uren uit.
20-05-21\tDirecteurenberaad\tAdviseren\tConform
16-09-21\tPortefeuillehoudersoverleg\tVaststellen\t

Werkgroep\t
Trekker\tNoor Tielman
"""


def make_scene():
    """The regions of `make_world`, with more to do in the region "Eigen"."""
    reference.load()
    world = make_world()
    for user in world.users.values():
        user.set_password(PASSWORD)
        user.save()
    for title in ("Kinderen na een huisverbod", "Opvang in de buurt"):
        add_action(world.own, title)
    _add_meeting(world.own)
    return world


def add_action(home, title):
    """An action that was on course last half year and waits for an update now."""
    action = factories.ActionFactory(node=home.node, title=title)
    factories.ActionUpdateFactory(
        action=action,
        half_year=PREVIOUS,
        phase=Phase.IN_PROGRESS,
        assessment=Assessment.ON_COURSE,
        explanation=PREVIOUS_EXPLANATION,
    )
    return action


def _add_meeting(home):
    """The planned step of the plan was discussed on 24 June; its conclusion is not recorded yet."""
    meeting = factories.MeetingFactory(body=home.body, date=date(2021, 6, 24))
    home.planned_step.meeting = meeting
    home.planned_step.save()
    factories.AgendaItemFactory(meeting=meeting, step=home.planned_step, subject="")


def action_called(title):
    return Action.objects.get(title=title)


def sign_in(page, email):
    page.goto("/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("heading", name="Mijn werk", level=1).wait_for()


class Person:
    """Somebody at a browser of their own, signed in through the form."""

    def __init__(self, page, email, *, photographs):
        self.page = page
        self.photographs = photographs
        sign_in(page, email)

    def sees(self, heading, level=None):
        self.page.get_by_role("heading", name=heading, level=level).first.wait_for()

    def reads(self, words):
        self.page.locator("main").get_by_text(words).first.wait_for()

    def follows(self, link):
        self.page.get_by_role("link", name=link).first.click()

    def presses(self, button):
        self.page.get_by_role("button", name=button).first.click()

    def goes_to_my_work(self):
        self.page.goto("/")

    def keeps_picture(self, name):
        if self.photographs:
            picture(self.page, name)
