import pytest

from programmes import decision_lists


@pytest.fixture(autouse=True)
def purposes_and_outcomes(request):
    """Tests of decisions read the lists that `load_reference` brings in."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        decision_lists.load()
