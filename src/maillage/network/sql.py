"""Disclosure in SQL: the strictest of two effective audiences, and the statements that write it on every row.

An effective audience is (level, keys): the widest level at which a reader may read, and at the level of circles all the
keys that reader must hold — circle ids, and 0 for membership. The strictest of two is the higher level and both sets.
"""

STRICTEST_SQL = """
CREATE FUNCTION disclosure_keys(level_a integer, keys_a bigint[], level_b integer, keys_b bigint[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN greatest(level_a, level_b) <> 20 THEN '{}'::bigint[] ELSE
    (SELECT coalesce(array_agg(DISTINCT key ORDER BY key), '{}') FROM unnest(
       CASE level_a WHEN 10 THEN ARRAY[0::bigint] WHEN 20 THEN keys_a ELSE '{}' END ||
       CASE level_b WHEN 10 THEN ARRAY[0::bigint] WHEN 20 THEN keys_b ELSE '{}' END) AS key) END
$$;
"""
STRICTEST_SQL_REVERSE = "DROP FUNCTION disclosure_keys(integer, bigint[], integer, bigint[]);"

_SET = """
SET shown_to = new.level, shown_circles = CASE WHEN new.level = 20 THEN new.keys ELSE '{}' END
"""
_CHANGED = """
  AND (row.shown_to, row.shown_circles) IS DISTINCT FROM (new.level, CASE WHEN new.level = 20 THEN new.keys ELSE '{}' END)
"""


def _strictest(level: str, keys: str) -> str:
    """`new`: the strictest of the row's own audience and a cap, as a LATERAL item; `self` is the row being written."""
    own = "array_remove(ARRAY[self.circle_id], NULL)"
    return f"""LATERAL (SELECT greatest(self.audience, {level}) AS level,
       disclosure_keys(self.audience, {own}, {level}, {keys}) AS keys) AS new"""


def facet_sql(table: str) -> str:
    """Rows of `table` with an `organisation_id`, capped by %(caps)s: a JSON list of {id, level, keys}."""
    return f"""
UPDATE {table} AS row {_SET}
FROM {table} AS self
JOIN jsonb_to_recordset(%(caps)s::jsonb) AS cap(id bigint, level integer, keys bigint[]) ON cap.id = self.organisation_id,
{_strictest("cap.level", "cap.keys")}
WHERE row.id = self.id {_CHANGED}"""


# A tie is read by those who may read the ties of both its ends; while it is not standing, by stewards (and its people).
TIE_SQL = f"""
UPDATE network_tie AS row {_SET}
FROM network_tie AS self
JOIN network_organisation AS a ON a.id = self.a_id
JOIN network_organisation AS b ON b.id = self.b_id,
LATERAL (SELECT
    greatest(a.ties_shown_to, b.ties_shown_to, CASE WHEN self.state IN ('stated', 'confirmed') THEN 0 ELSE 30 END) AS level,
    disclosure_keys(a.ties_shown_to, a.ties_shown_circles, b.ties_shown_to, b.ties_shown_circles) AS keys) AS cap,
{_strictest("cap.level", "cap.keys")}
WHERE row.id = self.id AND (self.a_id = ANY (%(ids)s) OR self.b_id = ANY (%(ids)s)) {_CHANGED}"""

# A role is read by those who may read its tie and its body.
TIE_ROLE_SQL = f"""
UPDATE network_tierole AS row {_SET}
FROM network_tierole AS self
JOIN network_tie AS tie ON tie.id = self.tie_id
LEFT JOIN network_body AS body ON body.id = self.body_id,
LATERAL (SELECT
    greatest(tie.shown_to, coalesce(body.shown_to, 0)) AS level,
    disclosure_keys(tie.shown_to, tie.shown_circles, coalesce(body.shown_to, 0), coalesce(body.shown_circles, '{{}}')) AS keys
) AS cap,
{_strictest("cap.level", "cap.keys")}
WHERE row.id = self.id AND (tie.a_id = ANY (%(ids)s) OR tie.b_id = ANY (%(ids)s)) {_CHANGED}"""

