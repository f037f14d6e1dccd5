"""What all importers share: their report, their errors, and the reading of CSV and TSV files."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import DomainError

DELIMITERS = (",", ";", "\t", "|")
_CHUNK_BYTES = 1 << 20
_SNIFFED_BYTES = 4096

# What people hand in by mistake, by the first bytes of the file.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF document"),
    (codecs.BOM_UTF16_LE, "text in UTF-16"),
    (codecs.BOM_UTF16_BE, "text in UTF-16"),
)

# Google writes the parts of a cell into its header: `shipping(country:price)`.
_HEADER_PARTS = re.compile(r"\([a-z_]+(?::[a-z_]+)*:[a-z_]+\)$")


@dataclass(frozen=True)
class RowProblem:
    """Why a row, or one field of it, did not go in. `line` counts the lines of the file from 1."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.reason}"


@dataclass
class ImportReport:
    """What an import did: counts of objects, and what did not go in, by line."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deactivated: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many objects were written."""
        return self.created + self.updated + self.deactivated

    def __str__(self) -> str:
        return (
            f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged, "
            f"{self.deactivated} deactivated, {len(self.problems)} problems"
        )


class BadFile(DomainError):
    """A file that cannot be read as a whole; nothing of it went in."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path = path
        self.reason = reason


class BadField(DomainError):
    """A value that cannot be taken."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True)
class Row:
    """A row of a file: its first line, and its cells by column key, without white space around them."""

    line: int
    cells: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)
    """Column key to the column's name as the file writes it."""
    misaligned: RowProblem | None = None
    """Set when the row has too many or too few cells: then no cell can be trusted."""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __contains__(self, column: str) -> bool:
        return column in self.cells

    def first_of(self, *columns: str) -> str:
        """The first of these cells that is not empty."""
        return next((self.cells[column] for column in columns if self.cells.get(column)), "")

    def problem(self, error: BadField) -> RowProblem:
        """The error as a problem of this row, with the column named as the file names it."""
        return RowProblem(self.line, self.titles.get(error.field, error.field), error.reason)


def column_key(title: str) -> str:
    """The key of a column: lower case, words joined by `_` ("Variant SKU" and "variant_sku" are one)."""
    key = re.sub(r"[\s_]+", "_", title.strip().casefold()).strip("_").removeprefix("g:")
    return _HEADER_PARTS.sub("", key)


