"""Every page: no accessibility faults at three widths, valid HTML for every role, nothing wider than the screen."""

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.test_access import PUBLIC, SIGNED_IN, TABLE, argument
from tests.world import TODAY, make_world

AXE = settings.NODE_MODULES / "axe-core" / "axe.min.js"
VNU = settings.NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 768, 320)
# Between the widest and the narrowest nothing else appears on a page; what can differ is how far things lie apart.
BETWEEN = {768: ["target-size", "scrollable-region-focusable"]}
# Describing all that is right on a page takes axe and the wire four times as long as finding what is wrong.
VIOLATIONS = """async rules => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations;
}"""
PAGES = sorted(name for name, row in TABLE.items() if not row.post and not row.download)


@pytest.fixture
def today(settings):
    settings.TODAY = TODAY


def address(name, world):
    return reverse(name, args=[argument(part, world.own) for part in TABLE[name].args])


@pytest.mark.usefixtures("today")
def test_pages_have_no_accessibility_faults_and_fit_the_screen(visit, transactional_db):
    world = make_world()
    windows = {role: visit(world.users[role]) for role in SIGNED_IN}
    faults = []
    for name in PAGES:
        row = TABLE[name]
        role = "leader" if "leader" in row.ok else sorted(row.ok)[0]
        page = windows[role]
        page.goto(address(name, world))
        faults += [f"{name} ({role}): {fault}" for fault in _faults(page)]
    assert faults == []


def _faults(page):
    page.evaluate(AXE.read_text())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        rules = {"type": "rule", "values": BETWEEN[width]} if width in BETWEEN else TAGS
        for violation in page.evaluate(VIOLATIONS, rules):
            yield f"{width} px: {violation['id']}: {violation['nodes'][0]['html'][:200]}"
        extra = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if extra > 0:
            yield f"{width} px: {extra} px wider than the screen"


@pytest.mark.usefixtures("today")
def test_pages_are_valid_html_for_every_role(db, tmp_path):
    world = make_world()
    for role, user in world.users.items():
        client = Client()
        client.force_login(user)
        for name in PAGES:
            if role in TABLE[name].ok:
                _keep(client.get(address(name, world), follow=True), tmp_path / f"{name.replace(':', '.')}.{role}.html")
    for name in PUBLIC & {*PAGES}:
        _keep(Client().get(address(name, world)), tmp_path / f"{name.replace(':', '.')}.html")
    assert _invalid(tmp_path) == []


def _keep(answer, path: Path):
    assert answer.status_code == 200, path.name
    path.write_bytes(answer.content)


def _invalid(folder: Path):
    found = subprocess.run(
        ["java", "-jar", VNU, "--format", "json", "--skip-non-html", "--errors-only", folder],
        capture_output=True,
        check=False,
        timeout=300,
    )
    messages = json.loads(found.stderr)["messages"]
    return [f"{Path(one['url']).name}: {one['message']}: {one.get('extract', '')[:120]}" for one in messages]
