"""A zip looked at before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile

from knowledge.errors import DocumentUnreadable

MAX_ENTRIES = 1000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
# Small files of one repeated letter are packed better than any bomb has to be.
_RATIO_FROM = 1024 * 1024
_ENCRYPTED_FLAG = 0x1


def check_archive(data: bytes) -> zipfile.ZipFile:
    """The opened zip, or DocumentUnreadable: damaged, encrypted, a bomb, or with a DTD inside.

    The sizes in a zip's directory may lie: members are read with a bound all the same.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise DocumentUnreadable("damaged", f"The file is damaged ({fault}).") from fault
    if len(entries) > MAX_ENTRIES:
        raise DocumentUnreadable("bomb", f"The file packs {len(entries)} parts; refused.")
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise DocumentUnreadable("encrypted", "The file is protected by a password.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or (
        unpacked > _RATIO_FROM and unpacked > MAX_RATIO * max(len(data), 1)
    ):
        raise DocumentUnreadable(
            "bomb", f"Unpacked, the file would take {unpacked // 1_000_000} MB; refused."
        )
    _check_parts(archive, entries)
    return archive


def _check_parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Unpack each part within its bound, and refuse markup that declares entities."""
    left = MAX_UNPACKED
    for entry in entries:
        try:
            with archive.open(entry) as part:
                content = part.read(left + 1)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as fault:
            raise DocumentUnreadable("damaged", f"The file is damaged ({fault}).") from fault
        left -= len(content)
        if left < 0:
            raise DocumentUnreadable("bomb", "The file unpacks to more than it says; refused.")
        if entry.filename.endswith((".xml", ".rels")):
            refuse_declarations(content)


def refuse_declarations(markup: bytes) -> None:
    """Raise for a document type declaration: entities are bombs, or read other files (XXE)."""
    plain = markup.replace(b"\x00", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise DocumentUnreadable(
            "forbidden_markup", "The file declares entities of its own; refused for safety."
        )
