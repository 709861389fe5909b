"""The form of a section: fields from its leaves, and of what was posted only what was changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from chatqual.engine.policy_check import Path, Problem
from chatqual.engine.slots import Json
from chatqual.policy_desk.document import digest, name_of, read
from chatqual.policy_desk.leaves import Leaf
from chatqual.policy_desk.sections import Group


@dataclass(frozen=True, slots=True)
class Row:
    """A field on the page, with what the check says of it."""

    field: forms.BoundField
    problems: tuple[str, ...]
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    help: str
    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()


class PolicyForm(forms.Form):
    """What nobody touched is neither checked nor written, so that all of it survives as it was."""

    def __init__(
        self, groups: Iterable[Group], document: Json, data: Any = None, *, locked: bool = False
    ) -> None:
        self.groups = tuple(groups)
        self.leaves: dict[str, Leaf] = {
            name_of(leaf.path): leaf for group in self.groups for leaf in group.leaves
        }
        shown = {
            name: leaf.show(read(document, leaf.path, leaf.empty))
            for name, leaf in self.leaves.items()
        }
        super().__init__(data, initial=shown, auto_id="f-%s", use_required_attribute=False)
        self.seen = digest(shown)
        for name, leaf in self.leaves.items():
            field = leaf.make()
            field.label, field.help_text, field.disabled = leaf.label, leaf.help, locked
            self.fields[name] = field

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        touched = set(self.changed_data)
        found: Any = self._errors  # type: ignore[attr-defined]
        for name in [n for n in found if n not in touched]:
            del found[name]

    def changes(self) -> dict[Path, Any]:
        """By path, what was changed and is sound."""
        touched = [name for name in self.changed_data if name in self.cleaned_data]
        return {self.leaves[n].path: self.leaves[n].store(self.cleaned_data[n]) for n in touched}

    def changed_labels(self) -> list[str]:
        return [self.leaves[name].label for name in self.changed_data]

    def blocks(self, problems: Iterable[Problem] = ()) -> list[Block]:
        """The fields by their headings, each with the problems that it causes."""
        found = list(problems)
        return [
            Block(
                group.title,
                group.help,
                tuple(self._row(leaf, found) for leaf in group.leaves),
                tuple(p.text for p in found if _is_of_group(p.path, group)),
            )
            for group in self.groups
        ]

    def _row(self, leaf: Leaf, problems: list[Problem]) -> Row:
        said = tuple(p.text for p in problems if p.path == leaf.path)
        field = self[name_of(leaf.path)]
        is_wide = not isinstance(field.field, forms.IntegerField | forms.DecimalField)
        return Row(field, said, is_wide)


def _is_of_group(path: Path, group: Group) -> bool:
    """A problem of a whole part, such as the sum of all weights."""
    return any(leaf.path[:-1] == path for leaf in group.leaves if len(leaf.path) > 1)
