"""E-mail addresses and phone numbers in a line, also spelled out ("jane at acme dot com")."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from chatqual.engine.slots import Geography
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.geography import country_near
from chatqual.engine.understanding.given_names import GIVEN_NAMES
from chatqual.engine.understanding.phone_regions import REGIONS, region_spoken

_DOMAIN = r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.[^\W\d_]{2,24}"
_WRITTEN = re.compile(
    rf"(?<![\w.+-])(?P<local>[\w][\w.+'%-]*)\s?@\s?(?P<domain>{_DOMAIN})(?![\w@-])(?!\.\w)"
)
_AT = (
    r"(?:\s*[\[({<]\s*(?:at|ät|@|arroba|arobase)\s*[\])}>]\s*|\s+(?:at|ät|aet|klammeraffe|arroba|"
    r"arobase|chiocciola|apenstaartje)\s+|\s?@\s?)"
)
_DOT = (
    r"(?:\s*[\[({<]\s*(?:dot|punkt|punto|ponto|point|punt|\.)\s*[\])}>]\s*|\s+(?:dot|punkt|punto|"
    r"ponto|point|punt)\s+|\.)"
)
_JOIN = (
    rf"(?:{_DOT}|\s+(?:underscore|unterstrich|dash|hyphen|minus|bindestrich|plus)\s+"
    r"|\s*[\[(](?:underscore|dash)[\])]\s*)"
)
_PART = r"[^\W_](?:[\w+-]*[^\W_])?"
_SPELLED = re.compile(
    rf"(?<![\w@.+-])(?P<local>{_PART}(?:{_JOIN}{_PART}){{0,4}}){_AT}(?P<domain>{_PART}(?:(?:{_DOT}|\s+(?:dash|hyphen|minus|bindestrich)\s+){_PART}){{0,3}}{_DOT}"
    rf""
    rf""
    rf""
    rf""
    rf""
    rf""
    rf""
    rf""
    r"(?P<tld>[^\W\d_]{2,10}))(?![\w@-])",
    re.I,
)
_SIGNS = (
    (re.compile(r"[\s\[({<]*\b(?:dot|punkt|punto|ponto|point|punt)\b[\s\])}>]*", re.I), "."),
    (re.compile(r"[\s\[({<]*\b(?:underscore|unterstrich)\b[\s\])}>]*", re.I), "_"),
    (re.compile(r"[\s\[({<]*\b(?:dash|hyphen|minus|bindestrich)\b[\s\])}>]*", re.I), "-"),
    (re.compile(r"\s+plus\s+", re.I), "+"),
    (re.compile(r"[\s\[\](){}<>]+"), ""),
    (re.compile(r","), "."),
)
_NOT_A_LOCAL_PART = re.compile(
    r"(?:me|us|you|it|im|i'm|met|price|prices|priced|them|him|her|here|is|are|was|be|look|looking|"
    r"looked|see|check|find|found|work|working|works|based|hosted|running|runs|team|everyone|"
    r"people|person|someone|somebody|available|page|site|website|account|user|users|meet|not|and|"
    r"or|the|up|only|out|sign|login|log|still|today|tomorrow|now|live|stay|manager|director|"
    r"engineer|lead|head|owner|colleague|colleagues|address|adress|mail|email|e-mail|employee|"
    r"employees|job|arbeite|bin|ist|sind)$",
    re.I,
)
_TLDS_SPELLED = re.compile(
    r"(?:com|net|org|info|biz|io|co|ai|app|dev|eu|example|test|edu|gov|shop|cloud|tech|online|"
    r"[a-z]{2})$",
    re.I,
)
_NOT_THEIRS = re.compile(
    r"(?:\b(?:i|we|ich|wir)\b[^.?!\n]{0,30}\b(?:wrote|written|emailed|mailed|contacted|"
    r"reached out|geschrieben)\b[^.?!\n]{0,30}|\b(?:can|could|should|do|may|must) (?:i|we|one|"
    r"customers|people)\b[^.?!\n]{0,20}\b(?:write|mail|email|reach|contact|send)\b[^.?!\n]{0,30}|"
    r"(?:^|[.!?]\s*)(?:(?:is|does)\s+|(?:what|who|which|why|how)\b[^.?!\n]{0,25})"
    r"|\byour (?:e-?mail|mail|address|inbox)\b[^.?!\n]{0,20}|"
    r"\b(?:mail|email|message|spam|invoice|something)s? from\s+|"
    r"\b(?:address|e-?mail|mail|inbox|something|one) (?:such as|like)\s+)$",
    re.I,
)


# "sales@acme.com bounced": an address that leads nowhere.
_DEAD_AFTER = re.compile(
    r"[\s>)]*(?:(?:is|was|mail(?:box)?)\s+)?(?:bounc\w+|does(?:n['’]?t| not) (?:work|exist)|"
    r"(?:is )?(?:dead|not working|down|outdated|wrong|an old one|no longer)\b|never (?:answers|"
    r"replies|responds|answered|replied)|isn['’]?t (?:mine|working)|should be\b|geht nicht)",
    re.I,
)


_DEAD_BEFORE = re.compile(
    r"\b(?:old|previous|former|wrong|not|remove|delete|forget|don['’]?t use|alte\w*|ancienne"
    r"|nicht)\b(?: (?:e-?mail|mail|address"
    r"|adress|"
    r"adresse|one|was|is|war|ist|:))*:?\s*$",
    re.I,
)


def _is_dead(text: str, found: Found[str]) -> bool:
    before = _DEAD_BEFORE.search(text, max(0, found.start - 40), found.start)
    return bool(before or _DEAD_AFTER.match(text, found.end))


def find_emails(text: str, context: Context) -> list[Found[str]]:
    """Addresses in lower case, in the order of the text."""
    found: list[Found[str]] = []
    if "@" in text:
        found.extend(_written(text))
    taken = [f.span for f in found]
    if _may_be_spelled(text):
        found.extend(f for f in _spelled(text, context) if not _overlaps(f, taken))
    found = [f for f in found if not _is_dead(text, f)]
    if context.asked != "email":
        found = [f for f in found if not _NOT_THEIRS.search(text, max(0, f.start - 80), f.start)]
    return sorted(found, key=lambda f: f.start)


def _may_be_spelled(text: str) -> bool:
    return bool(_SPELLED_HINT.search(text))


_SPELLED_HINT = re.compile(
    r"\b(?:at|ät|aet|klammeraffe|arroba|arobase|chiocciola|apenstaartje)\b|@", re.I
)


def _overlaps(found: Found[str], taken: list[tuple[int, int]]) -> bool:
    return any(found.start < end and start < found.end for start, end in taken)


def _written(text: str) -> Iterator[Found[str]]:
    for match in _WRITTEN.finditer(text):
        if "_" in match["domain"] or len(match["local"]) > 64:
            continue
        local = match["local"].rstrip(".'")
        address = f"{local}@{match['domain']}".lower()
        if ".." not in address:
            yield Found(address, match.start(), match.end(), 0.99)


# "ana @ vela . example", as thumbs type it; only where an address was asked for.
_SPACED = re.compile(
    rf"(?<![\w@.+-])(?P<local>{_PART}(?:\s?\.\s?{_PART}){{0,2}})(?:\s*@\s*|\s+at\s+)"
    rf"(?P<domain>{_PART}(?:\s?\.\s?{_PART}){{0,2}}\s?[.,]\s?(?P<tld>[^\W\d_]{{2,10}}))(?![\w@-])",
    re.I,
)
_MOST_TRIES = 40


def _spelled_at(text: str, context: Context) -> Iterator[re.Match[str]]:
    """Candidates in reading order; what is none gives way to one that begins inside of it."""
    start = 0
    for _ in range(_MOST_TRIES):
        match = _SPELLED.search(text, start)
        if match is None:
            break
        theirs = context.asked == "email" or _may_be_local(text, match)
        if theirs and not _NOT_A_LOCAL_PART.match(match["local"]):
            yield match
            start = match.end()
        else:
            start = match.start("domain")
    if context.asked == "email":
        yield from _SPACED.finditer(text)


def _spelled(text: str, context: Context) -> Iterator[Found[str]]:
    for match in _spelled_at(text, context):
        local, domain = _unspell(match["local"]), _unspell(match["domain"])
        if not _TLDS_SPELLED.match(match["tld"]) or "_" in domain or ".." in local + domain:
            continue
        yield Found(f"{local}@{domain}".lower(), match.start(), match.end(), 0.93)


_CUE = re.compile(
    r"\b(?:e-?mail|mail|address|adress|adresse|write|send|reach|contact|schreib\w*|erreich\w*|"
    r"correo|escr\w+|courriel|posta|indirizzo|adres)\b",
    re.I,
)


def _may_be_local(text: str, match: re.Match[str]) -> bool:
    """Whether the words before "at" are an address's, in a line that was not asked for one."""
    last = match["local"].split()[-1].lower()
    if _NOT_A_LOCAL_PART.match(last):
        return False
    if "@" in match.group() or not re.search(rf"\.{match['tld']}$", match.group()):
        return True
    named = last in GIVEN_NAMES or re.search(r"[\d._+]", match["local"])
    return bool(named or _CUE.search(text, max(0, match.start() - 40), match.start()))


