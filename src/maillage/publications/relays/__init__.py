"""Following partners' feeds, and relaying what a steward accepts: marked as theirs, and leading to the original."""
