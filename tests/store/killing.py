"""Do something in a process of its own that is killed at a step with files, or after a while."""

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Final

STEPS_WITH_FILES: Final = frozenset({"os.rename", "os.link", "os.remove"})


def run_apart(task: Callable[[], None], kill_at_step: int = 0, kill_after: float = 0) -> bool:
    """Do something in a process that may be killed meanwhile; say whether it came through."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(Killer(kill_at_step))
        try:
            task()
        finally:
            os._exit(0)
    if kill_after:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


class Killer:
    """Counts what a process does with files, and kills it before one of these steps."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self, name: str, arguments: tuple[object, ...]) -> None:
        makes = name == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        if name in STEPS_WITH_FILES or makes:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
