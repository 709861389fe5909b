"""The answers within a reply: quoted with their sources, or honestly named as not answered."""

from __future__ import annotations

from dataclasses import replace

from chatqual.engine.bargaining import asks_what_it_is_worth
from chatqual.engine.decide_lookups import CONNECTING, QUESTIONS_IN_A_TURN
from chatqual.engine.draft import Draft
from chatqual.engine.earlier_sums import recall
from chatqual.engine.heard import Origin
from chatqual.engine.ports import CitedSentence, KnowledgeAnswer
from chatqual.engine.quoting import fitting
from chatqual.engine.routes import has_own_way, is_wish, may_ask_address, offer_person
from chatqual.engine.state import SUMS_KEPT, PriceNote, SumNote, with_new
from chatqual.engine.turns import Event
from chatqual.engine.understanding.need import topics_in
from chatqual.engine.wording import join_words, shared_words, shares_words, topic_of


def give_answers(draft: Draft, answers: tuple[KnowledgeAnswer, ...]) -> None:
    """Each question answered, or named as not answered; then the price that leads to the budget."""
    pairs = _trial_first(_with_origins(draft, answers))
    own = [answer for answer, origin in pairs if origin == "asked"]
    missing = [a for a in own if a.state == "not_in_docs" and not is_wish(draft, a.question.text)]
    if any(a.state == "answered" and origin == "intent" for a, origin in pairs):
        missing = []  # "How do I try it" is answered by what the wish behind it led to.
    too_many = draft.heard.asks > len(own) and len(own) >= QUESTIONS_IN_A_TURN
    draft.only_gaps = bool(missing) and len(missing) == len(own)
    room = _room(draft, sum(a.state == "answered" for a in answers))
    for answer, origin in pairs:
        wanted = answer.state == "answered" and _is_wanted(draft, answer, origin)
        _explain(draft, answer, origin, wanted)
        if origin == "trial":
            # Shown with the summary, as one of the two next steps.
            draft.trial = _closest(answer) if wanted else None
        elif wanted:
            _quote(draft, answer, origin, room)
    _clarify(draft, [a for a in own if a.state == "clarify"])
    _name_missing(draft, missing, alone=len(own) == 1)
    if too_many:
        draft.say("too_many")
    _offer_a_reader(draft)


def _offer_a_reader(draft: Draft) -> None:
    """Behind the first quote that is not in the visitor's language: not everybody can read it."""
    before, now = draft.turn.state.said, draft.voice.said
    if now.get("other_language") and not before.get("other_language"):
        offer_person(draft, "help_person")


def _explain(draft: Draft, answer: KnowledgeAnswer, origin: Origin, wanted: bool) -> None:
    found = f"{answer.state} ({answer.confidence:.2f}): {answer.question.text}"
    draft.explain("answer", found, wanted, f"{origin}; {answer.reason}")


def _with_origins(
    draft: Draft, answers: tuple[KnowledgeAnswer, ...]
) -> list[tuple[KnowledgeAnswer, Origin]]:
    origins = draft.decision.origins
    return [(a, origins[i] if i < len(origins) else "asked") for i, a in enumerate(answers)]


def _trial_first(
    pairs: list[tuple[KnowledgeAnswer, Origin]],
) -> list[tuple[KnowledgeAnswer, Origin]]:
    """ "Can I try it for free" leads to the trial's document, where its words led elsewhere."""
    wished = [p for p in pairs if p[1] == "intent" and p[0].state == "answered"]
    asked = {s.citation.path for a, origin in pairs if origin == "asked" for s in a.sentences}
    for answer, _ in wished:
        if not asked & {s.citation.path for s in answer.sentences}:
            return [*wished, *(p for p in pairs if p not in wished)]
    return pairs


def _room(draft: Draft, answered: int) -> int:
    return draft.turn.policy.pacing.reply_words // max(1, answered)


def _is_wanted(draft: Draft, answer: KnowledgeAnswer, origin: Origin) -> bool:
    """What nobody asked for is shown only where it is surely about what they said."""
    if origin == "price":
        return not (draft.only_gaps or draft.price_shown)
    if origin == "intent" and draft.answered:
        return False
    if origin in ("asked", "intent", "trial"):
        return True
    if origin in ("topic", "need", "statement") and _stands_above(draft, answer):
        return False
    if origin == "topic":
        return _of_topic(draft, answer) is not None
    if answer.confidence < draft.turn.policy.pacing.statement_confidence:
        return False
    return any(shares_words(answer.question.text, s.text) for s in answer.sentences)


