"""Programs that walk the whole web: where everything is, and where there is nothing for them."""
