"""Route handlers: each parses, calls, answers."""
