"""The models of the rooms below, classified; rooms above register theirs themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from chatqual.conversations.models import (
    Conversation,
    JournalEntry,
    Message,
    Receipt,
    Turn,
    Visit,
    Visitor,
)
from chatqual.privacy import words
from chatqual.privacy.addresses import logs_with_address
from chatqual.privacy.models import LegalHold, RetentionMark
from chatqual.privacy.registry import Find, Person, hold, hold_nothing
from knowledge.models import AskedQuestion, CitedPassage, GapAsking

# Before whatever they are found by.
WORDS_FIRST, LOGS, CONVERSATION, VISITOR = 10, 60, 90, 100


def _in_log(model: Any, path: str = "conversation") -> Find:
    def find(person: Person) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.filter(**{f"{path}__in": person.conversations})
        return rows

    return find


def register_conversations() -> None:
    """The log and what hangs on it."""
    hold(
        "conversations.Visitor",
        what="Who wrote: an id, and what the site signed of them",
        term="lead",
        find=lambda person: Visitor.objects.filter(pk__in=person.visitors),
        order=VISITOR,
        personal="locale external_id name email",
        pseudonym="id",
        plain="site created is_revoked",
        by_address=lambda sites, address: Conversation.objects.filter(
            site__in=sites, visitor__email__iexact=address
        ).values_list("pk", flat=True),
    )
    hold(
        "conversations.Conversation",
        what="What is known of them: slots with evidence, score with its reasons",
        term="lead",
        find=lambda person: Conversation.objects.filter(pk__in=person.conversations),
        order=CONVERSATION,
        by_address=logs_with_address,
        personal="state lead_type tier score summary handoff_reason follow_up_by outcome "
        "override_tier override_score override_reason override_at",
        pseudonym="id visitor",
        staff="owner override_by",
        plain="site policy mode owner_epoch last_seq answered_seq journal_number visits version "
        "is_test is_sample agent_read_seq visitor_read_seq created last_visitor_at "
        "last_message_at waiting_since closed_at",
    )
    hold(
        "conversations.Visit",
        what="Pages they looked at, and where they came from",
        term="transcript",
        find=_in_log(Visit),
        order=LOGS,
        personal="landing_url landing_title referrer campaign pages",
        pseudonym="conversation",
        plain="number started",
    )
    hold(
        "conversations.Message",
        what="The lines of the conversation",
        term="transcript",
        find=_in_log(Message),
        order=LOGS,
        personal="text name citations quick_replies feedback",
        pseudonym="id conversation client_id",
        staff="agent",
        plain="seq author reply_to created",
    )
    hold(
        "conversations.Receipt",
        what="Ratings, consent and other presses of a button",
        term="transcript",
        find=_in_log(Receipt),
        order=LOGS,
        personal="payload",
        pseudonym="conversation client_id",
        plain="kind seq created",
    )
    hold(
        "conversations.Turn",
        what="What each answer was made from, kept to decide it again",
        term="log",
        find=_in_log(Turn),
        order=LOGS,
        personal="inputs proposals knowledge decision error",
        pseudonym="conversation",
        plain="status covers_from covers_to due settle_until lease_owner lease_until fence "
        "attempts policy now created finished",
    )
    hold(
        "conversations.JournalEntry",
        what="What happened in the conversation",
        term="transcript",
        find=_in_log(JournalEntry),
        order=LOGS,
        personal="payload",
        pseudonym="conversation",
        staff="actor",
        plain="number kind message_seq created",
    )


def register_knowledge() -> None:
    """Visitors' words among what curators work with; the documents are the site's own."""
    hold(
        "knowledge.Gap",
        what="Questions without an answer, in their words",
        term="log",
        find=words.gaps_of,
        erase=words.forget_gaps,
        order=WORDS_FIRST,
        is_exported=False,  # counted over many people; their own wording is in its askings
        personal="question key vector examples",
        plain="site language embedded_with count state answer merged_into first_asked_at "
        "last_asked_at",
    )
    hold(
        "knowledge.GoldenQuestion",
        what="Test questions that were made from theirs",
        term="none",
        find=words.golden_of,
        order=WORDS_FIRST,
        personal="question found",
        staff="created_by",
        plain="site expects document found_state is_right found_at created_at",
    )
    hold(
        "knowledge.Pin",
        what="Pinned or blocked questions in their words",
        term="none",
        find=words.pins_of,
        erase=words.forget_pins,
        order=WORDS_FIRST,
        personal="wordings",
        staff="created_by",
        plain="site kind document created_at",
    )
    hold(
        "sites.LineExample",
        what="Labelled lines that were made from theirs",
        term="none",
        find=words.examples_of,
        order=WORDS_FIRST,
        personal="text",
        staff="created_by",
        plain="site kind label created",
    )
    hold(
        "knowledge.GapAsking",
        what="How they asked what had no answer",
        term="log",
        find=_in_log(GapAsking),
        order=LOGS + 10,
        personal="wording",
        pseudonym="conversation",
        plain="gap asked_at",
    )
    hold(
        "knowledge.AskedQuestion",
        what="What they asked the documents, and the answers",
        term="log",
        find=_in_log(AskedQuestion),
        order=LOGS + 10,
        personal="question answer feedback",
        pseudonym="conversation turn",
        plain="site position outcome asked_at",
    )
    hold(
        "knowledge.CitedPassage",
        what="Passages that those answers quoted",
        term="log",
        find=_in_log(CitedPassage, "asked__conversation"),
        order=LOGS,
        pseudonym="asked",
        plain="document chunk",
    )
    for model, plain, staff in _DOCUMENTS:
        hold_nothing(f"knowledge.{model}", plain=plain, staff=staff)


_DOCUMENTS = (
    (
        "Source",
        "site kind location public_url depth page_limit refresh_hours next_refresh_at ingested_at "
        "outcome vanished_at created_at",
        "",
    ),
    (
        "IngestJob",
        "site arguments paths takes_leave state total done message result attempts lease_owner "
        "lease_until created_at finished_at",
        "requested_by",
    ),
    ("IngestFailure", "source path address code message attempts failed_at", ""),
    (
        "Document",
        "site source path title url language state audience current raw_hash etag last_modified "
        "links missing_since created_at updated_at reviewed_at",
        "",
    ),
    (
        "DocumentVersion",
        "document number title text content_hash mime dated note created_at",
        "created_by",
    ),
    (
        "Chunk",
        "site document version position heading_path text start end content_hash live vector "
        "embedded_with indexed_in",
        "",
    ),
    ("Sentence", "chunk position kind start end text vector", ""),
    ("ChunkRemoval", "site chunk created_at", ""),
    ("Corpus", "site revision changed_at index_owner index_until checked_at problem", ""),
    ("NextVector", "chunk model vector sentences", ""),
    ("IndexGeneration", "site number model state chunks message created_at live_at", ""),
    ("Synonym", "site words", ""),
    ("UsageMark", "feed last", ""),
)


def register_house() -> None:
    """Sites, staff, the trail, and what libraries bring."""
    hold_nothing(
        "sites.Site",
        plain="public_key name locale time_zone fiscal_year_start origins theme texts starters "
        "consent hours review_days booking_url contact_email secret is_demo is_test_mode created "
        "seen_live_at seen_live_on",
    )
    hold_nothing("sites.Membership", staff="user", plain="site")
    hold_nothing(
        "sites.PolicyVersion",
        plain="site number status data note created published",
        staff="created_by",
    )
    # Names its objects by number; words of people are in it as keyed hashes only (audit/trail.py).
    hold_nothing(
        "audit.AuditEntry",
        staff="actor",
        plain="number at action object detail previous_hash hash",
    )
    hold(
        "privacy.LegalHold",
        what="Why their conversation must not be deleted",
        term="none",
        find=_in_log(LegalHold),
        order=CONVERSATION - 5,
        personal="reason",
        pseudonym="conversation",
        staff="placed_by",
        plain="site placed_at",
    )
    hold(
        "privacy.RetentionMark",
        what="What of their log was old enough to go",
        term="lead",
        find=_in_log(RetentionMark),
        pseudonym="conversation",
        plain="transcript_gone_at logs_gone_at",
    )
    # The ids are there while the deletion runs; keyed hashes stay, to delete again after a restore.
    hold_nothing(
        "privacy.Erasure",
        pseudonym="visitors conversations hashes",
        staff="requested_by",
        plain="site state cause counts done of now_at is_rewritten error requested_at due "
        "lease_owner lease_until finished_at",
    )
    hold_nothing("privacy.Retention", plain="site transcript_days lead_days log_days")
    hold_nothing("privacy.RetentionRun", plain="site night counts started_at finished_at")
    hold_nothing("handoff.AgentProfile", staff="user public_name team capacity")
    hold_nothing("handoff.AgentPresence", staff="user status last_seen last_active", plain="site")
    hold(
        "admin.LogEntry",
        what="Rows of Django's own log that name what was theirs",
        term="none",
        find=words.admin_log_of,
        erase=words.forget_admin_log,
        order=WORDS_FIRST - 5,
        is_exported=False,  # the deeds of staff; what they were done to is exported
        personal="object_repr change_message",
        pseudonym="object_id",
        staff="user",
        plain="action_time content_type action_flag",
    )
    hold_nothing("auth.User", staff="*")
    for label in ("auth.Permission", "auth.Group", "contenttypes.ContentType"):
        hold_nothing(label, plain="*")
    # Staff sign in; visitors have no session of Django's.
    hold_nothing("sessions.Session", staff="*")
    for schedule in (
        "SolarSchedule",
        "IntervalSchedule",
        "ClockedSchedule",
        "CrontabSchedule",
        "PeriodicTasks",
        "PeriodicTask",
    ):
        hold_nothing(f"django_celery_beat.{schedule}", plain="*")
