"""Tasks on Dask: in processes of this machine, or on a cluster that is there already."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import dask
from distributed import Client, LocalCluster, as_completed

from app.bulk.parts import Task, run_task, share_cores
from app.bulk.reading import Report


def spread_on_dask(tasks: Sequence[Task], workers: int) -> Iterator[Report]:
    """Have tasks done by Dask; what a worker was at when it was lost is done by another.

    With DASK_SCHEDULER_ADDRESS set, they go to that cluster. Else one of so many processes is
    started here, and stopped in the end.
    """
    with open_dask(workers) as client:
        yield from hand_to_dask(client, tasks, run_task)


def hand_to_dask(
    client: Client, tasks: Sequence[Task], run: Callable[[Task], Report]
) -> Iterator[Report]:
    """Have tasks done by a cluster that is there, each as `run` does it."""
    for _, report in as_completed(client.map(run, tasks, pure=False), with_results=True):
        yield report


@contextmanager
def open_dask(workers: int) -> Iterator[Client]:
    """Give the cluster that is there, or one of so many processes of this machine."""
    with ExitStack() as stack:
        if dask.config.get("scheduler-address", None):
            yield stack.enter_context(Client())
        else:
            cluster = stack.enter_context(_start_cluster(workers))
            yield stack.enter_context(Client(cluster))


def _start_cluster(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=None,
        env=share_cores(workers),
    )
