"""Words of the calendar in seven languages, as data for the parser in `dates.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from chatqual.engine.understanding.number_words import words_of

Kind = Literal[
    "month",
    "weekday",
    "unit",
    "relative",
    "ordinal",
    "season",
    "part",
    "day_word",
    "quarter",
    "half_word",
]


@dataclass(frozen=True, slots=True)
class TimeWord:
    kind: Kind
    value: int
    name: str = ""


def _numbered(kind: Kind, first: int, text: str) -> dict[str, TimeWord]:
    """Words in order, forms of the same one joined by "/"."""
    return {
        form: TimeWord(kind, number)
        for number, forms in enumerate(text.split(), first)
        for form in forms.split("/")
    }


def _named(kind: Kind, text: str) -> dict[str, TimeWord]:
    """Lines "name: form form ..."; the value is -1, 0 or 1 for relatives and offsets."""
    table: dict[str, TimeWord] = {}
    for line in text.strip().splitlines():
        name, _, forms = line.strip().partition(": ")
        name, _, value = name.partition("=")
        for form in forms.split():
            table[form] = TimeWord(kind, int(value or 0), name)
    return table


def _language(
    months: str, weekdays: str, units: str, relatives: str, ordinals: str, seasons: str, days: str
) -> dict[str, TimeWord]:
    return {
        **_numbered("ordinal", 1, ordinals),
        **_named("unit", units),
        **_named("relative", relatives),
        **_named("season", seasons),
        **_named("day_word", days),
        **_numbered("weekday", 0, weekdays),
        **_numbered("month", 1, months),
    }


_ENGLISH = _language(
    "january/jan february/feb/febr march/mar april/apr may june/jun july/jul august/aug "
    "september/sep/sept october/oct november/nov december/dec",
    "monday/mon tuesday/tue/tues wednesday/wed/weds thursday/thu/thur/thurs friday/fri "
    "saturday/sat "
    "sunday/sun mondays",
    """
    day: day days
    week: week weeks wk wks
    weekend: weekend weekends
    month: month months mth mths mo mos
    quarter: quarter quarters qtr qtrs
    year: year years yr yrs
    fortnight: fortnight fortnights
    half: half
    workday: workday workdays weekdays
    hour: hour hours hr hrs
    minute: minute minutes min mins
    """,
    """
    next=1: next following subsequent
    coming=1: coming upcoming
    this=0: this current present
    last=-1: last past previous
    """,
    "first/1st second/2nd third/3rd fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    """
    spring: spring springtime
    summer: summer summertime
    autumn: autumn fall
    winter: winter wintertime
    """,
    """
    today=0: today tonight
    tomorrow=1: tomorrow tmrw tmr tomorow
    yesterday=-1: yesterday
    """,
)
_GERMAN = _language(
    "januar/januars/jänner/jan februar/februars/feber/feb märz/maerz/mrz april/aprils/apr mai "
    "juni/jun juli/jul august/aug "
    "september/sep/sept oktober/okt november/nov dezember/dez",
    "montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sonnabend/sa sonntag/so",
    """
    day: tag tage tagen tags
    week: woche wochen kw
    weekend: wochenende
    month: monat monate monaten monats
    quarter: quartal quartals quartale quartalen
    year: jahr jahre jahren jahres
    half: halbjahr halbjahres halbjahre
    workday: werktag werktage werktagen arbeitstage arbeitstagen
    hour: stunde stunden
    """,
    """
    next=1: nächste nächster nächsten nächstes nächstem naechste naechsten naechstes naechster
    folgende folgenden folgendes
    coming=1: kommende kommender kommenden kommendes
    this=0: diese dieser diesen dieses diesem laufenden laufendes aktuellen
    last=-1: letzte letzter letzten letztes vergangene vergangenen vorigen voriges
    """,
    "erste/ersten/erster/erstes zweite/zweiten/zweites dritte/dritten/drittes "
    "vierte/vierten/viertes",
    """
    spring: frühling frühjahr fruehjahr
    summer: sommer sommers sommerpause sommerferien sommerurlaub
    autumn: herbst
    winter: winter
    """,
    """
    today=0: heute
    tomorrow=1: morgen
    after=2: übermorgen uebermorgen
    yesterday=-1: gestern
    """,
)
_FRENCH = _language(
    "janvier/janv février/fevrier/févr/fév mars avril/avr mai juin juillet/juil août/aout "
    "septembre/sept/rentrée "
    "octobre/oct novembre/nov décembre/decembre/déc",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    """
    day: jour jours
    week: semaine semaines
    weekend: week-end weekend
    month: mois
    quarter: trimestre trimestres
    year: an ans année années annee
    half: semestre semestres
    """,
    """
    next=1: prochain prochaine prochains prochaines suivant suivante
    this=0: ce cet cette
    last=-1: dernier dernière passé passée
    """,
    "premier/première/1er deuxième/second/seconde troisième quatrième",
    """
    spring: printemps
    summer: été
    autumn: automne
    winter: hiver
    """,
    """
    today=0: aujourd'hui aujourd’hui
    tomorrow=1: demain
    after=2: après-demain
    yesterday=-1: hier
    """,
)
_SPANISH = _language(
    "enero/ene febrero/feb marzo abril/abr mayo junio/jun julio/jul agosto/ago "
    "septiembre/setiembre/sept "
    "octubre/oct noviembre/nov diciembre/dic",
    "lunes martes miércoles/miercoles jueves viernes sábado/sabado domingo",
    """
    day: día dia días dias
    week: semana semanas
    weekend: finde
    month: mes meses
    quarter: trimestre trimestres
    year: año años
    half: semestre semestres
    """,
    """
    next=1: próximo proximo próxima proxima próximos próximas siguiente siguientes
    this=0: este esta
    last=-1: pasado pasada último última
    """,
    "primero/primer/primera segundo/segunda tercero/tercer/tercera cuarto/cuarta",
    """
    spring: primavera
    summer: verano
    autumn: otoño
    winter: invierno
    """,
    """
    today=0: hoy
    tomorrow=1: mañana
    yesterday=-1: ayer
    """,
)
_PORTUGUESE = _language(
    "janeiro/jan fevereiro/fev março/marco/mar abril/abr maio junho/jun julho/jul agosto/ago "
    "setembro/set "
    "outubro/out novembro/nov dezembro/dez",
    "segunda-feira/segunda terça-feira/terça quarta-feira quinta-feira/quinta sexta-feira/sexta "
    "sábado domingo",
    """
    day: dia dias
    week: semana semanas
    month: mês mes meses
    quarter: trimestre trimestres
    year: ano anos
    half: semestre semestres
    """,
    """
    next=1: próximo próxima próximos próximas proximo proxima seguinte
    this=0: este esta neste nesta deste desta
    last=-1: passado passada último última
    """,
    "primeiro/primeira segundo terceiro/terceira quarto/quarta",
    """
    spring: primavera
    summer: verão
    autumn: outono
    winter: inverno
    """,
    """
    today=0: hoje
    tomorrow=1: amanhã
    yesterday=-1: ontem
    """,
)
_ITALIAN = _language(
    "gennaio/gen febbraio/feb marzo aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago "
    "settembre/sett "
    "ottobre/ott novembre/nov dicembre/dic",
    "lunedì/lunedi martedì/martedi mercoledì/mercoledi giovedì/giovedi venerdì/venerdi sabato "
    "domenica",
    """
    day: giorno giorni
    week: settimana settimane
    month: mese mesi
    quarter: trimestre trimestri
    year: anno anni
    half: semestre semestri
    """,
    """
    next=1: prossimo prossima prossimi prossime seguente
    this=0: questo questa quest'anno
    last=-1: scorso scorsa ultimo ultima
    """,
    "primo/prima secondo/seconda terzo/terza quarto/quarta",
    """
    spring: primavera
    summer: estate
    autumn: autunno
    winter: inverno
    """,
    """
    today=0: oggi
    tomorrow=1: domani
    after=2: dopodomani
    yesterday=-1: ieri
    """,
)
_DUTCH = _language(
    "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug "
    "september/sep/sept "
    "oktober/okt november/nov december/dec",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    """
    day: dag dagen
    week: week weken
    weekend: weekend
    month: maand maanden
    quarter: kwartaal kwartalen
    year: jaar jaren
    half: halfjaar
    """,
    """
    next=1: volgende volgend komende komend aanstaande
    this=0: deze dit
    last=-1: vorige vorig afgelopen
    """,
    "eerste tweede derde vierde",
    """
    spring: lente voorjaar
    summer: zomer
    autumn: herfst najaar
    winter: winter
    """,
    """
    today=0: vandaag
    tomorrow=1: morgen
    after=2: overmorgen
    yesterday=-1: gisteren
    """,
)

# "second" and "fall", "mo" and "do" have other meanings; the parser asks for company around these.
AMBIGUOUS = words_of(
    "may march mar mo di mi do fr sa so sat sun wed second fall spring set out gen mag mei min "
    "segunda"
    " quarta quinta sexta prima mar dec jan past last present half mo mos past martes ago"
)

_TABLES = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "pt": _PORTUGUESE,
    "it": _ITALIAN,
    "nl": _DUTCH,
}
# Short or common words of English that are no time words in a line of another language.
_NOT_ABROAD = words_of("may march mar mo mos sun sat wed second fall half min past present set out")


# "Ab Januar" is too short to tell its language by anything but the month. Names of people are out.
_ALSO_NAMES = words_of("julio giulio avril august augusto julho junio")
_FOREIGN_MONTHS = {
    word: time
    for table in _TABLES.values()
    for word, time in table.items()
    if time.kind == "month" and len(word) > 4 and word not in AMBIGUOUS | _ALSO_NAMES
}


@lru_cache(maxsize=32)
def table_of(language: str) -> dict[str, TimeWord]:
    """The time words of a language over the English ones, and the months of all."""
    if language == "en" or language not in _TABLES:
        return {**_FOREIGN_MONTHS, **_ENGLISH}
    english = {w: t for w, t in _ENGLISH.items() if w not in _NOT_ABROAD}
    return {**_FOREIGN_MONTHS, **english, **_TABLES[language]}


@lru_cache(maxsize=1)
def foreign_words() -> frozenset[str]:
    """The time words that are none in English, nor names or anything else."""
    return all_words() - _ENGLISH.keys() - AMBIGUOUS - _ALSO_NAMES


def all_words() -> frozenset[str]:
    """Every time word of every language."""
    return frozenset(word for table in _TABLES.values() for word in table)
