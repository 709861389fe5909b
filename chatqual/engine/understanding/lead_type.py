"""What sort of visitor a line comes from, whether they are a customer, and what they intend.

Each type has weighted signs; the weights of the signs found add up, and the type with the most
wins. Signs against a type carry negative weights, so that "resell" outranks "price".
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from chatqual.engine.commands import IntentKind
from chatqual.engine.ports import Likelihoods
from chatqual.engine.understanding.authority_words import JOINTLY
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.classifier_lead import (
    FOREIGN_TRUST,
    is_settled,
    likeliest,
    pooled,
)
from chatqual.engine.understanding.intent_words import CUSTOMER, INTENTS, NOT_CUSTOMER
from chatqual.engine.understanding.language import language_of
from chatqual.engine.understanding.lead_sign import LeadType
from chatqual.engine.understanding.lead_signs import OPENER, SIGNS
from chatqual.engine.understanding.need import find_needs
from chatqual.engine.understanding.sentences import plain, sentences
from chatqual.engine.understanding.sieve import Bunch

__all__ = ["LeadReading", "LeadType", "find_intents", "read_lead_type"]

_READ = 1500  # code points: who somebody is stands at the beginning
_SENSED = 600  # the classifier was fitted on short lines
_CLEAR = 2.4  # another type than sales is plainly there
_STRONG = 1.5
_A_NEED = 2.0  # who says what they need is most likely to buy
_SIGNS = Bunch(
    (pattern, (kind, pattern, weight))
    for kind, weighted in SIGNS.items()
    for pattern, weight in weighted
)
# Who has it already and wants less of it is looked after, not sold to.
_FEWER = re.compile(
    r"\b(?:(?:reduce|shrink|cut|go|come|drop|get|scale|move|switch|step) (?:us |it |ours |back )?"
    r"(?:down |back )?(?:to|from|by) (?:\d+|\w+ (?:seats|users|licen[cs]es)|the "
    r"(?:small|low|cheap)\w+|starter)"
    r"|downgrade|(?:fewer|less) (?:seats|users|licen[cs]es|accounts)"
    r"|(?:remove|drop|cancel|lose|shed|ditch|return|give back|take off) (?:\w+ ){1,2}(?:seats|"
    r"users|licen[cs]es))\b",
    re.I,
)
_LOOKED_AFTER = 3.0
# Who asks what others do with the product is none of them: "do reporters use it too".
_OF_OTHERS = re.compile(
    r"\W*(?:and |so |but )?(?:do|does|can|are|will|would|could|have|did) (?:your |the |our |any |"
    r"many |other )*(?:resellers?|partners?|distributors?|journalists?|reporters?|recruiters?|"
    r"investors?|vendors?|agencies) (?:also |even |already |still )*(?:us(?:e|ing)(?! your)|see|"
    r"get (?:reminded|told|notified|informed|a (?:copy|mail|reminder|notice))|approve|log ?in|"
    r"need (?:a (?:seat|log ?in|licen[cs]e)|an account)|have access)\b",
    re.I,
)
# "How do I cancel", of nothing that is theirs: asked before buying, too.
_OF_LEAVING = re.compile(
    r"\W*(?:(?:and|so|ok|okay|but|also|then) )*(?:how (?:easy |hard |quickly |soon |fast |"
    r"often )?(?:is it to|"
    r"(?:do|can|could|would|does|should) (?:i|we|you|one|somebody|someone))|(?:can|could|"
    r"may) (?:i|we|you|one))"
    r"(?: (?:also|just|always|even|later|then))* (?:cancel|quit|leave|terminate|get out|opt out)"
    r"(?! (?:my|our|this|it)\b)[^.!]*\W*$",
    re.I,
)
_OTHERS: tuple[LeadType, ...] = ("partner", "press", "recruiting", "investor", "vendor")
UNCLEAR_FROM = 1.0  # below this sum of weights nothing is claimed


@dataclass(frozen=True, slots=True)
class LeadReading:
    """`existing_customer`: None where the line does not say."""

    type: LeadType
    confidence: float
    existing_customer: bool | None = None


def read_lead_type(text: str, context: Context) -> LeadReading:
    """The type that the line speaks for; "unclear" where it says nothing."""
    scores = signs_in(text, context)
    likely = None
    # Behind the first lines stand answers, which are no sign of whom they come from.
    if context.sense is not None and context.asked is None and not context.before:
        likely = context.sense.lead_types(text[:_SENSED].strip())
    return LeadReading(
        *weighed(text, scores, likely, context), _is_customer(plain(text[:_READ]), scores)
    )


def weighed(
    text: str, scores: Mapping[LeadType, float], likely: Likelihoods | None, context: Context
) -> tuple[LeadType, float]:
    """The type by the signs and, where they are not plain by themselves, by the classifier."""
    if likely is not None and (likely.nearness or not is_settled(scores)):
        trust = 1.0 if language_of(text, context.language) == "en" else FOREIGN_TRUST
        kind, sure = likeliest(pooled(scores, likely, UNCLEAR_FROM, trust))
        if likely.nearness or kind != "support" or not _only_needs(text, scores, context):
            return kind, sure
    best = max(scores, key=lambda kind: scores[kind], default=None)
    if best is None or scores[best] < UNCLEAR_FROM:
        return "unclear", 0.6 if len(text.split()) < 4 else 0.4
    return best, _confidence(scores, best)


def _only_needs(text: str, scores: Mapping[LeadType, float], context: Context) -> bool:
    """ "Our invoices sit around": a trouble at their place, and no sign of one with us."""
    return scores.get("support", 0) <= 0 and bool(find_needs(plain(text[:_READ]), context))


def signs_in(text: str, context: Context) -> dict[LeadType, float]:
    """The sum of the signs' weights for each type that has any."""
    return _scores(plain(text[:_READ]), context)


