"""The screen of pairs in the back office."""
