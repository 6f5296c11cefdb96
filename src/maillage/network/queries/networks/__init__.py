"""What the views of networks ask: chains of ties, members over time, what networks share, bridges, reach, neighbours."""