def _scores(line: str, context: Context) -> dict[LeadType, float]:
    found: dict[LeadType, list[float]] = {kind: [] for kind in SIGNS}
    for kind, pattern, weight in _SIGNS.within(line):
        if pattern.search(line):
            found[kind].append(weight)
    scores = {kind: sum(weights) for kind, weights in found.items() if weights}
    if find_needs(line, context):
        scores["sales"] = scores.get("sales", 0) + _A_NEED
        found["sales"].append(_A_NEED)
    if OPENER.fullmatch(line.strip(" .!?,")):
        return {}
    scores = _without_chance(line, scores)
    if any(score >= _CLEAR for kind, score in scores.items() if kind != "sales"):
        # A question about the product is a sign of sales only where nothing else is.
        scores["sales"] = sum(w for w in found["sales"] if w >= _STRONG)
    if CUSTOMER.search(line) and _FEWER.search(line):
        scores |= {"sales": 0, "support": max(0, scores.get("support", 0)) + _LOOKED_AFTER}
    return scores


# "Do you run penetration tests": what we do is asked by those who buy.
_OF_OURS = re.compile(
    r"\W*(?:(?:and|so|ok|also) )*(?:do|did|have) you (?:guys )?(?:also |ever |even )*(?:do|did|"
    r"done|hold|"
    r"run|carry out|perform|conduct|undergo|make|held|have any|publish|sign)\b[^.!]*\?*\W*$",
    re.I,
)


def _without_chance(line: str, scores: dict[LeadType, float]) -> dict[LeadType, float]:
    """The scores without what only its words speak for."""
    gone: tuple[LeadType, ...] = _OTHERS if _OF_OTHERS.match(line) else ()
    if _OF_OURS.match(line):
        gone = (*gone, "vendor")
    if JOINTLY.search(line):
        gone = (*gone, "partner")  # With whom they decide is no partner of ours.
    if _OF_LEAVING.match(line) and not CUSTOMER.search(line):
        gone = (*gone, "support")
        scores = {**scores, "sales": scores.get("sales", 0) + _STRONG}
    return {kind: score for kind, score in scores.items() if kind not in gone}


def _confidence(scores: Mapping[LeadType, float], best: LeadType) -> float:
    """The winner's share of a softmax over the scores, with "unclear" at the threshold."""
    total = math.exp(UNCLEAR_FROM - 1) + sum(math.exp(s) for s in scores.values())
    return round(min(0.97, math.exp(scores[best]) / total), 3)


def _is_customer(line: str, scores: Mapping[LeadType, float]) -> bool | None:
    if NOT_CUSTOMER.search(line):
        return False
    if CUSTOMER.search(line) or scores.get("support", 0) >= 3:
        return True
    return None


def find_intents(text: str, context: Context) -> list[Found[IntentKind]]:
    """What the visitor wishes to happen, in the order of the text, each kind once."""
    found: dict[IntentKind, Found[IntentKind]] = {}
    for part in sentences(text):
        for kind, pattern in INTENTS.items():
            match = pattern.search(part.text)
            if match and kind not in found:
                start, end = part.start + match.start(), part.start + match.end()
                found[kind] = Found(kind, start, end, 0.88)
    return sorted(found.values(), key=lambda f: f.start)
