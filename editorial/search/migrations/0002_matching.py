"""What matches words: on SQLite an FTS5 table that `search.index` writes, on PostgreSQL a generated tsvector."""

from django.db import migrations

SQLITE_CREATE = (
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
        title_terms, name_terms, lead_terms, body_terms, tags,
        content='search_searchdocument', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
    )
    """,
)
SQLITE_DROP = (
    """
    DROP TRIGGER IF EXISTS search_words_insert
    """,
    """
    DROP TRIGGER IF EXISTS search_words_delete
    """,
    """
    DROP TABLE IF EXISTS search_words
    """,
)
# The lone я parts the fields, so that no phrase reaches from one into the next. The wide columns are
# kept out of line: matches are read from rows that hold little more than a key and facets.
POSTGRES_CREATE = (
    """
    ALTER TABLE search_searchdocument ADD COLUMN terms tsvector GENERATED ALWAYS AS (
        to_tsvector('simple'::regconfig, title_terms || ' я ' || name_terms || ' я ' || lead_terms || ' я '
                    || body_terms || ' я ' || tags)
    ) STORED
    """,
    """
    ALTER TABLE search_searchdocument ALTER COLUMN terms SET STORAGE EXTERNAL
    """,
    """
    ALTER TABLE search_searchdocument SET (toast_tuple_target = 256)
    """,
    """
    CREATE INDEX search_words ON search_searchdocument USING gin (terms) WITH (fastupdate = off)
    """,
)
POSTGRES_DROP = (
    """
    DROP INDEX search_words
    """,
    """
    ALTER TABLE search_searchdocument DROP COLUMN terms
    """,
)


def create(apps, schema_editor):
    """Make what the database at hand matches with."""
    run(schema_editor, {"sqlite": SQLITE_CREATE, "postgresql": POSTGRES_CREATE})


def drop(apps, schema_editor):
    """Take it away."""
    run(schema_editor, {"sqlite": SQLITE_DROP, "postgresql": POSTGRES_DROP})


def run(schema_editor, scripts):
    """Run the statements for the database at hand."""
    for statement in scripts[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
