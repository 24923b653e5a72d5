"""Every route × visitor × object has an expected answer; a route without a row fails.

A row says who gets in ("ok"), who is refused openly ("forbidden", 403); for everybody else the page does not exist
(404). Whoever is not signed in is sent to the sign-in page. Regional visitors hold their role in the region "Eigen";
asked for the same object in "Ander" they must get 404 unless the row is open to all or says otherwise.
"""

from copy import copy
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import HALF_YEAR, PREVIOUS, TODAY, VISITORS, Home, make_world

pytestmark = pytest.mark.django_db
SIGNED_IN = frozenset(VISITORS) - {"anonymous"}
PUBLIC = {"calendar_feed", "reporting:dossier", "reporting:dossier_pdf", "account_login", "actions:puller_answer"}
# Whoever reads a region at all; whoever writes in it.
READERS = frozenset({"national", "adviser", "leader", "editor", "municipal", "reader"})
WRITERS = frozenset({"leader", "editor"})
NATIONAL = frozenset({"national"})
FOLLOWERS = frozenset({"national", "adviser"})  # who read regions at national level
# Who walk on PostgreSQL too.
WALKERS = ("leader", "municipal", "national")


@dataclass(frozen=True)
class Row:
    ok: frozenset[str]
    forbidden: frozenset[str] = frozenset()
    args: tuple[str, ...] = ()  # names of what stands in the address, see `argument`
    post: bool = False  # the route only takes POST
    only_get: frozenset[str] = frozenset()  # of those: may look, may not send
    download: bool = False  # answers with a file, not a page
    foreign_ok: frozenset[str] = NATIONAL  # who also gets in at the other region
    foreign_forbidden: frozenset[str] = frozenset()
    token: bool = False  # of the API: a session opens nothing there, see tests/site/test_api.py


def everybody(*args, **kwargs):
    return Row(SIGNED_IN, frozenset(), args, foreign_ok=SIGNED_IN, **kwargs)


def argument(name: str, home: Home):
    """What an address says of one home."""
    return {
        "slug": home.region.slug,
        "municipality": home.municipality.slug,
        "neighbour": home.neighbour.slug,
        "edition": "vgr4",
        "national_programme": "tks",
        "ended_programme": "ghnt",
        "half_year": HALF_YEAR,
        "previous": PREVIOUS,
        "node": home.node.pk,
        "action": home.action.pk,
        "goal": home.node.goals.first().pk,
        "initiative": home.node.programme.initiatives.first().pk,
        "proposal": home.proposal.pk,
        "hidden": home.hidden_proposal.pk,
        "round": home.round.pk,
        "local_action": home.around["local_action"],
        "circle": home.around["circle"],
        "circle_meeting": home.around["circle_meeting"],
        "past_circle_meeting": home.around["past_circle_meeting"],
        "lesson": home.around["lesson"],
        "lesson_file": home.around["lesson_file"],
        "claim": home.around["claim"],
        "confirmed_claim": home.around["confirmed_claim"],
        "research": home.around["research"],
        "learning_block": home.around["learning_block"],
        "learning_measure": home.around["learning_measure"],
        "learning_kind": "onderzoek",
        "binned_research": home.around["binned_research"],
        "list_document": home.around["list_document"],
        "saved_view": home.region.saved_views.first().pk,
        "puller_request": home.around["puller_request"],
        "puller_answer": home.around["puller_answer"],
        "secret": home.around["secret"],
        "offer": home.around["offer"],
        "remark": home.around["remark"],
        "form_import": home.around["form_import"],
        "import": home.around["import"],
        "figure_import": home.around["figure_import"],
        "indicator": home.around["indicator"],
        "figure_paper": home.around["figure_paper"],
        "own_indicator": home.around["own_indicator"],
        "figure_area": home.around["figure_area"],
        "figure_period": "2020-H2",
        "excuse": home.around["excuse"],
        "national_excuse": home.around["national_excuse"],
        "national_figure_import": home.around["national_figure_import"],
        "offer_sent": home.around["offer_sent"],
        "review_bundle": home.around["review_bundle"],
        "review": home.around["review"],
        "step": home.planned_step.pk,
        "meeting": home.meeting.pk,
        "recorded_meeting": home.around["recorded_meeting"],
        "subject_conclusion": home.around["subject_conclusion"],
        "follow_up": home.around["follow_up"],
        "draft": home.around["draft"],
        "draft_for_all": home.around["draft_for_all"],
        "draft_chapter": "vervolg",
        "in_general": 0,
        "body": home.body.pk,
        "decision_document": home.around["decision_document"],
        "empty_body": home.around["empty_body"],
        "post": home.around["post"],
        "organisation": home.around["organisation"],
        "national_body": home.around["national_body"],
        "national_post": home.around["national_post"],
        "national_organisation": home.around["national_organisation"],
        "contact": home.around["contact"],
        "bin_kind": "actie",
        "binned": home.binned.pk,
        "programme_file": home.files["programme"],
        "action_file": home.files["action"],
        "proposal_file": home.files["proposal"],
        "item": home.meeting.items.first().pk,
        "conclusion": home.conclusion.pk,
        "change": "omhoog",
        "part": "programma",
        "usual_chapter": "visie",
        "own_chapter": home.document["chapter"],
        "consultation": home.document["consultation"],
        "policy_frame": home.document["policy_frame"],
        "round_code": str(HALF_YEAR),
        "chapter": "samenvatting",
        "number": 1,
        "notice": home.around["notice"],
        "calendar_secret": home.around["calendar_secret"],
        "bundle": home.around["bundle"],
        "adoption_step": home.around["adoption_step"],
        "motion": home.around["motion"],
        "promise": home.around["promise"],
        "recess": home.around["recess"],
        "dossier_link": home.around["dossier_link"],
        "dossier_secret": home.around["dossier_secret"],
        "version_file": home.around["version_file"],
        "template": home.around["template"],
        "template_step": home.around["template_step"],
        "api_token": home.around["api_token"],
        "signal": home.around["signal"],
        "bottleneck": home.around["bottleneck"],
        "bottleneck_verb": "voorleggen",
        "national_verb": "antwoorden",
        "national_bottleneck": home.around["national_bottleneck"],
        "national_meeting": home.around["national_meeting"],
        "bottleneck_item": home.around["bottleneck_item"],
        "bottleneck_document": home.around["bottleneck_document"],
        "draft_signal": home.around["draft_signal"],
        "municipal_round": home.around["municipal_round"],
        "adopted_round": home.around["adopted_round"],
        "municipal_question": home.around["municipal_question"],
        "summary_question": home.around["summary_question"],
        "question_key": "resultaten",
        "previous_code": str(PREVIOUS),
        "grant": home.around["grant"],
        "pool_draft": home.around["pool_draft"],
        "pool_submitted": home.around["pool_submitted"],
        "pool_withdrawn": home.around["pool_withdrawn"],
        "means_year": 2020,
        "means_about": "actie",
        "scan_round": home.around["scan_round"],
        "scan_file": home.around["scan_file"],
        "scan_point": home.around["scan_point"],
        "scan_statement": home.around["scan_statement"],
        "region_scan_round": home.around["region_scan_round"],
        "region_scan_file": home.around["region_scan_file"],
        "region_scan_point": home.around["region_scan_point"],
        "region_scan_statement": home.around["region_scan_statement"],
        "scan_form": home.around["scan_form"],
        "scan_theme": "onderwerp-1",
        "scan_statement_key": "stelling-1-1",
        "set_number": 2,  # the shipped set that no round uses
        "set_section": "cijfers-en-geld",
        "set_question": "uitgegeven",
    }[name]


