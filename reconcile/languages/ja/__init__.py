"""Japanese: numbers, dates and the commonest units; a small pack, and the pattern for others (docs/languages.md)."""
