"""What an agent's line cites, the search behind it, and the reply that is suggested."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from chatqual.conversations.models import Conversation, Message
from chatqual.handoff.changes import change, look_up
from chatqual.handoff.errors import NotFound
from chatqual.handoff.fields import MAX_CITES, Cite
from chatqual.handoff.ownership import release, take
from chatqual.handoff.protocol import Send, read_client_frame
from chatqual.handoff.staff import staff_of
from chatqual.handoff.writing_frames import Search, Suggest
from chatqual.realtime.frames import BadFrame
from chatqual.sites.models import Site
from knowledge.indexing import embed_pending
from knowledge.ingest import ingest
from knowledge.models import Chunk, Document
from tests.factories import make_site, reload, say
from tests.handoff.cast import waiting
from widget.session import message_frame

pytestmark = pytest.mark.django_db
SIGN_ON = "Single sign-on is part of the Gold plan."
TRIAL = "The trial lasts 21 days and needs no card."


@pytest.fixture
def documents(site: Site, tmp_path: Path) -> Site:
    (tmp_path / "plans.md").write_text(
        f"# Plans\n\n{SIGN_ON} The Silver plan has no single sign-on.\n\n## Trial\n\n{TRIAL}\n"
    )
    (tmp_path / "secret.md").write_text("# Margins\n\nThe margin of the Gold plan is 40 percent.\n")
    ingest(site, [str(tmp_path)])
    embed_pending(site)
    Document.objects.filter(path="secret.md").update(audience=Document.Audience.DESK)
    return site


def passage(text: str) -> Chunk:
    return Chunk.objects.get(text__contains=text)


def cite(n: int, text: str) -> Cite:
    chunk = passage(text)
    start = chunk.text.index(text)
    return Cite(n, chunk.pk, start, start + len(text))


def held_by(user: User, conversation: Conversation) -> Conversation:
    epoch = reload(conversation.pk).owner_epoch
    take(conversation_id=conversation.pk, user=user, seen_epoch=epoch)
    return reload(conversation.pk)


def send(user: User, conversation: Conversation, text: str, *cites: Cite, id_: Any = None) -> Any:
    now = reload(conversation.pk)
    frame = Send(id_ or uuid.uuid4(), now.pk, now.owner_epoch, text, cites)
    change(staff_of(user), frame)
    return Message.objects.filter(conversation=now, author="agent").order_by("-seq").first()


# --- citations of a line --------------------------------------------------------------------------
def test_the_visitor_gets_the_citation_as_from_the_bot(documents: Site, bo: User) -> None:
    conversation = held_by(bo, waiting(documents))
    line = send(bo, conversation, f"{SIGN_ON} [1]", cite(1, SIGN_ON))
    shown = message_frame(line, "https://chat.example", documents)["citations"]
    document = passage(SIGN_ON).document
    url = f"https://chat.example/widget/source/shop/{document.pk}/"
    assert shown == [{"n": 1, "title": "Plans", "url": url, "quote": SIGN_ON}]
    kept = line.citations[0]
    text = document.current.text
    assert text[kept["start"] : kept["end"]] == SIGN_ON


def test_what_was_taken_out_of_the_text_is_not_cited(documents: Site, bo: User) -> None:
    conversation = held_by(bo, waiting(documents))
    line = send(bo, conversation, "See there [2]", cite(1, SIGN_ON), cite(2, TRIAL))
    assert [(c["n"], c["quote"]) for c in line.citations] == [(2, TRIAL)]


def test_a_number_in_brackets_is_no_citation_by_itself(documents: Site, bo: User) -> None:
    conversation = held_by(bo, waiting(documents))
    assert send(bo, conversation, "Row [1] of the list").citations == []


@pytest.mark.parametrize("state", [Document.State.DRAFT, Document.State.RETIRED])
def test_what_is_not_published_cannot_be_cited(documents: Site, bo: User, state: str) -> None:
    conversation, wanted = held_by(bo, waiting(documents)), cite(1, SIGN_ON)
    Document.objects.filter(path="plans.md").update(state=state)
    with pytest.raises(BadFrame, match="not published"):
        send(bo, conversation, "Look [1]", wanted)
    assert not Message.objects.filter(author="agent").exists()


def test_what_is_for_the_desk_only_cannot_be_cited(documents: Site, bo: User) -> None:
    conversation = held_by(bo, waiting(documents))
    with pytest.raises(BadFrame, match="not published"):
        send(bo, conversation, "Look [1]", cite(1, "The margin"))


def test_another_sites_passage_cannot_be_cited(documents: Site, bo: User) -> None:
    other = make_site("other", name="Other")
    conversation, wanted = held_by(bo, waiting(documents)), cite(1, SIGN_ON)
    Chunk.objects.filter(pk=wanted.chunk).update(site=other)
    with pytest.raises(BadFrame, match="not published"):
        send(bo, conversation, "Look [1]", wanted)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 10_000)])
def test_a_part_that_is_none_is_refused(documents: Site, bo: User, start: int, end: int) -> None:
    conversation = held_by(bo, waiting(documents))
    with pytest.raises(BadFrame):
        send(bo, conversation, "Look [1]", Cite(1, passage(SIGN_ON).pk, start, end))


def test_one_number_stands_for_one_citation(documents: Site, bo: User) -> None:
    conversation = held_by(bo, waiting(documents))
    with pytest.raises(BadFrame, match="two citations"):
        send(bo, conversation, "Look [1]", cite(1, SIGN_ON), cite(1, TRIAL))


def test_sent_again_it_is_known_though_the_document_is_gone(documents: Site, bo: User) -> None:
    conversation, id_ = held_by(bo, waiting(documents)), uuid.uuid4()
    wanted = cite(1, SIGN_ON)
    first = send(bo, conversation, "Look [1]", wanted, id_=id_)
    Document.objects.filter(path="plans.md").update(state=Document.State.RETIRED)
    assert send(bo, conversation, "Look [1]", wanted, id_=id_) == first


GOOD = {"n": 1, "chunk": 2, "start": 0, "end": 3}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "x",
        {},
        [1],
        [{**GOOD, "n": -1}],
        [{**GOOD, "chunk": "2"}],
        [{"n": 1}],
        [{**GOOD, "url": "https://evil.example"}, None],
        [GOOD] * (MAX_CITES + 1),
    ],
)
def test_cites_are_numbers_and_nothing_else(bad: Any) -> None:
    frame = {"type": "message", "id": str(uuid.uuid4()), "conversation": str(uuid.uuid4())}
    with pytest.raises(BadFrame, match="cites"):
        read_client_frame({**frame, "seen_epoch": 1, "text": "a", "cites": bad})


def test_an_address_sent_along_is_passed_over() -> None:
    frame = {"type": "message", "id": str(uuid.uuid4()), "conversation": str(uuid.uuid4())}
    cites = [{**GOOD, "url": "https://evil.example"}]
    read = read_client_frame({**frame, "seen_epoch": 1, "text": "a", "cites": cites})
    assert read.cites == (Cite(1, 2, 0, 3),)


# --- the search -----------------------------------------------------------------------------------
def search(user: User, conversation: Conversation, text: str) -> Any:
    return look_up(staff_of(user), Search(conversation.pk, text))


def test_a_passage_is_found_with_the_sentence_to_quote(documents: Site, bo: User) -> None:
    conversation = waiting(documents)
    best = search(bo, conversation, "how long is the trial").passages[0]
    assert best.title == "Plans"
    assert best.quote == TRIAL
    assert best.text[best.start : best.end] == TRIAL
    assert not best.is_for_desk
    held = held_by(bo, conversation)
    line = send(bo, held, f"{best.quote} [1]", Cite(1, best.chunk, best.start, best.end))
    assert line.citations[0]["quote"] == TRIAL


def test_what_is_for_the_desk_only_is_found_and_marked(documents: Site, bo: User) -> None:
    found = search(bo, waiting(documents), "margin of the Gold plan").passages
    assert [p.is_for_desk for p in found if p.title == "Margins"] == [True]


def test_only_ones_own_sites_are_searched(documents: Site, cy: User) -> None:
    with pytest.raises(NotFound):
        search(cy, waiting(documents), "trial")


def test_too_long_a_search_is_refused(documents: Site, bo: User) -> None:
    with pytest.raises(BadFrame, match="500"):
        search(bo, waiting(documents), "x" * 501)


def test_nothing_is_looked_for_with_nothing(documents: Site, bo: User) -> None:
    assert search(bo, waiting(documents), "  ").passages == ()


# --- a suggested reply ----------------------------------------------------------------------------
def suggestion(user: User, conversation: Conversation) -> Any:
    return look_up(staff_of(user), Suggest(conversation.pk))


def asked(site: Site, user: User, text: str) -> Conversation:
    conversation = held_by(user, waiting(site))
    say(site, text, conversation.visitor_id)
    return reload(conversation.pk)


def test_the_owner_gets_the_answer_with_citations_that_hold(documents: Site, bo: User) -> None:
    conversation = asked(documents, bo, "how long does the trial last?")
    found = suggestion(bo, conversation)
    assert (found.state, found.seq) == ("answered", conversation.last_seq)
    assert TRIAL in found.text
    assert "[1]" in found.text
    assert [c.quote for c in found.cites] == [TRIAL]
    line = send(bo, conversation, found.text, *(c.cite for c in found.cites))
    assert line.citations[0]["quote"] == found.cites[0].quote


def test_where_the_documents_do_not_say_it_is_said_so(documents: Site, bo: User) -> None:
    conversation = asked(documents, bo, "do you have an office in Helsinki?")
    found = suggestion(bo, conversation)
    assert (found.state, found.text) == ("not_in_docs", "")
    assert "Helsinki" in found.missing[0]


def test_nothing_is_suggested_once_it_is_answered(documents: Site, bo: User) -> None:
    conversation = asked(documents, bo, "how long does the trial last?")
    send(bo, conversation, "21 days.")
    assert suggestion(bo, conversation).state == "nothing"


def test_thanks_ask_for_no_answer(documents: Site, bo: User) -> None:
    assert suggestion(bo, asked(documents, bo, "thank you")).state == "nothing"


def test_a_follow_up_leans_on_what_a_person_was_asked(documents: Site, bo: User) -> None:
    conversation = asked(documents, bo, "does the Gold plan have single sign-on?")
    send(bo, conversation, "It does.")
    say(documents, "and the Silver plan?", conversation.visitor_id)
    assert "Silver plan has no single sign-on" in suggestion(bo, conversation).text


def test_a_colleague_is_told_nothing(documents: Site, bo: User, mara: User) -> None:
    conversation = asked(documents, bo, "how long does the trial last?")
    assert suggestion(mara, conversation).state == "not_yours"
    held = reload(conversation.pk)
    release(conversation_id=held.pk, user=bo, seen_epoch=held.owner_epoch)
    assert suggestion(bo, conversation).state == "not_yours"


def test_an_outsider_does_not_even_learn_that_it_is_there(
    documents: Site, bo: User, cy: User
) -> None:
    conversation = asked(documents, bo, "how long does the trial last?")
    with pytest.raises(NotFound):
        suggestion(cy, conversation)


def test_what_is_for_the_desk_only_is_never_suggested(documents: Site, bo: User) -> None:
    conversation = asked(documents, bo, "what is the margin of the Gold plan?")
    assert "40 percent" not in suggestion(bo, conversation).text


def test_a_suggestion_leaves_no_trace(documents: Site, bo: User) -> None:
    conversation = asked(documents, bo, "how long does the trial last?")
    before = reload(conversation.pk)
    suggestion(bo, conversation)
    after = reload(conversation.pk)
    assert (after.state, after.version, after.last_seq) == (
        before.state,
        before.version,
        before.last_seq,
    )


@pytest.mark.parametrize(
    ("type", "fields", "field"),
    [
        ("search_docs", {"text": "a"}, "conversation"),
        ("search_docs", {"conversation": str(uuid.uuid4())}, "text"),
        ("suggest", {"conversation": "x"}, "conversation"),
    ],
)
def test_a_bad_frame_is_refused_by_its_field(type: str, fields: Any, field: str) -> None:
    with pytest.raises(BadFrame, match=field):
        read_client_frame({"type": type, **fields})
