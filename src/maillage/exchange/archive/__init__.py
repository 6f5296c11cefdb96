"""The whole directory as one file that an empty instance can take in: a manifest, and one JSON Lines file per table."""