NOT_NATIONAL = SIGNED_IN - NATIONAL
OF_THE_REGION = READERS - FOLLOWERS  # who reads what a region keeps to itself
LOOKERS = READERS - WRITERS  # who reads the region without writing in it
DECIDERS = READERS | {"secretary"}
RECORDERS = WRITERS | {"secretary"}
NOBODY = frozenset()


def read(*args, ok=READERS):
    """Pages of a region to read; the national team reads every region."""
    return Row(frozenset(ok), args=("slug", *args))


def write(*args, ok=WRITERS, refused=LOOKERS, **kwargs):
    """Verbs in a region; who reads the page's object without the verb gets 403."""
    return Row(ok, refused, ("slug", *args), foreign_ok=NOBODY, foreign_forbidden=refused & NATIONAL, **kwargs)


def record(*args, **kwargs):
    """Verbs on a meeting, for who records for its body."""
    return Row(RECORDERS, LOOKERS, ("meeting", *args), foreign_ok=NOBODY, foreign_forbidden=NATIONAL, **kwargs)


def write_locally(*args, **kwargs):
    """Verbs on a municipality's own things, for its officer and for who writes in its region."""
    ok = WRITERS | {"municipal"}
    return Row(
        ok,
        LOOKERS - ok,
        ("municipality", *args),
        foreign_ok=NOBODY,
        foreign_forbidden=NATIONAL,
        **kwargs,
    )


def write_act(*args, **kwargs):
    """Verbs on what one municipality does with a version of the programme."""
    ok = WRITERS | {"municipal"}
    return write("number", "municipality", *args, ok=ok, refused=LOOKERS - ok, **kwargs)


def draft(*args, **kwargs):
    """Pages of drafts for councils, for who writes for the municipality; whoever reads the version is refused."""
    ok = WRITERS | {"municipal"}
    return write("number", *args, ok=ok, refused=LOOKERS - ok, **kwargs)


def questions(*args, **kwargs):
    """Verbs on a set of questions, for the national team; whoever reads a region reads the set."""
    readers = READERS - NATIONAL
    return Row(NATIONAL, readers, ("set_number", *args), foreign_forbidden=readers, **kwargs)


def national(*args):
    """Verbs of the national team on what it keeps; its advisers read it."""
    return Row(NATIONAL, FOLLOWERS - NATIONAL, args, foreign_forbidden=FOLLOWERS - NATIONAL)


def with_token(*args):
    return Row(NOBODY, args=args, download=True, token=True)


def keep_country(*args, **kwargs):
    """Verbs on what the national team keeps for everybody."""
    return Row(NATIONAL, SIGNED_IN - NATIONAL, args, foreign_forbidden=SIGNED_IN - NATIONAL, **kwargs)


def keep_indicators(*args, **kwargs):
    """Verbs on national indicators, for the national team; whoever reads a region reads them."""
    readers = READERS - NATIONAL
    return Row(NATIONAL, readers, ("indicator", *args), foreign_forbidden=readers, **kwargs)


INSIDE = WRITERS | {"municipal", "reader"}  # who belongs to the region itself


def learn(*args, ok=READERS, **kwargs):
    """Pages of Leren that stand under no region, for everybody who reads one."""
    return Row(ok, args=args, foreign_ok=ok, **kwargs)


def of_lesson(*args, **kwargs):
    """Verbs on a lesson that the region keeps to itself."""
    return Row(WRITERS, OF_THE_REGION - WRITERS, ("lesson", *args), foreign_ok=NOBODY, **kwargs)


def of_circle(*args, **kwargs):
    """Verbs of the national team on a circle, which its regions see."""
    return Row(NATIONAL, READERS - NATIONAL, ("circle", *args), **kwargs)


def keep_learning(*args, **kwargs):
    """Pages that only the national team has."""
    return Row(NATIONAL, SIGNED_IN - NATIONAL, args, foreign_forbidden=SIGNED_IN - NATIONAL, **kwargs)


LEADER = frozenset({"leader"})
REVIEWERS = WRITERS | {"national", "adviser"}  # who reads what municipalities said of conclusions

