"""Words of numbers in seven languages, as data for the grammar in `numbers.py`.

A word is a kind and a value. Kinds: `unit` is added where its digits are still free (twelve,
forty),
`hundred` and `scale` multiply what stands before them, `dozen` multiplies once, `fraction` is a
part of
one or of the scale beside it, `point` is the decimal mark said aloud, `article` is one before a
scale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["unit", "hundred", "scale", "dozen", "fraction", "point", "article"]


@dataclass(frozen=True, slots=True)
class NumberWord:
    kind: Kind
    value: float


def words_of(text: str) -> frozenset[str]:
    """The words of a text that is laid out for reading."""
    return frozenset(text.split())


def _words(kind: Kind, text: str) -> dict[str, NumberWord]:
    pairs = (entry.rsplit(":", 1) for entry in text.split())
    return {word: NumberWord(kind, float(value)) for word, value in pairs}


def _language(**kinds: str) -> dict[str, NumberWord]:
    table: dict[str, NumberWord] = {}
    for kind, text in kinds.items():
        table.update(_words(kind, text))  # type: ignore[arg-type]
    return table


_SHORT_SCALES = "k:1e3 m:1e6 mn:1e6 mln:1e6 mio:1e6 mill:1e6 bn:1e9 b:1e9 mrd:1e9 mld:1e9 tsd:1e3"

# Letters that are a scale only right after a number: "15k", "2.5 bn". Never a number by themselves.
SUFFIXES = _words(
    "scale", _SHORT_SCALES + " lac:1e5 lkh:1e5 lkhs:1e5 cr:1e7 tn:1e12 mm:1e6 kish:1e3"
)
# With a space before them these are ordinary letters or units ("5 m" is a length).
GLUED_ONLY = frozenset({"m", "b"})
# "mm" is a million beside money only ("$2mm"), else a length.
MONEY_ONLY = frozenset({"mm"})

# One sign for a fraction: "1½ million".
_SIGN_TABLE = _words("fraction", "½:.5 ¼:.25 ¾:.75")
FRACTION_SIGNS = frozenset(_SIGN_TABLE)

ENGLISH = _language(
    unit=(
        "zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 "
        "twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 "
        "nineteen:19 "
        "twenty:20 thirty:30 forty:40 fourty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90 "
        "couple:2"
    ),
    hundred="hundred:100 hundreds:100",
    scale=(
        "thousand:1e3 thousands:1e3 million:1e6 millions:1e6 mil:1e6 mill:1e6 billion:1e9 "
        "billions:1e9 "
        "trillion:1e12 grand:1e3 lakh:1e5 lakhs:1e5 crore:1e7 crores:1e7"
    ),
    dozen="dozen:12 dozens:12",
    fraction="half:.5 quarter:.25 quarters:.25",
    point="point:0",
    article="a:1 an:1",
)

GERMAN = _language(
    unit=(
        "null:0 ein:1 eins:1 eine:1 einen:1 einem:1 einer:1 zwei:2 zwo:2 drei:3 vier:4 fünf:5 "
        "fuenf:5 "
        "sechs:6 sieben:7 acht:8 neun:9 zehn:10 elf:11 zwölf:12 zwoelf:12 dreizehn:13 vierzehn:14 "
        "fünfzehn:15 fuenfzehn:15 sechzehn:16 siebzehn:17 achtzehn:18 neunzehn:19 zwanzig:20 "
        "dreißig:30 dreissig:30 vierzig:40 fünfzig:50 fuenfzig:50 sechzig:60 siebzig:70 achtzig:80 "
        "neunzig:90 anderthalb:1.5 eineinhalb:1.5 zweieinhalb:2.5 dreieinhalb:3.5"
    ),
    hundred="hundert:100",
    scale=(
        "tausend:1e3 million:1e6 millionen:1e6 milliarde:1e9 milliarden:1e9 billion:1e12 "
        "billionen:1e12"
    ),
    dozen="dutzend:12",
    fraction="halbe:.5 halben:.5 viertel:.25 dreiviertel:.75",
    point="komma:0",
)

DUTCH = _language(
    unit=(
        "nul:0 een:1 één:1 twee:2 drie:3 vier:4 vijf:5 zes:6 zeven:7 acht:8 negen:9 tien:10 elf:11 "
        "twaalf:12 dertien:13 veertien:14 vijftien:15 zestien:16 zeventien:17 achttien:18 "
        "negentien:19 "
        "twintig:20 dertig:30 veertig:40 vijftig:50 zestig:60 zeventig:70 tachtig:80 negentig:90 "
        "anderhalf:1.5 anderhalve:1.5"
    ),
    hundred="honderd:100",
    scale="duizend:1e3 miljoen:1e6 miljard:1e9 biljoen:1e12 ton:1e5",
    dozen="dozijn:12",
    fraction="half:.5 halve:.5 kwart:.25",
    point="komma:0",
)

FRENCH = _language(
    unit=(
        "zéro:0 zero:0 un:1 une:1 deux:2 trois:3 quatre:4 cinq:5 six:6 sept:7 huit:8 neuf:9 dix:10 "
        "onze:11 douze:12 treize:13 quatorze:14 quinze:15 seize:16 vingt:20 vingts:20 trente:30 "
        "quarante:40 cinquante:50 soixante:60 septante:70 huitante:80 octante:80 nonante:90"
    ),
    hundred="cent:100 cents:100",
    scale=(
        "mille:1e3 mil:1e3 million:1e6 millions:1e6 milliard:1e9 milliards:1e9 billion:1e12 "
        "billions:1e12"
    ),
    dozen="douzaine:12 douzaines:12 dizaine:10 dizaines:10 quinzaine:15 vingtaine:20 trentaine:30 "
    "quarantaine:40 cinquantaine:50 soixantaine:60 centaine:100 millier:1e3",
    fraction="demi:.5 demie:.5 quart:.25 quarts:.25",
    point="virgule:0",
)

SPANISH = _language(
    unit=(
        "cero:0 un:1 uno:1 una:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 "
        "diez:10 "
        "once:11 doce:12 trece:13 catorce:14 quince:15 dieciséis:16 dieciseis:16 diecisiete:17 "
        "dieciocho:18 diecinueve:19 veinte:20 veintiún:21 veintiuno:21 veintiuna:21 veintidós:22 "
        "veintidos:22 veintitrés:23 veintitres:23 veinticuatro:24 veinticinco:25 veintiséis:26 "
        "veintiseis:26 veintisiete:27 veintiocho:28 veintinueve:29 treinta:30 cuarenta:40 "
        "cincuenta:50 sesenta:60 setenta:70 ochenta:80 noventa:90 doscientos:200 doscientas:200 "
        "trescientos:300 trescientas:300 cuatrocientos:400 cuatrocientas:400 quinientos:500 "
        "quinientas:500 seiscientos:600 seiscientas:600 setecientos:700 setecientas:700 "
        "ochocientos:800 ochocientas:800 novecientos:900 novecientas:900"
    ),
    hundred="cien:100 ciento:100",
    scale="mil:1e3 miles:1e3 millón:1e6 millon:1e6 millones:1e6 billón:1e12 billones:1e12",
    dozen="docena:12 docenas:12 decena:10 decenas:10 quincena:15 veintena:20 treintena:30 "
    "centenar:100",
    fraction="medio:.5 media:.5 cuarto:.25 cuartos:.25",
    point="coma:0",
)

PORTUGUESE = _language(
    unit=(
        "zero:0 um:1 uma:1 dois:2 duas:2 três:3 tres:3 quatro:4 cinco:5 seis:6 sete:7 oito:8 "
        "nove:9 "
        "dez:10 onze:11 doze:12 treze:13 quatorze:14 catorze:14 quinze:15 dezesseis:16 "
        "dezasseis:16 "
        "dezessete:17 dezassete:17 dezoito:18 dezenove:19 dezanove:19 vinte:20 trinta:30 "
        "quarenta:40 "
        "cinquenta:50 cinqüenta:50 sessenta:60 setenta:70 oitenta:80 noventa:90 duzentos:200 "
        "duzentas:200 trezentos:300 trezentas:300 quatrocentos:400 quatrocentas:400 quinhentos:500 "
        "quinhentas:500 seiscentos:600 seiscentas:600 setecentos:700 setecentas:700 oitocentos:800 "
        "oitocentas:800 novecentos:900 novecentas:900"
    ),
    hundred="cem:100 cento:100",
    scale=(
        "mil:1e3 milhão:1e6 milhao:1e6 milhões:1e6 milhoes:1e6 bilhão:1e9 bilhao:1e9 bilhões:1e9 "
        "bilhoes:1e9 bilião:1e12 biliões:1e12 mi:1e6 bi:1e9 trilhão:1e12 trilhões:1e12"
    ),
    dozen="dúzia:12 duzia:12 dúzias:12 dezena:10 dezenas:10 vintena:20 centena:100",
    fraction="meio:.5 meia:.5 quarto:.25 quartos:.25",
    point="vírgula:0 virgula:0",
)

ITALIAN = _language(
    unit=(
        "zero:0 un:1 uno:1 una:1 due:2 tre:3 quattro:4 cinque:5 sei:6 sette:7 otto:8 nove:9 "
        "dieci:10 "
        "undici:11 dodici:12 tredici:13 quattordici:14 quindici:15 sedici:16 diciassette:17 "
        "diciotto:18 diciannove:19 venti:20 trenta:30 quaranta:40 cinquanta:50 sessanta:60 "
        "settanta:70 ottanta:80 novanta:90 tré:3"
    ),
    hundred="cento:100",
    scale="mille:1e3 mila:1e3 milione:1e6 milioni:1e6 miliardo:1e9 miliardi:1e9",
    dozen="dozzina:12 decina:10 decine:10 ventina:20 trentina:30 quindicina:15 "
    "quarantina:40 cinquantina:50 sessantina:60 centinaio:100 migliaio:1e3",
    fraction="mezzo:.5 mezza:.5 quarto:.25 quarti:.25",
    point="virgola:0",
)

ENGLISH.update(_SIGN_TABLE)

TABLES: dict[str, dict[str, NumberWord]] = {
    "en": ENGLISH,
    "de": GERMAN,
    "nl": DUTCH,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "it": ITALIAN,
}

# Words that may stand between two parts of one number ("five and a half", "treinta y cinco").
JOINERS: dict[str, frozenset[str]] = {
    "en": frozenset({"and", "-"}),
    "de": frozenset({"und", "-"}),
    "nl": frozenset({"en", "ën", "-"}),
    "fr": frozenset({"et", "-"}),
    "es": frozenset({"y", "-"}),
    "pt": frozenset({"e", "-"}),
    "it": frozenset({"e", "-"}),
}

# Languages that write one number as one word, and the pieces it is made of, longest first.
_ELIDED_ITALIAN = {
    "vent": 20,
    "trent": 30,
    "quarant": 40,
    "cinquant": 50,
    "sessant": 60,
    "settant": 70,
    "ottant": 80,
    "novant": 90,
}


def _pieces(table: dict[str, NumberWord], extra: dict[str, NumberWord]) -> dict[str, NumberWord]:
    glued = {
        word: found
        for word, found in table.items()
        if found.kind in ("unit", "hundred") or found.value == 1000
    }
    return {**glued, **extra}


COMPOUNDS: dict[str, dict[str, NumberWord]] = {
    "de": _pieces(GERMAN, {}),
    "nl": _pieces(DUTCH, {}),
    "it": _pieces(
        ITALIAN,
        {
            **{stem: NumberWord("unit", value) for stem, value in _ELIDED_ITALIAN.items()},
            "cent": NumberWord("hundred", 100),
        },
    ),
}
GLUE: dict[str, tuple[str, ...]] = {"de": ("und",), "nl": ("en", "ën"), "it": ("e",)}


def _alternation(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


PIECE = {
    language: re.compile(_alternation((*pieces, *GLUE[language])))
    for language, pieces in COMPOUNDS.items()
}
WHOLE = {language: re.compile(f"(?:{found.pattern})+") for language, found in PIECE.items()}

# Languages whose units come before the tens: "fünfundvierzig".
UNITS_FIRST = frozenset({"de", "nl"})

# Languages that write a decimal comma; in these a point before three digits groups them.
COMMA_DECIMALS = words_of(
    "de fr es pt it nl da sv nb nn no fi pl cs sk hu ro bg ru uk tr id vi el hr sl sr lt lv et"
)
# Countries that write a decimal point although most speakers of their language do not.
POINT_REGIONS = words_of("US MX PR GT HN NI SV PA DO CH LI PH IN GB")
