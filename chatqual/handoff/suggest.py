"""A reply for the visitor's unanswered lines, by the very functions that the bot answers with.

The lines are read and decided as a turn of the bot would be, the site's documents are asked the
same questions, and what they say is quoted with the same numbers. Nothing is stored, nothing is
spoken: the owner sees it above what they write, and sends it, changes it or does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from chatqual.conversations.models import Conversation, Message
from chatqual.engine.conversation import decide, propose
from chatqual.engine.draft import Draft
from chatqual.engine.ports import Citation, KnowledgeAnswer
from chatqual.engine.state import State
from chatqual.engine.turns import Decision, SiteFacts, TurnInput, VisitorLine
from chatqual.handoff.fields import Cite
from chatqual.handoff.history import find_conversation
from chatqual.handoff.registry import add_look_up
from chatqual.handoff.staff import Staff
from chatqual.handoff.writing_frames import (
    DocsFound,
    PassageFound,
    Search,
    Suggest,
    SuggestedCite,
    Suggestion,
)
from chatqual.realtime.frames import BadFrame, clean_text
from chatqual.sites.models import Site
from chatqual.sites.policies import policy_of
from chatqual.sites.registry import site_by_id
from knowledge.line_sense import sense_for
from knowledge.looking_up import Found, look_up
from knowledge.models import Chunk
from knowledge.service import knowledge_for, topics_of

LONGEST_QUERY = 500
LINES_READ = 12
PASSAGE_SHOWN = 1500  # characters


# --- what the documents say -----------------------------------------------------------------------
def search_docs(staff: Staff, frame: Search) -> DocsFound:
    """The nearest passages of the conversation's site. Raises NotFound and BadFrame."""
    text = clean_text(frame.text)
    if len(text) > LONGEST_QUERY:
        raise BadFrame(f"At most {LONGEST_QUERY} characters can be looked for.")
    conversation = find_conversation(staff, frame.conversation)
    found = look_up(site_by_id(conversation.site_id), text) if text else ()
    return DocsFound(str(conversation.pk), frame.text, tuple(map(_passage, found)))


def _passage(found: Found) -> PassageFound:
    hit = found.hit
    # A quote that lies behind what is shown is shown with the text around it.
    end = max(PASSAGE_SHOWN, found.end)
    return PassageFound(
        chunk=hit.chunk,
        title=hit.title,
        headings=hit.headings,
        url=hit.url,
        text=hit.text[:end],
        quote=hit.text[found.start : found.end],
        start=found.start,
        end=found.end,
        is_for_desk=found.is_for_desk,
    )


# --- a suggested reply ----------------------------------------------------------------------------
def suggest(staff: Staff, frame: Suggest) -> Suggestion:
    """What the bot would quote to the lines that nobody has answered; the owner alone is told.

    Raises NotFound.
    """
    conversation = find_conversation(staff, frame.conversation)
    id_ = str(conversation.pk)
    is_owner = conversation.owner_id == staff.user.pk
    if conversation.mode != Conversation.Mode.HUMAN or not is_owner:
        return Suggestion(id_, conversation.last_seq, "not_yours")
    earlier, unanswered = _lines_of(conversation)
    if not unanswered:
        return Suggestion(id_, conversation.last_seq, "nothing")
    site = site_by_id(conversation.site_id)
    turn, decision = _decided(conversation, site, earlier, unanswered)
    knowledge = knowledge_for(site)
    answers = tuple(knowledge.answer(question) for question in decision.questions)
    return _composed(id_, unanswered[-1].seq, turn, decision, answers)


