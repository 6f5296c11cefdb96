"""A number that moves with every committed change of what public pages show: what is kept under it is never stale.

The shape is that of the directory's version (`network.sql`): a counter per few connections, and a sequence that moves at
once. Apps whose blocks show rows of their own call `watch` in a migration.
"""

TABLES = (
    "wagtailcore_page", "wagtailcore_site", "wagtailcore_pageviewrestriction", "cms_picture", "cms_file",
    "publications_front", "publications_rubric", "publications_article", "publications_article_themes",
    "publications_article_territories", "publications_author", "publications_articleorganisation",
    "publications_footnote", "publications_relay",
)  # fmt: skip
FUNCTION_SQL = """
CREATE TABLE publications_version (shard integer PRIMARY KEY, n bigint NOT NULL DEFAULT 0);
INSERT INTO publications_version SELECT shard, 0 FROM generate_series(0, 31) AS shard;
CREATE SEQUENCE publications_version_seq;
CREATE FUNCTION publications_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nextval('publications_version_seq');
  IF current_setting('maillage.published_in', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    UPDATE publications_version SET n = n + 1 WHERE shard = pg_backend_pid() % 32;
    PERFORM set_config('maillage.published_in', pg_current_xact_id()::text, true);
  END IF;
  RETURN NULL;
END $$;
"""


def watch(table: str) -> str:
    """SQL: every change of `table` moves the version."""
    return (
        f"CREATE TRIGGER publications_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION publications_changed();\n"
    )


def leave(table: str) -> str:
    """SQL: the opposite of `watch`."""
    return f"DROP TRIGGER publications_changed ON {table};\n"


VERSION_SQL = FUNCTION_SQL + "".join(watch(table) for table in TABLES)
VERSION_SQL_REVERSE = (
    "".join(leave(table) for table in TABLES)
    + "DROP FUNCTION publications_changed(); DROP SEQUENCE publications_version_seq; DROP TABLE publications_version;"
)
