"""What a run of the full model reads: places, vehicles, rules, calls and police jobs, as arrays.

Times are seconds since the start of the run, durations seconds. A *row* is a place that somebody
is sent to; a *column* is a place where a vehicle joins the road. Everything here is the same in
every arm of a trial but `Arm`, and nothing here is drawn while the model runs except by number
(`draws.py`), so that two arms meet the same luck.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.domain.coresponse.choice import Limits
from outrider.trial.ambulances import Bases
from outrider.trial.returning import Floats, Indices, Ways

Singles: TypeAlias = NDArray[np.float32]
Bytes: TypeAlias = NDArray[np.int8]
Bools: TypeAlias = NDArray[np.bool_]
Longs: TypeAlias = NDArray[np.int64]

LIGHTS, PLAIN = 0, 1
"""How a vehicle drives: mode of the travel-time table (roads: RESPONSE and NORMAL)."""


class Places(NamedTuple):
    """Road times without traffic's luck.

    `to` is (2, rows, columns): by mode, from the column to the row. `column` is (rows,): where a
    vehicle that leaves this place joins the road.
    """

    to: Singles
    column: Indices


class Duty(NamedTuple):
    """Windows of duty: those of vehicle v are `first[v]` to `first[v + 1]` of `on` and `off`.

    Ascending, apart, and over the whole run. A job begun on duty is finished after it.
    """

    first: Indices
    on: Floats
    off: Floats


class Ambulances(NamedTuple):
    """Conveying ambulances. `base` is a number of `bases`; `ways` are the ways home to them.

    `divert` is (5, 5), by priority: 1 where an ambulance on its way to the first may be taken for
    the second. It is taken if it gains at least `divert_gain` seconds. A call that a co-responder
    has been sent to keeps its ambulance, whatever this says.
    """

    base: Indices
    duty: Duty
    bases: Bases
    ways: Ways
    divert: Bytes
    divert_gain: float


class Schemes(NamedTuple):
    """Kinds of responders, by number. Medians and spreads (of the logarithm) are of log-normals.

    `live`: agreed by both agencies. `police`: police states, jobs and primacy bind it.
    `release`: its control is asked first, answers after a time and refuses a share.
    `answer`: the crew answers after a time and accepts a share; of the rest, `silent` never answer.
    `turnout`: from accepting to moving. `cap`: seconds of medical work in a window of duty.
    """

    live: Bools
    police: Bools
    needs_release: Bools
    release_median: Floats
    release_spread: Floats
    release_refused: Floats
    answer_median: Floats
    answer_spread: Floats
    accepts: Floats
    silent: Floats
    turnout_median: Floats
    turnout_spread: Floats
    competent: Floats  # share of windows of duty with a crew that is trained and in date
    kit_ready: Floats  # share of windows of duty with kit that is complete and in date
    cap: Floats
    needs_pair: Bools  # a unit with one on board is not asked


class Units(NamedTuple):
    """Co-responders, and the other police or fire units that share their patch's jobs.

    `whose` is a stable number of the unit's name (draws hang on it, so that a unit more in one arm
    changes nothing for the others). `responds`: trained and equipped for medical calls at all.
    Its beat is `first_point[u]` to `first_point[u + 1]` of `point_row` (rows) and `point_share`
    (running shares, the last is 1). A unit that stays at its station has one point.
    """

    whose: Longs
    scheme: Bytes
    responds: Bools
    patch: Indices
    mode: Bytes
    crew: Bytes
    duty: Duty
    first_point: Indices
    point_row: Indices
    point_share: Floats


class Rules(NamedTuple):
    """What the policy of the rule pack says in seconds, and what the police side says of grades.

    `movable[grade]`: a unit on such a job is committed but can be moved (police state 7).
    `recalls[grade]`: such a job calls a unit back from a medical call before it is with the
    patient. Grades run from 1 (emergency) to 4.
    """

    limits: Limits
    owner_answer: float
    offer: float
    tries: int
    movable: Bools
    recalls: Bools
    period: float  # how long a unit stays on its way to and at one point of its beat
    fix_age: float  # how old the position is that the choice goes by
    handover: float  # from the ambulance's arrival until the co-responder may leave
    restock: float  # until it is free again after that


class Arm(NamedTuple):
    """What differs between the arms of one trial. (units,) and (calls,)."""

    on: bool  # the scheme runs at all
    taking_part: Bools  # units that are part of this arm, as co-responders or for police work
    sends: Bytes  # by call: 1 send, 2 send after a risk check, 0 nobody (rule pack of the arm)


class Calls(NamedTuple):
    """Medical calls in the order of `decided`. The number of a call is what its draws hang on.

    `decided`: when an ambulance is looked for (and whoever else): call received plus triage.
    `mode`: how the ambulance drives. `leg`: from the road to the patient.
    `mobilise`: from being told to moving, if the ambulance is at its base; on the road it is 0.
    `ambulance_pace`, `responder_pace`: the day's road time as a multiple of the table's.
    `scene`: at the scene. `hospital`: column, -1 if not conveyed; `convey`: drive there;
    `handover`: until the ambulance is clear at the hospital.
    `not_wanted`: after `decided`, when a co-responder is no longer wanted (downgraded, cancelled);
    infinite if it stays wanted.
    """

    received: Floats
    decided: Floats
    priority: Bytes
    mode: Bytes
    row: Indices
    leg: Floats
    mobilise: Floats
    ambulance_pace: Floats
    responder_pace: Floats
    scene: Floats
    hospital: Indices
    convey: Floats
    handover: Floats
    not_wanted: Floats


class Jobs(NamedTuple):
    """Police jobs and fire calls, in the order of `received`, for the units of one patch each.

    The nearest free unit of the patch goes; if none is free, the job waits, by grade and then by
    time. `length` is from arrival to done.
    """

    received: Floats
    grade: Bytes
    patch: Indices
    row: Indices
    length: Floats


class World(NamedTuple):
    """All of it that does not change from one replication to the next."""

    places: Places
    ambulances: Ambulances
    schemes: Schemes
    units: Units
    rules: Rules