def _lines_of(conversation: Conversation) -> tuple[list[VisitorLine], list[VisitorLine]]:
    """The visitor's lines that no turn has read but a person has answered; then the unanswered."""
    state = conversation.state
    read = State.from_json(state).last_seq if state else 0
    spoken = Message.objects.filter(
        conversation=conversation, author__in=(Message.Author.BOT, Message.Author.AGENT)
    )
    answered = spoken.order_by("-seq").values_list("seq", flat=True).first() or 0
    rows = Message.objects.filter(
        conversation=conversation, author=Message.Author.VISITOR, seq__gt=min(read, answered)
    )
    newest = list(rows.order_by("-seq").values_list("seq", "text")[:LINES_READ])
    lines = [VisitorLine(seq, text) for seq, text in reversed(newest)]
    earlier = [line for line in lines if read < line.seq <= answered]
    return earlier, [line for line in lines if line.seq > answered]


def _decided(
    conversation: Conversation,
    site: Site,
    earlier: Sequence[VisitorLine],
    unanswered: Sequence[VisitorLine],
) -> tuple[TurnInput, Decision]:
    """As a turn would decide them while a person is on the way: all questions, none of our own."""
    state = State.from_json(conversation.state) if conversation.state else State.new()
    if earlier:
        # What was said to a person meanwhile: "and the other plan?" leans on it.
        state = _decide(conversation, site, state, earlier)[1].state
    return _decide(conversation, site, state, unanswered)


def _decide(
    conversation: Conversation, site: Site, state: State, lines: Sequence[VisitorLine]
) -> tuple[TurnInput, Decision]:
    policy_id = conversation.policy_id
    assert policy_id is not None  # noqa: S101 - set when the conversation begins
    turn = TurnInput(
        state=state,
        lines=tuple(lines),
        policy=policy_of(policy_id),
        now=timezone.now(),
        mode="waiting",
        locale=conversation.visitor.locale,
        site=SiteFacts(
            name=site.name,
            locale=site.locale,
            time_zone=site.time_zone,
            fiscal_year_start=site.fiscal_year_start,
            topics=topics_of(site),
        ),
    )
    return turn, decide(turn, propose(turn, sense_for(site.pk)))


def _composed(
    id_: str,
    seq: int,
    turn: TurnInput,
    decision: Decision,
    answers: Sequence[KnowledgeAnswer],
) -> Suggestion:
    wanted = list(_wanted(turn, decision, answers))
    draft = Draft.begin(turn, decision)
    room = turn.policy.pacing.reply_words // max(1, len(wanted))
    text = " ".join(
        filter(None, (draft.quotes.answer(answer, room, draft.voice) for answer in wanted))
    )
    pairs = list(zip(answers, decision.origins, strict=False))
    missing = tuple(a.question.text for a, o in pairs if o == "asked" and a.state == "not_in_docs")
    options = tuple(
        option for a, o in pairs if o == "asked" and a.state == "clarify" for option in a.options
    )
    if text:
        cites = tuple(_cites(draft.quotes.citations))
        return Suggestion(id_, seq, "answered", text, cites, missing=missing)
    if options:
        return Suggestion(id_, seq, "clarify", options=options, missing=missing)
    return Suggestion(id_, seq, "not_in_docs" if missing else "nothing", missing=missing)


def _wanted(
    turn: TurnInput, decision: Decision, answers: Sequence[KnowledgeAnswer]
) -> Iterable[KnowledgeAnswer]:
    """What was asked; else what they surely speak of."""
    pairs = [
        (a, o) for a, o in zip(answers, decision.origins, strict=False) if a.state == "answered"
    ]
    asked = [a for a, origin in pairs if origin == "asked"]
    if asked or any(origin == "asked" for origin in decision.origins):
        return asked
    least = turn.policy.pacing.statement_confidence
    return [a for a, origin in pairs if origin == "intent" or a.confidence >= least][:1]


def _cites(citations: Sequence[Citation]) -> Iterable[SuggestedCite]:
    starts = dict(
        Chunk.objects.filter(pk__in=[c.chunk for c in citations]).values_list("pk", "start")
    )
    for c in citations:
        start = starts.get(c.chunk, 0)
        cite = Cite(c.n, c.chunk, c.start - start, c.end - start)
        yield SuggestedCite(c.n, c.title, c.url, c.quote, cite)


add_look_up(Search, search_docs, slow=True)
add_look_up(Suggest, suggest, slow=True)
