"""Two people seal or adopt at the same moment, on real transactions."""

from datetime import date

import pytest

from programmes.models import ProgrammeEvent, ProgrammeVersion
from reporting.programme_document import versions
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_two_adoptions_at_once_make_one_event():
    programme, user = factories.OutlineNodeFactory().programme, factories.UserFactory()
    version = versions.make_version(programme=programme, note="", by=user)
    results = at_once(lambda: versions.adopt(version=version, date=date(2020, 6, 1), basis="Besluit", by=user))
    assert sum(isinstance(result, ProgrammeEvent) for result in results) == 1
    assert ProgrammeEvent.objects.count() == 1


def test_two_versions_at_once_are_one():
    programme, user = factories.OutlineNodeFactory().programme, factories.UserFactory()
    results = at_once(lambda: versions.make_version(programme=programme, note="", by=user))
    assert sum(isinstance(result, ProgrammeVersion) for result in results) == 1
    assert ProgrammeVersion.objects.count() == 1
