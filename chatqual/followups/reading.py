"""What a mailed answer says: its own words without what it quotes, who or what has written it.

Rules of our own, line by line and bounded, because a mail is hostile text: the parsers that exist
lack one of our seven languages and search with expressions that have no bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from chatqual.followups.reading_words import (
    AUTO_SUBJECTS,
    HEADER_LABELS,
    NO_MORE,
    ORIGINAL,
    SENT_FROM,
    WROTE,
)

MAX_CHARS = 200_000
MAX_LINES = 4000
MAX_TAGS = 5000
# Stands above our own words in each mail, so that whatever a mail program quotes begins with it.
MARK = "##- {} -##"
_MARK = re.compile(r"^\s*##-.{0,200}-##\s*$")
_QUOTED = re.compile(r"^\s{0,3}>")
_RULE = re.compile(r"^\s*_{10,}\s*$")
_SIGNATURE = re.compile(r"^--\s?$")
_DATED = re.compile(r"\d{1,2}[:.h]\d{2}|\b20\d\d\b|@")
_HEADER_REACH = 6


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as both ways in give it. Names of `headers` are in lower case.

    `recipients`: every address that it may have been sent to, the envelope's first.
    """

    sender: str
    recipients: tuple[str, ...]
    subject: str = ""
    text: str = ""
    html: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    envelope_sender: str | None = None
    attachments: int = 0

    def body(self) -> str:
        """The plain text; of a mail that has none, the text of its HTML."""
        return self.text if self.text.strip() else text_of_html(self.html)


def storable(text: str) -> str:
    """Without NUL and half characters, which no database takes."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


# --- the answer -----------------------------------------------------------------------------------
def answer_in(body: str) -> str:
    """What the sender wrote this time: no quotes, no signature, no marks of a mail program."""
    lines = body[:MAX_CHARS].replace("\r\n", "\n").replace("\r", "\n").split("\n")[:MAX_LINES]
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _MARK.match(line) or _begins_forwarded(lines, at):
            break
        if _SIGNATURE.match(line) or _is_sent_from(line):
            break
        height = _attribution(lines, at)
        if height:
            if not _is_quote_next(lines, at + height):
                break  # the quote has no marks: everything below is theirs
            at += height
            continue
        if not _QUOTED.match(line):
            kept.append(line.rstrip())
        at += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _plain(line: str) -> str:
    """The line as it is compared: without the stars and bars of a mail program, in lower case."""
    return line.strip(" \t*_|\u00a0\u200e").casefold()


def _begins_forwarded(lines: list[str], at: int) -> bool:
    """Whether the block of headers of an earlier mail begins here, with or without a rule."""
    plain = _plain(lines[at])
    inner = plain.strip("-— ")
    if plain.startswith(("--", "—")) and inner in ORIGINAL:
        return True
    if _RULE.match(lines[at]):
        return _labels(lines[at + 1 : at + 1 + _HEADER_REACH]) >= 3
    return _is_label(plain) and _labels(lines[at : at + _HEADER_REACH]) >= 3


def _is_label(plain: str) -> bool:
    name, colon, rest = plain.partition(":")
    return bool(colon) and name.strip("* \u00a0") in HEADER_LABELS and bool(rest.strip("* "))


def _labels(lines: list[str]) -> int:
    return sum(_is_label(_plain(line)) for line in lines)


def _attribution(lines: list[str], at: int) -> int:
    """How many lines "On Friday, … wrote:" takes from here, 0 where it does not stand here."""
    if not lines[at].strip() or _QUOTED.match(lines[at]):
        return 0
    joined = ""
    for height in (1, 2, 3):
        part = lines[at + height - 1 : at + height]
        if not part or not part[0].strip():
            return 0
        joined = f"{joined} {_plain(part[0])}".strip()
        if len(joined) > 400:
            return 0
        if joined.endswith((":", "：")) and _says_wrote(joined, lines, at + height):
            return height
    return 0


def _says_wrote(joined: str, lines: list[str], below: int) -> bool:
    words = set(re.findall(r"[^\W\d_]+", joined))
    if not any(all(word in words for word in phrase.split()) for phrase in WROTE):
        return False
    return bool(_DATED.search(joined)) or _is_quote_next(lines, below)


def _is_quote_next(lines: list[str], at: int) -> bool:
    for line in lines[at : at + 3]:
        if line.strip():
            return bool(_QUOTED.match(line))
    return False


def _is_sent_from(line: str) -> bool:
    return len(line) < 120 and _plain(line).startswith(SENT_FROM)


# --- HTML -----------------------------------------------------------------------------------------
_UNSEEN = {"head", "style", "script", "title", "template", "blockquote"}
_BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table", "hr"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "source", "area", "base"}
_QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divrplyfwdmsg", "appendonsend")


class _Words(HTMLParser):
    """Text of what is shown; a quote of an earlier mail and hidden parts are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.skipped: list[str] = []  # open elements inside of a part that is passed over
        self.is_over = False  # behind this everything is the earlier mail

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS and not self.skipped:
            self.parts.append("\n")
        if tag in _VOID or self.is_over:
            return
        if self.skipped:
            self.skipped.append(tag)
            return
        names = {name: (value or "").casefold() for name, value in attrs}
        marked = f"{names.get('class', '')} {names.get('id', '')}"
        if "divrplyfwdmsg" in marked or "appendonsend" in marked:
            self.is_over = True
        style = names.get("style", "").replace(" ", "")
        is_hidden = "display:none" in style or "hidden" in names
        if tag in _UNSEEN or is_hidden or any(quote in marked for quote in _QUOTES):
            self.skipped.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            while self.skipped and self.skipped.pop() != tag:
                pass  # an element that nobody closed ends with the one around it
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipped and not self.is_over:
            self.parts.append(re.sub(r"[ \t\n\u00a0]+", " ", data))


