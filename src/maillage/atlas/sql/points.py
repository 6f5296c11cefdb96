"""What the database does by itself: it keeps points, pyramid and version in the transaction that changes the directory.

A point is a published position that the gate stored on a presence, when it is a town's or exact. Nothing else is read:
the exact place is only compared with what was published, to tell an exact point from the centre of a wider unit.
"""

LEVELS = 31  # as kit.morton
LOWEST, HIGHEST = 4, 13  # levels of the pyramid

FUNCTIONS = """
CREATE FUNCTION atlas_spread(v bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  v := (v | (v << 16)) & 281470681808895;
  v := (v | (v << 8)) & 71777214294589695;
  v := (v | (v << 4)) & 1085102592571150095;
  v := (v | (v << 2)) & 3689348814741910323;
  RETURN (v | (v << 1)) & 6148914691236517205;
END $$;
CREATE FUNCTION atlas_x(longitude double precision) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT greatest(0, least(2147483647, floor((longitude + 180) / 360 * 2147483648)))::integer
$$;
"""

# A latitude so small that its radians are none (5e-324) is the equator: PostgreSQL would refuse it.
LINE_OF_LATITUDE = """
CREATE OR REPLACE FUNCTION atlas_y(latitude double precision) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE sine double precision := CASE WHEN abs(latitude) < 1e-300 THEN 0
  ELSE sin(radians(greatest(-85.0511287798066, least(85.0511287798066, latitude)))) END;
BEGIN
  RETURN greatest(0, least(2147483647, floor((0.5 - ln((1 + sine) / (1 - sine)) / (4 * pi())) * 2147483648)))::integer;
END $$;
"""

# scopes: see enums.Scope. Levels of the gate: 0 everyone, 10 members. What circles and stewards read is never a point.
POSITIONS = """
CREATE VIEW atlas_position AS
SELECT presence.id AS presence_id, presence.organisation_id, place.scope, place.latitude, place.longitude
FROM network_presence AS presence
JOIN network_organisation AS organisation ON organisation.id = presence.organisation_id
LEFT JOIN network_exactplace AS exact ON exact.presence_id = presence.id
CROSS JOIN LATERAL (VALUES
  (1, 0, presence.public_territory_id, presence.public_latitude, presence.public_longitude),
  (2, 10, presence.members_territory_id, presence.members_latitude, presence.members_longitude)
) AS known(scope, reader, unit_id, latitude, longitude)
JOIN network_territory AS unit ON unit.id = known.unit_id
CROSS JOIN LATERAL (VALUES
  (known.scope, known.latitude, known.longitude, unit.kind = 'town' OR
    (known.latitude, known.longitude) = (exact.latitude, exact.longitude)
    AND (known.latitude, known.longitude) IS DISTINCT FROM (unit.latitude, unit.longitude)),
  (known.scope * 4, unit.latitude, unit.longitude, unit.kind = 'town')
) AS place(scope, latitude, longitude, is_fine)
WHERE presence.role <> 'former' AND organisation.merged_into_id IS NULL
  AND presence.shown_to <= known.reader AND organisation.shown_to <= known.reader
  AND place.is_fine AND place.latitude IS NOT NULL AND place.longitude IS NOT NULL;

CREATE VIEW atlas_wanted AS
SELECT presence_id, organisation_id, atlas_spread(x) | (atlas_spread(y) << 1) AS code, x, y, scopes FROM (
  SELECT presence_id, organisation_id, atlas_x(longitude) AS x, atlas_y(latitude) AS y, bit_or(scope) AS scopes
  FROM atlas_position GROUP BY 1, 2, 3, 4) AS place;
"""

