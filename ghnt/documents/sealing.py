"""Canonical JSON text and its fingerprint: what a seal is made of."""

import hashlib
import json
from dataclasses import asdict
from typing import Any


def canonical_json(value: Any) -> str:
    """The one JSON text of a dataclass or of plain values: sorted keys, no spaces, no floats.

    Raises TypeError for a float or anything that JSON does not know, so that no seal depends on rounding.
    """
    plain = asdict(value) if hasattr(value, "__dataclass_fields__") else value
    _refuse_floats(plain)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("A seal holds no floats.")
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, (list, tuple)):
        return
    for item in value:
        _refuse_floats(item)
