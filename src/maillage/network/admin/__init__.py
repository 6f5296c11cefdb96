"""The stewards' back office: Wagtail's admin, with the network's own pages in it."""
