"""What the regions say that the demo does not tell about in depth."""

FIRST_NAMES = (
    "Anke",
    "Bram",
    "Carlijn",
    "Driss",
    "Eefje",
    "Faisal",
    "Geertje",
    "Hidde",
    "Ineke",
    "Jorn",
    "Karima",
    "Lotte",
)
LAST_NAMES = (
    "Aalders",
    "Bosgraaf",
    "Cornelisse",
    "Dijkhof",
    "Elzinga",
    "Franken",
    "Geluk",
    "Hogeveen",
    "Ikink",
    "Jorritsma",
)
# One sentence an action, by national block; a block that is not named takes the general one.
PLANS = {
    "AL1-B1": (
        "Gespreksavonden over veilig opgroeien",
        "Bibliotheken en buurthuizen houden avonden over geweld thuis.",
    ),
    "AL1-B2": (
        "Scholing in de verbeterde meldcode",
        "Professionals oefenen met het afwegingskader van hun beroep.",
    ),
    "AL1-B3": (
        "Vaste contactpersoon bij Veilig Thuis",
        "Elk lokaal team heeft één contactpersoon bij Veilig Thuis.",
    ),
    "AL1-B5": (
        "Letsel sneller laten beoordelen",
        "Huisartsen weten wanneer zij forensische kennis kunnen inroepen.",
    ),
    "AL2-B2": ("Traumascreening in de intake", "Bij de start van hulp kijken wij standaard naar trauma."),
    "AL2-B3": (
        "Doorstroom uit de opvang",
        "Woningcorporaties houden plekken vrij voor wie de opvang verlaat.",
    ),
    "AL2-B4": ("Aanbod voor plegers in beeld", "Er komt één overzicht van hulp voor wie geweld gebruikt."),
    "AL2-B5": ("Steunfiguren voor kinderen", "Kinderen kiezen zelf een volwassene die met hen meeloopt."),
    "AL2-B7": ("Veiligheid in het lokale team", "Elk lokaal team heeft iemand met kennis van veiligheid."),
    "AL2-B8": (
        "Start van een MDA++-team",
        "Vier organisaties werken samen bij ernstig en structureel geweld.",
    ),
    "AL3-B1": (
        "Bekendheid van het Centrum Seksueel Geweld",
        "Scholen en sportclubs kennen de weg naar het centrum.",
    ),
    "AL3-B5": ("Ouderschap blijft na een scheiding", "Ouders krijgen vroeg hulp om conflicten te voorkomen."),
    "AL3-B6": (
        "Alliantie tegen financieel misbruik",
        "Banken, notarissen en ouderenbonden trekken samen op.",
    ),
}
GENERAL = ("Afspraken over de samenwerking", "De partners leggen vast wie wat doet en wanneer.")
EXPLANATIONS = {
    "attention": "De werving van deelnemers kost meer tijd dan gedacht.",
    "stalled": "Er is nog geen akkoord over de verdeling van de kosten.",
}
EFFORTS = ("Wij spraken met alle gemeenten en met de partners.", "De werkgroep kwam drie keer bij elkaar.")
RESULTS = ("De helft van de teams werkt volgens de afspraken.", "Er ligt een plan dat iedereen steunt.", "")
OUTLOOK = ("In het najaar volgt een tweede groep.", "Wij leggen het voorstel voor aan de stuurgroep.")

# By the key of the question.
ANSWERS = {
    "samenvatting": (
        "Wij begonnen met de scholing van de lokale teams. De meeste acties liggen op schema."
        " De wachttijd voor hulp is nog te lang.",
        "De samenwerking met Veilig Thuis is beter geworden. De opvang vraagt meer aandacht dan wij dachten.",
        "Het programma staat. Gemeenten en partners weten nu wat zij van elkaar verwachten."
        " Twee acties wachten op een besluit over geld.",
    ),
    "sturing": (
        "De stuurgroep kwam twee keer bijeen en nam de besluiten die nodig waren.",
        "Alle gemeenten doen mee. Drie gemeenten hebben nog geen vaste contactpersoon.",
    ),
    "randvoorwaarden": (
        "Partners delen gegevens nog niet makkelijk. Een landelijke uitleg van de regels zou helpen.",
        "De uren van de projectleider zijn krap. De gemeenten bespreken dit in het najaar.",
    ),
    "betrokkenheid": ("Ervaringsdeskundigen lazen mee met de plannen. De teksten zijn daardoor korter.", ""),
    "vooruitblik": (
        "Wij ronden de scholing af. Daarna leggen wij de resultaten voor aan de stuurgroep.",
        "Wij bereiden de overgang naar de vaste organisatie voor.",
    ),
    "hulpvraag": ("Breng ons in contact met een regio die al verder is met MDA++.", ""),
    "bereikt": (
        "Professionals weten elkaar sneller te vinden. Zij werken volgens de nieuwe afspraken.",
        "De lokale teams vragen eerder advies. Daardoor begint hulp eerder.",
        "De eerste groep is geschoold en gebruikt wat zij leerde.",
    ),
    "opvallend": ("Er is meer tijd nodig om iedereen mee te krijgen.", ""),
}
REASON = "Noem ook wat er niet lukte, en wat u daarvoor van ons nodig hebt."
