"""What carries a file from its upload to its writing: its pieces, how far it is, its rows."""
