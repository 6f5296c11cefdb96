"""An article on paper: a PDF that says where it comes from, of which day it is and what may be done with it."""

from pathlib import Path

TEMPLATE = Path(__file__).with_name("article.typ")
