"""What every document model shares, and the step from a document to its model."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from app.documents.problem import DocumentError
from app.documents.reader import MAX_PROBLEMS, Document
from app.documents.wording import list_faults


class StrictModel(BaseModel):
    """A frozen model that refuses keys which it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, validate_by_name=True
    )


ModelT = TypeVar("ModelT", bound=StrictModel)


def parse_as(document: Document, model: type[ModelT]) -> ModelT:
    """Give the document as `model`. Raises DocumentError with every problem at once."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        errors = error.errors(include_url=False)[:MAX_PROBLEMS]
        faults = list_faults(errors, model, document.lines)
        raise DocumentError(document.place(faults)) from error