class Table:
    """A CSV or TSV file in UTF-8, with or without a byte order mark.

    The delimiter is the one that cuts the header into most cells; a file name ending in `.tsv` or
    `.tab` decides a tie for the tab, any other for the comma. A first line such as `sep=;` (Excel)
    decides by itself.

    Raises:
        BadFile: It cannot be opened, is not UTF-8, holds a NUL byte, or has no header.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _check_text(path)
        self._preamble, self._delimiter = self._sniff()
        _, header = next(self._raw_rows(), (0, []))
        if not header:
            raise BadFile(path, "the file is empty; its first line must name the columns")
        self._header = [title.strip() for title in header]
        self._keys = [column_key(title) for title in header]
        self._titles = {key: title for key, title in zip(self._keys, self._header, strict=True) if key}
        self._repeatable: Collection[str] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The keys of the columns."""
        return frozenset(self._titles)

    def expect(self, required: Iterable[str | tuple[str, ...]], repeatable: Collection[str] = ()) -> None:
        """Check the header.

        Args:
            required: Column keys that must be there; of a tuple one is enough.
            repeatable: Columns that may come several times; `product_detail` cells are joined with
                commas, of others the first that is not empty counts.

        Raises:
            BadFile: A required column is missing, or another column comes twice.
        """
        self._repeatable = repeatable
        twice = sorted({key for key in self._titles if key not in repeatable and self._keys.count(key) > 1})
        if twice:
            where = [
                f"{self._titles[key]!r} (columns "
                f"{' and '.join(str(n) for n, other in enumerate(self._keys, 1) if other == key)})"
                for key in twice
            ]
            raise BadFile(self.path, f"the header names a column more than once: {', '.join(where)}")
        options = [(one,) if isinstance(one, str) else one for one in required]
        missing = [" or ".join(names) for names in options if not self.columns.intersection(names)]
        if missing:
            raise BadFile(self.path, f"columns are missing: {', '.join(missing)}; found: {self.found}")

    @property
    def titles(self) -> Mapping[str, str]:
        """Column key to the column's name as the file writes it."""
        return self._titles

    @property
    def found(self) -> str:
        """The header for a message: its first columns."""
        shown = [title for title in self._header if title][:20]
        more = len(self._header) - len(shown)
        return ", ".join(title[:40] for title in shown) + (f" and {more} more" if more > 0 else "")

    def __iter__(self) -> Iterator[Row]:
        rows = self._raw_rows()
        next(rows)
        width = len(self._keys)
        for line, cells in rows:
            misaligned = None
            if len(cells) < width or any(cell.strip() for cell in cells[width:]):
                misaligned = RowProblem(
                    line, "row", f"{len(cells)} cells where the header has {width} columns"
                )
            yield Row(line, self._named(cells), self._titles, misaligned)

    def _named(self, cells: list[str]) -> dict[str, str]:
        named: dict[str, str] = {}
        for key, cell in zip(self._keys, cells, strict=False):
            text = cell.strip()
            if not key:
                continue
            if key == "product_detail" and named.get(key) and text:
                named[key] += f",{text}"
            else:
                named[key] = named.get(key) or text
        return named

    def _sniff(self) -> tuple[int, str]:
        """How many lines stand before the header, and the delimiter."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline(_SNIFFED_BYTES)
            declared = re.fullmatch(r"sep=(.)\s*", first)
            if declared and declared[1] in DELIMITERS:
                return 1, declared[1]
            while first and not first.strip():
                first = file.readline(_SNIFFED_BYTES)
        usual = "\t" if self.path.suffix.lower() in {".tsv", ".tab"} else ","
        outside_quotes = re.sub(r'"[^"]*"', "", first)
        return 0, max(DELIMITERS, key=lambda mark: (outside_quotes.count(mark), mark == usual))

    def _raw_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Rows that are not empty, with the line each begins on."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            source = _Lines(file)
            for _ in range(self._preamble):
                next(source)
            reader = csv.reader(source, delimiter=self._delimiter)
            while True:
                line = source.number + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise BadFile(
                        self.path, f"line {line}: {error}; is a quotation mark opened there and never closed?"
                    ) from None
                if source.exhausted:
                    # The reader asked for more lines than there are before it gave this row.
                    raise BadFile(
                        self.path, f"line {line}: a quotation mark opens a cell and is never closed"
                    )
                if any(cell.strip() for cell in cells):
                    yield line, cells


class _Lines(Iterator[str]):
    """The lines of a file, counted, knowing when more was asked for than there is."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.number = 0
        self.exhausted = False

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.exhausted = True
            raise StopIteration
        self.number += 1
        return line


def first_bytes(path: Path) -> bytes:
    """The beginning of the file; raises `BadFile` when it cannot be opened or is no text or XML."""
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFFED_BYTES)
    except OSError as error:
        raise BadFile(path, f"cannot be opened: {error.strerror or error}") from None
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            raise BadFile(path, f"this is {kind}; save it as CSV in UTF-8")
    return start


def _check_text(path: Path) -> None:
    """Read the whole file once as UTF-8; raise `BadFile` with the position of the first byte that is not."""
    first_bytes(path)
    decoder = codecs.getincrementaldecoder("utf-8")()
    done = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK_BYTES)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                at = done - pending + error.start
                byte = f"{error.object[error.start]:#04x}"
                reason = f"not UTF-8: byte {byte} at position {at}; save it as CSV in UTF-8"
                raise BadFile(path, reason) from None
            if (nul := chunk.find(0)) >= 0:
                raise BadFile(path, f"a NUL byte at position {done + nul}; save it as CSV in UTF-8")
            if not chunk:
                return
            done += len(chunk)
