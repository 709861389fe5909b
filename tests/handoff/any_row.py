"""A row of any model for a site, filled with whatever its columns ask for."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from chatqual.sites.models import Site

WORD = "x"


def make_row(model: type[models.Model], site: Site) -> Any:
    """A stored row that hangs on `site`, with the rows that it needs itself."""
    if model is Site:
        return site
    if model is User:
        user = User.objects.create_user(uuid.uuid4().hex, is_staff=True)
        user.memberships.create(site=site)
        return user
    fields = [f for f in model._meta.concrete_fields if _is_needed(f)]
    return model._default_manager.create(**{f.name: _value(f, site) for f in fields})


def _is_needed(field: Any) -> bool:
    to_site = field.is_relation and field.related_model is Site
    is_free = field.has_default() or field.null or getattr(field, "auto_created", False)
    return to_site or not (is_free or isinstance(field, models.AutoField))


def _value(field: Any, site: Site) -> Any:
    if field.is_relation:
        return make_row(field.related_model, site)
    if field.choices:
        return field.flatchoices[0][0]
    for kind, value in _VALUES:
        if isinstance(field, kind):
            return value() if callable(value) else value
    raise AssertionError(f"{field}: no value for a {type(field).__name__}")


_VALUES: list[tuple[Any, Any]] = [
    (models.UUIDField, uuid.uuid4),
    (models.DateTimeField, timezone.now),
    (models.DateField, lambda: timezone.now().date()),
    (models.BooleanField, False),
    (models.JSONField, dict),
    (models.BinaryField, b""),
    (models.FloatField, 1.0),
    (models.IntegerField, 1),
    (models.EmailField, "x@shop.example"),
    (models.URLField, "https://shop.example/"),
    (models.CharField, lambda: uuid.uuid4().hex[:8]),
    (models.TextField, WORD),
]
