"""Where a scheme's units should stand between jobs: chosen on a scenario, checked by simulation."""