# The directory's version (`queries.version`). Each committed change moves the sum: one counter per few connections, so
# that writers do not wait for one another, and once per transaction. The sequence moves at once and never comes back: it
# sets apart what one transaction sees before and after its own change, and what was rolled back.
VERSIONED = (
    "organisation", "organisationname", "themelink", "presence", "tie", "theme", "territory", "tietype", "tierole", "claim",
    "description", "contactpoint", "identifier", "logo", "body", "source",
)  # fmt: skip
VERSION_FUNCTION = """
CREATE TABLE network_version (shard integer PRIMARY KEY, n bigint NOT NULL DEFAULT 0);
INSERT INTO network_version SELECT shard, 0 FROM generate_series(0, 31) AS shard;
CREATE SEQUENCE network_version_seq;
CREATE FUNCTION network_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nextval('network_version_seq');
  IF current_setting('maillage.changed_in', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    UPDATE network_version SET n = n + 1 WHERE shard = pg_backend_pid() % 32;
    PERFORM set_config('maillage.changed_in', pg_current_xact_id()::text, true);
  END IF;
  RETURN NULL;
END $$;
"""
VERSION_SQL = VERSION_FUNCTION + "".join(
    f"CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON network_{table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION network_changed();\n"
    for table in VERSIONED
)
VERSION_SQL_REVERSE = (
    "".join(f"DROP TRIGGER changed ON network_{table};\n" for table in VERSIONED)
    + "DROP FUNCTION network_changed(); DROP SEQUENCE network_version_seq; DROP TABLE network_version;"
)

# What is counted may lag a moment behind the rows of a large directory, but not behind a narrowing: a hide, a policy, an
# end of consent. `narrowed` moves as `n` does, when a row that counts is shown to fewer than before, or less exactly.
NARROWING = {
    "organisation": "false",
    "themelink": "false",
    "tie": "false",
    "presence": "OLD.public_territory_id IS DISTINCT FROM NEW.public_territory_id AND OLD.public_territory_id IS NOT NULL"
    " OR OLD.members_territory_id IS DISTINCT FROM NEW.members_territory_id AND OLD.members_territory_id IS NOT NULL",
}
NARROWED_FUNCTION = """
ALTER TABLE network_version ADD COLUMN narrowed bigint NOT NULL DEFAULT 0;
CREATE SEQUENCE network_narrowed_seq;
CREATE FUNCTION network_narrowed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nextval('network_narrowed_seq');
  IF current_setting('maillage.narrowed_in', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    UPDATE network_version SET narrowed = narrowed + 1 WHERE shard = pg_backend_pid() % 32;
    PERFORM set_config('maillage.narrowed_in', pg_current_xact_id()::text, true);
  END IF;
  RETURN NULL;
END $$;
"""
NARROWED_SQL = NARROWED_FUNCTION + "".join(
    f"CREATE TRIGGER narrowed AFTER UPDATE ON network_{table} FOR EACH ROW WHEN (NEW.shown_to > OLD.shown_to "
    f"OR NEW.shown_to = 20 AND OLD.shown_to = 20 AND NOT NEW.shown_circles <@ OLD.shown_circles OR {otherwise}) "
    "EXECUTE FUNCTION network_narrowed();\n"
    for table, otherwise in NARROWING.items()
)
NARROWED_SQL_REVERSE = (
    "".join(f"DROP TRIGGER narrowed ON network_{table};\n" for table in NARROWING)
    + "DROP FUNCTION network_narrowed(); DROP SEQUENCE network_narrowed_seq; "
    "ALTER TABLE network_version DROP COLUMN narrowed;"
)

# The counts of strangers, from indexes alone.
COUNT_INDEXES = {
    "organisation_public_counts": "network_organisation (id) INCLUDE (kind, languages) "
    "WHERE shown_to = 0 AND merged_into_id IS NULL",
    "organisation_merged": "network_organisation (id) WHERE merged_into_id IS NOT NULL",
    "themelink_public_counts": "network_themelink (organisation_id, theme_id) WHERE shown_to = 0",
    "presence_public_counts": "network_presence (organisation_id, public_territory_id) "
    "WHERE shown_to = 0 AND role <> 'former'",
    "tie_public_counts": "network_tie (b_id, a_id) INCLUDE (type_id, during) "
    "WHERE shown_to = 0 AND state IN ('confirmed', 'stated')",
}
