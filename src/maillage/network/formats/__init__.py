"""Rows of the directory as files. Everything here gets values that already passed the read gate, and asks nothing."""
