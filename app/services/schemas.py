"""The schemas for editors that stand beside the files: what each is made from, and writing them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from app.conditions.model import Age, PayPerHour, WeeklyHours, WorkPeriod
from app.documents.model import StrictModel
from app.documents.schema import make_schema, read_meanings
from app.documents.versioned import Change
from app.engine import model as rules
from app.instruments import model as instruments
from app.instruments.translations import model as translations

_SHARED = "Keys that every value, contact and authority has"
_MEASURE = "Keys of a measure"
# Under which heading of the two READMEs the keys of a model are explained.
HEADINGS: Mapping[type[StrictModel], tuple[str, ...]] = MappingProxyType(
    {
        Change: ("Keys of a change",),
        instruments.Catalogue: ("Keys of a catalogue",),
        instruments.Group: ("Keys of a group",),
        instruments.DimensionRule: ("Keys of the dimension rule",),
        instruments.Clause: ("Keys of a clause",),
        instruments.Dimension: ("Keys of a dimension",),
        instruments.Indicator: ("Keys of an indicator",),
        instruments.GradedStrength: ("Keys of a strength",),
        instruments.Questionnaire: ("Keys of a questionnaire",),
        instruments.AskedCatalogue: ("Keys of a catalogue that is asked about",),
        WorkPeriod: ("Keys of the work period",),
        WeeklyHours: (_MEASURE,),
        PayPerHour: (_MEASURE,),
        Age: (_MEASURE,),
        instruments.Danger: ("Keys of a danger",),
        instruments.Section: ("Keys of a section",),
        instruments.Topic: ("Keys of a topic",),
        instruments.Question: ("Keys of a question",),
        instruments.Option: ("Keys of an option",),
        instruments.Derivation: ("Keys of a derivation",),
        instruments.Module: ("Keys of a module",),
        instruments.Hint: ("Keys of a hint",),
        instruments.AddedTopic: ("Keys of an added topic",),
        instruments.Parameters: ("Keys of a country",),
        translations.Translation: ("Keys of a translation",),
        translations.AnswerWords: ("Keys of the answers",),
        translations.TranslatedTopic: ("Keys of a translated topic",),
        translations.TranslatedQuestion: ("Keys of a translated question",),
        instruments.CountryValue: (_SHARED, "Keys of a value"),
        instruments.Contact: (_SHARED, "Keys of a contact"),
        instruments.Authority: (_SHARED,),
        rules.RuleSet: ("Keys of a rule set",),
        rules.ChangedStrength: ("Keys of a changed strength",),
        rules.Finding: ("Keys of a finding",),
        rules.OutcomeRow: ("Keys of an outcome",),
        rules.DecidedCase: ("Keys of a decided case",),
        rules.ExampleFile: ("Keys of a file of examples",),
        rules.Example: ("Keys of an example",),
        rules.Expectation: ("Keys of what is expected",),
    }
)
FILES: Mapping[str, type[StrictModel]] = MappingProxyType(
    {
        "indicators/schema-catalogue.json": instruments.Catalogue,
        "indicators/schema-questionnaire.json": instruments.Questionnaire,
        "indicators/schema-module.json": instruments.Module,
        "indicators/schema-parameters.json": instruments.Parameters,
        "indicators/schema-translation.json": translations.Translation,
        "rules/schema.json": rules.RuleSet,
        "rules/schema-examples.json": rules.ExampleFile,
        "rules/schema-decided-case.json": rules.DecidedCase,
    }
)


def list_schemas(indicators: Path, rules_folder: Path) -> Iterator[tuple[Path, str]]:
    """Give each schema with the file that it belongs in."""
    said = {
        heading: meanings
        for folder in (indicators, rules_folder)
        for heading, meanings in read_meanings((folder / "README.md").read_text("utf-8")).items()
    }
    meanings = {
        model.__name__: {key: text for name in names for key, text in said.get(name, {}).items()}
        for model, names in HEADINGS.items()
    }
    for name, model in FILES.items():
        kind, _, file = name.partition("/")
        folder = rules_folder if kind == "rules" else indicators
        schema = make_schema(model, meanings)
        yield folder / file, json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def write_schemas(indicators: Path, rules_folder: Path) -> list[Path]:
    """Write every schema anew, and give the files."""
    schemas = dict(list_schemas(indicators, rules_folder))
    for path, text in schemas.items():
        path.write_text(text, encoding="utf-8")
    return list(schemas)
