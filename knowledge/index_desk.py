"""What people may ask of an index in the admin, each with its outcome in words."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from django.db import connections
from django.utils.translation import gettext as _

from chatqual.audit.trail import record_audit
from chatqual.sites.models import Site
from knowledge.errors import IndexFault
from knowledge.generations import check_index, rebuild, roll_back

# A page waits so long; a large index is built on behind it.
PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Outcome:
    is_well: bool
    text: str


def check_now(site: Site) -> Outcome:
    """Ask the canaries."""
    try:
        health = check_index(site)
    except IndexFault as fault:
        return Outcome(False, _("It could not be checked: %(why)s.") % {"why": fault})
    if health.is_well:
        said = _("All is well: %(found)s passages, %(n)s of them asked for found themselves.")
        return Outcome(True, said % {"found": health.found, "n": health.canaries})
    said = _("Damaged: %(problem)s. It is built again within a minute; the words answer meanwhile.")
    return Outcome(False, said % {"problem": health.problem})


def go_back(site: Site, *, by: str) -> Outcome:
    """Make the generation before the live one live again."""
    try:
        live = roll_back(site)
    except IndexFault as fault:
        return Outcome(False, _("Nothing was changed: %(why)s.") % {"why": fault})
    _audit(site, "index.rolled_back", by, live.number)
    said = _("Generation %(number)s answers now, with %(n)s passages, as the documents are today.")
    return Outcome(True, said % {"number": live.number, "n": live.chunks})


def build_again(site: Site, *, by: str) -> Outcome:
    """Build a new generation; where that takes long, it goes on when this returns."""
    outcomes: SimpleQueue[Outcome] = SimpleQueue()

    def build() -> None:
        try:
            made = rebuild(site, _("asked for by %(name)s") % {"name": by})
            _audit(site, "index.rebuilt", by, made.number)
            said = _("Generation %(number)s was built, checked and answers now: %(n)s passages.")
            outcomes.put(Outcome(True, said % {"number": made.number, "n": made.chunks}))
        except IndexFault as fault:
            said = _("It could not be built, and the one before goes on: %(why)s.")
            outcomes.put(Outcome(False, said % {"why": fault}))
        finally:
            connections.close_all()

    threading.Thread(target=build, name="chatqual-builder", daemon=True).start()
    try:
        return outcomes.get(timeout=PATIENCE_S)
    except Empty:
        return Outcome(True, _("It is being built; it answers when it stands here as live."))


def _audit(site: Site, action: str, by: str, number: int) -> None:
    record_audit(actor=by, action=action, target=f"site {site.pk}", detail={"generation": number})
