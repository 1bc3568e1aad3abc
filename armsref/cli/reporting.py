"""What every command that has findings shares: which count, how they are written, the exit code."""

from __future__ import annotations

import functools
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from armsref.cli.options import console
from armsref.findings.formats import FORMATS, OF_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from armsref.findings import Finding
    from armsref.findings.formats import Report
    from armsref.findings.selection import Selection


class Output(NamedTuple):
    """A format, and the file it is written to; without one, standard output."""

    format: str
    file: str | None = None


class Counting(NamedTuple):
    """The findings that count, in the order they are told in, and what is said of the rest."""

    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    lines: tuple[str, ...]


class Reporting(NamedTuple):
    """What was asked for on the command line and in pyproject.toml."""

    outputs: tuple[Output, ...]
    strict: bool
    selection: Selection
    baseline: Path | None = None
    write_baseline: Path | None = None
    command: str = ""
    base: str = ""
    building: bool = False

    def to_build(self) -> Reporting:
        """Return it for writing tables: what leaves a whole file out of them always counts."""
        return self._replace(building=True)

    def overlooked(self, findings: Iterable[Finding]) -> list[str]:
        """Return the files that are left out whole by findings that do not count."""
        findings = list(findings)
        told = set(self.counting(findings).findings)
        return sorted({f.file for f in findings if f.rule.leaves_out and f not in told})

    def end(self, findings: Iterable[Finding], summary: str, *, allowed: int = 0) -> None:
        """Write the findings and a line that sums up, and leave with their exit code.

        Parameters
        ----------
        findings : iterable of Finding
            All of them, in any order.
        summary : str
            What was looked at, without the number of findings: ``5 articles, 7 systems``.
        allowed : int
            So many more were allowed in the files themselves.
        """
        sys.exit(self.tell(findings, summary, allowed=allowed))

    def tell(self, findings: Iterable[Finding], summary: str, *, allowed: int = 0) -> int:
        """Write the findings and a line that sums up; return the exit code."""
        from armsref.findings import exit_code
        from armsref.findings.formats import Report

        findings = list(findings)
        counting = self.counting(findings, allowed=allowed)
        self._keep_baseline(findings)
        lines = (self._sum(counting, summary), *counting.lines)
        report = Report(counting.findings, lines, self.strict, self.base)
        for format_, file in self.outputs:
            if file is not None:
                _write(format_, file, report)
        shown = [output.format for output in self.outputs if output.file is None]
        for format_ in shown:
            _show(format_, report)
        if not shown or shown[0] not in OF_LINES:
            for line in lines:
                self.say(line)
        return exit_code(counting.findings, strict=self.strict)

    @property
    def is_text(self) -> bool:
        """Whether standard output is for a person: what is fine may be shown there too."""
        return Output("text") in self.outputs

    @property
    def is_list(self) -> bool:
        """Whether all that is written are lists of lines, which may be cut short for a person."""
        return all(output.format in OF_LINES for output in self.outputs)

    def exit_code(self, findings: Iterable[Finding]) -> int:
        """Return the exit code of findings without writing any."""
        from armsref.findings import exit_code

        return exit_code(self.counting(findings).findings, strict=self.strict)

    def say(self, line: str) -> None:
        """Print a line beside the findings: not into a document on standard output."""
        document = any(o.file is None and o.format not in OF_LINES for o in self.outputs)
        click.echo(line, err=document)

    def counting(self, findings: Iterable[Finding], *, allowed: int = 0) -> Counting:
        """Return the findings that count, and say how many do not."""
        from armsref.findings import ordered
        from armsref.findings.baseline import fingerprints, known, read_baseline

        listed = ordered(findings)
        always = {f for f in listed if self.building and f.rule.leaves_out}
        kept = [f for f in listed if f not in always and self.selection.keeps(f)]
        ignored = len(listed) - len(kept) - len(always)
        held = None
        lines: tuple[str, ...] = ()
        if self.write_baseline is not None:
            held = known(kept, fingerprints(kept))
            lines = (f"{self.write_baseline}: {held.known} findings; use it with --baseline",)
        elif self.baseline is not None:
            held = known(kept, read_baseline(self.baseline).get(self.command, Counter()))
            if held.gone and not ignored:
                remedy = f"write it again with --write-baseline {self.baseline}"
                lines = (f"{self.baseline}: {held.gone} are no longer found; {remedy}",)
        numbers = {
            "allowed": allowed,
            "ignored": ignored,
            "in the baseline": held.known if held else 0,
        }
        left_out = tuple(f"{number} {what}" for what, number in numbers.items() if number)
        new = ordered([*always, *(held.new if held else kept)])
        return Counting(tuple(new), left_out, lines)

    def _keep_baseline(self, findings: Iterable[Finding]) -> None:
        if self.write_baseline is None:
            return
        from armsref.findings.baseline import baseline_text, fingerprints, read_baseline
        from armsref.whole_file import whole_file

        parts = read_baseline(self.write_baseline) if self.write_baseline.exists() else {}
        kept = [finding for finding in findings if self.selection.keeps(finding)]
        parts[self.command] = fingerprints(kept)
        with whole_file(self.write_baseline) as aside:
            aside.write_bytes(baseline_text(parts).encode("utf-8"))

    def _sum(self, counting: Counting, summary: str) -> str:
        """Return the line that sums up: what was looked at, what was found, what was left out."""
        from armsref.findings import counted, stops

        line = f"{summary}: {counted(counting.findings)}"
        loose = [f for f in counting.findings if f.severity == "warning"]
        idle = sum(not stops(finding, strict=self.strict) for finding in loose)
        if idle:
            line += f"; {idle} of the warnings count only with --strict"
        if counting.left_out:
            line += f"; left out: {', '.join(counting.left_out)}"
        return line


