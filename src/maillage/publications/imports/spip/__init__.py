"""SPIP: its database as a SQLite file, and its typographic shortcuts."""
