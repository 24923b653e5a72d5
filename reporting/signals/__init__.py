"""Passages that ask for attention: `marking` writes, `reading` tells, `listing` and `beside` are what pages show."""

from reporting.signals.reading import (
    ALLOWED,
    SignalState,
    SignalVerb,
    answer_state,
    earlier_signals,
    hand_in_signals,
    may,
    passages_of,
    signal_state,
    signals_for,
)

__all__ = [
    "ALLOWED",
    "SignalState",
    "SignalVerb",
    "answer_state",
    "earlier_signals",
    "hand_in_signals",
    "may",
    "passages_of",
    "signal_state",
    "signals_for",
]
