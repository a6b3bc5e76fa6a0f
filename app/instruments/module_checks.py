"""What only shows across a whole module, and in the questionnaires that it extends."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from app.documents.problem import Fault, FaultsError, Path, word_path
from app.instruments.checks import find_repeated
from app.instruments.extend import extend_questionnaire
from app.instruments.model import Module, Questionnaire
from app.instruments.questions import map_questions
from app.instruments.references import suggest

Check = Callable[[Questionnaire], Iterable[Fault]]


def check_module(module: Module) -> Iterator[Fault]:
    """Give every fault of a module that its keys alone don't show."""
    if not (module.hints or module.topics or module.indicators):
        yield Fault((), "adds nothing", "Add `hints:`, `topics:` or `indicators:`.")
    named = [(str(name), ("extends", number)) for number, name in enumerate(module.extends)]
    hinted = [
        (str(hint.question), ("hints", number, "question"))
        for number, hint in enumerate(module.hints)
    ]
    for names in (named, hinted):
        yield from _find_twice(names)
    topics = [
        (str(added.topic.id), ("topics", number, "topic", "id"))
        for number, added in enumerate(module.topics)
    ]
    questions = [
        (str(question.id), ("topics", number, "topic", "questions", place, "id"))
        for number, added in enumerate(module.topics)
        for place, question in enumerate(added.topic.questions)
    ]
    for ids, kind in ((topics, "topic"), (questions, "question")):
        yield from find_repeated(ids, kind)
        yield from _check_prefix(ids, module)


def check_extensions(
    module: Module, questionnaires: Mapping[str, Questionnaire], check: Check
) -> Iterator[Fault]:
    """Give every fault that shows in the questionnaires which a module extends.

    `check` tells what is wrong with a whole questionnaire; its places become places in the module.
    """
    for number, name in enumerate(module.extends):
        if name not in questionnaires:
            hint = suggest(name, questionnaires, "questionnaire")
            yield Fault(("extends", number), f"there is no questionnaire “{name}”", hint)
    extended = [questionnaires[name] for name in module.extends if name in questionnaires]
    yield from _check_hints(module, extended)
    found: dict[Fault, list[str]] = defaultdict(list)
    for questionnaire in extended:
        for fault in _check_extended(questionnaire, module, check):
            found[fault].append(questionnaire.id)
    for fault, names in found.items():
        beside = "" if len(names) == len(extended) else f" (in {', '.join(names)})"
        yield Fault(fault.path, f"{fault.what}{beside}", fault.hint)


def _find_twice(names: Iterable[tuple[str, Path]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for name, path in names:
        if name in seen:
            yield Fault(path, f"names “{name}” a second time", "Keep one of the two.")
        seen.add(name)


def _check_prefix(ids: Iterable[tuple[str, Path]], module: Module) -> Iterator[Fault]:
    prefix = f"{module.id.replace('-', '_')}_"
    for name, path in ids:
        if not name.startswith(prefix):
            hint = "No questionnaire can then have the same id."
            yield Fault(path, f"“{name}” has to begin with “{prefix}”", hint)


def _check_hints(module: Module, extended: list[Questionnaire]) -> Iterator[Fault]:
    """Let a hint stand by a question that any of the questionnaires asks."""
    known = {str(name) for each in extended for name in map_questions(each)}
    for number, hint in enumerate(module.hints):
        if known and hint.question not in known:
            what = f"no questionnaire that is extended asks “{hint.question}”"
            yield Fault(
                ("hints", number, "question"), what, suggest(hint.question, known, "question")
            )


def _check_extended(questionnaire: Questionnaire, module: Module, check: Check) -> Iterator[Fault]:
    try:
        merged = extend_questionnaire(questionnaire, module)
    except FaultsError as error:
        yield from error.faults
        return
    for fault in check(merged):
        path = _find_place(fault.path, merged, module, questionnaire)
        if path is None:
            what = f"{word_path(fault.path)}: {fault.what}"
            yield Fault(("extends",), what, fault.hint)
        else:
            yield Fault(path, fault.what, fault.hint)


def _find_place(
    path: Path, merged: Questionnaire, module: Module, questionnaire: Questionnaire
) -> Path | None:
    """Give the place in the module of a place in the extended questionnaire, if it has one."""
    match path:
        case ("sections", int(section), "topics", int(topic), *rest):
            found = merged.sections[section].topics[topic]
            for number, added in enumerate(module.topics):
                if added.topic is found:
                    return ("topics", number, "topic", *rest)
        case ("indicators", name, *_) if name not in questionnaire.indicators:
            return path
        case ("indicators", name, "when", "any", 1, *rest):
            return ("indicators", name, "when", *rest)
    return None
