"""How far a site is, read from what is there; nothing is ticked off by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from chatqual.engine.policy import Policy
from chatqual.integrations.models import AlertRecipient
from chatqual.policy_desk.fields import country_name
from chatqual.sites.models import Site
from chatqual.sites.policies import live_policy_id, policy_of
from knowledge.models import Document, IngestJob


@dataclass(frozen=True, slots=True)
class Step:
    """`link`: where there is more about it; "" where it stands on this page."""

    key: str
    title: str
    is_done: bool
    words: str
    link: str = ""


def steps_of(site: Site) -> list[Step]:
    """In the order of the page."""
    return [
        _address(site),
        _documents(site),
        _hours(site),
        _told(site),
        _customer(site),
        _live(site),
    ]


def _address(site: Site) -> Step:
    where = ", ".join(site.origins) or "no address yet"
    return Step("address", "Website", bool(site.origins), where)


def _documents(site: Site) -> Step:
    count = Document.objects.filter(site=site, state="published").count()
    job = IngestJob.objects.filter(site=site).order_by("-pk").first()
    link = reverse("admin:knowledge_source_changelist")
    if job is not None and job.state in (IngestJob.State.QUEUED, IngestJob.State.RUNNING):
        far = f"{job.done} of {job.total} so far" if job.total else "it begins in a moment"
        return Step("documents", "Documents", bool(count), f"are being read: {far}", link)
    if count:
        return Step("documents", "Documents", True, f"{count} can be answered from", link)
    said = job.message if job is not None else "none yet: the assistant can answer nothing"
    return Step("documents", "Documents", False, said, link)


def _hours(site: Site) -> Step:
    days = len([day for day, span in site.hours.items() if span and not day[:1].isdigit()])
    words = f"open on {days} days a week, {site.time_zone}" if days else "none: people always there"
    return Step("hours", "Opening hours", bool(days), words)


def _told(site: Site) -> Step:
    count = AlertRecipient.objects.filter(alerts__site=site).count()
    words = f"{count} by e-mail" if count else "nobody: who is not at the desk misses a lead"
    link = reverse("admin:integrations_staffalerts_changelist")
    return Step("told", "Who is told", bool(count), words, link)


def _customer(site: Site) -> Step:
    version = live_policy_id(site)
    words = _ideal_in_words(policy_of(version))
    link = reverse("admin:sites_policyversion_changelist")
    return Step("customer", "Right customer", True, words, link)


def _ideal_in_words(policy: Policy) -> str:
    ideal = policy.ideal
    low, high = ideal.team_min, ideal.team_max
    size = (
        f"{low} to {high} people"
        if low and high
        else (f"from {low} people" if low else f"up to {high} people" if high else "any size")
    )
    where = ", ".join(country_name(code) for code in ideal.countries) or "any country"
    what = ", ".join(ideal.industries) or "any industry"
    return f"{size}; {where}; {what}"


def _live(site: Site) -> Step:
    if site.seen_live_at is None:
        return Step("live", "Live", False, "no visitor's browser has said hello yet")
    when = f"{site.seen_live_at:%Y-%m-%d %H:%M} UTC"
    return Step("live", "Live", True, f"first hello at {when} from {site.seen_live_on}")
