"""Invented organisations around invented cities, written by SQL: points for the benches of the map."""

import time

CITIES = 4000


def fill(count: int) -> tuple[float, float]:
    """Organisations around cities, a few of which hold most; seconds for the rows and for points and pyramid."""
    from django.db import connection

    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.1976)")
        cursor.execute(
            """
SET session_replication_role = replica;  -- neither keys nor triggers: the points are built apart, and timed
INSERT INTO network_territory (code, name, kind, iso, ancestors, latitude, longitude, parent_id)
  SELECT 'b' || lpad(n::text, 2, '0'), 'Country ' || n, 'country', '', '{}', 0, 0, NULL FROM generate_series(0, 49) AS n;
UPDATE network_territory SET ancestors = ARRAY[id];
INSERT INTO network_territory (code, name, kind, iso, ancestors, latitude, longitude, parent_id)
  SELECT 'city' || n, 'City ' || n, 'town', '', '{}', -50 + 115 * random(), -170 + 340 * random(),
    (SELECT id FROM network_territory WHERE code = 'b' || lpad((n %% 50)::text, 2, '0'))
  FROM generate_series(1, %s) AS n;
UPDATE network_territory SET ancestors = ARRAY[parent_id, id] WHERE parent_id IS NOT NULL""",
            [CITIES],
        )
        cursor.execute(
            """
CREATE TEMP TABLE city AS SELECT row_number() OVER (ORDER BY id) AS n, id, latitude, longitude FROM network_territory WHERE kind = 'town';
CREATE TEMP TABLE made AS SELECT n, floor(%s * power(random(), 2.5))::int + 1 AS city FROM generate_series(1, %s) AS n""",
            [CITIES, count],
        )
        cursor.execute(
            """
INSERT INTO network_organisation (uuid, slug, kind, state, founded, dissolved, languages, is_stub, is_home, is_example, label,
    sort_key, ties_shown_to, ties_shown_circles, updated_at, audience, shown_to, shown_circles)
  SELECT gen_random_uuid(), 'o' || n, (ARRAY['association','association','association','network','federation','movement','union',
    'foundation','collective','resource_centre','local_group','media'])[1 + n % 12], 'active', '', '', '{fr}', false, false, false,
    jsonb_build_object('', 'Association ' || n), 'association ' || n, 0, '{}', now(), 0, 0, '{}' FROM made;
INSERT INTO network_presence (organisation_id, role, period, precision_public, precision_members, public_territory_id, public_latitude,
    public_longitude, members_territory_id, members_latitude, members_longitude, audience, shown_to, shown_circles)
  SELECT o.id, 'seat', '', 0, 0, c.id, c.latitude + d.y, c.longitude + d.x, c.id, c.latitude + d.y, c.longitude + d.x, 0, 0, '{}'
  FROM made JOIN city c ON c.n = made.city JOIN network_organisation o ON o.slug = 'o' || made.n,
  LATERAL (SELECT (random() - 0.5) * random() * 0.3 AS x, (random() - 0.5) * random() * 0.3 AS y WHERE made.n > 0) AS d;
INSERT INTO network_exactplace (presence_id, territory_id, address, latitude, longitude)
  SELECT id, public_territory_id, '', public_latitude, public_longitude FROM network_presence;
SET session_replication_role = DEFAULT"""
        )
        cursor.execute("ANALYZE")
        rows = time.perf_counter() - begun
        begun = time.perf_counter()
        cursor.execute("SELECT atlas_rebuild()")
        built = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return rows, built


def main() -> None:
    """`python -m bench.points 10000`: fill the database of the folder that MAILLAGE_VAR names."""
    import os
    import sys
    from pathlib import Path

    import django

    from maillage.kit import postgres

    folder = Path(os.environ["MAILLAGE_VAR"]) / "postgres"
    postgres.start(folder)
    try:
        django.setup()
        fill(int(sys.argv[1]))
        django.db.connections.close_all()
    finally:
        postgres.stop(folder)


if __name__ == "__main__":
    main()
