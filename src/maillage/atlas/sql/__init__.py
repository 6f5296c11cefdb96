"""What the database does by itself: `points` keeps points and pyramid, `version` tells when a map may have changed."""
