"""Cards: pasted signatures ("Jo Berg / Buyer / Acme Ltd / +44 ...") and forms ("Company: Acme").

Each of their fields is one thing. A card is one only where its first field can be a name and
another is an address, a number, a title or a firm by its legal form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from chatqual.engine.slots import Geography
from chatqual.engine.understanding.base import Found
from chatqual.engine.understanding.gazetteer import is_place, places_in
from chatqual.engine.understanding.people import (
    is_firm_like,
    is_given_name,
    is_plausible_name,
    is_whole_name,
)
from chatqual.engine.understanding.sentences import plain
from chatqual.engine.understanding.sieve import Sifted
from chatqual.engine.understanding.titles import TITLE_RE, is_title
from chatqual.engine.understanding.words import LEGAL_FORM, NOT_A_COMPANY


@dataclass(frozen=True, slots=True)
class Card:
    """What a signature or form says; texts as written."""

    name: Found[str] | None = None
    role: Found[str] | None = None
    firm: Found[str] | None = None
    place: Found[Geography] | None = None


@dataclass(frozen=True, slots=True)
class _Field:
    text: str
    start: int
    line: int
    confidence: float = 0.9

    @property
    def found(self) -> Found[str]:
        return Found(self.text, self.start, self.start + len(self.text), self.confidence)


# A longer text is no card.
_LONGEST = 1_000
_LABELS = {
    "name": r"(?:full |contact |first and last |your |my )?name|nombre(?: completo)?|nom|nome|naam",
    "firm": r"company(?: name)?|organi[sz]ation(?: name)?|firm|employer|business(?: name)?|firma"
    r"|unternehmen|empresa|entreprise|société|azienda|bedrijf",
    "role": r"designation|(?:job )?(?:role|title)|position|job|cargo|puesto|fonction|poste|ruolo"
    r"|functie|funktion",
    "place": r"country|city|location|based(?: in)?|land|ort|stadt|standort|país|ciudad|pays|ville"
    r"|paese|città|cidade|plaats|address|adresse|dirección",
    "other": r"e-?mail(?: id| address)?|phone(?: number| no\.?)?|tel\.?|telefon|mobile(?: number"
    r"| no\.?)?|mob|cell|contact(?: no\.?| number)?|website|web|team size|employees|headcount|users"
    r"|budget|timeline|use case|industry|need|requirement|date|linkedin|whatsapp",
}
LABELLED = Sifted(
    r"(?:^|(?<=[\n,;.|/\s*•-]))(?:"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + r")[ ]?(?:[:=]|(?<= )[-–](?= ))[ ]?",
    re.IGNORECASE,
)
# "name Asif, company Zed Traders": without a mark, each at the head of its part.
_BARE_LABELLED = Sifted(
    r"(?:^|(?<=, )|(?<=\n))(?:(?P<name>name)|(?P<firm>company|firma)|(?P<role>role|position)"
    r"|(?P<place>city|country|location)|(?P<other>e-?mail|phone|mobile)) (?!is\b|of\b|and\b|or\b)",
    re.IGNORECASE,
)
_VALUE_END = re.compile(r"[\n;|]|\.\s|\.$|\s+[/•·]\s")
_COMMA = re.compile(rf",(?! ?{LEGAL_FORM}(?!\w))")


@lru_cache(maxsize=16)
def read_card(text: str) -> Card | None:
    """The card that `text` is or ends in, None where there is none."""
    if len(text) > _LONGEST or not any(c in text for c in ",\n|:=-–•·/"):
        return None
    line = plain(text)
    return _form(line) or _signature(line)


def _form(line: str) -> Card | None:
    """Fields with their labels; one label alone is left to the readers of sentences."""
    labels = list(LABELLED.finditer(line))
    if len(labels) < 2:
        labels = list(_BARE_LABELLED.finditer(line))
    if len(labels) < 2:
        return None
    card = Card()
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        stop = following.start() if following else len(line)
        end = _VALUE_END.search(line, label.end(), stop)
        stop = end.start() if end else stop
        cut = _COMMA.search(line, label.end(), stop)
        value = line[label.end() : cut.start() if cut else stop]
        start = label.end() + len(value) - len(value.lstrip())
        field = _Field(value.strip(" ,.-–*"), start, 0, 0.96)
        card = _with_label(card, label.lastgroup or "", field)
    return None if card == Card() else card


def _with_label(card: Card, label: str, field: _Field) -> Card:
    short = 0 < len(field.text) <= 60 and "?" not in field.text
    if not short or not any(c.isalpha() for c in field.text):
        return card
    if label == "name" and card.name is None and is_plausible_name(field.text, sure=True):
        return replace(card, name=field.found)
    if label == "firm" and card.firm is None and field.text.lower() not in NOT_A_COMPANY:
        return replace(card, firm=field.found)
    if label == "role" and card.role is None:
        return replace(card, role=field.found)
    if label == "place" and (card.place is None):
        return replace(card, place=_place(field))
    return card


def _place(field: _Field) -> Found[Geography] | None:
    for place in places_in(field.text):
        if place.value is not None:
            start, end = field.start + place.start, field.start + place.end
            name = field.text[place.start : place.end]
            return Found(Geography(place.value, name), start, end, 0.85)
    return None


_MARK = re.compile(rf"[\n|•·;]|,(?! ?{LEGAL_FORM}(?!\w))|\s[-–—/]\s|\s*\((?=\w)")
_EMPTY = " \t,.-–—*()_\r"
_CONTACT = re.compile(r"@|\bat\b.*\bdot\b|\+?\d[\d\s()./-]{6,}|https?:|www\.", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[!?]|(?<=\w{3})\.)\s+(?=\S)")
_SIGN_OFF = re.compile(
    r"^(?:(?:many |kind |best |warm |with |viele |beste |liebe |mit freundlichen |freundliche |met "
    r"vriendelijke |cordiali |un )?(?:thx|thanks|thank you|cheers|best|wishes|regards|rgds|yours"
    r"|sincerely|faithfully|danke|grü(?:ß|ss)en?|gruesse|gru(?:ß|ss)|mfg|lg|vg|cordialement|saludos"
    r"|saludo|saluti|atentamente|atenciosamente|obrigad[oa]|merci|grazie|groet|groeten|hi|hello|hey"
    r"|hallo|here|signed|contact|attn|from|name|sure|ok|yes|i'm|im|i am|this is|my name is|it's"
    r"|its|ich bin|hier ist"
    r"|mein name ist"
    r"|c'est|je suis|je m'appelle|soy|sono|ik ben|mr|mrs|ms|dr|prof|herr|frau|sr"
    r"|sra)(?![\w'])[\s,.!:-]*)+",
    re.IGNORECASE,
)
_MOST_WORDS = 6


def _signature(line: str) -> Card | None:
    fields = list(_fields(line))
    for index, field in enumerate(fields[:-1]):
        following = fields[index + 1 : index + 9]
        if _is_name(field) and _is_proven(field, following):
            return _read_fields(field, following)
    return None


def _fields(line: str) -> Iterator[_Field]:
    """The parts between marks, without the sign-off that opens one; a whole sentence is none."""
    start, row = 0, 0
    for mark in [*_MARK.finditer(line), None]:
        stop = mark.start() if mark else len(line)
        for begin, end in _sentences(line, start, stop):
            part = line[begin:end]
            opened = _SIGN_OFF.match(part.lstrip())
            lead = len(part) - len(part.lstrip()) + (opened.end() if opened else 0)
            text = part[lead:].strip(_EMPTY)
            if text:
                at = line.index(text, begin + lead)
                yield _Field(_with_point(line, at, text), at, row)
        row += mark is not None and mark.group() == "\n"
        start = mark.end() if mark else len(line)


def _with_point(line: str, at: int, text: str) -> str:
    """The text with the point that belongs to its legal form ("Polmet Sp. z o.o.")."""
    pointed = line[at : at + len(text) + 1]
    return pointed if pointed.endswith(".") and _LEGAL.search(pointed) else text


def _sentences(line: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for end in _SENTENCE.finditer(line, start, stop):
        yield start, end.start()
        start = end.end()
    yield start, stop


def _is_name(field: _Field) -> bool:
    words = field.text.split()
    if not 1 <= len(words) <= 4 or _CONTACT.search(field.text) or is_firm_like(field.text):
        return False
    if is_place(field.text) and not is_given_name(field.text):
        return False
    if not is_whole_name(field.text):
        return False
    if len(words) == 1:
        return is_given_name(field.text)
    return is_plausible_name(field.text, sure=False)


def _is_proven(name: _Field, fields: list[_Field]) -> bool:
    """A contact, title or legal form beside the name; on one line every field must be short."""
    proofs = [f for f in fields if _is_proof(f)]
    if not proofs and _is_placed(name, fields):
        return True
    if not proofs or any(f.text.endswith("?") for f in fields):
        return False
    if fields[0].line > name.line:
        return True
    upto = fields[: fields.index(proofs[-1])]
    return all(len(f.text.split()) <= _MOST_WORDS for f in upto if f.line == name.line)


def _is_placed(name: _Field, fields: list[_Field]) -> bool:
    """ "Amara Diallo, HR, Sahel Solar, Dakar": a full name first, and a place at the end."""
    short = all(len(f.text.split()) <= 4 for f in fields)
    full = " " in name.text and is_given_name(name.text)
    return full and short and len(fields) > 1 and is_place(fields[-1].text)


def _is_proof(field: _Field) -> bool:
    if len(field.text.split()) > _MOST_WORDS + 2:
        return False
    if _CONTACT.search(field.text) or _is_role(field):
        return True
    return _has_legal_form(field) or is_firm_like(field.text)


_LEGAL = re.compile(rf"[ ,]{LEGAL_FORM}$")


def _has_legal_form(field: _Field) -> bool:
    return _LEGAL.search(field.text) is not None


def _is_role(field: _Field) -> bool:
    title = TITLE_RE.match(field.text)
    return title is not None and len(field.text.split()) <= _MOST_WORDS


_AT_FIRM = re.compile(r"\s+(?:at|@|bei|chez|with|of|en|da|presso|bij)\s+(?:the\s+)?(?=[^\W\d_])")


# "Coordinator", "Night shift lead": a trade by its ending, where only a title can stand.
_TRADE = re.compile(
    r"(?:[\w&/-]+ ){0,3}\w*(?:[^\W\d_]{4,}(?:or|er|ist|ant)|lead|head|officer|clerk|chief)", re.I
)


def _read_fields(name: _Field, fields: list[_Field]) -> Card:
    card = Card(name=name.found)
    for field in fields:
        if _is_role(field) and card.role is None:
            card = _with_role(card, field)
        elif card.place is None and _is_of_place(field):
            card = replace(card, place=_place(field))
    if card.role is None and len(fields) > 1 and _is_trade(fields[0]):
        card = replace(card, role=fields[0].found)
    if card.firm is None:
        firm = _firm_of(card, fields)
        card = replace(card, firm=None if firm is None else firm.found)
    return card


def _is_trade(field: _Field) -> bool:
    text = field.text
    known = is_firm_like(text) or is_place(text) or _CONTACT.search(text)
    return not known and _TRADE.fullmatch(text) is not None


def _with_role(card: Card, field: _Field) -> Card:
    """The title, and the firm that "at" joins to it in the same field."""
    title = TITLE_RE.match(field.text)
    end = title.end() if title else len(field.text)
    joined = _AT_FIRM.match(field.text, end)
    role = replace(field, text=field.text[:end] if joined else field.text)
    card = replace(card, role=role.found)
    if joined is None:
        return card
    firm = _Field(field.text[joined.end() :], field.start + joined.end(), field.line)
    return replace(card, firm=firm.found)


_POSTCODE = re.compile(r"(?:^|\s)(?:[A-Z]{1,2}-)?\d{4,6}\s|\s[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}$")


def _is_of_place(field: _Field) -> bool:
    if _CONTACT.search(field.text) and not _POSTCODE.search(field.text):
        return False
    if is_place(field.text):
        return True
    places = places_in(field.text)
    return bool(places) and _POSTCODE.search(field.text) is not None


def _firm_of(card: Card, fields: list[_Field]) -> _Field | None:
    """A firm by its legal form or trade, else the first field that is nothing else."""
    left = [f for f in fields if _may_be_firm(f, card)]
    sure = next((f for f in left if _has_legal_form(f)), None)
    return sure or next((f for f in left if is_firm_like(f.text)), left[0] if left else None)


_NO_FIRM = re.compile(
    r"(?:street|road|ave|avenue|str\.?|straße|strasse|floor|suite|building|p\.?o\.? box|weg|platz"
    r"|rue|calle|via|rua|sent from|confidential|disclaimer|looking|need|want|interested|please"
    r"|call|email|mail|tel|phone|mobile|fax|ext)\b|^(?:i|we|my|our|the|and|but|or|so|it|if|not)\b",
    re.IGNORECASE,
)
_AREAS = frozenset(
    """
purchasing procurement finance sales marketing operations it hr accounting accounts logistics
engineering support admin administration compras ventas vendas acquisti vendite einkauf vertrieb
buchhaltung inkoop verkoop achats ventes comptabilité
    """.split()  # noqa: SIM905 - a list of quoted words would be harder to read
)


def _may_be_firm(field: _Field, card: Card) -> bool:
    text = field.text
    if _CONTACT.search(text) or not any(c.isalpha() for c in text) or _is_role(field):
        return False
    if card.role is not None and card.role.span == field.found.span:
        return False
    if is_place(text) or (card.place is not None and _is_of_place(field)) or is_title(text):
        return False
    words = text.lower().split()
    if len(words) > _MOST_WORDS or _NO_FIRM.search(text) or set(words) <= _AREAS | {"&", "and"}:
        return False
    odd = words[0] in NOT_A_COMPANY and not is_firm_like(text)
    return not odd and not re.search(r"\d{3}|^\d+ ", text)