def _write(format_: str, file: str, report: Report) -> None:
    from armsref.findings.formats import write
    from armsref.whole_file import whole_file

    with whole_file(file) as aside:
        aside.write_bytes(write(format_, report).encode("utf-8"))


def _show(format_: str, report: Report) -> None:
    """Write a report to standard output; documents in UTF-8, whatever the locale."""
    if format_ == "text" and sys.stdout.isatty():
        from armsref.findings.formats.as_text import show

        with console() as terminal:
            show(report, terminal)
        return
    from armsref.findings.formats import write

    text = write(format_, report)
    binary = getattr(sys.stdout, "buffer", None)
    if format_ == "text" or binary is None:
        click.echo(text, nl=False)
    else:
        sys.stdout.flush()
        binary.write(text.encode("utf-8"))
        binary.flush()


def findings_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of every command with findings; it is handed a ``reporting``."""

    @click.option(
        "--format",
        "formats",
        multiple=True,
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS)}; several with a FILE each.",
    )
    @click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
    @click.option("--strict", is_flag=True, default=None, help="Fail on every warning.")
    @click.option("--select", metavar="CODES", help="Count these rules alone: AR5,AR206.")
    @click.option("--ignore", metavar="CODES", help="Do not count these rules.")
    @click.option(
        "--baseline", metavar="FILE", type=click.Path(path_type=Path), help="Count what is new."
    )
    @click.option(
        "--write-baseline",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Keep the present findings as known.",
    )
    @functools.wraps(command)
    def wrapped(
        *arguments: Any,
        formats: tuple[str, ...],
        as_json: bool,
        strict: bool | None,
        select: str | None,
        ignore: str | None,
        baseline: Path | None,
        write_baseline: Path | None,
        **options: Any,
    ) -> None:
        from armsref.cli.settings import settings_of
        from armsref.findings.selection import Selection, codes

        folder = options.get("folder") or Path()
        settled = settings_of(folder)
        chosen = settled.select if select is None else codes([select], "--select")
        reporting = Reporting(
            _outputs([*formats, *(["json"] if as_json else [])]),
            settled.strict if strict is None else strict,
            Selection(
                chosen or None,
                settled.ignore if ignore is None else codes([ignore], "--ignore"),
            ),
            settled.baseline if baseline is None else baseline,
            write_baseline,
            _baseline_part(),
            base_of(folder if folder.is_dir() else Path()),
        )
        command(*arguments, reporting=reporting, **options)

    return wrapped


def _baseline_part() -> str:
    """Return under whose name a baseline keeps the findings: build finds what validate finds."""
    context = click.get_current_context()
    # The first word is the program's: "armsref report check".
    name = " ".join(context.command_path.split()[1:])
    return {"build": "validate", "report fill": "report check"}.get(name, name)


def _outputs(words: Sequence[str]) -> tuple[Output, ...]:
    """Return what each ``--format`` asks for; one may go to standard output."""
    outputs = []
    for word in words:
        format_, named, file = word.partition("=")
        if format_ not in FORMATS:
            msg = f"--format: no format {format_!r}; use one of {', '.join(FORMATS)}"
            raise click.UsageError(msg)
        if named and not file:
            msg = f"--format: {word!r} names no file; write {format_}=FILE"
            raise click.UsageError(msg)
        outputs.append(Output(format_, file or None))
    places = [output.file for output in outputs]
    if len(set(places)) < len(places):
        msg = "--format: two go to the same place; write FORMAT=FILE, each its own"
        raise click.UsageError(msg)
    return tuple(outputs) or (Output(FORMATS[0]),)


def base_of(folder: Path) -> str:
    """Return a folder as seen from the repository's root: the workspace of GitHub, else here.

    A table or a text that is named itself is seen from the working directory, ``Path()``.
    """
    here = Path.cwd()
    workspace = os.environ.get("GITHUB_WORKSPACE")
    root = Path(os.path.realpath(workspace)) if workspace else here
    seen = os.path.relpath(os.path.realpath(folder), root if here.is_relative_to(root) else here)
    return "" if seen == "." else Path(seen).as_posix()
