"""The picture of the month: how often each formula was used, a week; figures stand in the squares."""

from __future__ import annotations

from pathlib import Path

from alerts.digest_message import WeekTable

PER_ROW, PER_WEEK = 0.34, 0.62  # inches


def draw_weeks(table: WeekTable, path: Path) -> Path:
    """Draw the table as squares, darker for more, each with its figure, so that it reads without colour."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure

    names = [formula.replace("_", " ") for formula, _ in table.rows]
    counts = [list(row) for _, row in table.rows]
    most = max((max(row) for row in counts), default=0) or 1
    figure = Figure(figsize=(3.2 + PER_WEEK * len(table.weeks), 1.1 + PER_ROW * len(names)), layout="constrained")
    axes = figure.subplots()
    axes.imshow(counts, cmap="Greys", vmin=0, vmax=most * 1.6, aspect="auto")
    axes.set_xticks(range(len(table.weeks)), table.weeks, fontsize=8)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.set_title("Utterances with each formula, a week", fontsize=9, loc="left")
    axes.tick_params(length=0)
    for row, values in enumerate(counts):
        for column, count in enumerate(values):
            if count:
                axes.text(column, row, str(count), ha="center", va="center", fontsize=8, color="white" if count > most * 0.8 else "black")
    for side in axes.spines.values():
        side.set_visible(False)
    figure.savefig(path, dpi=110)
    return path
