"""The demonstration network: what the network's own page says of it, and invented partners around it."""
