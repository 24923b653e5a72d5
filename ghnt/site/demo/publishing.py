"""What regions of the demo made public of their accepted reports: two summaries, and one that was taken back."""

from __future__ import annotations

from datetime import date

from ghnt import clock
from ghnt.site.demo.loading import BEFORE
from reporting.models import EventKind, Report
from reporting.publishing import publishable_version, release, save_summary, withdraw_release

RELEASED_ON, WITHDRAWN_ON = date(2021, 5, 20), date(2021, 6, 3)
WITHDRAWN = "groningen"
REASON = "In de tekst stond een cijfer dat niet klopte. Wij komen met een verbeterde samenvatting."

SUMMARIES = {
    "gooi-en-vechtstreek": (
        "In de tweede helft van 2020 werkten de gemeenten, Veilig Thuis en de politie vaker samen, ook toen veel "
        "alleen op afstand kon.\n\n"
        "- Lokale teams gebruiken nu dezelfde vragen om onveiligheid eerder te zien.\n"
        "- Scholen en kinderopvang weten beter wat zij doen met een vermoeden.\n"
        "- Inwoners met eigen ervaring dachten mee over de aanpak.\n\n"
        "Niet alles lukte. Trainingen in een zaal gingen niet door. In 2021 halen wij die in.\n\n"
        "Zit u zelf in een onveilige situatie, of kent u iemand? Bel Veilig Thuis, gratis en dag en nacht: 0800-2000.",
        "programma@gooi-en-vechtstreek.example",
    ),
    "zuidoost-brabant": (
        "Onze gemeenten maakten in 2020 één plan tegen geweld thuis. Het afgelopen halfjaar begonnen wij met doen.\n\n"
        "1. Beroepskrachten uit zorg, onderwijs en opvang volgden samen een training.\n"
        "2. Gezinnen die al jaren hulp krijgen, krijgen één vast gezicht.\n"
        "3. Wie geweld meemaakte, vindt sneller een veilige plek.\n\n"
        "Wij letten komend jaar op de wachttijden: die zijn op sommige plekken nog te lang.\n\n"
        "Hulp nodig? Bel Veilig Thuis, gratis en dag en nacht: 0800-2000.",
        "veiligthuis.programma@zuidoost-brabant.example",
    ),
    WITHDRAWN: (
        "In Groningen spraken wij met alle gemeenten af wie wat doet bij geweld thuis. Wij zetten in op voorkomen.\n\n"
        "- Jongeren leren op school over gezonde relaties.\n"
        "- Huisartsen en wijkteams overleggen elke maand.\n",
        "programma@groningen.example",
    ),
}


def publish_summaries() -> None:
    """Only of a report that was accepted or adopted; what is not, stays inside."""
    for slug, (text, contact) in SUMMARIES.items():
        report = Report.objects.filter(region__slug=slug, round__code=str(BEFORE)).first()
        if report is not None and publishable_version(report):
            _publish(report, text, contact)


def _publish(report: Report, text: str, contact: str) -> None:
    leader = report.events.filter(kind=EventKind.SUBMITTED).latest("pk").by
    if leader is None:
        return
    with clock.standing_at(RELEASED_ON):
        summary = save_summary(report=report, text=text, contact=contact, seen=0, by=leader)
        released = release(report=report, seen=summary.version, by=leader)
    if report.region.slug == WITHDRAWN:
        with clock.standing_at(WITHDRAWN_ON):
            withdraw_release(release=released, reason=REASON, by=leader)
