import pytest
from django.core.management import CommandError, call_command

from ghnt import clock
from tests import factories
from tests.documents.reading import text_of
from tests.world import TODAY, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.standing_at(TODAY):
        yield make_world()


@pytest.mark.pdf
def test_report_command_draws_the_state_of_now_as_concept(world, tmp_path, capsys):
    output = tmp_path / "rapportage.pdf"
    call_command("report", "eigen", "2021-H1", output=output)
    text = text_of(output.read_bytes())
    assert "Training Eigen" in text
    assert "Plan Eigen" in text
    assert "Concept, nog niet ingediend" in text
    assert "Training Ander" not in text
    assert capsys.readouterr().out.startswith(f"{output}: ")


@pytest.mark.pdf
def test_report_command_never_tells_what_may_not_be_distributed(world, tmp_path):
    output = tmp_path / "rapportage.pdf"
    call_command("report", "eigen", "2021-H1", output=output)
    assert "Besloten Eigen" not in text_of(output.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nergens", "2021-H1"], "Er is geen regio ‘nergens’."),
        (["eigen", "2021-H3"], "‘2021-H3’ is geen halfjaar."),
        (["eigen", "2030-H1"], "Er is geen uitvraag voor het 1e halfjaar 2030."),
        (["eigen", "2021-H1", "--round", "anders"], "Er is geen uitvraag voor het 1e halfjaar 2021 met code anders."),
    ],
)
def test_report_command_refuses_what_does_not_exist(tmp_path, arguments, message):
    factories.RegionFactory(slug="eigen")
    factories.ReportRoundFactory()
    with pytest.raises(CommandError, match=message.replace(".", r"\.")):
        call_command("report", *arguments, output=tmp_path / "x.pdf")
    assert list(tmp_path.iterdir()) == []


def test_report_command_says_that_it_cannot_write(world, tmp_path):
    with pytest.raises(CommandError, match="kan niet worden geschreven"):
        call_command("report", "eigen", "2021-H1", output=tmp_path / "geen" / "x.pdf")
