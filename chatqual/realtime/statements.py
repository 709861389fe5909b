"""Plain statements on a model's table, for the few that every turn makes.

Django works a query out anew each time, which costs several times what the database needs for it.
Here the columns are read off the model once, a statement is a short text, and each value still goes
through its field's own conversion for the database at hand: the same on SQLite and PostgreSQL, and
a new field needs no change. No signals, no joins, no defaults of the database: for all else there
is the ORM.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

import orjson
from django.db import connection, models

M = TypeVar("M", bound=models.Model)
Convert = Callable[[Any], Any]
Row = tuple[Any, ...]


def change(sql: str, parameters: Sequence[Any]) -> int:
    """Runs a statement; how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def fetch(sql: str, parameters: Sequence[Any]) -> list[Row]:
    """The rows of a SELECT, or of what a change is RETURNING."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cast(list[Row], cursor.fetchall())


class Table(Generic[M]):
    """The statements of one model's table; made once for the life of the process.

    Fields are named as the model's attributes are (`conversation_id`).
    """

    def __init__(self, model: type[M]) -> None:
        self._model = model

    @cached_property
    def name(self) -> str:
        return f'"{self._model._meta.db_table}"'

    @cached_property
    def every(self) -> tuple[str, ...]:
        """All fields, in the order of the columns."""
        return tuple(self._fields)

    @cached_property
    def _fields(self) -> dict[str, models.Field[Any, Any]]:
        return {f.attname: f for f in self._model._meta.concrete_fields}

    @cached_property
    def _inserted(self) -> tuple[str, ...]:
        """All but a key that the database makes."""
        key = self._model._meta.pk
        return tuple(n for n, f in self._fields.items() if not (f is key and f.db_returning))

    @cached_property
    def _columns(self) -> dict[str, str]:
        return {name: f'"{f.column}"' for name, f in self._fields.items()}

    # Filled at first use: which conversions are needed depends on the database.
    @cached_property
    def _prepare(self) -> dict[str, Convert]:
        return {name: _preparing(f) for name, f in self._fields.items()}

    @cached_property
    def _read(self) -> dict[str, list[Convert]]:
        return {name: _reading(f) for name, f in self._fields.items()}

    def columns(self, names: Iterable[str]) -> str:
        """As they stand in a SELECT or behind RETURNING."""
        return ", ".join([f"{self.name}.{self._columns[name]}" for name in names])

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """Parameters for fields by name, as the database takes them."""
        return [self._prepare[name](value) for name, value in given.items()]

    def made(self, names: Sequence[str], row: Sequence[Any]) -> M:
        """The instance of a row with these fields in front; another is read when asked for."""
        values = []
        for name, value in zip(names, row, strict=False):
            for convert in self._read[name]:
                value = convert(value)
            values.append(value)
        return self._model.from_db(connection.alias, names, values)

    def insert(self, *rows: M, on_conflict: str = "") -> int:
        """Inserts the rows as they are, in one statement; how many were inserted."""
        done = change(*self._insertion(rows, on_conflict))
        for row in rows:
            row._state.adding, row._state.db = False, connection.alias
        return done

    def insert_returning(self, row: M, names: Sequence[str], on_conflict: str = "") -> Row:
        """Inserts the row, and gives these fields of what stands in the table then."""
        tail = f"{on_conflict} RETURNING {self.columns(names)}"
        return fetch(*self._insertion((row,), tail))[0]

    def _insertion(self, rows: Sequence[M], tail: str) -> tuple[str, list[Any]]:
        names, prepare = self._inserted, self._prepare
        columns = ", ".join([self._columns[name] for name in names])
        marks = ", ".join([f"({', '.join(['%s'] * len(names))})"] * len(rows))
        values = [prepare[name](getattr(row, name)) for row in rows for name in names]
        # The names are the model's own; whatever comes from outside is a parameter.
        return f"INSERT INTO {self.name} ({columns}) VALUES {marks} {tail}", values  # noqa: S608

    def update(self, changes: Mapping[str, Any], where: Mapping[str, Any]) -> int:
        """Sets `changes` in the rows that have exactly what `where` says; how many there were."""
        setting = ", ".join([f"{self._columns[name]} = %s" for name in changes])
        having = " AND ".join([f"{self._columns[name]} = %s" for name in where])
        sql = f"UPDATE {self.name} SET {setting} WHERE {having}"  # noqa: S608 - as above
        return change(sql, [*self.values(changes), *self.values(where)])


def _as_it_is(value: Any) -> Any:
    return value


def _json_text(value: Any) -> str | None:
    """What the field stores in SQLite, made ten times as fast."""
    if value is None:
        return None
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        # An amount beyond 64 bits, say: rare, and no reason to lose a line.
        return json.dumps(value)


def _preparing(field: models.Field[Any, Any]) -> Convert:
    if isinstance(field, models.ForeignKey):
        return _preparing(field.target_field)
    if isinstance(field, models.CharField | models.TextField | models.IntegerField):
        return _as_it_is
    if isinstance(field, models.JSONField) and connection.vendor == "sqlite":
        return _json_text
    return lambda value: field.get_db_prep_save(value, connection)


def _reading(field: models.Field[Any, Any]) -> list[Convert]:
    """The conversions that a query of Django makes of what the database gives."""
    column = field.get_col(field.model._meta.db_table)
    found = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    return [_reader(convert, column) for convert in found]


def _reader(convert: Callable[..., Any], column: Any) -> Convert:
    return lambda value: convert(value, column, connection)
