"""Lines are answered in order, and as soon as they are complete."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from reconcile.cli import lines


def request(name: int, text: str = "1명") -> bytes:
    return json.dumps({"id": name, "text": text, "language": "ko"}).encode()


def test_a_batch_is_answered_before_the_next_is_read() -> None:
    read = []

    def batches() -> Iterator[list[bytes]]:
        for at in range(3):
            read.append(at)
            yield [request(at), request(at + 10)]

    stream = lines.answers(batches())
    assert [json.loads(next(stream))["id"] for _ in range(2)] == [0, 10] and read == [0]


def test_answers_keep_the_order_of_their_lines() -> None:
    batch = [b"no JSON" if at % 7 == 3 else request(at, f"{at}명이 왔다.") for at in range(100)]
    answers = [json.loads(answer) for answer in lines.answers([batch])]
    assert [a["id"] for a in answers] == [None if at % 7 == 3 else at for at in range(100)]
    assert all(a["details"][0]["text"] == f"{at}명" for at, a in enumerate(answers) if at % 7 != 3)


def test_a_pipe_that_pauses_is_answered_meanwhile() -> None:
    command = [sys.executable, "-m", "reconcile", "extract", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        for at in range(3):
            child.stdin.write(request(at) + b"\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == at
        child.stdin.close()
        assert child.stdout.read() == b"" and child.wait() == 0


@given(st.lists(st.binary(max_size=12)), st.integers(min_value=1, max_value=7))
def test_lines_are_the_same_however_they_arrive(given_lines: list[bytes], size: int) -> None:
    class Slow(io.BytesIO):
        def read1(self, size_: int | None = -1, /) -> bytes:
            return super().read1(size)

    data = b"\n".join(line.replace(b"\n", b"") for line in given_lines)
    found = [line for batch in lines._batches(Slow(data)) for line in batch]
    assert b"\n".join(found) == data


def test_a_long_line_is_put_together_once() -> None:
    data = b"a" * 300_000 + b"\n" + b"b" * 200_000
    sizes = [len(line) for batch in lines._batches(io.BytesIO(data)) for line in batch]
    assert sizes == [300_000, 200_000]
