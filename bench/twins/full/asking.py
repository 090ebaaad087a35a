"""Choosing a unit and asking: its own control, then the crew."""

from __future__ import annotations

from math import inf

from bench.twins.full.policing import Policing
from bench.twins.full.things import Call, Steps, Unit
from outrider.domain.coresponse.choice import Facts, failed_gates, goes_before
from outrider.trial.draws import lognormal, uniform
from outrider.trial.engine.purposes import Purpose
from outrider.trial.engine.record import Stage, Why


class Asking(Policing):
    """Policing, and who is asked for a patient."""

    def _facts(self, unit: Unit, call: Call, *, again: bool) -> Facts:
        now, scheme = self.env.now, unit.scheme
        path = self._path(unit).on_to(now - self.rules.fix_age, unit.mode, call.row)
        police = scheme["police"]
        movable = unit.job is not None and bool(self.rules.movable[unit.job.grade])
        return Facts(
            scheme_live=scheme["live"], outcome_sends=call.sends,
            ambulance_live=call.ambulance is not None, crewed=now < unit.until,
            state_allows=not police or unit.job is None or movable,
            free=(again or unit.lease is None) and (police or unit.job is None),
            booked_owner=True, booked_ambulance=True,
            pair_ok=unit.pair or not scheme["needs_pair"],
            competent=unit.competent, kit_ok=unit.kit, shift_left=unit.until - now,
            medical_left=scheme["cap"] - unit.used, tried=not again and unit in call.asked,
            fix_age=self.rules.fix_age, fix_stuck=False,
            arrives=scheme["turnout_median"] + path.total + call.leg,
            ambulance=max(0.0, call.due - now),
        )  # fmt: skip

    def _choose(self, call: Call) -> Unit | None:
        best: tuple[float, float, int] | None = None
        for unit in self.part:
            if not self.world.units.responds[unit.index]:
                continue
            facts = self._facts(unit, call, again=False)
            bits = failed_gates(facts, self.rules.limits)
            if bits:
                self.out.first_gate[(bits & -bits).bit_length() - 1] += 1
            elif best is None or goes_before(facts.arrives, unit.used, unit.index, best):
                best = (facts.arrives, unit.used, unit.index)
        if best is None:
            return None
        self.out.estimate[call.number] = best[0]
        self.out.ambulance_estimate[call.number] = max(0.0, call.due - self.env.now)
        return self.units[best[2]]

    def _asked(self, call: Call, unit: Unit) -> Steps:
        """Why it does not go; None if the crew accepts."""
        if unit.scheme["needs_release"]:
            self._stage(call, Stage.ASKED)
            time = self._time(Purpose.RELEASE_TIME, call, unit, "release")
            ended = yield from self._first_of(call, min(time, self.rules.owner_answer))
            if ended is not None:
                return ended
            if time > self.rules.owner_answer:
                return Why.NO_ANSWER
            if self._number(Purpose.RELEASE, call, unit) < unit.scheme["release_refused"]:
                return Why.NOT_RELEASED
            if failed_gates(self._facts(unit, call, again=True), self.rules.limits):
                return Why.NOBODY_FITS
        self._stage(call, Stage.OFFERED)
        time = self._time(Purpose.ANSWER_TIME, call, unit, "answer")
        said, yes = self._number(Purpose.ANSWER, call, unit), unit.scheme["accepts"]
        silent = yes <= said < yes + (1.0 - yes) * unit.scheme["silent"]
        late = silent or time > self.rules.offer
        ended = yield from self._first_of(call, self.rules.offer if late else time)
        if ended is not None:
            return ended
        if late:
            return Why.NO_ANSWER
        if said >= yes:
            return Why.DECLINED
        return None

    def _first_of(self, call: Call, seconds: float) -> Steps:
        """Waits, but no longer than a co-responder is wanted; says why it is not."""
        over = self.env.timeout(seconds)
        ends = [over, call.arrival]
        if call.not_wanted < inf and not call.helped:
            ends.append(self.env.timeout(call.not_wanted - self.env.now))
        yield self.env.any_of(ends)
        if over.processed:
            return None
        return Why.AMBULANCE_FIRST if call.arrival.processed else Why.NOT_WANTED

    def _number(self, purpose: Purpose, call: Call, unit: Unit) -> float:
        return uniform(self.seed, int(purpose), call.number, unit.whose)

    def _time(self, purpose: Purpose, call: Call, unit: Unit, of: str) -> float:
        median, spread = unit.scheme[f"{of}_median"], unit.scheme[f"{of}_spread"]
        return lognormal(self.seed, int(purpose), call.number, unit.whose, median, spread)

    def _stage(self, call: Call, stage: Stage) -> None:
        self.out.stage[call.number] = max(self.out.stage[call.number], stage)
