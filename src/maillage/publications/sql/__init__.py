"""What the publications ask of the database itself."""
