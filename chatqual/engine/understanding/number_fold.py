"""The grammar of spelled and mixed numbers: pieces in reading order become one value.

A piece is added where its digits are still free, a scale multiplies what stands before it, a larger
scale after a smaller one multiplies everything ("mil millones"). What does not fit ends the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chatqual.engine.understanding.number_words import UNITS_FIRST, NumberWord


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece: its token, its word (None for digits), and whether a joiner stands before it."""

    token: int
    word: NumberWord | None
    value: float
    joined: bool = False
    decimals: int = 0
    grouped: bool = False


@dataclass(slots=True)
class _State:
    language: str
    total: float = 0.0
    group: float | None = None
    scale: float = 0.0
    point: str | None = None
    stack: list[str] = field(default_factory=list)

    @property
    def value(self) -> float | None:
        if self.point:
            return self.total + (self.group or 0.0) + float(f"0.{self.point}")
        if self.group is None:
            return self.total if self.scale else None
        return self.total + self.group


def fold(atoms: Sequence[Atom], language: str) -> tuple[float, int] | None:
    """(value, count of pieces used) for the longest number at the start, None where there is none.

    A number ends between tokens only: a compound word is used as a whole or not at all.
    """
    state = _State(language)
    best: tuple[float, int] | None = None
    scaled: tuple[float, int] | None = None
    for index, atom in enumerate(atoms):
        if _opens_another(state, atom):
            return scaled
        if not _take(state, atom, atoms[index + 1] if index + 1 < len(atoms) else None):
            break
        value = state.value
        last_of_token = index + 1 == len(atoms) or atoms[index + 1].token != atom.token
        if value is not None and last_of_token and _is_complete(state, atom):
            best = (value, index + 1)
            scaled = best if atom.word is not None and atom.word.kind == "scale" else scaled
    return best


def _opens_another(state: _State, atom: Atom) -> bool:
    """ "mille et deux mille" are two numbers: the same scale does not come twice."""
    is_scale = atom.word is not None and atom.word.kind == "scale"
    return is_scale and state.group is not None and state.scale == atom.value


def _is_complete(state: _State, atom: Atom) -> bool:
    """A lone fraction ("half") or article is no number; nor is one that ends in "point"."""
    kind = atom.word.kind if atom.word else "digits"
    if kind == "fraction":
        return len(state.stack) > 1 and state.stack != ["article", "fraction"]
    return kind not in ("article", "point")


def _take(state: _State, atom: Atom, following: Atom | None) -> bool:
    kind = atom.word.kind if atom.word else "digits"
    if state.point is not None and kind != "scale":
        return _take_decimal(state, atom, kind)
    taken = {
        "digits": _take_digits,
        "unit": _take_unit,
        "hundred": _take_hundred,
        "scale": _take_scale,
        "dozen": _take_dozen,
        "fraction": _take_fraction,
        "point": _take_point,
        "article": _take_article,
    }[kind](state, atom, following)
    if taken:
        state.stack.append("article" if _is_one_of_fraction(kind, atom, following, state) else kind)
    return taken


def _take_decimal(state: _State, atom: Atom, kind: str) -> bool:
    """After "point" each digit is said by itself ("two point two five")."""
    if kind != "unit" or atom.value > 99 or atom.joined:
        return False
    state.point = (state.point or "") + str(int(atom.value))
    return True


def _take_digits(state: _State, atom: Atom, following: Atom | None) -> bool:
    if not state.stack:
        state.group = atom.value
        return True
    fits = atom.value == int(atom.value) and not atom.grouped and state.stack[-1] != "digits"
    return fits and _add(state, atom.value)


def _take_unit(state: _State, atom: Atom, following: Atom | None) -> bool:
    if atom.value == 0 and state.stack:
        return False
    if atom.value == 1 and atom.joined and state.stack and _is_fraction(following):
        return _take_article(state, atom, following)  # "two million and one half"
    if state.language == "fr" and atom.value == 20 and (state.group or 0) % 100 == 4:
        if state.stack[-1:] != ["unit"]:
            return False
        state.group = (state.group or 0) + 76  # quatre-vingt
        return True
    if state.stack and state.stack[-1] == "digits":
        return False
    if _is_units_first(state, atom):
        state.group = (state.group or 0) + atom.value
        return True
    return _add(state, atom.value)


