"""Score a file as `flask assess` does, without the command line."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from app.bulk.assess import Request, assess_file
from app.bulk.jobs import run_job
from tests.engine.shipped import load_shipped

Score: TypeAlias = Callable[..., str]


@pytest.fixture
def score(tmp_path: Path) -> Score:
    """Score CSV text, or the Parquet file at a path, and give what is printed."""

    def score(content: str | bytes | Path, rules: str = "presumption-adult") -> str:
        path = content if isinstance(content, Path) else tmp_path / "people.csv"
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        out = io.BytesIO()
        published = load_shipped().find(rules)
        assert published is not None
        compiled = load_shipped().compile_groups(published)[0]
        request = Request(compiled, path, None)
        assess_file(request, run_job, lambda _: None, out)
        return out.getvalue().decode()

    return score
