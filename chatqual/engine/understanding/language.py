"""Which of the seven languages a line is in, by its most common words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from chatqual.engine.understanding.acts_text import fold

Language = Literal["en", "de", "fr", "es", "pt", "it", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "de", "fr", "es", "pt", "it", "nl")

# Folded forms. A word that several languages share counts for each, and so for none of them.
_COMMON: dict[Language, str] = {
    "en": "the and of to is are was you your we our it its this that with for have has had not do "
    "does did what which who when where how why can could would will should my me they there "
    "from about need want please thanks thank hello hi yes if or but be been i'm don't it's "
    "what's u ur ya no so just any some more much many than get got at by an us people team "
    "month year as i on",
    "de": "der die das und ist sind nicht ein eine einen einem einer wir ihr sie ich es mit fur "
    "auf von zu im den dem des wie was wer wo wann warum haben hat habe kann konnen wird werden "
    "auch noch nur bei uns unser unsere bitte danke hallo guten oder aber wenn dass man mein meine "
    "gibt ja nein kein keine sich schon mal uber nach aus als zum zur brauchen mochte welche moin "
    "gerne geht alle ihnen ihre tag kostet etwa rund mir dir doch weiß leute plätze platze braucht "
    "jeder mitarbeiter ne",
    "fr": "le la les des un une et est sont nous vous je il elle avec pour dans sur pas ne que qui "
    "quoi comment combien quand ou merci bonjour oui non mon ma mes notre votre vos avez avons "
    "suis c'est j'ai du au aux ce cette ça ca plus mais si y faut faire oui salut bonsoir tout "
    "quel quelle puis peut peux d'accord jusqu'a par",
    "es": "el los las una unos y es son nosotros usted ustedes yo con para en por no que quien "
    "como cuanto cuantos cuando donde gracias hola si mi su nuestro nuestra tenemos tiene tienen "
    "del al se lo pero mas muy hay puedo necesitamos quiero buenos dias buenas hasta esta este "
    "años mes creo dije vale bien o menos marzo "
    "enero somos",
    "pt": "o os as um uma e sao nos voce voces eu com para em por nao que quem como quanto quantos "
    "quando onde obrigado obrigada ola sim meu minha nosso nossa temos tem do da dos das ao se mas "
    "mais muito ha posso precisamos quero bom dia ate esta este isso acho esse mes boa tudo menos "
    "marco janeiro somos",
    "it": "no il lo gli un una e sono noi voi io con per di non che chi come quanto quanti quando "
    "dove grazie ciao si mio mia nostro nostra abbiamo avete ho ha del della dei nel al alla ma "
    "piu molto posso vorrei buongiorno fino questo questa anche cosa perche mese va bene penso o "
    "marzo",
    "nl": "de het een en is zijn niet wij we jullie u ik hij met voor op van te dat die wat wie "
    "waar wanneer hoe waarom hebben heeft heb kan kunnen wordt worden ook nog maar bij ons onze "
    "bedankt dank hallo ja nee geen mijn als naar uit om aan tot er deze dit graag goedemorgen "
    "ga dag euro per maand jaar willen",
}
_WEIGHTS: dict[str, dict[Language, float]] = {}
for _language, _words in _COMMON.items():
    for _word in dict.fromkeys(_words.split()):
        _WEIGHTS.setdefault(_word, {})[_language] = 1.0
for _shares in _WEIGHTS.values():
    for _language in _shares:
        _shares[_language] = 1.0 / len(_shares)

_WORDS = re.compile(r"[a-zß]+(?:'[a-z]+)?")
_LETTERS: tuple[tuple[re.Pattern[str], Language, float], ...] = (
    (re.compile(r"[äöüß]", re.I), "de", 0.7),
    (re.compile(r"[ñ¿¡]", re.I), "es", 1.5),
    (re.compile(r"[ãõ]", re.I), "pt", 1.5),
    (re.compile(r"[êèçœ]", re.I), "fr", 0.5),
    (re.compile(r"[ìò]", re.I), "it", 0.7),
)
_MARGIN = 0.6


@lru_cache(maxsize=64)
def language_of(text: str, fallback: str = "en") -> Language:
    """The language of the line; `fallback` (that of the locale) unless the words clearly differ."""
    home: Language = next((known for known in LANGUAGES if known == fallback), "en")
    points: dict[Language, float] = {home: _MARGIN}
    for word in _WORDS.findall(fold(text)):
        for language, weight in _WEIGHTS.get(word, {}).items():
            points[language] = points.get(language, 0.0) + weight
    for pattern, language, weight in _LETTERS:
        if not text.isascii() and pattern.search(text):
            points[language] = points.get(language, 0.0) + weight
    return max(points, key=lambda language: points[language])
