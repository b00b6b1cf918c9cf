"""Options that several measurements take, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

JsonOption = Annotated[Path | None, typer.Option("--json", help="A file that gets the result.")]
SeedOption = Annotated[int, typer.Option(help="The same seed gives the same questions.")]

# Of those that foresee what shoppers do next:
LimitOption = Annotated[int, typer.Option(min=0, help="So many drawn shoppers are judged; 0: all.")]
ShoppersOption = Annotated[
    Path | None, typer.Option("--data", help="A line for each shopper. Default: Beauty, beside the clone.")
]
PartOption = Annotated[str, typer.Option(help="Who is judged: validation or test.")]
ModelSeedOption = Annotated[int, typer.Option(help="The same seed gives the same models.")]
