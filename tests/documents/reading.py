"""Reads a PDF back, the way a reader's program does."""

import subprocess


def text_of(pdf: bytes, *, first: int = 1, last: int = 10_000) -> str:
    done = subprocess.run(
        ["pdftotext", "-f", str(first), "-l", str(last), "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()