def _stands_above(draft: Draft, answer: KnowledgeAnswer) -> bool:
    """The last reply said it, and nobody asks again."""
    return any(s.text.strip() in draft.turn.state.last_reply for s in answer.sentences)


def _quote(draft: Draft, answer: KnowledgeAnswer, origin: Origin, room: int) -> None:
    if origin == "topic":
        answer = _of_topic(draft, answer) or answer
    elif origin in ("need", "statement"):
        answer = _only_about(answer)
    elif origin == "asked" and _was_just_said(draft, fitting(answer, room)) and not _sums(answer):
        draft.say("said_above")
        closest = _closest(answer)
        if closest is None:
            draft.answered = True
            return
        answer = closest
    text = draft.quotes.answer(answer, room, draft.voice)
    if not text:
        return
    _put(draft, text, origin == "asked" and _weighs_the_price(draft, answer))
    draft.answered = True
    _remember_sums(draft, answer)
    if answer.price is not None:
        _remember_price(draft, answer)


def _put(draft: Draft, text: str, weighs_the_price: bool) -> None:
    if not weighs_the_price:
        draft.put(text)
        return
    draft.say("worth_ours")
    draft.put(text)
    draft.say("worth_cheaper")


def _weighs_the_price(draft: Draft, answer: KnowledgeAnswer) -> bool:
    """ "What do I get for it", from somebody to whom another one's price is lower."""
    said = draft.state.said
    is_compared = draft.heard.compared or said.get("dear_compared") or said.get("dear_again")
    asked = answer.question.text
    is_worth = asks_what_it_is_worth(asked) or asked == draft.voice.word("worth_question")
    return bool(is_compared) and is_worth


def _remember_sums(draft: Draft, answer: KnowledgeAnswer) -> None:
    new = [SumNote(s.text, s.citation) for s in _sums(answer)]
    draft.note(sums=with_new(draft.state.sums, *new)[-SUMS_KEPT:])


def recall_sum(draft: Draft) -> None:
    """Yes or no to a question about an earlier sum, with the sum and its source again."""
    found = recall(draft.heard.recalled, draft.turn.state.sums) if draft.heard.recalled else None
    if found is None:
        return
    sums = [draft.quotes.sentence(CitedSentence(s.text, s.citation, "sum")) for s in found.sums]
    key = {True: "sum_yes", False: "sum_no", None: ""}[found.right]
    first = draft.voice.say(key, sum=sums[0]) if key else sums[0]
    draft.put(" ".join((first, *sums[1:])))
    draft.answered = True


def _sums(answer: KnowledgeAnswer) -> list[CitedSentence]:
    return [s for s in answer.sentences if s.kind == "sum"]


def _was_just_said(draft: Draft, said: tuple[CitedSentence, ...]) -> bool:
    """The last reply said all of it already, word for word."""
    before = draft.turn.state.last_reply
    return len(said) > 1 and all(s.text.strip() in before for s in said)


def _only_about(answer: KnowledgeAnswer) -> KnowledgeAnswer:
    """What nobody asked for is kept short: the sentence that shares most words with theirs."""
    said = answer.question.text
    best = max(answer.sentences, key=lambda s: shared_words(said, s.text))
    return replace(answer, sentences=(best,), price=None)


def _of_topic(draft: Draft, answer: KnowledgeAnswer) -> KnowledgeAnswer | None:
    """The answer cut to the best sentence that names the topic; None where none does."""
    topics = topics_in(answer.question.text, draft.turn.site.topics)
    scores = {p.chunk: p.score for p in answer.passages}
    naming = [s for s in answer.sentences if topics_in(s.text, topics)]
    if not naming:
        return None
    best = max(naming, key=lambda s: (_joins(s.text), scores.get(s.citation.chunk, 0.0)))
    return replace(answer, sentences=(best,), price=None)


def _joins(text: str) -> bool:
    """ "X connects directly" says more about getting on with it than a detail of X."""
    return any(pattern.search(text.lower()) for pattern in CONNECTING)


