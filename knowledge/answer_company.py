"""Questions about the company or its product as a whole: what it does, who it is for and behind it.

They share hardly a word with the sentence that answers them ("what do you do", "who is this for"),
so they are put in other words for the search, and the sentence is chosen by its form: it says what
the company is or does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.answer_cues import fitness, is_dangling
from knowledge.answer_question import Reading
from knowledge.answer_select import Choice, fits
from knowledge.lexical import LexicalIndex
from knowledge.spelling import common_words
from knowledge.words import fold, stem, words

Aspect = Literal["does", "who", "for"]

# A name that stands in this share of the passages is what they are all about.
OF_ALL_PASSAGES = 0.125
SHORTEST_NAME = 3
_OPENERS = (
    r"^\W*((and|so|ok|okay|hi|hello|helo|hey|there|well|but|sorry|please|first|also|und|also|hallo|moin|bonjour|"
    r"hola|y|et|wait)\W+)*(then )?"
)
_YOU = r"(you|u|ya|you guys|y'all|you people)"
_IT = rf"({_YOU}|it|this|that|they|the (company|product|tool|software|app|firm|service|platform))"
_NAME = r"[\w.-]+"
_ADVERB = r"( (actually|exactly|really|even|all|basically|here))*"
_END = rf"{_ADVERB}( (about|anyway|then|for a living|all about|good for|do)){{0,2}}\W*$"
# The texts are folded: lower case, without accents.
_ASPECTS: dict[Aspect, re.Pattern[str]] = {
    "does": re.compile(
        rf"{_OPENERS}("
        rf"what('s| is|s| are|re)?{_ADVERB} (?P<a>{_IT}|{_NAME}){_END}"
        rf"|what{_ADVERB} (do|does|can|could|would) (?P<b>{_IT}|{_NAME}){_ADVERB} "
        rf"(do|make|sell|offer|provide|help with|solve)( for (me|us|my (company|team|business)))?"
        rf"{_END}"
        rf"|(tell|give) (me|us) (more |something |a bit |an overview )?(about|of) "
        rf"(?P<c>{_IT}|{_NAME})\W*$|(can you )?(explain|describe) "
        rf"(?P<d>{_IT}|{_NAME}|what (you|it) do(es)?)\W*$"
        rf"|(how|what) (does|do) (?P<e>{_IT}|{_NAME}) work{_END}"
        rf"|was{_ADVERB} (macht|ist|sind|macht denn|kann|tut)( denn| eigentlich)? "
        rf"(?P<f>ihr|sie|das|es|die (firma|software)|{_NAME})( eigentlich| denn| so)?\W*$"
        rf"|(worum geht es|was bietet ihr|was bieten sie)( hier| an| denn)*\W*$"
        rf"|(c'est quoi|qu'est-ce que( c'est( que)?)?|que fait(es-vous)?) ?(?P<g>{_NAME})?\W*$"
        rf"|que (es|hace|haceis|hacen|ofreceis|ofrecen) ?(?P<h>{_NAME})?\W*$)"
    ),
    "who": re.compile(
        rf"{_OPENERS}("
        rf"who{_ADVERB} (is|are|s|stands) behind (?P<a>{_IT}|{_NAME}){_END}"
        rf"|who (owns|runs|founded|made|makes|built|started|created|develops) (?P<b>{_IT}|{_NAME})"
        rf"{_END}|who are (you guys|you people|the (people|company|folks) behind (it|this))\W*$"
        rf"|wer (steckt|steht)( denn| eigentlich)? (dahinter|hinter (?P<c>{_NAME}))\W*$"
        rf"|wem gehort (?P<d>{_NAME}|die firma)\W*$|qui est derriere (?P<e>{_NAME})?\W*$"
        rf"|quien esta detras( de (?P<f>{_NAME}))?\W*$)"
    ),
    "for": re.compile(
        rf"{_OPENERS}("
        rf"who('s| is|s)? (?P<a>{_IT}|{_NAME}) (made |meant |built |intended )?for{_END}"
        rf"|who{_ADVERB} (uses|needs|should use|would use) (?P<b>{_IT}|{_NAME}){_END}"
        rf"|who (are|is) your (typical |usual )?(customers?|clients?|users?)\W*$"
        rf"|(fur wen|wer nutzt|wer benutzt|wer braucht)( ist)? (?P<c>das|es|{_NAME})"
        rf"( gemacht| gedacht)?\W*$|pour qui (est|c'est)\b.*$|para quien es\b.*$)"
    ),
}
_TEXTS: dict[Aspect, str] = {
    "does": "What is {name} and what does {name} do?",
    "who": "Who founded {name} and who owns the company?",
    "for": "Which companies is {name} made for and who uses {name}?",
}
_POINTING = frozenset({"it", "this", "that", "they", "das", "es", "sie"})
_ADDRESSED = frozenset({"you", "u", "ya", "you guys", "y'all", "you people", "ihr", "die firma"})
_WE = r"(we|our \w+( \w+)?|wir|nous|on|nosotros)"
_VERB = (
    r"(is|are|ist|sind|est|es|helps?|lets?|gives?|makes?|offers?|provides?|hilft|bietet|macht|"
    r"aide|propose|ofrece|ayuda|[a-z]{3,}(?<!s)s|[a-z]{3,}t)"
)
_NOT = re.compile(r"\b(not|never|no longer|nor|nicht|kein\w*|ne|pas|no)\b")
_SAYS: dict[str, re.Pattern[str]] = {
    "who": re.compile(
        r"\b(founded|founders?|owned|owners?|belongs to|started by|created by|people behind|run by|"
        r"gegrundet|grunder|gehort|fondee?|fondateurs?|fundad[oa]|fundadores)\b"
    ),
    "for": re.compile(
        r"\b((made|built|meant|designed|intended) for|for (companies|businesses|teams|people|firms|"
        r"schools|agencies|small|anyone|everyone)|used by|uses?|suits|customers are|companies use|"
        r"gemacht fur|fur (unternehmen|firmen|teams)|pour les|para empresas)\b"
    ),
}
# What the form of a sentence counts beside its likeness.
DEFINES, OPENS, OF_ALL = 0.3, 0.15, 0.15
LEAST = 0.6
# Titles of pages about everything.
_WHOLE = re.compile(
    r"^(the )?(product|products|introduction|overview|welcome|home|company|what (is|we do)|"
    r"getting started|einfuhrung|uberblick|unternehmen|produkt|accueil|presentation|inicio|"
    r"empresa|producto)\b|^(about( us)?|uber uns|a propos|quienes somos)\b"
)


_LEGAL = re.compile(
    r"\b(privacy|terms|legal|imprint|cookies?|agreement|policy|security|compliance|api|"
    r"datenschutz|agb|impressum|conditions|mentions|condiciones|privacidad)\b"
)


@dataclass(frozen=True, slots=True)
class CompanyQuestion:
    """The question in words that the documents use; `name`: as they call the company, folded."""

    aspect: Aspect
    text: str
    name: str


def company_question(
    reading: Reading, company: str, lexical: LexicalIndex
) -> CompanyQuestion | None:
    """What of the whole company is asked; None where it is about anything else."""
    plain = fold(reading.own).replace("’", "'")
    for aspect, pattern in _ASPECTS.items():
        found = pattern.match(plain)
        if found is None:
            continue
        meant = next((part for part in found.groupdict().values() if part), "")
        if meant in _POINTING and reading.lead:
            # "What does it do", behind a question about something else.
            return None
        own = _name_of(company, lexical)
        is_unnamed = not meant or meant in _POINTING | _ADDRESSED or meant.startswith("the ")
        is_own = is_unnamed or meant == own or _is_misspelt(meant, own, lexical)
        name = own if is_own else meant
        if is_own or _is_of_all(meant, company, lexical):
            return CompanyQuestion(aspect, _TEXTS[aspect].format(name=name or "the company"), name)
    return None


def in_its_words(reading: Reading, asked: CompanyQuestion) -> Reading:
    """The reading with the question in those words, standing alone."""
    text = asked.text
    return Reading(text, text, "", reading.language, frozenset(), reading.seats, of_all=True)


def _name_of(company: str, lexical: LexicalIndex) -> str:
    """The name that the documents give to what they are all about, "" where there is none.

    The word that stands in most passages; one of the site's name counts twice, a made-up one too.
    """
    own = {word for word in words(company) if _share(word, lexical) > 0}
    spread = lexical.spread(OF_ALL_PASSAGES)

    def standing(word: str) -> tuple[float, str]:
        twice = (word in own) + (word not in common_words())
        return 2**twice * _share(word, lexical), word

    known = own | {word for word in spread if _is_made_up(word, lexical)}
    return max(known, key=standing, default="")


def _is_made_up(word: str, lexical: LexicalIndex) -> bool:
    is_name = word.isalpha() and len(word) > SHORTEST_NAME and word not in common_words()
    return is_name and _share(word, lexical) >= OF_ALL_PASSAGES


def _is_of_all(word: str, company: str, lexical: LexicalIndex) -> bool:
    """The documents are about it: a name of the company, or one that stands all over them."""
    return (word in words(company) and _share(word, lexical) > 0) or _is_made_up(word, lexical)


def _is_misspelt(word: str, name: str, lexical: LexicalIndex) -> bool:
    """The name, as the documents have it, is what this word is mended to."""
    forms = {phrase for term in lexical.read(word, "en") for phrase, _ in term.forms}
    return bool(name) and (stem(name, "en"),) in forms


def _share(word: str, lexical: LexicalIndex) -> float:
    found = max(
        lexical.frequency(stem(word, language)) for language in lexical.languages or ("en",)
    )
    return found / max(len(lexical.chunks), 1)


def sentences_about(asked: CompanyQuestion, choices: Sequence[Choice]) -> list[Choice]:
    """The one or two sentences that say it; none where no sentence has the form of saying it."""
    weighed = sorted(((_worth(asked, c), c) for c in choices), key=lambda pair: -pair[0])
    if not weighed or weighed[0][0] < LEAST:
        return []
    best = weighed[0][1]
    behind = next(
        (
            c
            for _, c in weighed
            if c.ranked is best.ranked and c.unit.position == best.unit.position + 1
        ),
        None,
    )
    follows = behind is not None and _is_sound(behind) and fits([best], [behind])
    return [best, behind] if behind is not None and follows else [best]


def _worth(asked: CompanyQuestion, choice: Choice) -> float:
    plain = fold(choice.unit.text).strip("*_\"'“”„ ")
    if not _is_sound(choice) or is_dangling(choice.unit) or _NOT.search(plain):
        return 0.0
    subject = (
        rf"(at |with )?(the )?({re.escape(asked.name)}( \w+){{0,2}}|{_WE})" if asked.name else _WE
    )
    defines = re.match(rf"{subject} {_VERB}\b", plain) is not None
    if asked.aspect != "does" and not _SAYS[asked.aspect].search(plain):
        return 0.0
    hit = choice.ranked.hit
    title = fold(hit.title)
    opens = choice.unit.position == 0 and hit.position == 0
    of_all = (_WHOLE.search(title) is not None) - (_LEGAL.search(title) is not None)
    return choice.similar + DEFINES * defines + OPENS * opens + OF_ALL * of_all


def _is_sound(choice: Choice) -> bool:
    """A sentence that can be quoted as it stands."""
    return choice.unit.kind == "prose" and fitness(frozenset(), choice.unit) == 0
