"""Following feeds and deciding on what they bring, in the back office."""
