"""Charts as SVG, drawn on the server: bars, lines, sparklines. Pure; colours come from the stylesheet.

A chart carries its numbers as rows too: beside every picture stands the same as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

WIDTH = 420
CLASSES = ("c1", "c2", "c3", "c4")
BAR, GAP, LABEL = 16, 12, 16


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, what it is called, and its numbers. `legend` names the colours."""

    title: str
    svg: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()
    note: str = field(default="")


def draw_bars(
    title: str,
    head: str,
    names: Sequence[str],
    rows: Sequence[tuple[str, Sequence[int]]],
    note: str = "",
    *,
    most_drawn: int | None = None,
) -> Chart:
    """Horizontal bars, stacked where there are several numbers to a row; `names` say what they count.

    Beyond `most_drawn` rows stand in the table only.
    """
    drawn_rows = rows[:most_drawn]
    most = max((sum(values) for _, values in rows), default=0) or 1
    pitch = LABEL + BAR + GAP
    drawn = []
    for place, (label, values) in enumerate(drawn_rows):
        top = place * pitch
        total = sum(values)
        drawn.append(
            f'<text class="strong" x="0" y="{top + 11}">{escape(_cut(label))}</text>'
            f'<text x="{WIDTH}" y="{top + 11}" text-anchor="end">{total}</text>'
            f'<rect class="track" x="0" y="{top + LABEL}" width="{WIDTH}" height="{BAR}" rx="4"/>'
        )
        left = 0.0
        for value, name in zip(values, CLASSES, strict=False):
            width = WIDTH * value / most
            if value:
                drawn.append(
                    f'<rect class="{name}" x="{left:.1f}" y="{top + LABEL}" width="{max(width, 2):.1f}" '
                    f'height="{BAR}" rx="{4 if len(values) == 1 else 2}"/>'
                )
            left += width
    svg = _frame(title, WIDTH, max(1, len(drawn_rows)) * pitch, "".join(drawn))
    legend = tuple(zip(CLASSES, names, strict=False)) if len(names) > 1 else ()
    table = tuple((label, *map(str, values)) for label, values in rows)
    return Chart(title, svg, (head, *names), table, legend, note)


def draw_lines(
    title: str,
    head: str,
    points: Sequence[str],
    series: Sequence[tuple[str, Sequence[int]]],
    below: tuple[str, Sequence[str]],
    note: str = "",
) -> Chart:
    """Lines over time, the first one filled below; `points` name the moments, `below` says more of each."""
    height, left, bottom = 210, 28, 44
    most = _round_up(max((max(values, default=0) for _, values in series), default=0))
    step = (WIDTH - left - 8) / max(1, len(points) - 1)

    def place(number: int, value: int) -> tuple[float, float]:
        return left + number * step, 8 + (height - bottom - 8) * (1 - value / most)

    drawn = []
    for share in (0, most // 2, most) if most > 1 else (0, most):
        y = place(0, share)[1]
        drawn.append(f'<line class="gridline" x1="{left}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        drawn.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{share}</text>')
    every = -(-len(points) // 6) or 1
    for number, point in enumerate(points):
        if (len(points) - 1 - number) % every == 0:
            anchor = "end" if number == len(points) - 1 else "middle"
            x = WIDTH if anchor == "end" else place(number, 0)[0]
            drawn.append(f'<text x="{x:.1f}" y="{height - 26}" text-anchor="{anchor}">{escape(point)}</text>')
            more = escape(below[1][number])
            drawn.append(
                f'<text class="strong" x="{x:.1f}" y="{height - 6}" text-anchor="{anchor}">{more}</text>'
            )
    for order, ((_, values), name) in enumerate(zip(series, CLASSES, strict=False)):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*one) for one in enumerate(values)))
        if not order and values:
            floor = height - bottom
            last = place(len(values) - 1, 0)[0]
            drawn.append(f'<polygon class="area {name}" points="{left},{floor} {path} {last:.1f},{floor}"/>')
        drawn.append(f'<polyline class="line {name}" points="{path}"/>')
        for number, value in enumerate(values):
            x, y = place(number, value)
            drawn.append(f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="3.2"/>')
    svg = _frame(title, WIDTH, height, "".join(drawn))
    legend = tuple((name, one[0]) for name, one in zip(CLASSES, series, strict=False))
    rows = tuple(
        (point, *(str(values[number]) for _, values in series), below[1][number])
        for number, point in enumerate(points)
    )
    shown = rows if any(any(values) for _, values in series) else ()
    return Chart(title, svg, (head, *(name for name, _ in series), below[0]), shown, legend, note)


def draw_spark(values: Sequence[int]) -> Markup:
    """A small line without words, beside a number that says it."""
    most = max(values, default=0) or 1
    step = 120 / max(1, len(values) - 1)
    path = " ".join(f"{n * step:.1f},{26 - 22 * value / most:.1f}" for n, value in enumerate(values))
    return Markup(  # noqa: S704 - numbers only
        f'<svg viewBox="-2 0 124 30" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<polygon class="area c1" points="0,28 {path} 120,28"/>'
        f'<polyline class="line c1" points="{path}"/></svg>'
    )


def _frame(title: str, width: int, height: int, drawn: str) -> Markup:
    return Markup(  # noqa: S704 - every text in it is escaped above
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}" focusable="false">'
        f"{drawn}</svg>"
    )


def _cut(text: str) -> str:
    """What fits above a bar; Chinese letters are twice as wide."""
    room = 54
    for number, letter in enumerate(text):
        room -= 2 if ord(letter) > 0x2E80 else 1
        if room < 0:
            return text[:number] + "…"
    return text


def _round_up(most: int) -> int:
    """A round number to end an axis with."""
    if most <= 4:
        return max(most, 2) + most % 2
    unit = int(10 ** (len(str(most)) - 1))
    return next(step for step in (unit, 2 * unit, 4 * unit, 6 * unit, 10 * unit) if step >= most)
