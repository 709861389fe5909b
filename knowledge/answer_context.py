"""What a question leans on: the visitor's earlier one, and the words that stand for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.words import content_words, fold

# "Thanks," and the like say nothing about what follows them.
_OPENERS = re.compile(
    r"^\W*((ok|okay|well|thanks?( you)?|cool|great|fine|good|hm+|yes|no|sure|danke|gut|merci|"
    r"gracias|vale)\W+)+"
)
_GOES_ON = re.compile(r"^\W*((and|but|so|also|then|und|aber|et|mais|y|pero|e)\b\W*)+")
_WHAT_ABOUT = re.compile(
    r"^\W*((and|und|et|y)\W+)?((what|how) about|was ist mit|wie (sieht|ist) es mit|qu'en est-il|"
    r"et pour|y para|que tal)\b"
)
# What begins a question that may well stand by itself, "and" or not.
_ASKS = re.compile(
    r"(what|how|when|where|who|whom|which|why|is|are|was|were|do|does|did|can|could|will|would|"
    r"should|may|must|has|have|wie|was|wann|wo|wer|welche[rsnm]?|warum|ist|sind|kann|konnen|habt|"
    r"gibt|comment|quand|ou|qui|quel(le)?s?|pourquoi|est-ce|peut-on|como|cuando|donde|quien|cual|"
    r"hay|puedo)\b"
)
# "Is there an app" points at nothing, "can I do it there" does.
_EXISTS = re.compile(r"\b(is|are|was|were|will) there\b|\bthere('s| is| are| was| were)\b")
# "Does it work with X", "geht das mit X": the product itself, where X is named.
_PRODUCT = re.compile(
    r"\b(does|do|can|could|will|would|has|did) (it|this|that|they) (also |even |just |really )?"
    r"(work|do|have|support|connect|run|integrate|handle|come|offer|cover|got|talk|speak|fit|play)\b"
    r"|\b(is|are|s) (it|this|that) (also |even |all |really )?(hosted|self-?hosted|accessible|"
    r"compliant|certified|secure|safe|open ?source|on-?prem\w*|in the cloud|cloud|gdpr|made|"
    r"developed|multilingual)\b"
    r"|\b(geht|funktioniert|klappt|lauft|kann|unterstutzt) (das|es|dies)\b"
    r"|\b(ca|cela) (marche|fonctionne|va)\b|\b(muss|musst|mussen) (ich|wir|man) (da|dafur|dazu)\b"
)
_LEANS = re.compile(
    r"\b(it|its|that|this|those|these|them|they|one|ones|there|the other|the same|same|instead|"
    r"none|neither|both|"
    r"das|dies|davon|dafur|darin|dabei|damit|es|er|ihn|ihm|diese[rsnm]?|der andere|die anderen|"
    r"ca|cela|(?:il|elle|ils|elles)(?! (?:y a|faut|existe))|celui-ci|celle-ci|"
    r"l'autre|eso|esto|ese|esa|el otro|la otra)\b"
)
# The words that stand for the earlier question's subject, to be put in their place.
_STANDS_FOR = re.compile(
    r"\b(it|them|they|this one|that one|those|these|this|that|davon|damit|er|ihn|ihm|cela|eso|"
    r"esto)\b"
)
# "How many per request": of what, the earlier question has said.
_COUNTS_NOTHING = re.compile(
    r"\b(how many|wie ?viele|combien|cuant[oa]s)\s+(per|in|on|at|each|a|an|can|do|are|is|pro|je|in|"
    r"par|por|en)\b|\b(how many|how long|how often|how much|wie ?viele?|wie lange|wie oft)\W*$"
)
MOST_WORDS_OF_A_LEANING_QUESTION = 3
MOST_WORDS_OF_A_SUBJECT = 3
# What is asked about a subject, and never is one: how much, how often, in which unit.
_MEASURES = re.compile(
    r"(\d+|%|[$€£]|one|two|three|four|five|six|seven|eight|nine|ten|twelve|often|long|soon|fast|quick(ly)?|late|early|big|large|small|far|old|high|low|"
    r"times?|"
    r"days?|weeks?|months?|years?|hours?|minutes?|seconds?|percent|max(imum)?|min(imum)?|exactly|"
    r"roughly|approximately|usually|normally|total|included?|extra|main|overall|sum|figure|amount|"
    r"none|nobody|neither|both|"
    r"company|firm|office|organi[sz]ation|everyone|everybody|folks|heads?|person|guys|damn|bloody|"
    r"price[sd]?|pricing|costs?|pays?|paid|charged?|expensive|cheap(er|est)?|bill(ed|ing)?|"
    r"monthly|yearly|annual(ly)?|daily|weekly|"
    r"plans?|tiers?|packages?|options?|seats?|users?|people|ppl|persons?|employees|members|licen[cs]es|"
    r"oft|lange|schnell|dauert|dauern|tage?n?|wochen?|monate?n?|jahre?n?|stunden?|prozent|genau|"
    r"kosten|kostet|preise?|teuer|tarife?|platze?n?|nutzer|benutzer|personen|leute|mitarbeiter\w*|"
    r"souvent|longtemps|jours?|semaines?|mois|ans?|heures?|prix|tarifs?|coute|couter|utilisateurs?|"
    r"personnes|places|tiempo|dias?|semanas?|mes(es)?|anos?|horas?|precios?|cuesta|usuarios?|"
    r"personas|planes)"
)
# Verbs that a product does to whatever is asked about.
_VERBS = re.compile(
    r"works?|working|supports?|supported|needs?|needed|uses?|using|offers?|offered|provides?|"
    r"provided|allows?|allowed|available|connects?|includes?|included|exists?|find|show|shows|"
    r"funktioniert|unterstutzt|braucht|bietet|angeboten|verfugbar|existiert|offre[zr]?|"
    r"fonctionne|disponible|funciona|ofrecen?|looking|interested"
)


def subject_words(text: str, language: str) -> list[str]:
    """The words that name what is asked about; none in "how often?" or "for 12 people?"."""
    return [w for w in content_words(text, language) if is_subject(w)]


def is_subject(word: str) -> bool:
    """False for a measure, a unit, a number and what everything has (a price, a plan)."""
    return _MEASURES.fullmatch(word) is None


def find_lead(text: str, history: Sequence[str], language: str) -> str:
    """The earlier question that this one cannot be understood without, "" where there is none."""
    if not history or not _leans(text, language):
        return ""
    earlier = _last_with_words(history, language)
    if earlier and len(history) > 1 and _is_follow_up(fold(earlier)):
        # "and for nonprofits?" behind "what about Team?": the question before both counts too.
        before = _last_with_words(history[:-1], language)
        earlier = f"{before} {earlier}".strip()
    return earlier


def _last_with_words(history: Sequence[str], language: str) -> str:
    """The last question that names something; else the last that says anything at all."""
    named = (q for q in reversed(history) if subject_words(q, language))
    return next(named, "") or next((q for q in reversed(history) if content_words(q, language)), "")


def _leans(text: str, language: str) -> bool:
    plain = _OPENERS.sub("", fold(text))
    if not subject_words(text, language) or _is_follow_up(plain) or _COUNTS_NOTHING.search(plain):
        return True
    is_short = len(content_words(text, language)) <= MOST_WORDS_OF_A_LEANING_QUESTION
    return is_short and bool(_LEANS.search(_PRODUCT.sub(" ", _EXISTS.sub(" ", plain))))


def _is_follow_up(plain: str) -> bool:
    """ "What about X", "and for X": a piece of a question; "and where is X" is a whole one."""
    if _WHAT_ABOUT.search(plain):
        return True
    begins = _GOES_ON.match(plain)
    return begins is not None and not _ASKS.match(plain, begins.end())


_PREPOSITION = r"(?:for|on|in|with|at|from|by|to|fur|in|bei|mit|auf|pour|avec|dans|en|para|con)"
_IN_PLACE_OF = re.compile(
    rf"^\W*(?:(?:and|or|so|und|et|y|what about|how about)\W+)+(?P<at>{_PREPOSITION})\s"
)


def without_parallel(lead: str, text: str, language: str) -> str:
    """ "By when must we approve for Kenya" without Kenya, where "and for Malta?" follows it."""
    found = _IN_PLACE_OF.match(fold(text))
    if found is None or not swaps_subject(text, language) or not lead.isascii():
        return lead
    parallel = re.search(rf"\s{found['at']}\s(?!.*\s{found['at']}\s).+$", fold(lead).rstrip(" ?.!"))
    if parallel is None or any(character.isdigit() for character in parallel[0]):
        return lead
    kept = lead[: parallel.start()]
    return kept if content_words(kept, language) else lead


def swaps_subject(text: str, language: str) -> bool:
    """ "And the backups?": the earlier question is asked again about something else."""
    plain = _EXISTS.sub(" ", fold(text))
    return bool(subject_words(text, language)) and not _LEANS.search(plain)


def asks_anew(text: str, language: str) -> bool:
    """ "What is in it?": a whole question about the same thing, and not the earlier one again."""
    plain = _OPENERS.sub("", fold(text))
    begins = _GOES_ON.match(plain)
    at = begins.end() if begins else 0
    return bool(_ASKS.match(plain, at) and _STANDS_FOR.search(plain)) and not subject_words(
        text, language
    )


def subject_of(text: str, language: str) -> str:
    """What an earlier question was about, in its own words."""
    named = [w for w in subject_words(text, language) if not _VERBS.fullmatch(w)]
    return " ".join(named[-MOST_WORDS_OF_A_SUBJECT:])


def made_whole(text: str, lead: str, language: str) -> str:
    """The question with the earlier one's subject in place of its pronoun, else behind it."""
    pronoun = _STANDS_FOR.search(fold(text)) if text.isascii() else None
    subject = subject_of(lead, language)
    is_whole = subject_words(text, language) or asks_anew(text, language)
    if pronoun is None or not subject or not is_whole:
        return f"{lead.rstrip(' ?!.')} {text}"
    return f"{text[: pronoun.start()]}{subject}{text[pronoun.end() :]}"
