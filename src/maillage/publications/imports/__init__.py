"""Coming from elsewhere: what another program exported, read into one neutral tree, then planned and applied."""
