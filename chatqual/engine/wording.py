"""Putting things into words: texts of the policy, the visitor's own words, lists and topics."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from chatqual.engine.echo import counted, with_dates, with_places
from chatqual.engine.policy import Policy, Question, QuestionTexts, default_policy
from chatqual.engine.slots import Authority, Budget, SlotName, SlotRecord
from chatqual.engine.understanding.authority_words import JOINTLY

# Words of a visitor that are repeated back, at most. Longer ones would be a quote, not an echo.
ECHO_WORDS = 7
TOPIC_WORDS = 7


def _words_of(name: str) -> dict[str, frozenset[str]]:
    """The words of a data file, by language. Read at import."""
    text = files("chatqual.engine").joinpath("data", name).read_text("utf-8")
    return {language: frozenset(words.split()) for language, words in json.loads(text).items()}


_EDGE = " \t\n.,;:!?…\"'“”„‚‘’()[]-–"
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "pt": "e", "it": "e", "nl": "en"}
# Words that open a question and say nothing of its topic.
_OPENERS = _words_of("openers.json")


# Words that open a date or a number and are small within a sentence.
_SMALL_WORDS = frozenset(word for words in _words_of("small_words.json").values() for word in words)
_ALL_OPENERS = frozenset(word for words in _OPENERS.values() for word in words)


@dataclass
class Voice:
    """Picks texts in one language and lets their wordings take turns. Lives for one reply."""

    policy: Policy
    language: str
    said: dict[str, int] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **values: Any) -> str:
        """The text of `key` with its placeholders filled; the next wording at each further use."""
        wordings = self.wordings(key)
        used = self.said.get(key, 0)
        self.said[key] = used + 1
        return fill(wordings[used % len(wordings)], {**self.fixed, **values})

    def word(self, key: str, **values: Any) -> str:
        """Like `say`, for pieces inside a sentence: always the first wording, not counted."""
        return fill(self.wordings(key)[0], {**self.fixed, **values})

    def wordings(self, key: str) -> tuple[str, ...]:
        """All wordings of a text with their placeholders.

        Falls back to the built-in texts: a chat may stay on a policy older than this text.
        """
        default = default_policy()
        texts = (
            self.policy.texts.get(self.language, {}),
            default.texts.get(self.language, {}),
            self.policy.texts.get(self.policy.default_language, {}),
            default.texts[default.default_language],
        )
        return next(found for found in (t.get(key) for t in texts) if found)

    def why(self, question_id: str) -> str:
        """What the question is good for; "" where the policy has no such question."""
        found = self.policy.question(question_id)
        return self.texts_of(found).why if found else ""

    def texts_of(self, question: Question) -> QuestionTexts:
        texts = question.texts
        own = texts.get(self.language) or texts.get(self.policy.default_language)
        return own or next(iter(texts.values()))


def fill(text: str, values: Mapping[str, Any]) -> str:
    """`text` with {placeholders} replaced; braces in the values stay as they are."""
    return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m.group(1), m.group(0))), text)


def clip(text: str, words: int = ECHO_WORDS) -> str:
    """The visitor's words for an echo: no marks at the edges, no shouting of marks, cut short."""
    parts = text.strip(_EDGE).replace("!", "").split()
    return " ".join(parts[:words]).strip(_EDGE)


