from django.db import migrations

# The words stand in the table alone: FTS5 keeps no copy of them (external content), and its
# tokenizer has nothing left to do but to cut at spaces.
SQLITE = (
    "CREATE VIRTUAL TABLE handoff_search USING fts5(words, content='handoff_searchentry', "
    "content_rowid='id', detail=none, columnsize=0, prefix='2 3', tokenize='ascii')",
    "CREATE VIRTUAL TABLE handoff_search_words USING fts5vocab('handoff_search', 'row')",
    "CREATE TRIGGER handoff_search_added AFTER INSERT ON handoff_searchentry BEGIN "
    "INSERT INTO handoff_search(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER handoff_search_gone AFTER DELETE ON handoff_searchentry BEGIN "
    "INSERT INTO handoff_search(handoff_search, rowid, words) "
    "VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER handoff_search_changed AFTER UPDATE OF words ON handoff_searchentry BEGIN "
    "INSERT INTO handoff_search(handoff_search, rowid, words) "
    "VALUES ('delete', old.id, old.words); "
    "INSERT INTO handoff_search(rowid, words) VALUES (new.id, new.words); END",
)
SQLITE_BACK = (
    "DROP TRIGGER handoff_search_added",
    "DROP TRIGGER handoff_search_gone",
    "DROP TRIGGER handoff_search_changed",
    "DROP TABLE handoff_search_words",
    "DROP TABLE handoff_search",
)
POSTGRES = (
    "CREATE INDEX handoff_search ON handoff_searchentry "
    "USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)
POSTGRES_BACK = ("DROP INDEX handoff_search",)


def index_words(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRES:
        schema_editor.execute(statement)


def forget_words(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_BACK if is_sqlite else POSTGRES_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("handoff", "0009_mark_what_is_read_and_searched")]

    operations = [migrations.RunPython(index_words, forget_words)]
