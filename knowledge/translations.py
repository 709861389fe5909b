"""Words of one language in another, for documents that do not speak the visitor's.

The model reads English and BM25 compares words: without these a German question finds nothing in
English documents, nor an English one in German. `data/concepts.txt` has one idea a line in English,
German, French and Spanish; the tables here have what visitors ask in other languages, in English
only. Words are folded and stemmed on both sides.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from knowledge.compounds import COMPOUNDING, parts_of
from knowledge.words import Phrase, as_phrase, content_words, fold, stem

# A line of the file has a cell for each.
LANGUAGES = ("en", "de", "fr", "es")
_FILE = Path(__file__).parent / "data" / "concepts.txt"
_IT = """
quanto costa costano prezzo prezzi tariffa = price cost
sconto = discount
prova periodo provare = trial
mese mensile = month monthly
anno annuale = year yearly
utenti utente postazioni postazione = user seat
dati = data
server conservati salvati ospitati = stored hosted
disdire disdetta recesso annullare = cancel leaving
lingua lingue italiano inglese = language
telefono cellulare = phone
fattura fatture = invoice
rimborso = refund
approvare approvazione = approve approval
collega collegare integrazione = connect integration
sicurezza = security
contratto = contract term
"""
_PT = """
quanto custa custam preco precos tarifa = price cost
desconto = discount
teste experimentar periodo = trial
mes mensal = month monthly
ano anual = year yearly
usuario usuarios utilizadores lugares = user seat
dados = data
servidor servidores armazenados guardados hospedados = stored hosted
cancelar cancelamento = cancel leaving
idioma idiomas portugues ingles = language
telefone telemovel celular = phone
fatura faturas = invoice
reembolso = refund
aprovar aprovacao = approve approval
conecta conectar integracao = connect integration
seguranca = security
contrato = contract term
"""
_NL = """
kost kosten prijs prijzen tarief = price cost
korting = discount
proef proefperiode proberen uitproberen = trial
maand maandelijks = month monthly
jaar jaarlijks = year yearly
gebruikers gebruiker plaatsen licenties = user seat
gegevens data = data
server servers opgeslagen bewaard gehost = stored hosted
opzeggen opzegging annuleren = cancel leaving
taal talen nederlands engels = language
telefoon mobiel = phone
factuur facturen = invoice
terugbetaling = refund
goedkeuren goedkeuring = approve approval
koppeling koppelen verbinden = connect integration
beveiliging veiligheid = security
contract looptijd = contract term
"""
_TABLES = {"it": _IT, "pt": _PT, "nl": _NL}


@cache
def concepts() -> tuple[dict[str, tuple[str, ...]], ...]:
    """Each idea as the words and phrases that each language has for it."""
    lines = _FILE.read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.strip() and not line.startswith("#")]
    listed = [
        {
            language: tuple(text.strip() for text in cell.split(",") if text.strip())
            for language, cell in zip(LANGUAGES, row, strict=True)
        }
        for row in rows
    ]
    for language, table in _TABLES.items():
        for line in table.strip().split("\n"):
            theirs, _, ours = line.partition("=")
            listed.append({language: tuple(theirs.split()), "en": tuple(ours.split())})
    return tuple(listed)


@cache
def _table(source: str, target: str) -> dict[Phrase, tuple[str, ...]]:
    """The stems of a word or phrase of one language, with what the other has for it."""
    table: dict[Phrase, dict[str, None]] = {}
    for idea in concepts():
        for text in idea.get(source, ()):
            known = table.setdefault(as_phrase(text, source), {})
            known.update(dict.fromkeys(fold(other) for other in idea.get(target, ())))
    return {phrase: tuple(others) for phrase, others in table.items() if phrase}


def translated(phrase: Phrase, source: str, target: str) -> tuple[str, ...]:
    """What `target` has for these stems of `source`, folded; () where it is not listed."""
    return _table(source, target).get(phrase, ())


@cache
def listed(language: str) -> frozenset[str]:
    """The single words, folded, that are listed for a language."""
    texts = (fold(text) for idea in concepts() for text in idea.get(language, ()))
    return frozenset(word for text in texts for word in text.split())


@cache
def is_listed(word: str, language: str) -> bool:
    """This folded word or another form of it is listed."""
    return stem(word, language) in _listed_stems(language)


@cache
def _listed_stems(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in listed(language))


def in_english(word: str, language: str) -> tuple[str, ...]:
    """The English words for a folded word; () where it is not listed."""
    return translated((stem(word, language),), language, "en")


@lru_cache(maxsize=50_000)
def plainly_in_english(word: str, language: str) -> str:
    """A folded word in English, a compound by its parts; the word itself where it is not listed."""
    if found := in_english(word, language):
        return found[0]
    parts = None
    if language in COMPOUNDING and not is_listed(word, language):
        parts = parts_of(word, lambda part: is_listed(part, language))
    return " ".join(plainly_in_english(part, language) for part in parts) if parts else word


def gloss(text: str, language: str) -> str:
    """A text word by word in what English can be had, little words left out.

    For a model that reads English only: two texts with the same words look alike to it then.
    """
    return " ".join(plainly_in_english(word, language) for word in content_words(text, language))
