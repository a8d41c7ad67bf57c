"""The vocabulary of Reconcile: frozen models, and the JSON Schemas published from them."""
