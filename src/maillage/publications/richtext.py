"""What may stand in rich text: words, lists, links. Everything else is a block, or is left out when pasted."""

INLINE = ["bold", "italic", "link", "superscript", "subscript"]
LONG = ["h2", "h3", "h4", "ol", "ul", "hr", "blockquote", "document-link", *INLINE]
