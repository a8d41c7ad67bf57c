"""How fast, in ratios to yardsticks measured in the same run. A script, not a test: a busy machine fails nothing."""
