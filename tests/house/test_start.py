"""Every page and command waits for what is loaded at the start, so what few need comes later."""

import subprocess
import sys

from tests.house.building import ROOT

# Each takes half a second or more to load, and tens of megabytes in every process of a server.
LATER = {"dask", "matplotlib", "polars", "pycm", "pypdf", "pyspark", "scipy", "svy", "weasyprint"}


def test_what_few_need_is_not_loaded_at_the_start() -> None:
    program = "import sys, app.cli, app.web.application; print(*sys.modules)"

    said = subprocess.run(  # noqa: S603 - Our own program.
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )

    loaded = {name.partition(".")[0] for name in said.stdout.split()}
    assert "sqlalchemy" in loaded
    assert not loaded & LATER