def _unspell(words: str) -> str:
    for pattern, sign in _SIGNS:
        words = pattern.sub(sign, words)
    return words


_CANDIDATE = re.compile(
    r"(?<![\w#.,*=@])(?P<number>(?:\(?\+\s?|\()?\d(?:[\d\xa0 ()/.–-]|"
    r"(?<=\d)-(?=\d)){5,28}\d)(?:\s?(?:ext\.?|extension|x|durchwahl|"
    r"dw)\s?\d{1,6})?(?![\w*=%@€$£])(?![.,]\d)"
)
_PHONE_WORD = re.compile(
    r"\b(?:ph|mob|telf|tlf|tél|call|calls|phone\w*|telephone|telefon\w*|mobile|mobil\w*|cell\w*"
    r"|tel|handy\w*|"
    r"whats\s?app|ring|text me|sms|fon|dial|reach\w*|erreich\w*|anruf\w*|rückruf\w*|ruf\w*|"
    r"durchwahl|ring me|(?:new|my|direct|work|office|wrong|right|correct) (?:number|line|no)|"
    r"my nr|(?:meine|falsche|richtige) nummer|"
    r"nummer ist|appel\w*|portable|téléphone|numéro|teléfono|telefono|móvil|cellulare|celular|"
    r"llám\w*|telefone|bel|bellen|nummer|signal|hotline|landline|number is|numbers?:|contact)\b",
    re.I,
)
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:order|invoice|account|acct|card|ticket|ref\w*|case|error|version|isbn|iban|bic|"
    r"serial|employee|staff|member|badge|personnel|student|patient|sku|po|vat|tax|customer"
    r"|client|contract|booking|transaction|tracking|article|item|"
    r"part|model|code|policy|passport|licen[cs]e|id|pin|visa|mastercard|express|amex|formula|"
    r"auftrag\w*|rechnung\w*|bestell\w*|kunden\w*|vertrag\w*|artikel\w*|konto\w*|fehler\w*|ust\w*|"
    r"beleg\w*|commande|facture|pedido|factura|ordine|fattura|bestelling|factuur|zip|plz|inv|"
    r"build|row|rows)(?:\s*-?\s*(?:no|nr|number|num|nummer|id|code|n°|is|was|ist)\b\.?)*|"
    r"#)\s*(?:is\s*)?[:.#(-]*\s*$",
    re.I,
)
_DENIED = re.compile(
    r"^[^.?!\n]{0,30}?\b(?:(?:is|are)(?: not|n't)|not|doesn'?t look like|seems too (?:short|long)|"
    r"kein\w*)\b[^.?!\n]{0,25}\b(?:phone|telephone|number|telefon\w*|nummer|rufnummer)\b",
    re.I,
)
_COUNTED = re.compile(
    r"^\s?(?:%|€|\$|£|k\b|eur|usd|gbp|dollars?|euros?|people|users?|seats?|rows?|orders?|"
    r"invoices?|requests?|calls?\b(?! me)|employees|customers?|mio|million|a (?:year|month)"
    r"|per\b|pro\b|"
    r"mitarbeiter)",
    re.I,
)
_MONEY_BEFORE = re.compile(r"(?:[€$£¥]|\b(?:eur|usd|gbp|chf))\s?$", re.I)
_NO_PHONE = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"  # dates
    r"|\d{1,3}(?:\.\d{1,3}){3}"  # IPv4
    r"|\d{4}\s?[-–]\s?\d{4}"  # years, plain ranges
    r"|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+[.,]\d+"  # amounts
    r"|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}|0(?:\s+0)+)$"  # cards, zeros
)
_UNMISTAKABLE = re.compile(
    r"(?:\+|00[1-9]|\(0?\d{2,5}\)\s?\d|0\d{2,5}[ /-]|0[1-9]\d{8,10}$|"
    r"1?[ .-]?\(?[2-9]\d\d\)?[ .-]\d{3}[ .-]\d{4}$)"
)


