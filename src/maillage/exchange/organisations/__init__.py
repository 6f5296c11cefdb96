"""Bringing organisations in: a row becomes a draft, drafts become a plan, a plan is applied."""