def text_of_html(html: str) -> str:
    """What a mail shows. The Rust parser goes first: its output is well formed, and on what is not
    Python's own takes time by the square of its length. It does so itself where tags are nested
    without end, so that what lies behind the first thousands of them is left.
    """
    clean = nh3.clean(
        "<".join(html[:MAX_CHARS].split("<", MAX_TAGS)[:MAX_TAGS]),
        tags=_BREAKS | {"span", "b", "i", "a", "blockquote"},
        clean_content_tags=_UNSEEN - {"head", "blockquote"},
        attributes={"*": {"class", "id", "style", "hidden"}},
        link_rel=None,
    )
    words = _Words()
    words.feed(clean)
    words.close()
    lines = (line.strip() for line in "".join(words.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


# --- who or what wrote it -------------------------------------------------------------------------
_MACHINES = ("mailer-daemon", "mail-daemon", "postmaster")
_SILENT = (
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "nicht-antworten",
    "ne-pas-repondre",
)
_FAILED = re.compile(
    r"(?im)^\s*action:\s*failed|^\s*status:\s*5\.\d|\b5[0-5]\d[ -]5\.\d|\b55[0-4]\b"
)


def _local_part(address: str) -> str:
    return address.rpartition("@")[0].casefold()


def is_bounce(mail: Mail) -> bool:
    """A report of a mail server about a mail of ours."""
    kind = mail.headers.get("content-type", "").casefold()
    is_report = "multipart/report" in kind and "disposition-notification" not in kind
    return is_report or _local_part(mail.sender).startswith(_MACHINES)


def is_final(mail: Mail) -> bool:
    """Whether a bounce says that the address takes nothing at all; a delay does not."""
    return bool(_FAILED.search(mail.body()[:MAX_CHARS]))


def is_automatic(mail: Mail) -> bool:
    """An answer that no person wrote (RFC 3834, and what mail programs do beside it)."""
    headers = mail.headers
    submitted = headers.get("auto-submitted", "no").partition(";")[0].strip().casefold()
    if submitted not in ("", "no"):
        return True
    if headers.get("precedence", "").strip().casefold() in ("bulk", "junk", "list", "auto_reply"):
        return True
    if any(name in headers for name in ("x-autoreply", "x-autorespond", "x-auto-reply", "list-id")):
        return True
    if mail.envelope_sender in ("", "<>") or headers.get("return-path", "").strip() == "<>":
        return True
    if _local_part(mail.sender).startswith((*_MACHINES, *_SILENT)):
        return True
    return mail.subject.strip().casefold().startswith(AUTO_SUBJECTS)


def wants_no_more(mail: Mail, answer: str) -> bool:
    """Whether the whole answer, or the subject that our own link fills in, says to stop."""
    return _says_stop(answer) or (not answer and _says_stop(mail.subject))


def _says_stop(text: str) -> bool:
    if len(text) > 80:
        return False
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    return words in NO_MORE
