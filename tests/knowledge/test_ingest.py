"""Folders, files and patterns become documents, and stay in step with them."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from chatqual.sites.models import Site
from knowledge.documents import retire
from knowledge.ingest import IngestReport
from knowledge.models import (
    Chunk,
    ChunkRemoval,
    Corpus,
    Document,
    IngestFailure,
    Sentence,
    Source,
)
from tests.knowledge.makers import encrypted_pdf, make_docx, make_pdf

Read = Callable[..., IngestReport]


def paths(site: Site) -> set[str]:
    return set(Document.objects.filter(site=site, state="published").values_list("path", flat=True))


def index_all() -> None:
    """As if all had been embedded and indexed."""
    Chunk.objects.update(vector=b"\0" * 4, embedded_with="m", indexed_in=1)


def test_a_folder_becomes_documents_by_their_path_below_it(
    read: Read, folder: Path, site: Site
) -> None:
    report = read(folder)
    assert (report.added, report.chunks) == (2, 4)
    assert paths(site) == {"trial.md", "plans/team.md"}


def test_offsets_count_the_code_points_of_the_text(read: Read, folder: Path) -> None:
    (folder / "wide.md").write_text(
        "# 🙂 Größe\n\nEin 🙂 Satz. Und e\u0301in zweiter.\n\n## B\n\n🙂."
    )
    read(folder)
    for chunk in Chunk.objects.select_related("version").prefetch_related("sentences"):
        text = chunk.version.text
        assert text[chunk.start : chunk.end] == chunk.text
        for sentence in chunk.sentences.all():
            assert chunk.text[sentence.start : sentence.end] == sentence.text
            assert text[chunk.start + sentence.start :].startswith(sentence.text)


def test_headings_are_kept_with_each_passage(read: Read, folder: Path) -> None:
    read(folder)
    kept = Chunk.objects.values_list("document__title", "heading_path", "text")
    assert ("Team", ["Seats"], "Up to 99.") in list(kept)


def test_an_unchanged_folder_changes_nothing(read: Read, folder: Path, site: Site) -> None:
    read(folder)
    index_all()
    revision = Corpus.objects.get(site=site).revision
    report = read(folder)
    assert (report.unchanged, report.added, report.updated, report.chunks) == (2, 0, 0, 0)
    assert not Chunk.objects.pending().exists()
    assert Corpus.objects.get(site=site).revision == revision


def test_a_touched_file_with_the_same_text_makes_no_version(read: Read, folder: Path) -> None:
    read(folder)
    (folder / "trial.md").write_text(
        "# Trial\n\nThe *trial* lasts 14 days.\n\n## After it\n\nChoose."
    )
    assert read(folder).unchanged == 2
    assert Document.objects.get(path="trial.md").versions.count() == 1


def test_only_what_changed_loses_its_vector(read: Read, folder: Path) -> None:
    read(folder)
    index_all()
    kept = Chunk.objects.get(text="Choose.")
    (folder / "trial.md").write_text(
        "# Trial\n\nThe trial lasts 30 days now.\n\n## After it\n\nChoose."
    )
    report = read(folder)
    assert (report.updated, report.chunks) == (1, 1)
    assert [chunk.text for chunk in Chunk.objects.pending()] == ["The trial lasts 30 days now."]
    moved = Chunk.objects.get(text="Choose.")
    assert (moved.pk, moved.indexed_in) == (kept.pk, 1)
    assert moved.start > kept.start
    assert moved.version.text[moved.start : moved.end] == "Choose."


def test_what_an_edit_takes_away_leaves_the_index(read: Read, folder: Path) -> None:
    read(folder)
    index_all()
    gone = Chunk.objects.get(text="Choose.").pk
    (folder / "trial.md").write_text("# Trial\n\nThe trial lasts 14 days.")
    read(folder)
    assert not Chunk.objects.filter(pk=gone).exists()
    assert not Sentence.objects.filter(chunk_id=gone).exists()
    assert list(ChunkRemoval.objects.values_list("chunk", flat=True)) == [gone]


def test_old_versions_keep_their_text(read: Read, folder: Path) -> None:
    read(folder)
    (folder / "trial.md").write_text("# Trial\n\nNew.")
    read(folder)
    document = Document.objects.get(path="trial.md")
    assert [version.number for version in document.versions.all()] == [2, 1]
    assert "14 days" in document.versions.get(number=1).text
    assert document.current == document.versions.get(number=2)


def test_a_file_that_is_gone_is_retired_and_comes_back(
    read: Read, folder: Path, site: Site
) -> None:
    read(folder)
    index_all()
    text = (folder / "trial.md").read_text()
    (folder / "trial.md").unlink()
    assert read(folder).retired == 1
    assert paths(site) == {"plans/team.md"}
    assert not Chunk.objects.answerable(site).filter(document__path="trial.md").exists()
    (folder / "trial.md").write_text(text)
    assert read(folder).unchanged == 2
    assert paths(site) == {"trial.md", "plans/team.md"}
    assert Chunk.objects.exclude(vector=None).count() == 4


def test_what_a_person_retired_stays_retired(read: Read, folder: Path, site: Site) -> None:
    read(folder)
    retire(Document.objects.get(path="trial.md"))
    (folder / "trial.md").write_text("# Trial\n\nNew.")
    read(folder)
    assert paths(site) == {"plans/team.md"}


def test_an_emptied_folder_retires_nothing(read: Read, folder: Path, site: Site) -> None:
    read(folder)
    shutil.rmtree(folder / "plans")
    (folder / "trial.md").unlink()
    report = read(folder)
    assert report.lost == (str(folder),)
    assert len(paths(site)) == 2


def test_a_file_below_a_known_folder_is_that_folders_document(read: Read, folder: Path) -> None:
    read(folder)
    (folder / "plans" / "team.md").write_text("# Team\n\nTeam costs 15 €.")
    assert read(folder / "plans" / "team.md").updated == 1
    assert Document.objects.filter(title="Team").count() == 1
    assert Document.objects.filter(state="published").count() == 2


def test_a_pattern_names_files_below_its_fixed_part(read: Read, folder: Path, site: Site) -> None:
    assert read(f"{folder}/**/*.md").added == 2
    assert paths(site) == {"trial.md", "plans/team.md"}


def test_a_single_file_is_known_by_its_name(read: Read, folder: Path, site: Site) -> None:
    read(folder / "trial.md")
    assert paths(site) == {"trial.md"}
    assert Source.objects.get().kind == "file"


def test_each_format_is_read(read: Read, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(make_pdf(("BodyText", "In a PDF.")))
    (folder / "b.docx").write_bytes(make_docx(("Normal", "In Word.")))
    (folder / "c.html").write_text("<p>In HTML.</p>")
    (folder / "d.txt").write_text("In a text.")
    (folder / "e.csv").write_text("question,answer\nWhere?,In a table.\n")
    assert read(folder).added == 7
    texts = set(Chunk.objects.values_list("text", flat=True))
    assert {"In a PDF.", "In Word.", "In HTML.", "In a text.", "In a table."} <= texts
    assert Chunk.objects.get(text="In a table.").heading_path == ["Where?"]


def test_bad_files_fail_alone_with_a_reason(
    read: Read, folder: Path, settings: LazySettings, site: Site
) -> None:
    settings.CHATQUAL_MAX_DOCUMENT_MB = 1
    (folder / "empty.md").touch()
    (folder / "locked.pdf").write_bytes(encrypted_pdf())
    (folder / "wrong.pdf").write_text("Just text.")
    (folder / "large.txt").write_bytes(b"x" * 1_100_000)
    os.mkfifo(folder / "pipe.txt")
    report = read(folder)
    assert report.added == 2
    assert {failure.path: failure.code for failure in report.failures} == {
        "empty.md": "empty",
        "locked.pdf": "encrypted",
        "wrong.pdf": "mislabelled",
        "large.txt": "too_large",
        "pipe.txt": "unsupported",
    }
    assert IngestFailure.objects.filter(source__site=site).count() == 5


def test_a_file_that_has_become_bad_keeps_its_old_text(
    read: Read, folder: Path, site: Site
) -> None:
    read(folder)
    (folder / "trial.md").write_bytes(b"")
    read(folder)
    assert "trial.md" in paths(site)
    assert IngestFailure.objects.get().path == "trial.md"


def test_a_mended_file_is_no_failure_any_more(read: Read, folder: Path) -> None:
    (folder / "new.md").touch()
    read(folder)
    read(folder)
    assert IngestFailure.objects.get().attempts == 2
    (folder / "new.md").write_text("Text.")
    assert read(folder).added == 1
    assert not IngestFailure.objects.exists()


def test_links_and_hidden_files_are_not_followed(
    read: Read, folder: Path, tmp_path: Path, site: Site
) -> None:
    (tmp_path / "secret.md").write_text("Secret.")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / ".hidden.md").write_text("Hidden.")
    (folder / "up").symlink_to(tmp_path)
    read(folder)
    assert paths(site) == {"trial.md", "plans/team.md"}


def test_what_a_repository_says_of_itself_is_no_document(
    read: Read, folder: Path, site: Site
) -> None:
    (folder / "LICENSE.md").write_text("MIT.")
    assert read(folder).added == 2
    assert read(folder / "LICENSE.md").added == 1


def test_an_argument_that_names_nothing_does_not_stop_the_others(read: Read, folder: Path) -> None:
    report = read(folder, "/nowhere/at/all", f"{folder}/*.rst")
    assert report.added == 2
    assert len(report.lost) == 2
    assert report.to_json()["failed"] == 2


def test_two_sites_have_their_own_documents(read: Read, folder: Path, site: Site) -> None:
    from knowledge.ingest import ingest

    other = Site.objects.create(public_key="other", name="Other")
    read(folder)
    ingest(other, [str(folder)])
    assert Document.objects.filter(site=other).count() == 2
    assert Chunk.objects.answerable(site).filter(document__site=other).count() == 0


@pytest.mark.parametrize("name", ["Pläne & Preise.md", "a b.md", "ünï/çode.md"])
def test_odd_names_are_paths_like_others(name: str, read: Read, folder: Path, site: Site) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("Text.")
    read(folder)
    assert name in paths(site)


def test_a_name_that_is_no_unicode_is_kept_in_a_readable_form(
    read: Read, folder: Path, site: Site
) -> None:
    with open(os.fsencode(folder) + b"/gr\xfc\xdfe.md", "w") as file:
        file.write("Text.")
    assert read(folder).added == 3
    assert "gr??e.md" in paths(site)
