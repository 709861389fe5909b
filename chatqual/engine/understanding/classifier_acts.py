"""Where the rules find no act, the classifier may: part by part of a line.

Rules keep what they found. What must never be missed (a wish for a person, anger, a threat, a
refusal to be asked, abuse) is theirs to find, and no example takes it away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatqual.engine.commands import Act, Span
from chatqual.engine.ports import Likelihoods
from chatqual.engine.understanding.acts_abuse import is_excused
from chatqual.engine.understanding.acts_text import ActFound, fold
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.classifier import best_of, claimed
from chatqual.engine.understanding.classifier_examples import NONE
from chatqual.engine.understanding.classifier_line import Line, is_spoken_for, line_of
from chatqual.engine.understanding.language import language_of
from chatqual.engine.understanding.segments import Segment

MOST_PARTS = 4
NEVER_TAKEN: frozenset[Act] = frozenset({"human", "anger", "legal", "urgent", "abuse", "opt_out"})
# An answer to a question of ours: a part that holds a value is none of these.
_ANSWERS = {"affirm", "deny", "decline", "dont_know", "skip"}
_AWAITED = {"dont_know", "skip", "why_asked", "repeat"}
_MERE = {"affirm", "greeting", "thanks", "small_talk"}
_SOCIAL = {"greeting", "thanks", "goodbye"}
# An example of the site that is this near decides alone.
OWN_DECIDES = 0.8
OVER_A_MERE_ACT = 0.8
IN_A_QUESTION = 0.7
# Acts that are put as questions, and need not be so sure there.
_ASKED_BACK = {"why_asked", "repeat", "small_talk"}
IN_ITS_OWN_FORM = 0.5
# Where we have just asked, an answer is that much likelier than among the examples.
AFTER_A_QUESTION = 3.0
IN_ANOTHER_LANGUAGE = 0.95


def fill_acts(
    text: str,
    acts: list[ActFound],
    segments: Sequence[Segment],
    told: Sequence[Span],
    context: Context,
) -> list[ActFound]:
    """`acts` with what the classifier adds. `told`: the words that values rest on."""
    if context.sense is None or is_spoken_for(text):
        return acts
    line = line_of(text, segments, bool(told), context)
    for segment in segments[:MOST_PARTS]:
        here = [a for a in acts if a.act != "question" and _meet(a.span, segment)]
        # A line of one part is embedded as it stands: so is a question that is looked up.
        words = text.strip() if len(segments) == 1 else segment.of(text)
        least = _least(words, here, segment, context.language)
        if least is None and not context.sense.has_own_acts:
            # The rules have said what it is: no embedding for it.
            continue
        likely = context.sense.acts(words)
        if likely.nearness >= OWN_DECIDES:
            acts = _by_example(acts, here, segment, likely)
            continue
        found = claimed(_expected(likely, context), least) if least is not None else None
        if found is not None and _fits_in(found, words, here, segment, told, line):
            acts = [*acts, _made(found, segment)]
    return sorted(acts, key=lambda act: act.span)


def _least(words: str, here: Sequence[ActFound], segment: Segment, fallback: str) -> float | None:
    """How sure the classifier must be here; None where the rules have said what it is."""
    if any(act.act not in _MERE for act in here):
        return None
    least = OVER_A_MERE_ACT if here else 0.0
    if language_of(words, fallback) != "en":
        # MiniLM was trained on English: elsewhere it is right only where it is very sure.
        least = max(least, IN_ANOTHER_LANGUAGE)
    return least


def _expected(likely: Likelihoods, context: Context) -> Likelihoods:
    """The same where the bot has asked for something: an answer is likelier than otherwise."""
    if context.asked is None:
        return likely
    shares = {
        label: share * (AFTER_A_QUESTION if label in _AWAITED else 1.0)
        for label, share in likely.shares.items()
    }
    total = sum(shares.values())
    return replace(likely, shares={label: share / total for label, share in shares.items()})


def _fits_in(
    found: tuple[str, float],
    words: str,
    here: Sequence[ActFound],
    segment: Segment,
    told: Sequence[Span],
    line: Line,
) -> bool:
    """Whether what else is known of the part leaves room for the act."""
    label, sure = found
    name = label.split(".")[0]
    in_question = IN_ITS_OWN_FORM if name in _ASKED_BACK else IN_A_QUESTION
    if segment.is_question and sure < in_question:
        return False
    if name in _ANSWERS and _is_told(segment, told):
        return False
    if name == "human" and " " not in words:
        return False  # "People", by itself, is no wish; a lone "agent" is known to the rules.
    if name == "abuse" and is_excused(fold(words)):
        return False
    if not line.leaves_room_for(name, fold(words), segment.is_question):
        return False
    return not here or name in NEVER_TAKEN


def _by_example(
    acts: list[ActFound], here: Sequence[ActFound], segment: Segment, likely: Likelihoods
) -> list[ActFound]:
    """As an example of the site's own says, but for what is never taken away."""
    name = likely.near.split(".")[0]
    if any(act.act == name for act in here):
        return acts
    kept = [a for a in acts if a not in here or a.act in NEVER_TAKEN]
    return kept if name == NONE else [*kept, _made(best_of(likely), segment)]


def _made(found: tuple[str, float], segment: Segment) -> ActFound:
    label, sure = found
    name, _, kind = label.partition(".")
    act: Act = name  # type: ignore[assignment]
    span = (segment.start, segment.end)
    return ActFound(act, span, round(sure, 3), kind or (name if name in _SOCIAL else ""), True)


def _meet(span: Span, segment: Segment) -> bool:
    return span[0] < segment.end and segment.start < span[1]


def _is_told(segment: Segment, told: Sequence[Span]) -> bool:
    return any(_meet(span, segment) for span in told)
