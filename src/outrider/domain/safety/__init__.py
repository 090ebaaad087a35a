"""Officer safety: assault or injury, the plan and its clocks, the talk, refresher priority."""
