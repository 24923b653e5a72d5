"""Nakijken: municipalities read new conclusions and say whether the text is right.

open_bundle(meeting=…, by=…)      a bundle with the new conclusions of a meeting, ter kennisneming
submit_proposal(proposal=…, …)    the same for conclusions that were recorded without a meeting
ask_reaction(bundle=…, …)         a date for all or some conclusions of a bundle
remind(bundle=…, by=…)            whoever did not react yet
react(…), mark_rest_read(…)       what a municipality says
answer(…), corrected(…)           what the leader says back
"""

from programmes.review.answers import answer, corrected
from programmes.review.bundles import ask_reaction, open_bundle, submit_proposal
from programmes.review.reacting import Reaction, mark_rest_read, react
from programmes.review.reminding import remind

__all__ = [
    "Reaction",
    "answer",
    "ask_reaction",
    "corrected",
    "mark_rest_read",
    "open_bundle",
    "react",
    "remind",
    "submit_proposal",
]