# Organisations are locked so that two transactions, one that hides and one that places, cannot miss each other.
REFRESH = """
CREATE FUNCTION atlas_refresh(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(ids) IS NULL OR cardinality(ids) = 0 THEN RETURN; END IF;
  PERFORM 1 FROM network_organisation WHERE id IN (
    SELECT organisation_id FROM network_presence WHERE id = ANY (ids) AND shown_to <= 10) ORDER BY id FOR SHARE;
  WITH wanted AS MATERIALIZED (SELECT * FROM atlas_wanted WHERE presence_id = ANY (ids))
    DELETE FROM atlas_point AS point WHERE presence_id = ANY (ids) AND NOT EXISTS (
      SELECT FROM wanted WHERE wanted.presence_id = point.presence_id
        AND (wanted.organisation_id, wanted.code, wanted.scopes) = (point.organisation_id, point.code, point.scopes));
  INSERT INTO atlas_point (presence_id, organisation_id, code, x, y, scopes)
    SELECT presence_id, organisation_id, code, x, y, scopes FROM atlas_wanted WHERE presence_id = ANY (ids)
    ON CONFLICT (presence_id, code) DO NOTHING;
END $$;
CREATE FUNCTION atlas_rebuild() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE atlas_point IN SHARE ROW EXCLUSIVE MODE;
  TRUNCATE atlas_point;
  INSERT INTO atlas_point (presence_id, organisation_id, code, x, y, scopes)
    SELECT presence_id, organisation_id, code, x, y, scopes FROM atlas_wanted;
  PERFORM atlas_compact();
END $$;
"""

# The pyramid is additive: a change adds rows, so that writers never wait for one another; `atlas_compact` sums them.
_ADD = """
  INSERT INTO atlas_cell (level, cell, scopes, is_base, n, x, y, organisations)
    SELECT level, code >> 2 * ({levels} - level), scopes, false, {sign}count(*), {sign}sum(x), {sign}sum(y), {sign}sum(organisation_id)
    FROM changed CROSS JOIN generate_series({lowest}, {highest}) AS level GROUP BY 1, 2, 3;
  RETURN NULL;"""
_PLUS, _MINUS = (_ADD.format(sign=sign, levels=LEVELS, lowest=LOWEST, highest=HIGHEST) for sign in ("", "-"))
PYRAMID = f"""
CREATE FUNCTION atlas_add() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_PLUS} END $$;
CREATE FUNCTION atlas_subtract() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_MINUS} END $$;
CREATE FUNCTION atlas_empty() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM atlas_cell; RETURN NULL; END $$;
CREATE FUNCTION atlas_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'A point is never changed: it goes and another comes.'; END $$;
CREATE TRIGGER added AFTER INSERT ON atlas_point REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION atlas_add();
CREATE TRIGGER removed AFTER DELETE ON atlas_point REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION atlas_subtract();
CREATE TRIGGER emptied AFTER TRUNCATE ON atlas_point FOR EACH STATEMENT EXECUTE FUNCTION atlas_empty();
CREATE TRIGGER never_changed BEFORE UPDATE ON atlas_point FOR EACH ROW EXECUTE FUNCTION atlas_refuse();
CREATE FUNCTION atlas_compact() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE taken bigint;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7261001) THEN RETURN 0; END IF;
  CREATE TEMP TABLE atlas_taken ON COMMIT DROP AS SELECT * FROM atlas_cell WITH NO DATA;
  WITH added AS (DELETE FROM atlas_cell WHERE NOT is_base RETURNING *)
    INSERT INTO atlas_taken SELECT * FROM added;
  GET DIAGNOSTICS taken = ROW_COUNT;
  WITH base AS (
    DELETE FROM atlas_cell WHERE is_base AND (level, cell, scopes) IN (SELECT level, cell, scopes FROM atlas_taken)
    RETURNING *)
    INSERT INTO atlas_taken SELECT * FROM base;
  INSERT INTO atlas_cell (level, cell, scopes, is_base, n, x, y, organisations)
    SELECT level, cell, scopes, true, sum(n), sum(x), sum(y), sum(organisations)
    FROM atlas_taken GROUP BY level, cell, scopes HAVING sum(n) <> 0;
  DROP TABLE atlas_taken;
  RETURN taken;
END $$;
"""

