"""What the gate compares on a partner map is its own audience; its network's is asked when it is read."""

CREATE = """
CREATE FUNCTION atlas_map_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.shown_to := NEW.audience;
  NEW.shown_circles := CASE WHEN NEW.audience = 20 THEN ARRAY[NEW.circle_id] ELSE '{}'::bigint[] END;
  RETURN NEW;
END $$;
CREATE TRIGGER atlas_shown BEFORE INSERT OR UPDATE ON atlas_partnermap FOR EACH ROW EXECUTE FUNCTION atlas_map_shown();
"""
DROP = "DROP TRIGGER atlas_shown ON atlas_partnermap; DROP FUNCTION atlas_map_shown();"
