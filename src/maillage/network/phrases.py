"""Words and lists shared by several screens."""

# Fields of a record that its own people propose and a steward accepts: they tell who an organisation is.
REVIEWED_FIELDS = ("kind", "state", "founded", "dissolved")
