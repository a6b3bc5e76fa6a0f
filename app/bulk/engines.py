"""The table engines that can do a job, by the names under which they are asked for."""

import shutil
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from app.bulk.jobs import Engine, run_job
from app.bulk.parts import PartsEngine

# The module and the function of ours, and the libraries that it needs beside Polars.
_SPREADS: Final = {
    "dask": ("app.bulk.dask_engine", "spread_on_dask", ("distributed",)),
    "spark": ("app.bulk.spark_engine", "spread_on_spark", ("pyspark", "pyarrow", "pandas")),
}


class EngineMissingError(Exception):
    """What an engine needs is not installed."""


def require_statistics() -> None:
    """Raise EngineMissingError, with what to do, where the library of estimates is missing."""
    if find_spec("svy") is None:
        raise EngineMissingError(
            "Estimates of a survey need the library svy, which is not installed. Install it with "
            "`.venv/bin/pip install svy`, or leave --weight, --stratum, --cluster and --by out."
        )


def find_engine(name: str, workers: int) -> Engine:
    """Give an engine. Raises EngineMissingError, with what to do, for one that isn't installed."""
    if name not in _SPREADS:
        return run_job
    module, function, libraries = _SPREADS[name]
    missing = [library for library in libraries if find_spec(library) is None]
    if missing:
        raise EngineMissingError(
            f"The engine {name} needs what is not installed: {', '.join(missing)}. Install it "
            f"with `.venv/bin/pip install {' '.join(missing)}`, or leave --engine out."
        )
    if name == "spark" and shutil.which("java") is None:
        raise EngineMissingError(
            "The engine spark needs Java 17, which is not installed. Install it with "
            "`apt-get install openjdk-17-jre-headless`, or leave --engine out."
        )
    spread = getattr(import_module(module), function)
    return PartsEngine(partial(spread, workers=workers), workers)
