"""The catalogue of the national programme that follows, so that there is something to go on as."""

from datetime import date

from programmes.models import Programme
from programmes.national.first_edition import make_first_edition, read_lines
from tests import factories


def put_succession():
    after = factories.ProgrammeFactory(
        slug="tks", name="Toekomstscenario", abbreviation="TKS", valid_from=date(2022, 6, 1)
    )
    Programme.objects.filter(slug="ghnt").update(successor=after)
    make_first_edition(
        programme=after,
        code="tks-1",
        name="Catalogus 2022",
        valid_from=date(2022, 6, 1),
        source="Landelijk programmateam",
        lines=read_lines("1 Veilig en samen\n1.1 Bespreekbaar maken\n1.2 Teams in de buurt"),
    )