def sentence(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def join_words(items: Iterable[str], language: str) -> str:
    """ "a", "a and b", "a, b and c" in the given language."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {_AND.get(language, _AND['en'])} {parts[-1]}"


def topic_of(question: str, language: str) -> str:
    """What a question is about, in the visitor's words: without the words that open it.

    Quoted where it is still long or where nothing but opening words is there.
    """
    words = [w.strip(_EDGE) for w in question.split()]
    words = [w for w in words if w]
    openers = _OPENERS.get(language, frozenset()) | _OPENERS["en"]
    start = next((i for i, w in enumerate(words) if w.lower() not in openers), None)
    rest = words[start:] if start is not None else words
    if start is None or len(rest) > TOPIC_WORDS:
        return quoted(" ".join(words[: TOPIC_WORDS + 3]), language)
    return " ".join(rest)


def shares_words(said: str, sentence_: str) -> bool:
    """Three words of weight in common, or all of them where fewer were said."""
    return shared_words(said, sentence_) >= max(1, min(3, len(_weighty(said))))


def shared_words(said: str, sentence_: str) -> int:
    """How many words of weight of `said` stand in the sentence, whatever their endings."""
    theirs = _weighty(sentence_)
    return sum(any(_alike(word, other) for other in theirs) for word in _weighty(said))


def _weighty(text: str) -> set[str]:
    return {w for w in re.findall(r"\w{3,}", text.casefold()) if w not in _ALL_OPENERS}


def _alike(one: str, other: str) -> bool:
    """The same beginning of five letters, or the whole of a shorter word of four at least."""
    size = min(5, len(one), len(other))
    return one == other or (size >= 4 and one[:size] == other[:size])


def quoted(text: str, language: str) -> str:
    """`text` in the quotation marks of the language."""
    marks = {"de": "„“", "fr": "«»", "es": "«»", "it": "«»"}.get(language, "“”")
    space = "\u00a0" if language == "fr" else ""
    return f"{marks[0]}{space}{text}{space}{marks[1]}"


_POSSESSIVES = re.compile(
    r"^(?:my|our|the|your|mein\w*|unser\w*|der|die|das|notre|nos|mon|ma|le|la|nuestr\w+|el|"
    r"noss\w+|o|a|nostr\w+|il|onze?|mijn|de|het)\s+",
    re.IGNORECASE,
)


# German titles and bodies that take the feminine: "Ihre Geschäftsführung", "Ihre Chefin".
_FEMININE = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|in|abteilung|IT)$", re.IGNORECASE)


_IN_CAPITALS = (
    "ceo cfo cto coo cio cmo cpo cro ciso cdo vp svp evp md gm hr it pm gf dg daf dsi rh pdg"
)
_SHORT_TITLES = frozenset(_IN_CAPITALS.split())
_PLAIN = "boss chef lead team head wife board mum dad jefe chief capo baas"
_PLAIN_TITLES = frozenset(_PLAIN.split())
_SHORTEST_TITLE = 4


def titled(voice: Voice, title: str, said: str = "") -> str:
    """ "your CFO" for a title, "Henrike" for a name; `said`: the words that it stands in.

    Short ones are abbreviations. A name is written with a capital and nothing of theirs before it.
    """
    bare = _POSSESSIVES.sub("", title.strip(_EDGE))
    name = "" if voice.language == "de" else _name_in(said, bare)
    if name:
        return name
    if bare.lower() in _SHORT_TITLES:
        bare = bare.upper()
    elif len(bare) <= _SHORTEST_TITLE and bare.isalpha() and bare.lower() not in _PLAIN_TITLES:
        return bare.capitalize()  # "Wim has to agree": a name, however it was written.
    if voice.language == "de":
        bare = bare[:1].upper() + bare[1:]  # A noun, however quickly it was typed.
    feminine = voice.language == "de" and _FEMININE.search(bare)
    return voice.word("your_feminine" if feminine else "your", title=bare)


def _name_in(said: str, bare: str) -> str:
    """The name as it was written, "" where it is rather a title ("the Director").

    A name has a word before it that is no article, or who it is behind it: "Henrike, our lead".
    """
    pattern = rf"(?:(\w+)\s+)?\b({re.escape(bare)})\b(?=(,\s*\w+\s)?)"
    found = re.search(pattern, said, re.IGNORECASE)
    if found is None or len(bare) <= 4 or not found[2][:1].isupper():
        return ""
    before, behind = f"{found[1] or ''} ", (found[3] or "").lstrip(", ")
    is_named = before.strip() and not _POSSESSIVES.match(before)
    return found[2] if is_named or _POSSESSIVES.match(behind) else ""


# "Like 25 people" is 25 people.
_FILLER = re.compile(r"^(?:like|just|well|yeah|so|also|halt) (?=\S)", re.I)


def fact(voice: Voice, slot: SlotName, record: SlotRecord) -> str:
    """One slot in few words for a note or a summary; "" where there is nothing fit to repeat."""
    if slot == "authority" and isinstance(record.value, Authority):
        return _authority_fact(voice, record.value, record.text or "")
    if slot in ("email", "phone") and isinstance(record.value, str):
        return record.value
    if slot == "team_size":
        return _people(voice, record) or _said(record)
    if slot in ("geography", "timeline"):
        return (with_places if slot == "geography" else with_dates)(_said(record))
    if slot == "budget" and isinstance(record.value, Budget) and record.value.none:
        return voice.word("no_budget")
    # "15k. yes per year" is 15k: the words behind the full stop were an answer of their own.
    said = re.split(r"[.!?;]\s", record.text or "", maxsplit=1)[0] if slot == "budget" else ""
    if not any(c.isdigit() for c in said):
        said = ""  # "ca. 8k" has its full stop before the amount.
    return _within_a_sentence(_FILLER.sub("", clip(said or record.text or "")))


def _people(voice: Voice, record: SlotRecord) -> str:
    """ "about 25 people", in their words where these can stand alone, else "140 people"."""
    found = counted(record.text or "", voice.language)
    if found is None:
        return ""
    return found.text if found.has_noun else voice.word("people", n=found.text)


def _said(record: SlotRecord) -> str:
    return _within_a_sentence(_FILLER.sub("", clip(record.text or "")))


def _within_a_sentence(text: str) -> str:
    """ "Around 80 people" begins a line; behind a colon it is "around 80 people"."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in _SMALL_WORDS and rest else text


# "Me and our CFO": neither decides alone.
_WITH_THEM = re.compile(
    r"\W*(?:me|myself|i|ich|moi|yo|eu|io|ik)\s+(?:and|plus|with|und|mit|et|y|e|en|[+&])\s", re.I
)


_POSSESSED = re.compile(
    r"\b(?:my|our|the|mein\w*|unser\w*|die|der|das|notre|nos|le|la|les|nuestr\w+|el|nostr\w+|"
    r"noss\w+|ons|onze|de|het)\b",
    re.I,
)
_DEPARTMENTS = re.compile(
    r"(?:finance|it|hr|procurement|purchasing|legal|management|accounting|sales|marketing|"
    r"operations|einkauf|vertrieb|buchhaltung|controlling)",
    re.I,
)


def _authority_fact(voice: Voice, value: Authority, said: str) -> str:
    both = _WITH_THEM.match(said) is not None
    if value.approver and _DEPARTMENTS.fullmatch(value.approver) and not _POSSESSED.search(said):
        # "Me and finance": a department that nobody called "our".
        name = value.approver.upper() if len(value.approver) < 3 else value.approver
        return voice.word("you_and" if both else "decides", approver=name)
    if value.level == "decision_maker" and value.approver:
        return voice.word("you_and", approver=titled(voice, value.approver, said))
    if value.level == "decision_maker":
        return voice.word("you_decide")
    if value.approver and (_WITH_THEM.match(said) or JOINTLY.match(said)):
        return voice.word("you_and", approver=titled(voice, value.approver))
    if value.approver:
        return voice.word("decides", approver=titled(voice, value.approver, said))
    return ""


def join_parts(parts: Iterable[str]) -> str:
    """Sentences in one paragraph; nothing empty."""
    return " ".join(p.strip() for p in parts if p and p.strip())