def _is_units_first(state: _State, atom: Atom) -> bool:
    """ "fünf und vierzig": the tens come after the units, joined."""
    units = (state.group or 0) % 100
    return (
        state.language in UNITS_FIRST
        and atom.joined
        and 0 < units < 10
        and atom.value in range(20, 100, 10)
    )


def _add(state: _State, value: float) -> bool:
    """Adds where the digits of `value` are still free, so that "twenty twenty" stays two
    numbers."""
    group = state.group
    if group is None:
        if state.scale and value >= state.scale:
            return False
        state.group = value
        return True
    if group != int(group) or group == 0:
        return False
    if state.language == "fr" and 10 <= value < 20 and group % 100 in (60, 80):
        state.group = group + value
        return True
    slot = 10 if value < 10 else 100 if value < 100 else 1000
    if group % slot:
        return False
    if value >= 10 and slot == 100 and group < 100:
        return False
    state.group = group + value
    return True


def _take_hundred(state: _State, atom: Atom, following: Atom | None) -> bool:
    group = state.group
    if group is None:
        state.group = 100
        return True
    most = {"en": 1000, "de": 100, "nl": 100}.get(state.language, 10)  # "fünfzehnhundert"
    if group >= most or state.stack[-1] == "hundred":
        return False
    if state.language != "en" and state.stack[-1] == "digits":
        return False  # "34 cents" are cents
    state.group = group * 100
    return True


def _take_scale(state: _State, atom: Atom, following: Atom | None) -> bool:
    value = atom.value
    if state.point is not None:
        state.group = (state.group or 0) + float(f"0.{state.point or 0}")
        state.point = None
    if state.group is None and not state.scale:
        state.group = 1.0
    if state.group is None:
        if value <= state.scale and value != 1000:
            return False
        state.total *= value  # "mil millones"
        state.scale *= value
        return True
    if state.scale and value >= state.scale:
        state.total = (state.total + state.group) * value
    else:
        state.total += state.group * value
    state.group = None
    state.scale = value
    return True


def _take_dozen(state: _State, atom: Atom, following: Atom | None) -> bool:
    if state.stack and state.stack[-1] == "dozen":
        return False
    state.group = (1.0 if state.group is None else state.group) * atom.value
    return True


def _take_fraction(state: _State, atom: Atom, following: Atom | None) -> bool:
    if not state.stack or state.stack == ["article"]:
        state.group = atom.value
        return True
    if state.group == 3 and atom.value == 0.25 and not atom.joined:
        state.group = 0.75  # "three quarters of a million"
        return True
    if not atom.joined and state.stack[-1] != "article":
        return False
    if state.group is not None and state.group == int(state.group):
        state.group += atom.value
        return True
    if state.group is None and state.scale:
        state.total += atom.value * state.scale
        return True
    return False


def _is_one_of_fraction(kind: str, atom: Atom, following: Atom | None, state: _State) -> bool:
    return kind == "unit" and atom.value == 1 and bool(state.stack) and _is_fraction(following)


def _is_fraction(atom: Atom | None) -> bool:
    return atom is not None and atom.word is not None and atom.word.kind == "fraction"


def _take_point(state: _State, atom: Atom, following: Atom | None) -> bool:
    is_next = following is not None and following.word is not None and following.word.kind == "unit"
    if state.group is None or not is_next:
        return False
    state.point = ""
    return True


def _take_article(state: _State, atom: Atom, following: Atom | None) -> bool:
    """ "a" counts as one before a scale, and stands inside "half a million"."""
    if following is None or following.word is None:
        return False
    if state.stack and state.stack[-1] != "fraction" and not atom.joined:
        return False
    wanted = ("hundred", "scale", "dozen", "fraction")
    return following.word.kind in wanted or following.word.value == 2
