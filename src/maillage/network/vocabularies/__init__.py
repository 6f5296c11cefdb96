"""The words every network starts with: territories, themes and types of tie, in the five languages of the interface."""
