"""Rules of the code that a machine can check: sizes, names, imports, and requirements of every admin page.

The arrows between packages are contracts of import-linter in `pyproject.toml`; here is what it cannot see.
"""

import ast
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

# One worker parses all modules for all of these.
pytestmark = pytest.mark.xdist_group("sources")

ROOT = Path(__file__).resolve().parent.parent
CODE = ("editorial", "relations", "tests", "benchmarks")
MAX_MODULE_LINES = 500
MAX_FUNCTION_LINES = 60
MAX_TEMPLATE_COLUMNS = 120
FORBIDDEN_NAMES = {"utils", "helpers", "common", "logic", "core", "misc"}
# Words that say nothing of what a name holds; `format_date` says what `in_words` does not.
VAGUE_WORDS = {"asked", "told", "said", "kept", "anew", "foremost", "spoken", "whoever", "untold", "manners"}
FORBIDDEN_IMPORTS = {
    "django.db.models.signals": "services call what must happen, by name and in order",
    "django.dispatch": "services call what must happen, by name and in order",
    "django.contrib.contenttypes.fields": "each app has concrete rows, so that the database keeps the keys",
}
# A hook of `migrate`, which no service calls: with it the groups follow the permission matrix,
# and the triggers of the state of the database are there.
HOOKS = {(f"editorial/{app}/apps.py", "post_migrate") for app in ("accounts", "records")}
# These take text in and give text out; dataclasses are their only records.
TOOLS_WITHOUT_TABLES = ("editorial/manuscripts", "editorial/press", "editorial/values")


