"""The groups of staff and what each may do; docs/roles.md is the table for people.

Permissions are made here by name, because a fresh `migrate` makes Django's own only after the last
migration has run; Django then finds them and leaves them alone.

To grant something new: put (app, model) with its actions into the rows of the roles below, then
write a migration of this app that calls `grant_new(apps, app, model)`, or, where the model is known
already, `grant_new(apps, app, model, only=("the_action",))`. An action is one of Django's four
("view" becomes `app.view_model`), or a right of our own from OWN, which is its whole codename:
`("handoff", "agentpresence"): ("use_desk",)` is asked for as `user.has_perm("handoff.use_desk")`.
A right of our own hangs on a model of the app that asks for it.
"""

from __future__ import annotations

from typing import Any

AGENT = "Agent"
LEAD = "Lead"
CURATOR = "Curator"
ADMINISTRATOR = "Administrator"
ANALYST = "Analyst"

TRANSFER_ANY = "handoff.transfer_any"

# Rights that are none of Django's four, with the words that stand in the admin.
OWN = {
    "use_desk": "Can use the desk",
    "transfer_any": "Can transfer a colleague's conversation",
    "export_lead": "Can export leads",
    "replay_outbox": "Can send a dead letter again",
    "erase_person": "Can delete a person and all that is theirs",
    "export_person": "Can export all that is known of a person",
}

READ = ("view",)
WRITE = ("view", "add", "change", "delete")

# (app, model): what may be done, by role.
_CONVERSATIONS = {
    ("conversations", "conversation"): READ,
    ("conversations", "message"): READ,
    ("conversations", "visit"): READ,
    ("conversations", "turn"): READ,
    ("conversations", "journalentry"): READ,
}
_KNOWLEDGE = {
    ("knowledge", "source"): WRITE,
    ("knowledge", "document"): WRITE,
    ("knowledge", "documentversion"): READ,
    ("knowledge", "chunk"): READ,
    ("knowledge", "gap"): WRITE,
    ("knowledge", "synonym"): WRITE,
    ("knowledge", "goldenquestion"): WRITE,
    ("knowledge", "pin"): WRITE,
    ("sites", "lineexample"): WRITE,
    ("knowledge", "askedquestion"): READ,
    ("knowledge", "indexgeneration"): ("view", "change"),
    ("knowledge", "ingestjob"): READ,
    ("knowledge", "ingestfailure"): READ,
}
_HOUSE = {
    ("conversations", "conversation"): ("view", "delete"),
    ("sites", "site"): WRITE,
    ("sites", "membership"): WRITE,
    ("sites", "policyversion"): ("view", "add", "change"),
    ("audit", "auditentry"): READ,
    ("auth", "user"): ("view", "add", "change"),
    ("auth", "group"): READ,
    ("handoff", "agentprofile"): WRITE,
    ("followups", "mailsettings"): WRITE,
    ("followups", "followup"): READ,
    ("integrations", "webhookendpoint"): WRITE,
    ("integrations", "staffalerts"): WRITE,
    ("integrations", "alertrecipient"): WRITE,
    ("privacy", "erasure"): ("view", "erase_person", "export_person"),
    ("privacy", "legalhold"): READ,
    ("privacy", "retention"): ("view", "change"),
    ("privacy", "retentionrun"): READ,
    ("handoff", "desksettings"): ("view", "add", "change"),
}
_AGENT = {
    ("handoff", "agentpresence"): ("use_desk",),
    ("handoff", "task"): ("view", "change"),
    ("handoff", "cannedanswer"): READ,
    **_CONVERSATIONS,
    ("leads", "lead"): ("view", "change"),
}
# What the head of a team has beyond an agent.
_LEAD = {
    ("handoff", "agentpresence"): ("use_desk", "transfer_any"),
    ("handoff", "cannedanswer"): WRITE,
    ("leads", "lead"): ("view", "change", "export_lead"),
    ("integrations", "outboxitem"): ("view", "replay_outbox"),
}
ROLES: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    AGENT: {**_AGENT},
    LEAD: {**_AGENT, **_LEAD},
    CURATOR: {**_KNOWLEDGE},
    ADMINISTRATOR: {**_AGENT, **_LEAD, **_KNOWLEDGE, **_HOUSE},
    # Figures, no desk: whoever reads along takes no part.
    ANALYST: {
        ("leads", "lead"): ("view", "export_lead"),
        ("knowledge", "askedquestion"): READ,
        ("audit", "auditentry"): READ,
    },
}
# As Django would name them; models whose verbose name is not their class name in lower case.
_VERBOSE = {
    "mailsettings": "mail to visitors",
    "followup": "follow up",
    "documentversion": "document version",
    "lineexample": "line example",
    "ingestjob": "ingest job",
    "ingestfailure": "ingest failure",
    "policyversion": "policy version",
    "auditentry": "audit entry",
    "journalentry": "journal entry",
    "agentprofile": "agent profile",
    "desksettings": "desk settings",
    "cannedanswer": "canned answer",
    "goldenquestion": "golden question",
    "legalhold": "legal hold",
    "outboxitem": "outbox item",
    "webhookendpoint": "webhook endpoint",
    "staffalerts": "mail to staff",
    "alertrecipient": "recipient",
    "retentionrun": "retention run",
    "gap": "unanswered question",
    "askedquestion": "asked question",
    "indexgeneration": "index generation",
    "pin": "pinned answer or blocked topic",
}


def _permission(apps: Any, app: str, model: str, action: str) -> Any:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=action if action in OWN else f"{action}_{model}",
        defaults={"name": OWN.get(action, f"Can {action} {_VERBOSE.get(model, model)}")},
    )
    return permission


def make_roles(apps: Any) -> None:
    """Makes the groups that are missing; what somebody has changed in one of them stays.

    `apps`: a registry of models, the live one or a migration's.
    """
    for role, grants in ROLES.items():
        group, was_made = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        if was_made:
            group.permissions.set(
                [
                    _permission(apps, app, model, action)
                    for (app, model), actions in grants.items()
                    for action in actions
                ]
            )


def grant_new(apps: Any, app: str, model: str, only: tuple[str, ...] | None = None) -> None:
    """Gives a model that came later to the groups that have it from the start on a fresh database.

    `only`: these of its actions, where the others were given before. For a migration: what somebody
    has changed in a group otherwise stays.
    """
    for role, grants in ROLES.items():
        group = apps.get_model("auth", "Group").objects.filter(name=role).first()
        for action in grants.get((app, model), ()) if group else ():
            if only is None or action in only:
                group.permissions.add(_permission(apps, app, model, action))
