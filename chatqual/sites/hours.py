"""Opening hours of a site: are people there, and when are they back, in words for a visitor."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chatqual.engine.hours import DAYS, span_of
from chatqual.sites.models import Site

__all__ = ["DAYS", "is_open", "next_opening", "opening_in_words", "span_of"]
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "pt": ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}
# today, tomorrow, and the pattern of a weekday and of the whole.
WORDS: dict[str, tuple[str, str, str, str]] = {
    "en": ("today", "tomorrow", "on {day}", "{when} from {time}, {zone} time"),
    "de": ("heute", "morgen", "am {day}", "{when} ab {time} Uhr, Zeitzone {zone}"),
    "fr": ("aujourd'hui", "demain", "{day}", "{when} à partir de {time}, heure de {zone}"),
    "es": ("hoy", "mañana", "el {day}", "{when} desde las {time}, hora de {zone}"),
    "pt": ("hoje", "amanhã", "na {day}", "{when} a partir das {time}, hora de {zone}"),
    "it": ("oggi", "domani", "{day}", "{when} dalle {time}, ora di {zone}"),
    "nl": ("vandaag", "morgen", "{day}", "{when} vanaf {time}, tijd in {zone}"),
}


def is_open(site: Site, now: datetime) -> bool:
    """True where no hours are set: then people may be there at any time."""
    if not site.hours:
        return True
    local = now.astimezone(ZoneInfo(site.time_zone))
    span = span_of(site.hours, local.date())
    return span is not None and span[0] <= local.time() < span[1]


def next_opening(site: Site, now: datetime) -> datetime | None:
    """The next instant at which the hours begin, in the site's zone; None without any hours."""
    if not site.hours:
        return None
    zone = ZoneInfo(site.time_zone)
    local = now.astimezone(zone)
    for ahead in range(15):
        day = local.date() + timedelta(days=ahead)
        span = span_of(site.hours, day)
        if span is None:
            continue
        start = datetime.combine(day, span[0], tzinfo=zone)
        if start > local:
            return start
    return None


def opening_in_words(site: Site, now: datetime, language: str) -> str | None:
    """ "tomorrow from 8:00, Berlin time", or None without hours."""
    start = next_opening(site, now)
    if start is None:
        return None
    language = language if language in WORDS else "en"
    today, tomorrow, on_day, whole = WORDS[language]
    days = (start.date() - now.astimezone(start.tzinfo).date()).days
    name = WEEKDAYS[language][start.weekday()]
    when = today if days == 0 else tomorrow if days == 1 else on_day.format(day=name)
    zone = site.time_zone.rsplit("/", 1)[-1].replace("_", " ")
    return whole.format(when=when, time=f"{start.hour}:{start.minute:02d}", zone=zone)
