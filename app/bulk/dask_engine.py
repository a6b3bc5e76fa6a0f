"""Tasks on Dask: in processes of this machine, or on a cluster that is there already."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import dask
from distributed import Client, LocalCluster, as_completed

from app.bulk.parts import Task, run_task, share_cores
from app.bulk.reading import Report


def spread_on_dask(tasks: Sequence[Task], workers: int) -> Iterator[Report]:
    """Have tasks done by Dask; what a worker was at when it was lost is done by another.

    With DASK_SCHEDULER_ADDRESS set, they go to that cluster. Else one of so many processes is
    started here, and stopped in the end.
    """
    with ExitStack() as stack:
        if dask.config.get("scheduler-address", None):
            client = stack.enter_context(Client())
        else:
            cluster = stack.enter_context(_start_cluster(workers))
            client = stack.enter_context(Client(cluster))
        done = as_completed(client.map(run_task, tasks, pure=False), with_results=True)
        for _, report in done:
            yield report


def _start_cluster(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=None,
        env=share_cores(workers),
    )
