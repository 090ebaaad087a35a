"""The faults of `mortal.py` by name, and the words of the checks of which one must notice each."""

FAULTS: dict[str, tuple[str, ...]] = {
    # the database has a constraint of its own, and no refusal stands behind its error
    "a_lease_is_always_taken": ("one_owner_of_a_unit_at_a_time", "-> 500"),
    "presses_are_not_remembered": ("not alike", "one_step_a_press"),
    "a_fired_timer_stays_due": ("each_timer_fires_once", "never fired"),
    "a_mission_is_touched_by_nothing": ("mission",),
}
