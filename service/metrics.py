"""What Prometheus reads at /metrics. Every application has a registry of its own."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
UNKNOWN = "none"
"""The route of a request for which there is none."""
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)


class Metrics:
    """Counted as it happens: requests. Asked of the database and the pool when they are read: the rest."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "reconcile_requests", "Requests answered", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "reconcile_request_seconds", "Time to the end of an answer", ("method", "route"), registry=registry,
            buckets=_BUCKETS,
        )  # fmt: skip
        self._limited = Counter("reconcile_rate_limited", "Requests refused for their number", registry=registry)
        self._jobs = Gauge("reconcile_jobs", "Jobs that are kept", ("state",), registry=registry)
        self._queue = Gauge("reconcile_queue_length", "Jobs that wait for a worker", registry=registry)
        self._reconciliations = Gauge("reconcile_reconciliations", "Kept", ("status",), registry=registry)
        self._processes = Gauge("reconcile_pool_processes", "Processes that compare articles", registry=registry)
        self._work = Gauge("reconcile_pool_work", "Work that they do or that waits for them", registry=registry)
        Info("reconcile_build", "What runs here", registry=registry).info({"version": own_version()})

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """`route` is the template of a path: never the path itself, of which there are too many."""
        method = method if method in _METHODS else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)
        if status == 429:
            self._limited.inc()

    def told(self, jobs: Mapping[str, int], reconciliations: Mapping[str, int], processes: int, work: int) -> bytes:
        """The text that Prometheus reads; `jobs` by state and `reconciliations` by status."""
        for gauge, counts in ((self._jobs, jobs), (self._reconciliations, reconciliations)):
            for state in ("queued", "running", "done", "failed", "cancelled"):
                gauge.labels(state).set(counts.get(state, 0))
        self._queue.set(jobs.get("queued", 0))
        self._processes.set(processes)
        self._work.set(work)
        return generate_latest(self._registry)


def own_version() -> str:
    try:
        return version("reconcile")
    except PackageNotFoundError:
        return "unknown"
