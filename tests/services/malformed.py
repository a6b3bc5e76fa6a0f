"""Copies many files that were changed by chance, in a process of its own, and says what came of it.

Run as `python -m tests.services.malformed KIND COUNT SEED`; it writes one line of JSON.
"""

import json
import random
import resource
import sys
from collections import Counter

from app.evidence.copier import copy_apart
from app.evidence.model import FileKind, Refusal
from tests.evidence.files import make_file

MEGABYTE_IN_KILOBYTES = 1024


def mutate(original: bytes, chance: random.Random) -> bytes:
    """Give a file that was changed, cut, doubled or filled up somewhere."""
    data = bytearray(original)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        length = chance.randint(1, 40)
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[max(1, at) : at + length]
            case 2:
                data[at:at] = data[at : at + length] * chance.randint(1, 50)
            case 3:
                data[at : at + 4] = chance.choice(
                    (b"\xff" * 4, bytes(4), b"9999", b"\x7f\xff\xff\xff")
                )
            case _:
                data = data[: max(1, at)]
    return bytes(data)


def work(kind: FileKind, count: int, seed: int) -> dict[str, object]:
    """Copy so many changed files, and give what came of them."""
    chance = random.Random(seed)  # noqa: S311 - It has to give the same again.
    original, outcomes, slowest, spent = make_file(kind), Counter[str](), 0.0, 0.0
    for _ in range(count):
        answer = copy_apart(mutate(original, chance))
        outcomes[answer.value if isinstance(answer, Refusal) else "kept"] += 1
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        slowest = max(slowest, used.ru_utime + used.ru_stime - spent)
        spent = used.ru_utime + used.ru_stime
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE_IN_KILOBYTES
    return {"outcomes": outcomes, "slowest": slowest, "megabytes": most}


if __name__ == "__main__":
    print(json.dumps(work(FileKind[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3]))))
