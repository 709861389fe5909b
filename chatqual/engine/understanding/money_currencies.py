"""Currencies by sign, code and name, as data: what stands beside a number and makes it money."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatqual.engine.understanding.number_words import words_of

# A known word for money whose country the text leaves open ("francs", "kr", "rial").
OPEN = ""

CODES = words_of("""AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB
BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
    GHS GIP
    GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW
    KRW KWD
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
    NGN NIO
    NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
    SLE SOS
    SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV
    WST XAF
    XCD XOF XPF YER ZAR ZMW""")
# Codes that are words too: read as a currency in capitals only.
CODES_LIKE_WORDS = words_of("ALL TRY TOP MAD GEL SOS BAM MOP NOK CUP PEN MGA BOB COP SAR CAD LAK")

SIGNS = {
    "$": "$", "€": "EUR", "£": "GBP", "₤": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "₪": "ILS", "₫": "VND", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB", "₡": "CRC",
    "₭": "LAK", "₮": "MNT", "៛": "KHR", "₼": "AZN", "₿": "XBT", "₾": "GEL", "₲": "PYG", "₸": "KZT",
    "֏": "AMD", "؋": "AFN", "₵": "GHS", "৳": "BDT", "₨": OPEN, "﷼": OPEN, "₠": "EUR", "＄": "$",
    "￥": "JPY", "￡": "GBP",
}  # fmt: skip

# Letters before "$" ("US$", "A$"), and the currency that they make of it.
DOLLAR_PREFIXES = {
    "us": "USD", "usd": "USD", "u": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "cad": "CAD",
    "cdn": "CAD", "a": "AUD", "au": "AUD", "aud": "AUD", "nz": "NZD", "nzd": "NZD", "hk": "HKD",
    "hkd": "HKD", "s": "SGD", "sg": "SGD", "sgd": "SGD", "nt": "TWD", "tw": "TWD", "twd": "TWD",
    "r": "BRL", "brl": "BRL", "mx": "MXN", "mex": "MXN", "mxn": "MXN", "bz": "BZD", "tt": "TTD",
    "mop": "MOP", "ar": "ARS", "bds": "BBD", "bd": "BMD", "b": "BND", "cuc": OPEN, "cup": "CUP",
    "ec": "XCD", "fj": "FJD", "g": "GYD", "gy": "GYD", "j": "JMD", "ja": "JMD", "l": "LRD",
    "ld": "LRD", "n": "NAD", "nad": "NAD", "rd": "DOP", "si": "SBD", "sbd": "SBD", "srd": "SRD",
    "t": "TOP", "ws": "WST", "z": OPEN, "zw": OPEN, "col": "COP", "cop": "COP", "clp": "CLP",
    "ci": "KYD", "kyd": "KYD", "bn": "BND", "bsd": "BSD", "x": "XCD", "uy": "UYU", "$u": "UYU",
    "arg": "ARS",
}  # fmt: skip
# Of these only the ones that nothing else can mean may stand apart from the sign ("hk $ 5").
SPACED_PREFIXES = words_of("us usd c ca can cad au aud nz nzd hk hkd sg sgd mxn mex brl twd")

# Names and abbreviations, in lower case, of every form that a visitor writes beside a number.
_NAMES = """
EUR: euro euros euros eur€ evro ευρώ евро
GBP: quid sterling
USD: usd us-dollar us-dollars dollar-us greenbacks dólares-americanos
CNY: yuan yuans yuanes renminbi rmb kuai 元 人民币 块
JPY: yen yens yenes iene ienes 円 日元
INR: rupees rupee rs inr rupien rupie roupies rupias rupia rupie-indiane roepie roepies र रु
RUB: rubel rubles ruble roubles rouble rublos rubli roebel руб рублей р ₽
KRW: won 원 韩元
VND: dong đ vnđ đồng
MNT: tugrik tugriks tögrög
MYR: ringgit ringgits rm sen-ringgit
THB: baht bahts บาท
IDR: rp rupiah rupiahs
PHP: piso
PLN: zł zl złoty zloty zlotys złotych zlote
CZK: kč kc koruna korun czech-crowns kčs
HUF: ft forint forints huf
BGN: лв лева lev leva lewa lv
UAH: грн гривень hryvnia hryvnias грн.
TRY: tl lira-turca türk-lirası turkish-lira
BRL: reais real-brasileiro r$
ZAR: rand rands zar
ILS: shekel shekels nis schekel ש"ח
AED: dirham dirhams dhs درهم
EGP: egyptianpound egyptianpounds geneh le egp
GHS: gh₵ cedi cedis
KES: ksh kshs
TZS: tsh
CHF: sfr fr stutz
UGX: ush
NGN: naira nairas
UAH: hryvnia hryvnias hrivna
RON: leu
KHR: riel riels
LAK: kip kips
KZT: tenge
GEL: lari
AMD: dram
AZN: manat
PYG: guarani guaranies guaraníes
PEN: sol soles
CRC: colon colones
HKD: hongkong-dollar
BDT: taka
XBT: bitcoin bitcoins btc xbt
"""
_OPEN_NAMES = words_of("""
francs franc franken franchi franco francos frank
pesos peso kr kronor kronen krone kroner krona couronnes coronas corone coroane
rial rials riyal riyals riales riais dinar dinars dinares dinara dinari din
lire lira liras lires pesetas peseta pta ptas pts pt pesete
mark marks marcos marco marchi marco marka guilders guilder gulden florins florines florin fiorini
lei ron-lei crowns drachma drachmas escudos escudo schilling schillings shillings shilling shs sh
pouloutes balles bolivianos bolívares bolivares lempira quetzal quetzales córdobas
ریال تومان جن دج сом ден дин манат тенге тг сум ლ
""")

DOLLAR_NAMES = words_of("""dollar dollars dollars. dólar dólares dolar dolares dollari dollaro
dollaren dóllar bucks buck
    usdollar""")
POUND_NAMES = words_of("pound pounds pfund libra libras sterlina sterline livre livres pond ponden")

NAMES: dict[str, str] = dict.fromkeys(_OPEN_NAMES, OPEN)
for _line in _NAMES.strip().splitlines():
    _code, _, _forms = _line.partition(": ")
    NAMES.update(dict.fromkeys((f.replace("-", " ") for f in _forms.split()), _code))
NAMES.update(dict.fromkeys(DOLLAR_NAMES, "$"))
NAMES.update(dict.fromkeys(POUND_NAMES, "GBP"))

# Names that are ordinary words as well: read as money only behind a number that is not small talk.
AMBIGUOUS_NAMES = words_of(
    "le pt mark marks sol won real sen rm rs р sh lev lv tl din р rand colon piso livre livres"
)

# Abbreviations of the world's currencies that are read in exactly this writing, behind a number.
ABBREVIATIONS: dict[str, str] = dict.fromkeys(
    words_of("""KM Nu FBu BD CFA FCFA kn Nfk LD MK Rf Db TSh DT VT ZK FG Lek Kz Esc DA Br Bs Fdj
    JD KD LL Ar UM Gs
    SR SRe SLRs NRs PKRs MURs Ks den K L D Q G P M E T W Fr FF FC FRw CF UAH SM som so'm TMT Kčs
    Af Afs
    BsF BsS Le YR QR RO ID IRR LS"""),
    OPEN,
)
ABBREVIATIONS.update(
    {"LE": "EGP", "RM": "MYR", "TL": "TRY", "Р": "RUB", "р": "RUB", "Fr": "CHF", "Bs": OPEN}
)

# Hundredths by name, and the currency they belong to ("$" where it is the dollar or the euro at
# hand).
MINOR: dict[str, str] = {
    **dict.fromkeys(("pence", "penny", "peniques", "penies", "p"), "GBP"),
    **dict.fromkeys(
        words_of("""cent cents ¢ c ct cts centavo centavos centime centimes centesimo
    centesimi céntimo céntimos
        centimos centimo pennies pfennig"""),
        OPEN,
    ),
    **dict.fromkeys(("sen",), "MYR"),
    **dict.fromkeys(
        ("kopiyka", "kopiykas", "kopek", "kopeks", "kopecks", "копеек", "grosz", "groszy"), OPEN
    ),
    **dict.fromkeys(("paise", "paisa"), "INR"),
    **dict.fromkeys(("fen",), "CNY"),
}

# Adjectives of countries, by their beginning, and the currency their dollars, pounds ... are.
_ADJECTIVES = {
    "dollar": """us:USD u.s:USD americ:USD amerik:USD estad:USD statunit:USD états:USD canad:CAD
    kanad:CAD
        austral:AUD aussie:AUD kiwi:NZD zealand:NZD neuseel:NZD néo:NZD singap:SGD hong:HKD
        hongk:HKD taiwan:TWD
        jamaic:JMD
        namib:NAD fiji:FJD""",
    "pound": "brit:GBP sterl:GBP engl:GBP lebanes:LBP liban:LBP egypt:EGP ägypt:EGP syri:SYP "
    "sudan:SDG",
    "franc": "swiss:CHF suiss:CHF schweiz:CHF svizzer:CHF suiz:CHF suíç:CHF zwits:CHF congol:CDF",
    "rial": "qatar:QAR saud:SAR oman:OMR iran:IRR yemen:YER brazil:BRL",
    "peso": """mexic:MXN mexik:MXN messic:MXN argent:ARS chilen:CLP colomb:COP kolumb:COP philip:PHP
        filip:PHP domin:DOP urug:UYU cuban:CUP""",
    "krona": "swed:SEK schwed:SEK suéd:SEK suec:SEK sved:SEK zweeds:SEK norw:NOK norweg:NOK "
    "dan:DKK dän:DKK "
    "iceland:ISK isl:ISK czech:CZK tschech:CZK",
    "dinar": "kuwait:KWD bahrain:BHD iraq:IQD jordan:JOD serb:RSD tunis:TND algeri:DZD libya:LYD",
    "lira": "turk:TRY türk:TRY turc:TRY turqu:TRY",
    "rupee": "indi:INR pakist:PKR sri:LKR nepal:NPR maurit:MUR indon:IDR",
    "ringgit": "malays:MYR",
    "riel": "kambod:KHR cambod:KHR",
    "rouble": "russ:RUB belarus:BYN rus:RUB",
    "shilling": "keny:KES tanzan:TZS ugand:UGX",
    "yuan": "chin:CNY",
    "yen": "japan:JPY japon:JPY giappon:JPY",
    "real": "brasil:BRL brazil:BRL",
    "mark": "finn:OPEN deutsch:OPEN finl:OPEN",
    "guilder": "dutch:OPEN neerl:OPEN niederl:OPEN olan:OPEN holl:OPEN",
    "baht": "thai:THB",
    "won": "kore:KRW corean:KRW korean:KRW",
}
_FAMILIES = {
    **dict.fromkeys(DOLLAR_NAMES, "dollar"),
    **dict.fromkeys(POUND_NAMES, "pound"),
    **dict.fromkeys(words_of("francs franc franken franchi franco francos frank"), "franc"),
    **dict.fromkeys(words_of("rial rials riyal riyals riales riais"), "rial"),
    **dict.fromkeys(words_of("pesos peso"), "peso"),
    **dict.fromkeys(
        words_of("kronor kronen krone kroner krona couronnes coronas corone crowns kr"), "krona"
    ),
    **dict.fromkeys(words_of("dinar dinars dinares dinara dinari"), "dinar"),
    **dict.fromkeys(words_of("lire lira liras lires"), "lira"),
    **dict.fromkeys(
        words_of("rupees rupee rupien rupie roupies rupias rupia roepie roepies"), "rupee"
    ),
    **dict.fromkeys(words_of("ringgit ringgits"), "ringgit"),
    **dict.fromkeys(words_of("riel riels"), "riel"),
    **dict.fromkeys(words_of("rubel rubles ruble roubles rouble rublos rubli roebel"), "rouble"),
    **dict.fromkeys(words_of("shilling shillings schilling schillings"), "shilling"),
    **dict.fromkeys(words_of("yuan yuans yuanes"), "yuan"),
    **dict.fromkeys(words_of("yen yens yenes iene ienes"), "yen"),
    **dict.fromkeys(words_of("mark marks marcos marco marchi marka"), "mark"),
    **dict.fromkeys(words_of("guilders guilder gulden florins florines florin fiorini"), "guilder"),
    **dict.fromkeys(words_of("baht bahts"), "baht"),
    **dict.fromkeys(("won",), "won"),
    **dict.fromkeys(("reais", "real"), "real"),
}


@dataclass(frozen=True, slots=True)
class _Family:
    stems: re.Pattern[str]
    codes: dict[str, str]


def _family(text: str) -> _Family:
    codes = {
        stem: OPEN if code == "OPEN" else code
        for stem, _, code in (entry.partition(":") for entry in text.split())
    }
    longest = sorted(codes, key=len, reverse=True)
    return _Family(re.compile("|".join(re.escape(stem) for stem in longest)), codes)


_BY_FAMILY = {name: _family(text) for name, text in _ADJECTIVES.items()}


def currency_of(name: str, adjective: str) -> str | None:
    """The code that a country's adjective makes of a currency's name, None where it is not one of
    it.

    >>> currency_of("dollars", "canadian")
    'CAD'
    """
    family = _BY_FAMILY.get(_FAMILIES.get(name, ""))
    found = family.stems.match(adjective) if family else None
    return family.codes[found.group()] if family and found else None


# Countries with a dollar of their own: a bare "$" is theirs in their locales.
DOLLAR_BY_REGION = {
    "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD",
    "JM": "JMD", "BB": "BBD", "BS": "BSD", "BZ": "BZD", "FJ": "FJD", "GY": "GYD", "TT": "TTD",
    "NA": "NAD", "LR": "LRD", "BM": "BMD", "KY": "KYD", "SR": "SRD", "SB": "SBD", "BN": "BND",
}  # fmt: skip
KRONA_BY_REGION = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "FO": "DKK"}
KRONA_BY_LANGUAGE = {"sv": "SEK", "nb": "NOK", "nn": "NOK", "no": "NOK", "da": "DKK", "is": "ISK"}
FRANC_BY_REGION = {"CH": "CHF", "LI": "CHF"}
PESO_BY_REGION = {
    "MX": "MXN",
    "AR": "ARS",
    "CL": "CLP",
    "CO": "COP",
    "PH": "PHP",
    "UY": "UYU",
    "DO": "DOP",
}
RUPEE_BY_REGION = {"PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR"}
