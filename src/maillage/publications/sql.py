"""What the database does by itself for the publications."""

# What readers see of the site. A draft that is kept writes none of these columns, so it throws no kept page away.
SEEN = "live, title, slug, url_path, path, depth, locale_id, last_published_at, show_in_menus, translation_key"
TABLES = ("article", "rubric", "author", "articleorganisation", "footnote", "relay", "article_themes",
          "article_territories", "following")  # fmt: skip

# One number for all that is shown: pages of strangers are kept under it, with what they tell of the directory.
VERSION_SQL = "".join(
    f"CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON publications_{table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION network_changed();\n"
    for table in TABLES
) + (
    f"CREATE TRIGGER seen AFTER INSERT OR UPDATE OF {SEEN} OR DELETE OR TRUNCATE ON wagtailcore_page "
    "FOR EACH STATEMENT EXECUTE FUNCTION network_changed();\n"
    "CREATE TRIGGER seen AFTER UPDATE OR DELETE OR TRUNCATE ON cms_file "
    "FOR EACH STATEMENT EXECUTE FUNCTION network_changed();\n"
    "CREATE TRIGGER seen AFTER UPDATE OR DELETE OR TRUNCATE ON cms_picture "
    "FOR EACH STATEMENT EXECUTE FUNCTION network_changed();\n"
)
# Public or a draft (`serving.Faced`): what was behind a password until now becomes a draft, and nothing can be again.
PUBLIC_SQL = """
UPDATE wagtailcore_page AS page SET live = false, has_unpublished_changes = true, live_revision_id = NULL
  FROM wagtailcore_pageviewrestriction AS guarded JOIN wagtailcore_page AS top ON top.id = guarded.page_id
  WHERE page.path LIKE top.path || '%';
DELETE FROM wagtailcore_pageviewrestriction_groups;
DELETE FROM wagtailcore_pageviewrestriction;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE wagtailcore_pageviewrestriction ADD CONSTRAINT publications_public_or_draft CHECK (false);
"""
PUBLIC_SQL_REVERSE = (
    "ALTER TABLE wagtailcore_pageviewrestriction DROP CONSTRAINT IF EXISTS publications_public_or_draft;"
)

VERSION_SQL_REVERSE = (
    "".join(f"DROP TRIGGER changed ON publications_{table};\n" for table in TABLES)
    + "DROP TRIGGER seen ON wagtailcore_page; DROP TRIGGER seen ON cms_file; DROP TRIGGER seen ON cms_picture;"
)
