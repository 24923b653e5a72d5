"""What became of each remark that a body made: open, processed or not taken over, and where to read it."""

from programmes.remarks.answering import answer_with, answerable, answered_by
from programmes.remarks.carrying import carry_remarks, move_places
from programmes.remarks.following import Following, follow_up
from programmes.remarks.hanging import RemarkLink, hangs_on_remarks
from programmes.remarks.listing import RemarkQuery, in_order, narrowed, open_remarks, read_remarks
from programmes.remarks.states import Standing, Verb, may, standing_of
from programmes.remarks.told import ToldRemark, remarks_of_proposal, tell_remarks, with_follow_up

__all__ = [
    "Following",
    "RemarkLink",
    "RemarkQuery",
    "Standing",
    "ToldRemark",
    "Verb",
    "answer_with",
    "answerable",
    "answered_by",
    "carry_remarks",
    "follow_up",
    "hangs_on_remarks",
    "in_order",
    "may",
    "move_places",
    "narrowed",
    "open_remarks",
    "read_remarks",
    "remarks_of_proposal",
    "standing_of",
    "tell_remarks",
    "with_follow_up",
]
