"""The table engines that can do a job, by the names under which they are asked for."""

from app.bulk.jobs import Engine, run_job


class EngineMissingError(Exception):
    """What an engine needs is not installed."""


def find_engine(name: str, workers: int) -> Engine:
    """Give an engine. Raises EngineMissingError, with what to do, for one that isn't installed."""
    if name == "polars":
        return run_job
    raise EngineMissingError(f"The engine {name} with {workers} workers is not installed.")