_SEEN = "(shown_to, role, organisation_id, public_territory_id, public_latitude, public_longitude, members_territory_id, members_latitude, members_longitude)"


def _row(prefix: str, columns: str) -> str:
    return "(" + ", ".join(f"{prefix}.{name.strip()}" for name in columns.strip("()").split(",")) + ")"


def _changed(key: str, columns: str) -> str:
    return f"""SELECT after.{key} AS id FROM after JOIN before ON before.{key} = after.{key}
    WHERE {_row("before", columns)} IS DISTINCT FROM {_row("after", columns)}"""


# Table → the presences that each kind of change bears on. New presences are closed: most COPYs bear on none.
_SHOWN = "SELECT id FROM network_presence WHERE shown_to <= 10 AND id IN (SELECT presence_id FROM {rows})"
SOURCES = {
    "presence": {
        "insert": "SELECT id FROM after WHERE shown_to <= 10",
        "update": _changed("id", _SEEN),
        "delete": "SELECT id FROM before",
    },
    "exactplace": {
        "insert": _SHOWN.format(rows="after WHERE latitude IS NOT NULL"),
        "update": _changed("presence_id", "latitude, longitude"),
        "delete": _SHOWN.format(rows="before"),
    },
    "organisation": {
        "update": f"SELECT id FROM network_presence WHERE organisation_id IN ({_changed('id', 'shown_to, merged_into_id')})",
    },
    "territory": {
        "update": f"""SELECT presence.id FROM network_presence AS presence
    JOIN ({_changed("id", "kind, latitude, longitude")}) AS unit
    ON unit.id IN (presence.public_territory_id, presence.members_territory_id)""",
    },
}
_TABLES = {
    "insert": "NEW TABLE AS after",
    "update": "OLD TABLE AS before NEW TABLE AS after",
    "delete": "OLD TABLE AS before",
}
FOLLOWING = (
    "".join(
        f"""
CREATE FUNCTION atlas_{table}_{act}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM atlas_refresh((SELECT array_agg(id) FROM ({ids}) AS touched)); RETURN NULL; END $$;
CREATE TRIGGER atlas_{act} AFTER {act.upper()} ON network_{table} REFERENCING {_TABLES[act]}
  FOR EACH STATEMENT EXECUTE FUNCTION atlas_{table}_{act}();"""
        for table, acts in SOURCES.items()
        for act, ids in acts.items()
    )
    + """
CREATE FUNCTION atlas_no_points() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM atlas_point; RETURN NULL; END $$;
CREATE TRIGGER atlas_truncate AFTER TRUNCATE ON network_presence FOR EACH STATEMENT EXECUTE FUNCTION atlas_no_points();
"""
)
FOLLOWING_REVERSE = (
    "".join(
        f"DROP TRIGGER atlas_{act} ON network_{table}; DROP FUNCTION atlas_{table}_{act}();"
        for table, acts in SOURCES.items()
        for act in acts
    )
    + "DROP TRIGGER atlas_truncate ON network_presence; DROP FUNCTION atlas_no_points();"
)

CREATE = FUNCTIONS + LINE_OF_LATITUDE + POSITIONS + PYRAMID + REFRESH + FOLLOWING
DROP = (
    FOLLOWING_REVERSE
    + """
DROP FUNCTION atlas_rebuild(); DROP FUNCTION atlas_refresh(bigint[]);
DROP TRIGGER added ON atlas_point; DROP TRIGGER removed ON atlas_point; DROP TRIGGER emptied ON atlas_point;
DROP TRIGGER never_changed ON atlas_point;
DROP FUNCTION atlas_add(); DROP FUNCTION atlas_subtract(); DROP FUNCTION atlas_empty(); DROP FUNCTION atlas_refuse();
DROP FUNCTION atlas_compact(); DROP VIEW atlas_wanted; DROP VIEW atlas_position;
DROP FUNCTION atlas_y(double precision); DROP FUNCTION atlas_x(double precision); DROP FUNCTION atlas_spread(bigint);
"""
)