# "Cell#", "contact no.:": a label of a phone number, although "no." and "#" are others' too.
_PHONE_LABEL = re.compile(
    r"\b(?:cell|phone|mobile|mob|tel|telephone|ph|whats\s?app|contact)\s*(?:no|nr|number|num)?\s*"
    r"[.:#]*\s*$",
    re.I,
)


def find_phones(text: str, context: Context) -> list[Found[str]]:
    """Numbers in E.164, in the order of the text.

    A number that is only possible (not assigned) counts where the context speaks of a phone.
    """
    if sum(map(str.isdigit, text)) < 7:
        return []
    found: list[Found[str]] = []
    for match in _CANDIDATE.finditer(text):
        if not _is_something_else(text, match):
            result = _read_phone(text, match, context)
            if result is not None:
                found.append(result)
    return found


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    after = text[match.end() : match.end() + 70]
    return bool(
        _NO_PHONE.match(match["number"])
        or (_OTHER_NUMBER.search(before) and not _PHONE_LABEL.search(before))
        or _MONEY_BEFORE.search(before)
        or _COUNTED.match(after)
        or _DENIED.match(after)
        or len(re.sub(r"\D", "", match["number"])) > 15 + 4
    )


def _read_phone(text: str, match: re.Match[str], context: Context) -> Found[str] | None:
    around = text[max(0, match.start() - 45) : match.end() + 20]
    spoken_of = context.asked == "phone" or bool(_PHONE_WORD.search(around))
    spoken_of = spoken_of or _is_beside_address(text, match)
    written = match["number"]
    unmistakable = bool(_UNMISTAKABLE.match(written))
    if not (spoken_of or unmistakable or _is_beside_country(text, match)):
        return None
    near = country_near(text, match.start(), match.end(), context)
    number = _parse(written, context, near, text)
    if number is None:
        return None
    valid = phonenumbers.is_valid_number(number)
    if not valid and not _may_be_unassigned(text, match, context, spoken_of):
        return None
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    end = match.end("number")
    return Found(value, match.start(), end, 0.97 if valid and spoken_of else 0.85)


