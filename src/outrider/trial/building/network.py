"""The roads of a scenario, built once and kept beside the roads of live dispatch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from outrider.roads import (
    Network,
    NetworkMissing,
    build_network,
    build_synthetic,
    load_network,
    roads_folder,
)
from outrider.roads.extract import sha256_of
from outrider.roads.speeds import current_speeds
from outrider.trial.scenario.paths import SYNTHETIC, path_of
from outrider.trial.scenario.whole import Scenario


def network_of(
    scenario: Scenario,
    folder: Path | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Network:
    """Opens the scenario's roads, building them first if need be.

    `folder` is where built roads are kept: `trial` beside the folder of live roads if not given.

    Raises:
        RoadsError: the extract cannot be used.
    """
    kept = folder or roads_folder().parent / "trial-roads"
    words = scenario.parts.roads.network
    if words == SYNTHETIC:
        return _opened(kept / "invented") or build_synthetic(kept / "invented")
    extract = path_of(words, scenario.folder)
    target = kept / sha256_of(extract)[:16]
    return _opened(target) or build_network(extract, target, progress=progress)


def _opened(folder: Path) -> Network | None:
    """A network built before, unless the speeds have changed since."""
    try:
        found = load_network(folder)
    except NetworkMissing:
        return None
    speeds = current_speeds()
    same = found.meta["speeds"] == {"dated": speeds.dated, "source": speeds.source}
    return found if same else None