TABLE: dict[str, Row] = {
    "account_login": Row(frozenset(VISITORS)),
    "account_logout": everybody(),
    "account_change_password": everybody(),
    "notices:list": everybody(),
    "notices:read": everybody(post=True),
    "notices:open": Row(frozenset({"leader"}), args=("notice",), post=True, foreign_ok=NOBODY),
    "notices:profile": everybody(),
    "notices:calendar_link": everybody(post=True),
    "notices:calendar_link_revoke": everybody(post=True),
    "calendar_feed": Row(frozenset(VISITORS), args=("calendar_secret",), foreign_ok=frozenset(VISITORS), download=True),
    "meeting_calendar": Row(DECIDERS, args=("meeting",), download=True),
    "my_work": everybody(),
    "help": everybody(),
    "search": everybody(),
    "national_overview": Row(frozenset({"national", "adviser"}), SIGNED_IN - {"national", "adviser"}),
    "hand_over": write(),
    "hand_over_pdf": write(post=True),
    "hand_over_update": write(),
    "national_network": everybody(),
    "national_network_workbook": everybody(download=True),
    "programmes:network": read(),
    "programmes:network_pdf": Row(READERS, args=("slug",), post=True),
    "programmes:network_workbook": Row(READERS, args=("slug",), download=True),
    "programmes:post_list": read(),
    "programmes:post_create": write(),
    "programmes:post_update": write("post"),
    "programmes:post_end": write("post"),
    "programmes:post_after": write("post"),
    "programmes:post_remove": write("post"),
    "programmes:organisation_list": read(),
    "programmes:organisation_detail": read("organisation"),
    "programmes:organisation_create": write(),
    "programmes:organisation_update": write("organisation"),
    "programmes:national_post_create": keep_country(),
    "programmes:national_post_update": keep_country("national_post"),
    "programmes:national_post_end": keep_country("national_post"),
    "programmes:national_post_after": keep_country("national_post"),
    "programmes:national_post_remove": keep_country("national_post"),
    "programmes:national_body_create": keep_country(),
    "programmes:national_body_update": keep_country("national_body"),
    "programmes:national_organisation_create": keep_country(),
    "programmes:national_organisation_update": keep_country("national_organisation"),
    "region_overview": read(),
    "bin": write(ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}),
    "bin_restore": write("bin_kind", "binned", ok=WRITERS, refused=LOOKERS - {"municipal"}, post=True),
    "regions:region_list": everybody(),
    "regions:region_detail": everybody("slug"),
    "regions:municipality_detail": everybody("municipality"),
    "programmes:catalogue": everybody(),
    "programmes:catalogue_edition": everybody("edition"),
    "programmes:catalogue_changes": everybody(),
    "programmes:national_programme_list": everybody(),
    "programmes:national_programme_create": Row(NATIONAL, SIGNED_IN - NATIONAL, foreign_forbidden=SIGNED_IN - NATIONAL),
    "programmes:first_edition_create": Row(
        NATIONAL, SIGNED_IN - NATIONAL, ("national_programme",), foreign_forbidden=SIGNED_IN - NATIONAL
    ),
    "programmes:continuing_edit": Row(
        NATIONAL, SIGNED_IN - NATIONAL, ("ended_programme",), foreign_forbidden=SIGNED_IN - NATIONAL
    ),
    "programmes:programme_detail": read(),
    "programmes:programme_update": write(),
    "programmes:programme_list": read(),
    "programmes:project_plan": read(),
    "programmes:chapter_list": write("part"),
    "programmes:chapter_create": write("part"),
    "programmes:chapter_update": write("part", "usual_chapter"),
    "programmes:chapter_delete": write("part", "own_chapter"),
    "programmes:chapter_move": write("part", "own_chapter", "change", post=True),
    "programmes:consultation_list": read(),
    "programmes:consultation_create": write(),
    "programmes:consultation_update": write("consultation"),
    "programmes:consultation_delete": write("consultation"),
    "programmes:policy_frame_list": read(),
    "programmes:policy_frame_create": write(),
    "programmes:policy_frame_update": write("policy_frame"),
    "programmes:policy_frame_delete": write("policy_frame"),
    "programmes:adoption_list": Row(READERS, args=("slug", "number"), only_get=LOOKERS),
    "programmes:adoption_update": write(
        "number", "municipality", ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}
    ),
    "programmes:adoption_detail": read("number", "municipality"),
    "programmes:adoption_steps": write_act(),
    "programmes:adoption_step_change": write_act("adoption_step", "change", post=True),
    "programmes:adoption_motion_create": write_act(),
    "programmes:adoption_motion_update": write_act("motion"),
    "programmes:adoption_motion_remove": write_act("motion", post=True),
    "programmes:adoption_dates": write("number"),
    "programmes:adoption_workbook": Row(READERS, args=("slug", "number"), download=True),
    "programmes:dossier_link_list": write("number", ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    "programmes:dossier_link_revoke": write(
        "number", "dossier_link", ok=frozenset({"leader"}), refused=READERS - {"leader"}, post=True
    ),
    "programmes:municipality_adoption": Row(READERS, args=("municipality",)),
    "our_municipality": Row(READERS, args=("municipality",)),
    "our_municipality_pdf": Row(READERS, args=("municipality",), post=True),
    "reporting:council_document_list": draft(),
    "reporting:council_document_detail": draft("draft"),
    "reporting:council_document_chapter": draft("draft", "draft_chapter"),
    "reporting:council_document_update": draft("draft"),
    "reporting:council_document_delete": draft("draft"),
    "reporting:council_document_word": draft("draft_for_all", download=True),
    "reporting:council_document_pdf": draft("draft_for_all", post=True),
    "programmes:promise_list": read(),
    "programmes:promise_create": write(ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}),
    "programmes:promise_workbook": Row(READERS, args=("slug",), download=True),
    "programmes:promise_update": write("promise", ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}),
    "programmes:promise_remove": write(
        "promise", ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}, post=True
    ),
    "programmes:recess_list": Row(READERS, args=("slug",), only_get=LOOKERS - {"municipal"}),
    "programmes:recess_remove": write("recess", post=True),
    "reporting:dossier": Row(frozenset(VISITORS), args=("dossier_secret",), foreign_ok=frozenset(VISITORS)),
    "reporting:dossier_pdf": Row(
        frozenset(VISITORS), args=("dossier_secret",), foreign_ok=frozenset(VISITORS), download=True
    ),
    "actions:programme_copy": write(),
    "programmes:outline": read(),
    "programmes:outline_renumber": write(),
    "programmes:node_detail": read("node"),
    "programmes:node_move": write("node"),
    "programmes:node_merge": write("node"),
    "programmes:node_split": write("node"),
    "programmes:node_place": write("node", post=True),
    "programmes:node_step": write("node", "change", post=True),
    "programmes:goal_create": write(),
    "programmes:goal_update": write("goal"),
    "programmes:goal_delete": write("goal"),
    "programmes:goal_step": write("goal", "change", post=True),
    "programmes:node_create": write(),
    "programmes:node_update": write("node"),
    "programmes:node_delete": write("node"),
    "programmes:proposal_list": read(ok=DECIDERS),
    "programmes:proposal_create": write(refused=LOOKERS | {"secretary"}),
    "programmes:proposal_paste": write(refused=LOOKERS | {"secretary"}),
    "programmes:proposal_detail": read("proposal", ok=DECIDERS),
    "programmes:proposal_update": write("proposal", refused=LOOKERS | {"secretary"}),
    "programmes:route_detail": write("proposal", refused=LOOKERS | {"secretary"}),
    "programmes:route_step_create": write("proposal", "number", refused=LOOKERS | {"secretary"}),
    "programmes:route_round_delete": write("proposal", "number", refused=LOOKERS | {"secretary"}),
    "programmes:route_step_update": write("proposal", "step", refused=LOOKERS | {"secretary"}),
    "programmes:route_step_delete": write("proposal", "step", refused=LOOKERS | {"secretary"}),
    "programmes:conclusion_correct": write("proposal", "conclusion", ok=RECORDERS),
    "programmes:proposal_workbook": Row(DECIDERS, args=("slug",), download=True),
    "programmes:proposal_remove": write("proposal", refused=LOOKERS | {"secretary"}),
    "programmes:proposal_pdf": Row(DECIDERS, args=("slug", "proposal"), post=True),
    "programmes:proposal_dossier": Row(DECIDERS, args=("slug", "proposal"), post=True),
    "programmes:remark_list": read(ok=DECIDERS),
    "programmes:remark_workbook": Row(DECIDERS, args=("slug",), download=True),
    "programmes:remark_follow_up": write("remark", refused=LOOKERS | {"secretary"}),
    "programmes:version_answers": write("proposal", "number", refused=LOOKERS | {"secretary"}),
    "programmes:import_undo": write("proposal", "form_import", refused=LOOKERS | {"secretary"}, post=True),
    "actions:remark_actions": write("remark", refused=LOOKERS | {"secretary"}),
    "programmes:proposal_version_fix": write("proposal", refused=LOOKERS | {"secretary"}, post=True),
    "programmes:proposal_version": read("proposal", "number", ok=DECIDERS),
    "programmes:proposal_version_differences": read("proposal", "number", ok=DECIDERS),
    "programmes:proposal_version_file": Row(
        DECIDERS, args=("slug", "proposal", "number", "version_file"), download=True
    ),
    "programmes:route_apply": write("proposal", refused=LOOKERS | {"secretary"}, post=True),
    "programmes:route_keep": write("proposal", refused=LOOKERS | {"secretary"}, post=True),
    "programmes:route_round_update": write("proposal", "number", refused=LOOKERS | {"secretary"}),
    "programmes:route_step_move": write("proposal", "step", "change", refused=LOOKERS | {"secretary"}, post=True),
    "programmes:route_template_list": read(),
    "programmes:route_template_create": write(),
    "programmes:route_template": read("template"),
    "programmes:route_template_update": write("template"),
    "programmes:route_template_delete": write("template"),
    "programmes:route_template_step_add": write("template", post=True),
    "programmes:route_template_step_update": write("template", "template_step"),
    "programmes:route_template_step_move": write("template", "template_step", "change", post=True),
    "programmes:route_template_round_update": write("template", "number"),
    "programmes:review_list": Row(READERS - {"reader"}, frozenset({"reader"}), ("slug",)),
    "programmes:review_overview": Row(REVIEWERS, LOOKERS - REVIEWERS, ("slug", "review_bundle")),
    "programmes:review_export": Row(REVIEWERS, LOOKERS - REVIEWERS, ("slug", "review_bundle"), download=True),
    "programmes:review_ask": write("review_bundle"),
    "programmes:review_remind": write("review_bundle", post=True),
    "programmes:review_answer": write("review_bundle", "review"),
    "programmes:review_submit": write("proposal", refused=LOOKERS | {"secretary"}, post=True),
    "programmes:municipal_review_list": Row(REVIEWERS | {"municipal"}, args=("municipality",)),
    "programmes:municipal_review": Row(
        REVIEWERS | {"municipal"}, args=("municipality", "review_bundle"), only_get=REVIEWERS - WRITERS
    ),
    "programmes:meeting_list": read(ok=DECIDERS),
    "programmes:meeting_create": write(ok=RECORDERS),
    "programmes:meeting_series": write(ok=RECORDERS),
    "programmes:meeting_calendar": read(ok=DECIDERS),
    "programmes:meeting_calendar_export": Row(DECIDERS, args=("slug",), download=True),
    "programmes:meeting_attendance": record(),
    "programmes:meeting_agenda_pdf": Row(DECIDERS, args=("meeting",), post=True),
    "programmes:meeting_decision_list_pdf": Row(DECIDERS, args=("meeting",), post=True),
    # Only whoever asked for a document gets it.
    "programmes:decision_document": Row(frozenset({"leader"}), args=("slug", "decision_document"), foreign_ok=NOBODY),
    "programmes:decision_document_download": Row(
        frozenset({"leader"}), args=("slug", "decision_document"), foreign_ok=NOBODY, download=True
    ),
    "programmes:decision_document_state": Row(
        frozenset({"leader"}), args=("slug", "decision_document"), foreign_ok=NOBODY
    ),
    "programmes:decision_document_retry": Row(
        frozenset({"leader"}), args=("slug", "decision_document"), foreign_ok=NOBODY, post=True
    ),
    "programmes:body_list": read(ok=DECIDERS),
    "programmes:body_create": write(),
    "programmes:body_detail": read("body", ok=DECIDERS),
    "programmes:body_update": write("body"),
    "programmes:body_delete": write("empty_body"),
    "programmes:body_move": write("body", "change", post=True),
    "programmes:body_seats": write("body"),
    "programmes:contact_list": read(),
    "programmes:contact_create": write(),
    "programmes:contact_update": write("contact"),
    "programmes:contact_delete": write("contact"),
    "programmes:meeting_detail": Row(DECIDERS, args=("meeting",)),
    "programmes:meeting_update": record(),
    "programmes:meeting_agenda": record(),
    "programmes:meeting_item_change": record("item", "change", post=True),
    "programmes:meeting_conclusions": record(),
    "programmes:meeting_draft": record("in_general", post=True),
    "programmes:meeting_record": record(),
    "programmes:meeting_item_update": record("item"),
    "programmes:subject_correct": Row(
        RECORDERS,
        LOOKERS,
        ("recorded_meeting", "subject_conclusion"),
        foreign_ok=NOBODY,
        foreign_forbidden=NATIONAL,
    ),
    "programmes:step_conclude": write("proposal", "step", ok=RECORDERS),
    "programmes:follow_up_list": read(ok=DECIDERS),
    "programmes:follow_up_workbook": Row(DECIDERS, args=("slug",), download=True),
    "programmes:follow_up_update": write("follow_up", ok=RECORDERS),
    "programmes:follow_up_done": write("follow_up", ok=RECORDERS),
    "reporting:signal_bottleneck": write("signal", post=True),
    "actions:bottleneck_list": read(),
    "actions:bottleneck_workbook": Row(READERS, args=("slug",), download=True),
    "actions:bottleneck_create": write(),
    "actions:remark_bottleneck": write("remark", refused=LOOKERS | {"secretary"}),
    "actions:bottleneck_detail": read("bottleneck"),
    "actions:bottleneck_update": write("bottleneck"),
    "actions:bottleneck_delete": write("bottleneck"),
    "actions:bottleneck_step": write("bottleneck", "bottleneck_verb"),
    "actions:national_bottleneck_list": Row(FOLLOWERS, foreign_ok=FOLLOWERS),
    "actions:national_bottleneck_workbook": Row(FOLLOWERS, foreign_ok=FOLLOWERS, download=True),
    "actions:national_bottleneck_create": Row(NATIONAL, FOLLOWERS - NATIONAL),
    "actions:national_bottleneck_detail": Row(FOLLOWERS, args=("national_bottleneck",), foreign_ok=FOLLOWERS),
    "actions:national_bottleneck_update": national("national_bottleneck"),
    "actions:national_bottleneck_links": national("national_bottleneck"),
    "actions:national_bottleneck_step": national("national_bottleneck", "national_verb"),
    "actions:national_meeting_list": Row(FOLLOWERS, foreign_ok=FOLLOWERS),
    "actions:national_meeting_create": Row(NATIONAL, FOLLOWERS - NATIONAL),
    "actions:national_meeting": Row(FOLLOWERS, args=("national_meeting",), foreign_ok=FOLLOWERS),
    "actions:national_meeting_update": national("national_meeting"),
    "actions:bottleneck_agenda": record(),
    "actions:bottleneck_agenda_answers": record(),
    "actions:bottleneck_agenda_note": record("bottleneck_item"),
    "actions:bottleneck_agenda_move": record("bottleneck_item", "change", post=True),
    "actions:bottleneck_agenda_pdf": Row(DECIDERS, args=("meeting",), post=True),
    # Only whoever asked for it.
    **dict.fromkeys(
        (
            "actions:bottleneck_agenda_document",
            "actions:bottleneck_agenda_state",
        ),
        Row(frozenset({"leader"}), args=("meeting", "bottleneck_document"), foreign_ok=NOBODY),
    ),
    "actions:bottleneck_agenda_file": Row(
        frozenset({"leader"}), args=("meeting", "bottleneck_document"), foreign_ok=NOBODY, download=True
    ),
    "actions:bottleneck_agenda_retry": Row(
        frozenset({"leader"}), args=("meeting", "bottleneck_document"), foreign_ok=NOBODY, post=True
    ),
    "actions:learning": read(),
    "actions:learning_seen": Row(READERS, args=("slug",), post=True),
    "actions:lesson_list": learn(),
    "actions:lesson_create": write(),
    "actions:lesson_detail": Row(OF_THE_REGION, args=("lesson",), foreign_ok=NOBODY),
    "actions:lesson_update": of_lesson(),
    "actions:lesson_share": of_lesson(),
    "actions:lesson_remove": of_lesson(),
    "actions:lesson_file_create": of_lesson(),
    "actions:lesson_file_download": Row(
        OF_THE_REGION, args=("lesson", "lesson_file"), foreign_ok=NOBODY, download=True
    ),
    "actions:lesson_file_change": of_lesson("lesson_file"),
    "actions:lesson_file_remove": of_lesson("lesson_file", post=True),
    "actions:circle_list": learn(),
    "actions:circle_detail": Row(READERS, args=("circle",)),
    "actions:circle_update": of_circle(),
    "actions:circle_remove": of_circle(),
    "actions:circle_meeting_create": of_circle(),
    "actions:circle_meeting_detail": Row(READERS, args=("circle", "circle_meeting")),
    "actions:circle_meeting_update": of_circle("circle_meeting"),
    "actions:circle_meeting_invite": of_circle("circle_meeting", post=True),
    "actions:circle_meeting_cancel": of_circle("circle_meeting"),
    "actions:circle_meeting_yields": of_circle("past_circle_meeting"),
    "circle_meeting_calendar": Row(READERS, args=("circle", "circle_meeting"), download=True),
    "actions:finished": learn(),
    "actions:block_learning": learn("learning_block"),
    "actions:measure_learning": learn("learning_measure"),
    "actions:research_list": learn(),
    "actions:research_create": write(),
    "actions:research_detail": learn("research"),
    **dict.fromkeys(
        ("actions:research_update", "actions:research_remove"),
        Row(WRITERS, LOOKERS, ("research",), foreign_ok=NOBODY, foreign_forbidden=READERS),
    ),
    "actions:front_runner_list": read(),
    "actions:front_runner_offer": write(ok=LEADER, refused=READERS - LEADER),
    "actions:front_runner_update": Row(
        LEADER, (OF_THE_REGION | NATIONAL) - LEADER, ("slug", "claim"), foreign_ok=NOBODY, foreign_forbidden=NATIONAL
    ),
    "actions:front_runner_withdraw": Row(
        LEADER,
        (OF_THE_REGION | NATIONAL) - LEADER,
        ("slug", "claim"),
        post=True,
        foreign_ok=NOBODY,
        foreign_forbidden=NATIONAL,
    ),
    "actions:front_runner_end": Row(
        LEADER | NATIONAL,
        READERS - LEADER - NATIONAL,
        ("confirmed_claim",),
        foreign_forbidden=READERS - NATIONAL,
    ),
    "actions:front_runner_decide": keep_learning("claim"),
    "actions:national_learning": Row(FOLLOWERS, SIGNED_IN - FOLLOWERS),
    "actions:national_learning_workbook": Row(FOLLOWERS, SIGNED_IN - FOLLOWERS, download=True),
    "actions:national_learning_restore": keep_learning("learning_kind", "binned_research", post=True),
    "actions:circle_create": keep_learning(),
    "actions:national_lesson_create": keep_learning(),
    "actions:national_research_create": keep_learning(),
    "actions:action_list": read(),
    "actions:coverage": read(),
    "actions:coverage_measures": read(),
    "actions:coverage_workbook": Row(READERS, args=("slug",), download=True),
    "actions:coverage_edit": write(),
    "actions:coverage_measures_edit": write(),
    **dict.fromkeys(
        ("actions:national_coverage", "actions:national_coverage_measures"),
        Row(frozenset({"national", "adviser"}), SIGNED_IN - {"national", "adviser"}),
    ),
    **dict.fromkeys(
        ("actions:national_coverage_workbook", "actions:national_coverage_measures_workbook"),
        Row(frozenset({"national", "adviser"}), SIGNED_IN - {"national", "adviser"}, download=True),
    ),
    "actions:means": read(),
    "actions:means_workbook": Row(READERS, args=("slug",), download=True),
    "actions:means_settings": write(),
    "actions:means_explain": write("means_year", "means_about", "action"),
    "actions:means_spending": write("means_year"),
    "actions:means_grants": read(),
    "actions:grant_create": write(),
    "actions:grant_update": write("grant"),
    "actions:grant_remove": write("grant", post=True),
    "actions:application_list": read(),
    "actions:application_create": write(),
    "actions:application_detail": read("pool_submitted"),
    "actions:application_update": Row(
        WRITERS, frozenset({"municipal", "reader"}), ("slug", "pool_draft"), foreign_ok=NOBODY
    ),
    "actions:application_submit": Row(
        frozenset({"leader"}),
        frozenset({"editor", "municipal", "reader"}),
        ("slug", "pool_draft"),
        post=True,
        foreign_ok=NOBODY,
    ),
    "actions:application_withdraw": write(
        "pool_submitted", ok=frozenset({"leader"}), refused=READERS - {"leader"}, post=True
    ),
    "actions:application_resume": write(
        "pool_withdrawn", ok=frozenset({"leader"}), refused=READERS - {"leader"}, post=True
    ),
    "actions:application_remove": write("pool_withdrawn", post=True),
    "actions:application_decide": Row(NATIONAL, READERS - NATIONAL, ("slug", "pool_submitted"), foreign_ok=NATIONAL),
    **dict.fromkeys(
        ("actions:national_means", "actions:national_applications"),
        Row(FOLLOWERS, SIGNED_IN - FOLLOWERS),
    ),
    "actions:national_means_workbook": Row(FOLLOWERS, SIGNED_IN - FOLLOWERS, download=True),
    "actions:action_detail": read("action"),
    "actions:action_create": write(),
    "actions:action_update": write("action"),
    "actions:action_archive": read(),
    "actions:action_put_away": write("action", post=True),
    "actions:action_unarchive": write("action", post=True),
    "actions:action_remove": write("action", post=True),
    "actions:action_duplicate": write("action"),
    "actions:action_merge": write("action"),
    "actions:milestone_reached": write("action", post=True),
    "actions:action_municipalities": read("action"),
    "actions:action_municipality_row": write(
        "action", "municipality", ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}
    ),
    "actions:action_visit": Row(READERS, args=("slug",), post=True),
    "actions:timeline_pdf": Row(READERS, args=("slug",), post=True),
    "actions:action_bulk": write(),
    "actions:saved_view_list": read(),
    "actions:saved_view_create": read(),
    "actions:saved_view_update": write("saved_view", ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    "actions:saved_view_delete": write("saved_view", ok=frozenset({"leader"}), refused=READERS - {"leader"}, post=True),
    "actions:export": Row(READERS, args=("slug",), download=True),
    "actions:export_csv": Row(READERS, args=("slug",), download=True),
    "actions:destiny_list": read(),
    "actions:destiny_edit": write(),
    "actions:programmes_beside": read(),
    "actions:import": write(),
    "actions:import_preview": write("import"),
    "actions:first_load": write(),
    "actions:first_load_columns": write("import"),
    "actions:first_load_values": write("import"),
    "actions:matrix": read(),
    "actions:matrix_edit": write(ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}),
    "actions:matrix_xlsx": Row(READERS, args=("slug",), download=True),
    "actions:matrix_pdf": Row(READERS, args=("slug",), post=True),
    "actions:list_document": Row(frozenset({"leader"}), args=("slug", "list_document"), foreign_ok=NOBODY),
    "actions:list_document_file": Row(
        frozenset({"leader"}), args=("slug", "list_document"), foreign_ok=NOBODY, download=True
    ),
    "actions:list_document_retry": Row(
        frozenset({"leader"}), args=("slug", "list_document"), foreign_ok=NOBODY, post=True
    ),
    "actions:local_action_list": Row(READERS, args=("municipality",)),
    "actions:local_action_create": write_locally(),
    "actions:local_action_update": write_locally("local_action"),
    "actions:local_action_remove": write_locally("local_action", post=True),
    "actions:puller_request_list": write(),
    "actions:puller_request_create": write(),
    "actions:puller_request_detail": write("puller_request"),
    "actions:puller_request_revoke": write("puller_request", post=True),
    "actions:puller_request_link": write("puller_request", post=True),
    "actions:puller_answer_take": write("puller_request", "puller_answer", post=True),
    "actions:puller_answer_leave": write("puller_request", "puller_answer", post=True),
    "actions:puller_answer": Row(frozenset(VISITORS), args=("secret",), foreign_ok=frozenset(VISITORS)),
    "actions:offer_list": write(),
    "actions:offer_accept": write("offer", post=True),
    "actions:offer_decline": write("offer", post=True),
    "actions:action_share": write("action"),
    "actions:offer_end": write("action", "offer_sent", post=True),
    "actions:share_leave": write("action", post=True),
    "actions:initiative_list": read(),
    "actions:initiative_create": write(),
    "actions:initiative_detail": read("initiative"),
    "actions:initiative_update": write("initiative"),
    "actions:initiative_weigh": write("initiative"),
    "actions:initiative_accept": write("initiative"),
    "actions:initiative_decline": write("initiative"),
    "actions:progress": write("half_year"),
    "actions:progress_row": write("half_year", "action", post=True),
    "programmes:programme_file_create": write(),
    "programmes:programme_file_download": Row(READERS, args=("slug", "programme_file"), download=True),
    "programmes:programme_file_change": write("programme_file"),
    "programmes:programme_file_remove": write("programme_file", post=True),
    "programmes:proposal_file_create": write("proposal", refused=LOOKERS | {"secretary"}),
    "programmes:proposal_file_download": Row(DECIDERS, args=("slug", "proposal", "proposal_file"), download=True),
    "programmes:proposal_file_change": write("proposal", "proposal_file", refused=LOOKERS | {"secretary"}),
    "programmes:proposal_file_remove": write("proposal", "proposal_file", refused=LOOKERS | {"secretary"}, post=True),
    "actions:action_file_create": write("action"),
    "actions:action_file_download": Row(READERS, args=("slug", "action", "action_file"), download=True),
    "actions:action_file_change": write("action", "action_file"),
    "actions:action_file_remove": write("action", "action_file", post=True),
    "reporting:progress_now": write(),
    "reporting:report_list": read(),
    "reporting:report_detail": read("previous"),
    "reporting:report_chapter": write("half_year", "chapter", refused=NOBODY),
    "reporting:report_answer": write("half_year", "chapter", "summary_question", refused=NOBODY, post=True),
    "reporting:chapter_talk": write("half_year", "chapter", refused=NOBODY),
    "reporting:report_plan": write("half_year", refused=NOBODY),
    "reporting:municipal_report": Row(
        WRITERS | {"municipal"}, args=("municipality", "municipal_round"), foreign_ok=NOBODY
    ),
    "reporting:municipal_answer": Row(
        WRITERS | {"municipal"},
        args=("municipality", "municipal_round", "municipal_question"),
        post=True,
        foreign_ok=NOBODY,
    ),
    "reporting:report_check": write("half_year", refused=NOBODY, only_get=frozenset({"editor"})),
    "reporting:report_preview": write("half_year", refused=NOBODY),
    "reporting:version_detail": read("previous", "number"),
    "reporting:version_pdf": Row(READERS, args=("slug", "previous", "number"), download=True),
    "reporting:version_pdf_state": read("previous", "number"),
    "reporting:version_pdf_retry": Row(
        WRITERS | NATIONAL, LOOKERS - NATIONAL, ("slug", "previous", "number"), post=True
    ),
    # From outside only adopted versions are there; nobody makes anything.
    "reporting:programme_version_list": Row(READERS, args=("slug",), foreign_ok=READERS, only_get=READERS),
    "reporting:programme_version_detail": read("number"),
    "reporting:programme_version_differences": read("number"),
    "reporting:programme_version_treat": write("number", post=True),
    "reporting:programme_version_withdraw": write("number", post=True),
    "reporting:programme_version_adopt": write("number", ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    "reporting:programme_version_pdf": Row(READERS, args=("slug", "number"), download=True),
    "reporting:programme_version_pdf_state": read("number"),
    "reporting:programme_version_pdf_retry": write("number", post=True),
    "reporting:programme_plan": Row(READERS, args=("slug",), foreign_ok=READERS, only_get=READERS),
    "reporting:programme_plan_pdf": Row(READERS, args=("slug",), download=True),
    "reporting:programme_plan_pdf_state": read(),
    "reporting:report_adopt": write("previous", ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    "reporting:report_return": Row(NATIONAL, READERS - NATIONAL, ("slug", "previous")),
    "reporting:report_accept": Row(NATIONAL, READERS - NATIONAL, ("slug", "previous")),
    "reporting:inbox": Row(frozenset({"national", "adviser"})),
    "reporting:round_list": Row(READERS),
    "reporting:figure_list": read(),
    "reporting:indicator_detail": read("indicator"),
    "reporting:indicator_create": write(),
    "reporting:indicator_update": write("own_indicator"),
    "reporting:indicator_remove": write("own_indicator", post=True),
    "reporting:figure_entry": write(
        "indicator", "figure_period", ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}
    ),
    "reporting:figure_history": Row(
        INSIDE,
        args=("slug", "indicator", "figure_area", "figure_period"),
        only_get=frozenset({"reader"}),
        foreign_ok=NOBODY,
    ),
    "reporting:figure_target": Row(
        WRITERS | {"municipal"}, frozenset({"reader"}), ("slug", "indicator", "figure_area"), foreign_ok=NOBODY
    ),
    "reporting:incomparability_create": write("indicator"),
    "reporting:incomparability_update": write("indicator", "excuse"),
    "reporting:incomparability_remove": write("indicator", "excuse", post=True),
    "reporting:national_indicator_list": Row(READERS),
    "reporting:national_indicator_detail": Row(READERS, args=("indicator",), foreign_ok=READERS),
    "reporting:national_indicator_create": Row(NATIONAL, READERS - NATIONAL),
    "reporting:national_indicator_update": keep_indicators(),
    "reporting:national_indicator_remove": keep_indicators(post=True),
    "reporting:national_indicator_restore": keep_indicators(post=True),
    "reporting:national_figure_entry": keep_indicators("figure_period"),
    "reporting:national_incomparability_create": keep_indicators(),
    "reporting:national_incomparability_update": keep_indicators("national_excuse"),
    "reporting:national_incomparability_remove": keep_indicators("national_excuse", post=True),
    "reporting:figure_import": Row(NATIONAL, READERS - NATIONAL),
    "reporting:figure_import_preview": Row(
        NATIONAL, READERS - NATIONAL, ("national_figure_import",), foreign_forbidden=READERS - NATIONAL
    ),
    "reporting:region_figure_import": write(),
    "reporting:region_figure_import_preview": write("figure_import"),
    "reporting:round_create": Row(NATIONAL, READERS - NATIONAL),
    "reporting:round_detail": Row(READERS, args=("round_code",), foreign_ok=READERS),
    "reporting:round_workbook": Row(READERS, args=("round_code",), foreign_ok=READERS, download=True),
    "reporting:round_update": Row(NATIONAL, READERS - NATIONAL, ("round_code",), foreign_forbidden=READERS - NATIONAL),
    "reporting:round_extend": Row(
        NATIONAL, READERS - NATIONAL, ("round_code", "slug"), foreign_forbidden=READERS - NATIONAL
    ),
    "reporting:own_report_create": write(ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    "reporting:report_people": write("half_year", refused=NOBODY),
    "reporting:report_withdraw": write("previous", ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    "reporting:report_open": Row(NATIONAL, READERS - NATIONAL, ("slug", "previous"), post=True),
    "reporting:report_reopen": write(
        "adopted_round", ok=frozenset({"leader"}), refused=frozenset({"editor", "municipal", "reader"})
    ),
    "reporting:question_set_list": Row(READERS),
    "reporting:question_set_create": Row(NATIONAL, READERS - NATIONAL),
    "reporting:question_set_detail": Row(READERS, args=("set_number",), foreign_ok=READERS),
    "reporting:question_set_differences": Row(READERS, args=("set_number",), foreign_ok=READERS),
    "reporting:question_set_workbook": Row(READERS, args=("set_number",), foreign_ok=READERS, download=True),
    "reporting:question_set_update": questions(),
    "reporting:question_set_copy": questions(),
    "reporting:question_set_delete": questions(),
    "reporting:question_section_create": questions(),
    "reporting:question_section_update": questions("set_section"),
    "reporting:question_section_delete": questions("set_section"),
    "reporting:question_section_move": questions("set_section", "change", post=True),
    "reporting:question_create": questions("set_section"),
    "reporting:question_update": questions("set_question"),
    "reporting:question_delete": questions("set_question"),
    "reporting:question_move": questions("set_question", "change", post=True),
    "reporting:inbox_workbook": Row(FOLLOWERS, download=True),
    "reporting:book": Row(NATIONAL, READERS - NATIONAL),
    "reporting:round_zip": Row(
        NATIONAL, READERS - NATIONAL, ("round_code",), post=True, foreign_forbidden=READERS - NATIONAL
    ),
    "reporting:report_dossier": Row(
        NATIONAL | {"leader"}, READERS - NATIONAL - {"leader"}, ("slug", "previous"), foreign_ok=NATIONAL
    ),
    **dict.fromkeys(
        ("reporting:bundle_detail", "reporting:bundle_state"), Row(NATIONAL | {"leader"}, args=("bundle",))
    ),
    "reporting:bundle_download": Row(NATIONAL | {"leader"}, args=("bundle",), download=True),
    **dict.fromkeys(
        ("reporting:bundle_stop", "reporting:bundle_retry"),
        Row(NATIONAL | {"leader"}, args=("bundle",), post=True),
    ),
    "reporting:comparison": Row(READERS),
    "reporting:comparison_matrix": Row(READERS),
    "reporting:version_beside_previous": read("previous", "number"),
    "reporting:all_answers": Row(FOLLOWERS),
    "reporting:all_answers_workbook": Row(FOLLOWERS, download=True),
    "reporting:signal_list": Row(FOLLOWERS),
    "reporting:signal_workbook": Row(FOLLOWERS, download=True),
    "reporting:signal_detail": Row(READERS, args=("slug", "signal"), only_get=READERS - NATIONAL),
    "reporting:signal_mark": write("half_year", "chapter", refused=NOBODY),
    "reporting:signal_remove": write("half_year", "draft_signal", refused=NOBODY, post=True),
    "reporting:version_signal_mark": Row(FOLLOWERS, READERS - FOLLOWERS, ("slug", "previous", "number")),
    "reporting:report_difference": write("half_year", refused=NOBODY),
    "reporting:report_difference_workbook": Row(WRITERS, args=("slug", "half_year"), download=True, foreign_ok=NOBODY),
    "reporting:national_figures": Row(FOLLOWERS, SIGNED_IN - FOLLOWERS),
    "reporting:national_figures_workbook": Row(FOLLOWERS, SIGNED_IN - FOLLOWERS, download=True),
    "reporting:national_figures_pdf": Row(FOLLOWERS, SIGNED_IN - FOLLOWERS, post=True),
    **dict.fromkeys(
        ("reporting:national_figures_paper", "reporting:national_figures_file", "reporting:national_figures_state"),
        Row(NATIONAL, args=("figure_paper",), foreign_ok=NOBODY),
    ),
    "reporting:national_figures_retry": Row(NATIONAL, args=("figure_paper",), post=True, foreign_ok=NOBODY),
    "reporting:indicator_workbook": Row(READERS, args=("slug", "indicator"), download=True),
    "reporting:exact_views": write(ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    "reporting:exact_workbook": write(ok=frozenset({"leader"}), refused=READERS - {"leader"}, download=True),
    "reporting:national_exact_views": Row(frozenset({"administrator"}), SIGNED_IN - {"administrator"}),
    "reporting:national_exact_workbook": Row(
        frozenset({"administrator"}), SIGNED_IN - {"administrator"}, download=True
    ),
    "reporting:national_differences": Row(FOLLOWERS),
    "reporting:national_differences_workbook": Row(FOLLOWERS, download=True),
    "reporting:verify": Row(frozenset(VISITORS)),
    "reporting:public_list": Row(frozenset(VISITORS)),
    "reporting:public_detail": Row(frozenset(VISITORS), args=("slug", "previous_code"), foreign_ok=frozenset(VISITORS)),
    "reporting:public_pdf": Row(
        frozenset(VISITORS), args=("slug", "previous_code"), foreign_ok=frozenset(VISITORS), download=True
    ),
    **dict.fromkeys(
        ("reporting:public_summary", "reporting:public_release", "reporting:public_withdraw"),
        write("previous", ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    ),
    "reporting:version_html": Row(READERS, args=("slug", "previous", "number"), download=True),
    "reporting:version_word": Row(READERS, args=("slug", "previous", "number"), download=True),
    "reporting:version_workbook": Row(READERS, args=("slug", "previous", "number"), download=True),
    "api_token_list": everybody(),
    "api_token_revoke": Row(frozenset({"leader"}), args=("api_token",), post=True, foreign_ok=NOBODY),
    "api_docs": Row(frozenset(VISITORS)),
    "api_unknown": Row(NOBODY, download=True),
    "api:api-root": Row(NOBODY, download=True),
    "api:openapi-json": Row(frozenset(VISITORS), download=True),
    "api:region_list": with_token(),
    "api:region_detail": with_token("slug"),
    "api:edition_list": with_token(),
    "api:entry_list": with_token("edition"),
    "api:round_list": with_token(),
    "api:round_detail": with_token("round_code"),
    "api:report_list": with_token(),
    "api:report_detail": with_token("slug", "previous", "number"),
    "api:report_content": with_token("slug", "previous", "number"),
    "api:report_pdf": with_token("slug", "previous", "number"),
    "api:answer_list": with_token("round_code", "question_key"),
}


def routes(resolver=None, prefix=""):
    """Every named route of the project, the Django admin left to its own tests."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern))
        elif isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from routes(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)


def test_every_route_has_a_row():
    assert set(routes()) - set(TABLE) == set()


def test_every_row_has_a_route():
    assert set(TABLE) - set(routes()) == set()


class Walk(dict):
    """The answers of every route to every visitor; each half of the routes in one world, which is rolled back."""

    def __missing__(self, key):
        if key[0] not in set(routes()):
            pytest.fail(f"{key[0]} heeft een regel in de tabel, maar geen adres.")
        self.update(_walk(half_of(key[0])))
        return self[key]


@pytest.fixture(scope="module")
def walked():
    return Walk()


def walkers():
    """The rule is the same on every database; on PostgreSQL three visitors show that every page works there."""
    return WALKERS if connection.vendor == "postgresql" else VISITORS


def half_of(name):
    """Two workers walk half of the routes each."""
    return sorted(TABLE).index(name) % 2


def _walk(half):
    with transaction.atomic(), override_settings(TODAY=TODAY):
        world = make_world()
        sessions = {visitor: _session(world, visitor) for visitor in walkers()}
        answers = {
            (name, place, visitor): _ask(address, session)
            for name in sorted(set(TABLE) & set(routes()))
            if half_of(name) == half
            for place, home in _places(name, world)
            for address in [_address(name, home)]
            for visitor, session in sessions.items()
        }
        transaction.set_rollback(True)
    return answers


def _places(name, world):
    """Where nothing stands in the address there is but one place."""
    everywhere = (("own", world.own), ("other", world.other), ("unknown", None))
    return everywhere if TABLE[name].args else everywhere[:1]


def _session(world, visitor):
    """The cookies of a visitor; they are put in anew each time, as signing out is one of the routes."""
    client = Client()
    if visitor != "anonymous":
        client.force_login(world.users[visitor])
    return client.cookies


class Asked(NamedTuple):
    get: int | None
    post: int | None

    @property
    def known(self):
        return set(self) - {None}


def _address(name, home):
    return reverse(name, args=[argument(part, home) if home else _unknown(part) for part in TABLE[name].args])


def _ask(address, session):
    """The status of GET and of an empty POST, which is undone; None for a method that the route does not know."""
    client = Client()
    client.cookies = copy(session)
    answer = client.get(address)
    if answer.streaming:
        list(answer.streaming_content)  # a download leaves its file open otherwise
    got = answer.status_code
    with transaction.atomic():
        posted = _status(client.post(address))
        transaction.set_rollback(True)
    return Asked(*(None if status == 405 else status for status in (got, posted)))


def _status(answer):
    """A file that is not read to its end closes the connection of the test with it."""
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code


def _unknown(part):
    return {
        "half_year": HALF_YEAR,
        "previous": PREVIOUS,
        "number": 99,
        "change": "omhoog",
        "figure_period": "2020-H2",
    }.get(part, "bestaat-niet" if part in TEXTS else 999_999)


PUBLIC |= {"reporting:public_list", "reporting:public_detail", "reporting:public_pdf"}
PUBLIC |= {"reporting:verify", "api_docs", "api_unknown", "api:openapi-json", "api:api-root"}
TEXTS = {"part", "usual_chapter", "slug", "municipality", "neighbour", "edition", "round_code", "chapter"}
TEXTS |= {"indicator", "own_indicator", "figure_area"}
TEXTS |= {"circle", "learning_kind"}
TEXTS |= {"means_about"}
TEXTS |= {"previous_code", "set_section", "set_question", "municipal_round", "adopted_round"}


# Scans are read inside the region; of a municipality its officer writes, of the region who writes its actions.
INSIDE = frozenset({"leader", "editor", "municipal", "reader"})


def inside(ok, *args, **kwargs):
    return Row(ok, INSIDE - ok, args, foreign_ok=NOBODY, **kwargs)


def scan_rows(door, place, writers):
    """The pages of one scan, under a municipality or under a region."""
    part, scan = "municipality" if door == "municipal_scan" else "slug", (place[0],)
    here, name = (part, *scan), f"reporting:{door}"
    return {
        name: inside(INSIDE, *here),
        f"{name}_theme": inside(INSIDE, *here, "scan_theme", only_get=INSIDE - writers),
        f"{name}_statement": inside(writers, *here, "scan_theme", place[3], post=True),
        f"{name}_finish": inside(writers, *here, post=True),
        f"{name}_reopen": inside(writers, *here),
        f"{name}_version": inside(INSIDE, *here, "number"),
        f"{name}_pdf": inside(INSIDE, *here, post=True),
        f"{name}_file_create": inside(writers, *here),
        f"{name}_file_download": inside(INSIDE, *here, place[1], download=True),
        f"{name}_file_change": inside(writers, *here, place[1]),
        f"{name}_file_remove": inside(writers, *here, place[1], post=True),
        f"{name}_point_create": inside(writers, *here),
        f"{name}_point_update": inside(writers, *here, place[2]),
        f"{name}_point_remove": inside(writers, *here, place[2], post=True),
        f"{name}_point_take_up": inside(writers, *here, place[2]),
    }


def own_list(*args, **kwargs):
    """Verbs on a region's own list of statements, for who writes its actions."""
    return Row(
        WRITERS, LOOKERS, ("scan_form", "number", *args), foreign_ok=NOBODY, foreign_forbidden=NATIONAL, **kwargs
    )


TABLE |= {
    "reporting:scan_list": read(),
    "reporting:scan_round_create": write(),
    "reporting:scan_round_detail": read("scan_round"),
    "reporting:scan_round_update": write("scan_round"),
    "reporting:scan_round_repeat": write("scan_round", post=True),
    "reporting:scan_round_close": write("scan_round", post=True),
    "reporting:scan_round_open": write("scan_round", post=True),
    "reporting:scan_comparison": write("scan_round", ok=INSIDE, refused=FOLLOWERS),
    "reporting:scan_workbook": write("scan_round", ok=INSIDE, refused=FOLLOWERS, download=True),
    "reporting:municipal_scan_list": inside(INSIDE, "municipality"),
    **scan_rows("municipal_scan", ("scan_round", "scan_file", "scan_point", "scan_statement"), WRITERS | {"municipal"}),
    **scan_rows(
        "region_scan",
        ("region_scan_round", "region_scan_file", "region_scan_point", "region_scan_statement"),
        WRITERS,
    ),
    "reporting:scan_form_list": Row(READERS),
    "reporting:scan_form_create": Row(WRITERS | NATIONAL, READERS - WRITERS - NATIONAL),
    "reporting:scan_form_detail": Row(READERS, args=("scan_form", "number"), foreign_ok=NATIONAL),
    "reporting:scan_form_update": own_list(),
    "reporting:scan_form_copy": own_list(post=True),
    "reporting:scan_form_delete": own_list(),
    "reporting:scan_theme_create": own_list(),
    "reporting:scan_theme_update": own_list("scan_theme"),
    "reporting:scan_theme_delete": own_list("scan_theme"),
    "reporting:scan_theme_move": own_list("scan_theme", "change", post=True),
    "reporting:statement_create": own_list("scan_theme"),
    "reporting:statement_update": own_list("scan_statement_key"),
    "reporting:statement_delete": own_list("scan_statement_key"),
    "reporting:statement_move": own_list("scan_statement_key", "change", post=True),
}
TEXTS |= {"scan_form", "scan_theme", "scan_statement_key"}


# The half stands in the name of the test: tests/conftest.py keeps it with one worker.
CASES = [pytest.param(name, id=f"{name}-half-{half_of(name)}") for name in sorted(TABLE)]
PLACED = [case for case in CASES if TABLE[case.values[0]].args]


@pytest.mark.parametrize("name", CASES)
def test_own_objects_answer_as_the_table_says(walked, name):
    row = TABLE[name]
    assert _other_than_said(walked, name, "own", row.ok, row.forbidden) == {}


@pytest.mark.parametrize("name", PLACED)
def test_objects_of_another_region_answer_as_the_table_says(walked, name):
    row = TABLE[name]
    assert _other_than_said(walked, name, "other", row.foreign_ok, row.foreign_forbidden) == {}


@pytest.mark.parametrize("name", PLACED)
def test_unknown_objects_do_not_exist_for_anybody(walked, name):
    assert _other_than_said(walked, name, "unknown", frozenset(), frozenset()) == {}


def _other_than_said(walked, name, place, ok, forbidden):
    """Every visitor who is answered in another way than the row says, with the answer."""
    found = {visitor: walked[name, place, visitor] for visitor in walkers()}
    return {visitor: answer for visitor, answer in found.items() if not _is_right(name, visitor, answer, ok, forbidden)}


def _is_right(name, visitor, found, ok, forbidden):
    if TABLE[name].token:
        return found == Asked(401, None)
    if visitor == "anonymous" and name not in PUBLIC:
        return found.known == {302}
    if visitor not in ok:
        return found.known == {403 if visitor in forbidden else 404}
    may_post = found.post != 403 or visitor in TABLE[name].only_get
    return bool(found.known) and may_post and not found.known & {404, 500} and found.get != 403