def modules(*folders: str) -> list[Path]:
    """Return the project's modules, migrations aside."""
    found = (path for folder in folders or CODE for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def nodes(tree: ast.Module) -> list[ast.AST]:
    """Return all nodes of a module; to walk through them takes longer than all that is done with them."""
    return list(ast.walk(tree))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in nodes(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def is_a_table(tree: ast.Module) -> bool:
    """Say whether the module only spells out data."""
    data = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Import, ast.ImportFrom)
    return all(isinstance(node, data) for node in tree.body)


def offences(judge: Callable[[Path, ast.Module], Iterator[str]], *folders: str) -> str:
    """Return one line for each offence that the judge finds."""
    return "\n".join(
        f"{name_of(path)}: {line}" for path in modules(*folders) for line in judge(path, parsed(path))
    )


def test_no_line_of_a_template_is_longer_than_a_screen_is_wide() -> None:
    offending = [
        f"{name_of(path)}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > MAX_TEMPLATE_COLUMNS
    ]
    assert not offending, "\n".join(offending)


def test_no_module_outgrows_a_reader() -> None:
    def too_long(path: Path, tree: ast.Module) -> Iterator[str]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MAX_MODULE_LINES and not is_a_table(tree):
            yield f"{lines} lines, {MAX_MODULE_LINES} at most"

    assert not offences(too_long)


def test_no_function_outgrows_a_screen() -> None:
    def too_long(_path: Path, tree: ast.Module) -> Iterator[str]:
        for node in functions(tree):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                yield f"{node.name} has {lines} lines, {MAX_FUNCTION_LINES} at most"

    # A test's record spelled out row by row is data.
    assert not offences(too_long, "editorial", "relations", "benchmarks")


def test_no_test_measures_time() -> None:
    clocks = {"process_time", "perf_counter", "thread_time", "perf_counter_ns", "process_time_ns"}

    def measured(_path: Path, tree: ast.Module) -> Iterator[str]:
        for node in nodes(tree):
            if isinstance(node, ast.Attribute) and node.attr in clocks:
                yield f"line {node.lineno}: {node.attr}; benchmarks measure time"

    assert not offences(measured, "tests")


def test_every_module_is_named_for_what_it_holds() -> None:
    assert not [
        name_of(path)
        for path in modules()
        if FORBIDDEN_NAMES & {path.stem, *Path(name_of(path)).parent.parts}
    ]


def identifiers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of everything that is named or referred to."""
    for node in nodes(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.Name():
                yield node.lineno, node.id
            case ast.Attribute():
                yield node.lineno, node.attr
            case ast.arg():
                yield node.lineno, node.arg
            case ast.keyword() if node.arg:
                yield node.value.lineno, node.arg


def test_no_name_is_a_word_that_says_nothing_of_what_it_holds() -> None:
    @cache
    def is_vague(name: str) -> bool:
        words = set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))
        return bool(words & VAGUE_WORDS or re.search(r"(?:^|_)in_words(?:_|$)", name))

    def vague(_path: Path, tree: ast.Module) -> Iterator[str]:
        return (f"line {line}: {name}" for line, name in identifiers(tree) if is_vague(name))

    assert not offences(vague)


def test_no_signals_and_no_generic_keys() -> None:
    def forbidden(path: Path, tree: ast.Module) -> Iterator[str]:
        for node in nodes(tree):
            if not isinstance(node, ast.ImportFrom) or node.module not in FORBIDDEN_IMPORTS:
                continue
            if not {(name_of(path), imported.name) for imported in node.names} <= HOOKS:
                yield f"line {node.lineno}: no {node.module}, {FORBIDDEN_IMPORTS[node.module]}"

    assert not offences(forbidden, "editorial", "relations")


def test_imports_stand_at_the_top_where_the_arrows_can_be_checked() -> None:
    def hidden(path: Path, tree: ast.Module) -> Iterator[str]:
        for function in functions(tree):
            if (
                path.name == "apps.py" and function.name == "ready"
            ):  # models can be imported there at the earliest
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"line {node.lineno}: an import inside {function.name}"
        for name in nodes(tree):
            if isinstance(name, ast.Name) and name.id == "TYPE_CHECKING":
                yield f"line {name.lineno}: an import for the type checker only"

    assert not offences(hidden)


def test_tools_know_no_tables() -> None:
    def tables(_path: Path, tree: ast.Module) -> Iterator[str]:
        for node in nodes(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db.models.query"):
                yield f"line {node.lineno}: a queryset in a tool"
            if isinstance(node, ast.ClassDef) and any(
                ast.unparse(base) == "models.Model" for base in node.bases
            ):
                yield f"line {node.lineno}: the table {node.name} in a tool"

    assert not offences(tables, *TOOLS_WITHOUT_TABLES)


def test_the_project_speaks_of_itself_alone() -> None:
    """No folder of someone's machine, no host that packages came from."""
    foreign = re.compile(
        r"(?<![\w.])/(?:work|root|opt|Users|home/\w+)/"
        r"|\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org|tuna\.tsinghua|index-url)\b"
    )
    kinds = {"", *".py .toml .lock .md .html .css .js .json .txt .po .yml .xml".split()}
    skipped = {".git", ".hypothesis", ".venv", "var", "node_modules", "staticfiles", "__pycache__"}
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in skipped and not name.endswith("_cache")]
        for path in (Path(folder, name) for name in files if name not in skipped):
            if path == Path(__file__) or path.suffix not in kinds or not path.is_file():
                continue
            text = path.read_text(encoding="utf-8", errors="ignore")
            found += [f"{name_of(path)}: {match.group()}" for match in foreign.finditer(text)]
    assert not found


def test_requests_go_out_through_the_guarded_client_alone() -> None:
    calls = re.compile(
        r"urllib\.request|http\.client import (?!responses)|import (?:requests|httpx|urllib3|socket)\b"
    )
    allowed = {
        "editorial/net/client.py",
        "editorial/demo/management/commands/start.py",
    }  # which looks for a free port
    found = {
        name_of(path)
        for path in sorted((ROOT / "editorial").rglob("*.py"))
        if calls.search(path.read_text(encoding="utf-8"))
    }
    assert found <= allowed


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
