import pytest

from regions import reference


@pytest.fixture
def loaded(db):
    """Our own reference files of geography, in the tables."""
    return {report.table: report for report in reference.load()}
