"""Cases: articles with the findings they must give, kept as regression tests.

bridge-budget/
  case.toml        title, articles, what must and must not be found
  wire.txt …       the articles
  reconcile.toml   own knowledge to read them with, where there is some
  expected.json    what was found when the case was last accepted (`reconcile cases accept`)
  expected.txt     the same as a reader sees it
"""
