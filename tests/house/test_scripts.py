"""Our scripts show text as text, keep nothing in the browser, and let nobody reach a prototype."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.house.building import ROOT

SCRIPTS: Final = sorted((ROOT / "app" / "web" / "static").glob("*.js"))
# What is written, and why it has no place in a script of ours.
REFUSED: Final = {
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc)\b": "text only",
    r"\b(eval|Function|importScripts)\s*\(|\bset(Timeout|Interval)\(\s*[\"'`]": "text is no code",
    r"\b(localStorage|sessionStorage|indexedDB|caches|serviceWorker)\b|document\.cookie": "kept",
    r"\bpostMessage\b|addEventListener\(\s*[\"']message[\"']|\bwindow\.open\b": "other windows",
    r"\b(WebSocket|EventSource|XMLHttpRequest|RTCPeerConnection)\b|https?://": "outside",
    # A name that was sent becomes no name of an object that is written to: prototypes are objects.
    r"__proto__|\bprototype\b|\bObject\.assign\b": "names",
    r"\bfor\s*\(\s*(const|let|var)\s+\w+\s+in\b": "names",
    r"[\w)\]]\[(?!\d+\])[^\]]+\]\s*(=(?!=)|\+=|\?\?=|\|\|=)": "names",
}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_does_nothing_that_lets_text_become_code_or_leave_the_page(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()

    found = [
        f"{script.name}:{number}: {why}"
        for number, line in enumerate(lines, 1)
        for refused, why in REFUSED.items()
        if re.search(refused, line.partition("// ")[0])
    ]

    assert not found


def test_scripts_were_found_and_what_is_refused_would_be() -> None:
    strange = (
        "place.innerHTML = words;",
        "eval(words)",
        "localStorage.setItem(name, words)",
        "window.postMessage(words)",
        "new WebSocket(address)",
        "for (const name in sent) own[0] = 1",
        "own[name] = sent[name];",
    )

    missed = [line for line in strange if not any(re.search(each, line) for each in REFUSED)]

    assert len(SCRIPTS) >= 5
    assert not missed
