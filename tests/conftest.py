"""Shared by all tests: a fixed profile for hypothesis, so that the same tests run everywhere."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("reproducible", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reproducible")