def _closest(answer: KnowledgeAnswer) -> KnowledgeAnswer | None:
    """The answer cut to the sentence nearest to the question; None where none shares a word."""
    said = answer.question.text
    best = max(answer.sentences, key=lambda s: shared_words(said, s.text))
    if not shared_words(said, best.text):
        return None
    return replace(answer, sentences=(best,))


def _remember_price(draft: Draft, answer: KnowledgeAnswer) -> None:
    price = answer.price
    if price is None:
        return
    number = draft.quotes.number(price.citation)
    price = replace(price, citation=replace(price.citation, n=number))
    # The reply comes right behind the last line that it answers, unless the caller knows better.
    seq = draft.state.last_seq + 1
    draft.note(price=PriceNote(price, seq, draft.state.turn))
    draft.price_shown = True
    draft.events.append(Event("price_quoted", {"price": price.to_json(), "message": seq}))


def _clarify(draft: Draft, unclear: list[KnowledgeAnswer]) -> None:
    """Which one do you mean: the readings as quick replies. Only one such question at a time."""
    options = unclear[0].options if unclear else draft.heard.options
    if draft.question or not (options or draft.heard.unclear):
        return
    if not options and (draft.answered or draft.heard.gave_facts):
        return
    draft.clarifies = True
    times = draft.state.clarifications + 1
    if times >= draft.turn.policy.pacing.clarifications_before_person:
        draft.clarifies = False
        offer_person(draft, "offer_human")
        draft.note(clarifications=0)
        return
    key = "clarify" if options else "clarify_open"
    draft.ask(draft.voice.say(key), "clarify", options=options)


def _name_missing(draft: Draft, missing: list[KnowledgeAnswer], alone: bool) -> None:
    """Says of each that the documents do not answer it, and notes it once as a gap."""
    if draft.state.lead_type in ("vendor", "spam"):
        return
    together = _named_together(draft, missing, alone)
    for answer in missing:
        question = answer.question.text
        is_known = question.casefold() in draft.state.gaps
        if not (together or has_own_way(draft)):
            _say_missing(draft, question, alone, is_known)
        if not is_known and "data" not in draft.state.opted_out:
            gap = {"question": question, "language": draft.voice.language}
            draft.events.append(Event("gap_found", gap))
            draft.note(gaps=with_new(draft.state.gaps, question.casefold()))


def _named_together(draft: Draft, missing: list[KnowledgeAnswer], alone: bool) -> bool:
    """Several questions without an answer are named in one sentence, not in one each."""
    if alone or len(missing) < 2 or has_own_way(draft) or "data" in draft.turn.state.opted_out:
        return False
    language = draft.voice.language
    topics = [topic_of(answer.question.text, language) for answer in missing]
    draft.say("not_found_topic", topic=join_words(topics, language))
    return True


def _say_missing(draft: Draft, question: str, alone: bool, is_known: bool) -> None:
    if "data" in draft.turn.state.opted_out and not draft.state.said.get("opted_data_again"):
        draft.say("opted_data_again")
    elif draft.turn.mode == "waiting" and alone:
        draft.say("not_found_waiting")
    elif is_known:
        draft.say("not_found_again")
    elif alone:
        draft.say("not_found")
    else:
        draft.say("not_found_topic", topic=topic_of(question, draft.voice.language))


def offer_another_way(draft: Draft) -> None:
    """A person, or an address to leave; not the same offer in every turn."""
    state, policy = draft.state, draft.turn.policy
    if draft.heard.unhelped and not (draft.answered or draft.is_waiting or draft.question):
        offer_person(draft, "offer_human")
        return
    gone = draft.is_waiting or "data" in state.opted_out or draft.question
    if (
        not draft.only_gaps
        or gone
        or state.lead_type == "support"
        or state.lead_type in policy.unqualified
    ):
        return
    if state.failures + 1 >= policy.pacing.failures_before_person:
        offer_person(draft, "offer_human")
    elif state.failures == 0:
        _say_how_to_get_it(draft)


def _say_how_to_get_it(draft: Draft) -> None:
    site, away = draft.turn.site, draft.turn.policy.ways.away
    if site.agents_online:
        draft.say("offer_person_here")
    elif away == "address" and may_ask_address(draft):
        draft.say("offer_person_address")
    elif site.contact_email and away != "list":
        draft.say("offer_contact_email")