def _may_be_unassigned(text: str, match: re.Match[str], context: Context, spoken_of: bool) -> bool:
    """Numbers kept free for examples belong to nobody: taken where they can be no other thing."""
    written = match["number"]
    if spoken_of and _looks_dialled(written, context):
        return True
    return written.lstrip("( ").startswith("+") or _is_whole_line(text, match)


def _is_beside_address(text: str, match: re.Match[str]) -> bool:
    """Whether the number stands beside an e-mail address, written like a number to dial."""
    around = text[max(0, match.start() - 60) : match.end() + 60]
    return "@" in around and re.match(r"[(+0]|\d{2,4}[ /-]\d", match["number"]) is not None


def _is_beside_country(text: str, match: re.Match[str]) -> bool:
    """ "we are in India - 98765 43210": written like a number that is dialled."""
    parted = re.match(r"[(0]|\d+[ /-]\d", match["number"])
    return bool(parted) and country_near(text, match.start(), match.end(), None) is not None


def _is_whole_line(text: str, match: re.Match[str]) -> bool:
    rest = text[: match.start()] + text[match.end() :]
    return not any(c.isalnum() for c in rest) and match["number"].startswith(("0", "("))


def _looks_dialled(written: str, context: Context) -> bool:
    ten = len(re.sub(r"\D", "", written)) in range(10, 14)
    return context.asked == "phone" or ten or bool(re.search(r"^[(+0]|\d[ ()/.-]+\d", written))


def _parse(
    written: str, context: Context, near: str | None, text: str
) -> phonenumbers.PhoneNumber | None:
    """The number as international where it begins so, else under the first country that has it.

    That is the one named beside it (`near`), the visitor's as known, one that the line speaks for,
    then the locale's.
    """
    home = context.region or REGIONS.get(context.language, "US")
    known = context.before.get("geography")
    lived_in = known.country if isinstance(known, Geography) else None
    spoken = region_spoken(context, text)
    attempts = [(written, region) for region in (near, lived_in, spoken, home) if region]
    if written.startswith("00"):
        attempts.append((re.sub(r"^00\s?", "+", written), home))
    best = None
    for form, region in attempts:
        try:
            number = phonenumbers.parse(form, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return number
        if best is None and phonenumbers.is_possible_number_with_reason(number) == 0:
            best = number
    return best
