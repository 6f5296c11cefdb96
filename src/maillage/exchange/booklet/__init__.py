"""The directory on paper: a PDF by country or by theme, with the reader's own filters, for eyes chosen beforehand."""
