"""Asking each organisation, by a letter with a link that works once, whether its record is still right."""
