"""One number per kind of reader, moved by what that reader may see and by nothing else.

The directory's own version (`network.queries.version`) moves with every change: shown to a stranger, it would tell that
something hidden was written. These move when a row that is, or was, shown to everyone (or to members) changes. As there, the sum moves with each commit
and the sequence at once, so that one transaction tells apart what it sees before and after its own change.
"""

GATED = (
    "network_organisation", "network_organisationname", "network_presence", "network_themelink", "network_tie",
    "atlas_partnermap",
)  # fmt: skip
WORDS = ("network_theme", "network_territory", "network_tietype")

_MOVE = """
CREATE FUNCTION atlas_move(level integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE now text := pg_current_xact_id()::text;
BEGIN
  IF level <= 0 THEN PERFORM nextval('atlas_version_public'); END IF;
  IF level <= 10 THEN PERFORM nextval('atlas_version_members'); END IF;
  IF level <= 0 AND current_setting('maillage.atlas_public', true) IS DISTINCT FROM now THEN
    UPDATE atlas_version SET public = public + 1 WHERE shard = pg_backend_pid() % 32;
    PERFORM set_config('maillage.atlas_public', now, true);
  END IF;
  IF level <= 10 AND current_setting('maillage.atlas_members', true) IS DISTINCT FROM now THEN
    UPDATE atlas_version SET members = members + 1 WHERE shard = pg_backend_pid() % 32;
    PERFORM set_config('maillage.atlas_members', now, true);
  END IF;
END $$;
"""
_ROW_CHANGED = """
CREATE FUNCTION atlas_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE level integer := 40;
BEGIN
  IF TG_OP <> 'INSERT' THEN level := least(level, OLD.shown_to); END IF;
  IF TG_OP <> 'DELETE' THEN level := least(level, NEW.shown_to); END IF;
  IF level <= 10 THEN PERFORM atlas_move(level); END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION atlas_words_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM atlas_move(0); RETURN NULL; END $$;
"""
CREATE = (
    """
CREATE TABLE atlas_version (shard integer PRIMARY KEY, public bigint NOT NULL DEFAULT 0, members bigint NOT NULL DEFAULT 0);
INSERT INTO atlas_version SELECT shard, 0, 0 FROM generate_series(0, 31) AS shard;
CREATE SEQUENCE atlas_version_public;
CREATE SEQUENCE atlas_version_members;
"""
    + _MOVE
    + _ROW_CHANGED
    + "".join(
        f"CREATE TRIGGER atlas_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION atlas_row_changed();\n"
        for table in GATED
    )
    + "".join(
        f"CREATE TRIGGER atlas_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION atlas_words_changed();\n"
        for table in WORDS
    )
)
DROP = (
    "".join(f"DROP TRIGGER atlas_changed ON {table};\n" for table in GATED)
    + "".join(f"DROP TRIGGER atlas_changed ON {table};\n" for table in WORDS)
    + "DROP FUNCTION atlas_words_changed(); DROP FUNCTION atlas_row_changed(); DROP FUNCTION atlas_move(integer);"
    "DROP SEQUENCE atlas_version_public; DROP SEQUENCE atlas_version_members; DROP TABLE atlas_version;"
)
