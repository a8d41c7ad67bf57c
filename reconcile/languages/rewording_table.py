"""The rows of the rewording.toml of a language."""

from __future__ import annotations

from schemas.base import Model


class RewordingTable(Model):
    """The rows of a rewording.toml; see the head of the files for what they mean."""

    light: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    negation: str
    never_negation: str
    subjects: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    carriers: tuple[str, ...]
    subject_particles: tuple[str, ...]
    topic_particles: tuple[str, ...]
    not_subjects: tuple[str, ...]
    not_nouns: tuple[str, ...]
    opposing: tuple[str, ...]
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    spelling: tuple[tuple[str, str], ...]
    counters: tuple[str, ...]
    particles: tuple[str, ...]
    after_particles: tuple[str, ...]
    pre_endings: tuple[str, ...]
    endings: tuple[str, ...]
    irregular: dict[str, str]
    numbers: dict[str, int]
    scales: dict[str, int]
    modality: dict[str, str]
