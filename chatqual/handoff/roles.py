"""The groups of staff and what each may do.

Permissions are made here by name, because a fresh `migrate` makes Django's own only after the last
migration has run; Django then finds them and leaves them alone.
"""

from __future__ import annotations

from typing import Any

AGENT = "Agent"
CURATOR = "Curator"
ADMINISTRATOR = "Administrator"

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
}
ROLES: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    AGENT: {("handoff", "agentpresence"): ("use_desk",), **_CONVERSATIONS},
    CURATOR: {**_KNOWLEDGE},
    ADMINISTRATOR: {
        ("handoff", "agentpresence"): ("use_desk",),
        **_CONVERSATIONS,
        **_KNOWLEDGE,
        **_HOUSE,
    },
}
# As Django would name them; models whose verbose name is not their class name in lower case.
_VERBOSE = {
    "documentversion": "document version",
    "lineexample": "line example",
    "ingestjob": "ingest job",
    "ingestfailure": "ingest failure",
    "policyversion": "policy version",
    "auditentry": "audit entry",
    "journalentry": "journal entry",
    "agentprofile": "agent profile",
    "goldenquestion": "golden question",
    "gap": "unanswered question",
    "askedquestion": "asked question",
    "indexgeneration": "index generation",
    "pin": "pinned answer or blocked topic",
}


def _permission(apps: Any, app: str, model: str, action: str) -> Any:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    own = action == "use_desk"
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=action if own else f"{action}_{model}",
        defaults={
            "name": "Can use the desk" if own else f"Can {action} {_VERBOSE.get(model, model)}"
        },
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


def grant_new(apps: Any, app: str, model: str) -> None:
    """Gives a model that came later to the groups that have it from the start on a fresh database.

    For a migration: what somebody has changed in a group otherwise stays.
    """
    for role, grants in ROLES.items():
        group = apps.get_model("auth", "Group").objects.filter(name=role).first()
        for action in grants.get((app, model), ()) if group else ():
            group.permissions.add(_permission(apps, app, model, action))
