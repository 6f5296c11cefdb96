"""The directory for programs: read-only, through the gate, a stranger unless somebody is signed in."""
