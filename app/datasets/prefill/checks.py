"""What only shows across a whole prefill, and beside the dataset that it fills."""

from collections.abc import Iterator

from app.datasets.held import is_held
from app.datasets.model import SEVERAL, Dataset, DatasetField
from app.datasets.prefill.model import FromAnswer, FromIndicator, Prefill
from app.documents.problem import Fault, Path
from app.instruments.checks import find_repeated
from app.instruments.references import suggest


def check_prefill(prefill: Prefill) -> Iterator[Fault]:
    """Give every fault of a prefill that shows without the dataset."""
    pairs = [
        (f"{each.field} from {each.question}", ("answers", number))
        for number, each in enumerate(prefill.answers)
    ]
    yield from find_repeated(pairs, "pair")


def check_filling(prefill: Prefill, dataset: Dataset) -> Iterator[Fault]:
    """Give every fault of a prefill beside the dataset that it fills."""
    fields = {each.id: each for each in dataset.list_fields()}
    for number, each in enumerate(prefill.answers):
        yield from _check_one(each, fields, ("answers", number))
    for number, found in enumerate(prefill.indicators):
        yield from _check_one(found, fields, ("indicators", number))


def _check_one(
    each: FromAnswer | FromIndicator, fields: dict[str, DatasetField], path: Path
) -> Iterator[Fault]:
    field = fields.get(each.field)
    if field is None:
        yield Fault(path, f"there is no field “{each.field}”", suggest(each.field, fields, "field"))
        return
    if not is_held(field):
        yield Fault(path, f"{each.field} is never held", "Take it out.")
    known = set(field.list_codes())
    for code in _list_codes(each):
        if code not in known:
            yield Fault(path, f"“{code}” is no code of {each.field}", suggest(code, known, "code"))
    if isinstance(each, FromIndicator) and field.kind not in SEVERAL:
        hint = "What indicators say is a part alone: fill a field with several codes."
        yield Fault(path, f"{each.field} holds one value", hint)


def _list_codes(each: FromAnswer | FromIndicator) -> list[str]:
    if isinstance(each, FromIndicator):
        return [each.code]
    codes = [pair.code for pair in each.codes]
    return codes if each.otherwise is None else [*codes, each.otherwise]
