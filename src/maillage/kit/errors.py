"""Errors of the domain: raised by actions, shown by views and commands in the reader's words."""


class DomainError(Exception):
    """The act cannot be done; the message says why and what to do. Nothing has been written."""
