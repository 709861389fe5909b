"""Opening hours of a site: are people there, and when are they back, in words for a visitor."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import override as override_language

from chatqual.engine.hours import DAYS, is_open_at, open_spans
from chatqual.sites.models import Site

__all__ = [
    "DAYS",
    "hours_in_words",
    "is_open",
    "next_opening",
    "opened_at",
    "opening_in_words",
]
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
    return is_open_at(site.hours, site.time_zone, now)


def opened_at(site: Site, now: datetime) -> datetime | None:
    """When it opened that is open now, in the site's zone; None where it is closed.

    None too where it has been open for longer than a day: nothing has begun with that.
    """
    if not site.hours:
        return None
    span = next(open_spans(site.hours, site.time_zone, now), None)
    if span is None or not now - timedelta(days=1) < span[0] <= now:
        return None
    return span[0].astimezone(ZoneInfo(site.time_zone))


def next_opening(site: Site, now: datetime) -> datetime | None:
    """The next instant at which the hours begin, in the site's zone; None without any hours."""
    if not site.hours:
        return None
    for start, _ in open_spans(site.hours, site.time_zone, now):
        if start > now:
            return start.astimezone(ZoneInfo(site.time_zone))
    return None


def hours_in_words(entry: object) -> str:
    """The entry of a day: "08:00-12:00, 13:00-17:00" or "closed"."""
    if not isinstance(entry, list) or not entry:
        return "closed"
    pairs = [entry] if isinstance(entry[0], str) else entry
    return ", ".join(f"{start}-{end}" for start, end in pairs)


def opening_in_words(site: Site, now: datetime, language: str) -> str | None:
    """ "tomorrow from 8:00, Berlin time", or None without hours."""
    start = next_opening(site, now)
    if start is None:
        return None
    language = language if language in WORDS else "en"
    today, tomorrow, on_day, whole = WORDS[language]
    days = (start.date() - now.astimezone(start.tzinfo).date()).days
    name = WEEKDAYS[language][start.weekday()]
    if days > 6:
        # "On Monday" would be the next one.
        with override_language(language):
            name = f"{name}, {date_format(start.date(), 'MONTH_DAY_FORMAT')}"
    when = today if days == 0 else tomorrow if days == 1 else on_day.format(day=name)
    zone = site.time_zone.rsplit("/", 1)[-1].replace("_", " ")
    return whole.format(when=when, time=f"{start.hour}:{start.minute:02d}", zone=zone)
