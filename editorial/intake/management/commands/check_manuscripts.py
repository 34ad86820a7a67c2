"""Read the manuscripts of a folder, and print how much of each arrived."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.manuscripts.draft import Conservation, Counts
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.kinds import SUFFIXES
from editorial.manuscripts.parse import read_manuscript

SHOWN = ("words", "notes", "links", "pictures", "tables")
ALLOWED = 1.0  # per cent of words, notes, links or pictures


@dataclass(frozen=True)
class Checked:
    """Result for a file: its counts, or the reason for its refusal."""

    name: str
    conservation: Conservation | None
    remarks: int
    refused: str = ""

    @property
    def lost(self) -> float:
        """Return how much of words, notes, links or pictures was lost, in per cent of the worst of them."""
        if self.conservation is None:
            return 0.0
        source, lost = self.conservation.source, self.conservation.lost
        shares = [
            100 * getattr(lost, kind) / getattr(source, kind) for kind in SHOWN[:4] if getattr(source, kind)
        ]
        return max(shares, default=0.0)


class Command(BaseCommand):
    """`manage.py check_manuscripts FOLDER [--json]`."""

    help = (
        "Reads every manuscript in a folder and its subfolders, and prints for each how much there is in the file "
        "and in the draft, the share that was lost, and the number of remarks. Stores nothing, needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the folder."""
        parser.add_argument("folder", type=Path, help="a folder, or one file")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="print a line of JSON for each file"
        )
        parser.add_argument(
            "--only", metavar="SUFFIX", default="", help="only files with this ending, such as docx"
        )

    def handle(self, *, folder: Path, as_json: bool, only: str, **_options: Any) -> None:
        """Read and print."""
        if not folder.exists():
            raise CommandError(f"{folder}: no such folder")
        results = []
        if not as_json:
            self.stdout.write(_row("file", *SHOWN, "lost %", "remarks"))
        for path in _files(folder, only):
            checked = _check(path, path.name if folder.is_file() else str(path.relative_to(folder)))
            results.append(checked)
            self.stdout.write(_as_json(checked) if as_json else _as_row(checked))
        if not as_json:
            self._summarise(results)

    def _summarise(self, results: list[Checked]) -> None:
        read = [each for each in results if each.conservation is not None]
        good = [each for each in read if each.lost < ALLOWED]
        silent = [each for each in read if each.lost >= ALLOWED and not each.remarks]
        share = 100 * len(good) / len(read) if read else 100.0
        self.stdout.write(
            f"{len(results)} files, {len(read)} read and counted, {len(results) - len(read)} refused or not counted; "
            f"{len(good)} ({share:.1f} %) lost less than {ALLOWED:.0f} % of their words, notes, links and pictures; "
            f"{len(silent)} lost more without a remark"
        )


def _files(folder: Path, only: str) -> Iterator[Path]:
    if folder.is_file():
        yield folder
        return
    for path in sorted(folder.rglob("*")):
        suffix = path.suffix.lower()
        if path.is_file() and suffix in SUFFIXES and (not only or suffix == f".{only.lstrip('.').lower()}"):
            yield path


def _check(path: Path, name: str) -> Checked:
    try:
        manuscript = read_manuscript(path.read_bytes(), path.name)
    except UnreadableFileError as error:
        return Checked(name, None, 0, refused=str(error))
    except OSError as error:
        return Checked(name, None, 0, refused=str(error.strerror))
    remarks = len(manuscript.remarks) + sum(len(item.remarks) for item in manuscript.items)
    return Checked(name, manuscript.conservation, remarks)


def _row(name: str, *values: object) -> str:
    cells = "".join(f" {value!s:>13}" for value in values)
    return f"{name[-60:]:60}{cells}"


def _as_row(checked: Checked) -> str:
    if checked.refused:
        return f"{checked.name[-60:]:60} {checked.refused}"
    if checked.conservation is None:
        return f"{checked.name[-60:]:60} not counted, {checked.remarks} remarks"
    source, draft = checked.conservation.source, checked.conservation.draft
    pairs = [f"{getattr(source, kind)}/{getattr(draft, kind)}" for kind in SHOWN]
    return _row(checked.name, *pairs, f"{checked.lost:.2f}", checked.remarks)


def _as_json(checked: Checked) -> str:
    counts: dict[str, Any] = {}
    if checked.conservation is not None:
        counts = {
            each.name: asdict(getattr(checked.conservation, each.name)) for each in fields(Conservation)
        }
    else:
        counts = {"source": asdict(Counts())}
    return json.dumps(
        {
            "file": checked.name,
            "refused": checked.refused,
            "lost_percent": round(checked.lost, 2),
            "remarks": checked.remarks,
            **counts,
        },
        ensure_ascii=False,
    )
