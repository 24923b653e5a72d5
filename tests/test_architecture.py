"""Rules about the code as a whole that no single test would notice being broken."""

import ast
import re
from pathlib import Path

import pytest
from django.db.models import signals
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ghnt", "regions", "programmes", "actions", "reporting")
SOURCES = [
    path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN_NAMES = {"utils", "helpers", "services", "managers", "base", "common"}


def test_import_contracts_hold():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("signal", ["pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"])
def test_no_source_connects_a_model_signal(signal):
    users = [str(path) for path in SOURCES if re.search(rf"\b{signal}\b", path.read_text())]
    assert hasattr(signals, signal)
    assert users == []


def test_no_template_marks_text_as_safe():
    marked = [path.name for path in TEMPLATES if re.search(r"\|\s*safe\b|autoescape off", path.read_text())]
    assert marked == []


def test_text_is_marked_safe_in_known_places_only():
    users = {str(path.relative_to(ROOT)) for path in SOURCES if "mark_safe" in path.read_text()}
    markup = {"ghnt/ui/rich_text.py", "ghnt/ui/icons.py", "ghnt/ui/charts.py", "ghnt/ui/svg.py"}
    assert users <= markup | {"reporting/bundles/region_pages.py"}  # cut out of a document that a template wrote


def test_no_template_has_inline_script_or_style():
    pattern = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    inline = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if "pdf" not in path.parts and pattern.search(path.read_text())
    ]
    assert inline == []


def test_no_module_is_a_drawer():
    assert [str(path) for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []


def test_no_module_asks_the_real_clock():
    """The application's clock is ghnt.clock; only that module may ask the machine."""
    asks = re.compile(r"timezone\.(now|localdate|localtime)\(\)|date\.today\(|datetime\.now\(")
    users = [str(path.relative_to(ROOT)) for path in SOURCES if asks.search(path.read_text())]
    assert users == ["ghnt/clock.py"]


def test_every_public_function_of_a_topic_module_has_types():
    loose = [f"{path.relative_to(ROOT)}:{name}" for path in SOURCES if _is_topic(path) for name in _untyped(path)]
    assert loose == []


def _is_topic(path: Path) -> bool:
    return not {"views", "forms", "admin", "apps", "filters", "urls", "settings"} & {path.stem, *path.parts}


def _untyped(path: Path) -> list[str]:
    functions = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if not node.name.startswith("_") and node.returns is None]
