"""Find spec files and read them. The only part of the compiler that opens files for reading."""

from dataclasses import dataclass
from pathlib import Path

from callsheet.diagnostics import Diagnostic, Diagnostics, SpecError
from callsheet.model.endpoint import Catalog
from callsheet.resolve.catalog import resolve
from callsheet.span import Span
from callsheet.syntax import Document, read_document
from callsheet.text import read


@dataclass(frozen=True, slots=True)
class Specs:
    """Spec files as text, by the path that messages show."""

    files: tuple[tuple[str, str], ...]

    def compile(self) -> Catalog:
        """Make a catalog of them.

        Raises:
            SpecError: with every mistake that was found.

        """
        notes = Diagnostics()
        documents: list[tuple[str, Document]] = []
        for file, text in self.files:
            try:
                document = read_document(read(text, file), notes)
            except SpecError as error:
                notes.add(error.diagnostics)
                continue
            if document is not None:
                documents.append((file, document))
        if len(notes):
            # Meaning that rests on a half-read file would only add mistakes that are none.
            raise SpecError(notes)
        catalog = resolve(documents, notes)
        if len(notes):
            raise SpecError(notes)
        return catalog

    def lines(self) -> dict[str, tuple[str, ...]]:
        """Split every file, for messages that show the line."""
        return {file: tuple(text.splitlines()) for file, text in self.files}


def find_specs() -> Path:
    """Find the folder of specs: in the working folder, else those that came with the package."""
    here = Path("specs")
    return here if here.is_dir() else shipped_specs()


def shipped_specs() -> Path:
    """Find the folder of specs that came with the package."""
    package = Path(__file__).parents[1]
    shipped = package / "specs"
    return shipped if shipped.is_dir() else package.parents[1] / "specs"


def load(folder: Path) -> Specs:
    """Read every `<provider>/*.yaml` below a folder.

    Raises:
        SpecError: the folder is missing, holds no spec, or a file is not UTF-8.

    """
    if not folder.is_dir():
        words, note = "there is no such folder of specs", "name another one, or run it where `specs` is"
        raise SpecError([Diagnostic("no-specs", Span(folder.as_posix(), 0, 0), words, note)])
    files: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*/*.y*ml")):
        try:
            files.append((path.as_posix(), path.read_text("utf-8")))
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            start = before.rfind(b"\n") + 1
            span = Span(path.as_posix(), before.count(b"\n") + 1, len(before[start:].decode("utf-8")) + 1)
            words = f"the file is not UTF-8: {error.reason}"
            raise SpecError([Diagnostic("encoding", span, words, "save it as UTF-8")]) from error
    if not files:
        words = "the folder holds no <provider>/<file>.yaml"
        raise SpecError(
            [Diagnostic("no-specs", Span(folder.as_posix(), 0, 0), words, "write one; start with a provider")]
        )
    return Specs(tuple(files))
