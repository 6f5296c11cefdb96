"""What others read us by: Atom, RSS 2.0 and JSON Feed, whole texts, the same for everyone and nothing that tracks."""
