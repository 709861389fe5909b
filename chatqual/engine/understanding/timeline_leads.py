"""Words before a time that make it an end or a beginning, in seven languages, longest first."""

from __future__ import annotations

from typing import Literal

Lead = Literal["by", "before", "after", "from", "since"]

_WORDS: dict[Lead, str] = {
    "by": """
        by | not later than | no later than | latest by | latest | as late as | until | till
        | til | up to | due | due by | due on | deadline | deadline is | deadline of | bis |
        bis zum | bis spätestens | spätestens | spätestens bis | d'ici | d'ici à | jusqu'à |
        jusqu'en | au plus tard | para | hasta | a más tardar | até | até o |
        no mais tardar | entro | entro il | entro la | fino a | al più tardi | tegen |
        uiterlijk | on or before | at the latest
    """,
    "before": """
        before | prior to | ahead of | in time for | earlier than | vor | vor dem | vor der
        | noch vor | avant | antes de | antes del | antes do | antes da | prima di |
        prima del | prima della | voor
    """,
    "after": """
        after | later than | past | beyond | nach
        | nach dem | nach der | erst nach | après | après le | après l' | después de |
        después del | depois de | depois do | depois da | após | dopo | dopo il | dopo la |
        dopo l' | na | na de
    """,
    "from": """
        not before | no earlier than | not earlier than | not until | earliest | frühestens |
        frühestens ab | frühestens im | nicht vor | pas avant | au plus tôt | no antes de |
        não antes de | non prima di | niet voor | from | starting | starting from | starting on |
        starting in | starts | starts on |
        as of | as from | effective | from about | ab | ab dem | ab anfang | à partir de |
        à partir du | à compter de | dès | a partir de | a partir del | a partir do | desde
        | da | dal | a partire da | vanaf | beginning on | beginning in
    """,
    "since": """
        since | ever since | seit | depuis | desde hace | sinds
    """,
}

# By their first word: every phrase that begins with it, longest first.
LEADS: dict[str, list[tuple[tuple[str, ...], Lead]]] = {}
for _lead, _text in _WORDS.items():
    for _phrase in _text.split("|"):
        _words = tuple(_phrase.split())
        LEADS.setdefault(_words[0], []).append((_words, _lead))
for _phrases in LEADS.values():
    _phrases.sort(key=lambda pair: -len(pair[0]))
