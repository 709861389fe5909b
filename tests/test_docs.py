"""What the pages say exists: links lead somewhere, packages and commands are all told of."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from chatqual import __version__
from chatqual.engine.commands import COMMANDS
from chatqual.engine.slots import SLOT_NAMES
from chatqual.handoff import protocol as desk
from widget import protocol as visitor

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def links(path: Path) -> list[str]:
    """The addresses in the page's prose; what stands in a block of code is an example."""
    found = LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8")))
    return [one or other for one, other in found]


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()).strip() for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_link_leads_to_a_file_and_a_heading_that_exist(path: Path) -> None:
    for link in links(path):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_each_page_can_be_reached_from_the_readme() -> None:
    seen, todo = set[Path](), [ROOT / "README.md"]
    while todo:
        path = todo.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        here = (link.partition("#")[0] for link in links(path) if ":" not in link)
        todo += [(path.parent / name).resolve() for name in here if name]
    assert {p.name for p in PAGES} - {p.name for p in seen} == set()


def test_the_pictures_of_the_readme_are_small() -> None:
    pictures = [ROOT / link for link in links(ROOT / "README.md") if link.endswith(".png")]
    assert len(pictures) >= 2
    assert [p.name for p in pictures if p.stat().st_size > 300_000] == []


def required_packages() -> list[str]:
    lines = (line.partition("#")[0].strip() for line in page("requirements.in").splitlines())
    return [re.split(r"[\[<>=!~ ]", line)[0] for line in lines if line]


@pytest.mark.parametrize("package", required_packages())
def test_each_package_has_its_reason(package: str) -> None:
    rows = re.findall(r"^\| ([\w\-, ]+) \|", page("docs/dependencies.md"), re.MULTILINE)
    told = {name.strip() for row in rows for name in row.split(",")}
    assert package in told


@pytest.mark.parametrize("package", required_packages())
def test_each_package_is_locked(package: str) -> None:
    def norm(name: str) -> str:
        return re.sub(r"[-_.]+", "-", name).lower()

    locked = {norm(line.partition("==")[0]) for line in page("requirements.txt").splitlines()}
    assert norm(package) in locked


COMMAND_FILES = sorted((ROOT / "chatqual" / "management" / "commands").glob("[a-z]*.py"))


@pytest.mark.parametrize("name", [path.stem for path in COMMAND_FILES])
def test_each_command_is_told_of(name: str) -> None:
    pages = page("docs/data-contract.md") + page("docs/configuration.md")
    assert re.search(rf"`(?:manage\.py )?{name}\b", pages)


def test_each_target_of_make_that_the_readme_names_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE)
    named = re.findall(r"(?:^|`)make ([a-z-]+)", page("README.md"), re.MULTILINE)
    assert set(named) <= set(targets)
    assert {"run", "test"} <= set(named)


@pytest.mark.parametrize("name", [*SLOT_NAMES, *COMMANDS])
def test_each_slot_and_command_stands_in_the_data_contract(name: str) -> None:
    assert f"`{name}`" in page("docs/data-contract.md")


def visitor_part() -> str:
    return page("docs/protocol.md").partition("## The desk's socket")[0]


def desk_part() -> str:
    return page("docs/protocol.md").partition("## The desk's socket")[2]


SERVER_FRAMES = visitor.ServerFrame.__subclasses__()


@pytest.mark.parametrize("name", [*visitor.PARSERS, *(c.type for c in SERVER_FRAMES)])
def test_each_frame_of_the_visitor_is_described(name: str) -> None:
    assert re.search(rf"^\| .*`{name}`", visitor_part(), re.MULTILINE)


DESK_FRAMES: list[Any] = [*desk.CLIENT_FRAMES.values(), *desk.SERVER_FRAMES]


@pytest.mark.parametrize("frame", DESK_FRAMES, ids=lambda frame: frame.__name__)
def test_each_frame_of_the_desk_is_described_with_its_fields(frame: Any) -> None:
    rows = re.findall(rf"^\| `{frame.type}` \|(.*)$", desk_part(), re.MULTILINE)
    wanted = [f.name for f in fields(frame)]
    assert any(all(f"`{name}`" in row for name in wanted) for row in rows)


def test_the_newest_change_is_of_this_version() -> None:
    newest = re.search(r"^## (\d+\.\d+\.\d+)", page("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__
    assert f'version = "{__version__}"' in page("pyproject.toml")
