"""Reconcile over HTTP: articles in, the reconciled document out. Stateless; nothing is stored or fetched."""
