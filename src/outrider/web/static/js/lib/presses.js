/** What each press is called, its key, and whether it asks for a reason first. */

/** Steps of a unit; a control room records them for it: "told by radio". */
export const UNIT_STEPS = new Set([
  "accept", "decline", "mobile", "at_scene", "with_patient", "handover", "clear", "unable", "need_help",
]);

export const PRESSES = {
  agree: { label: "Agree", key: "y", css: "go", icon: "tick", done: "Agreed. The crew is being told." },
  refuse: { label: "Decline: say why", key: "n", ask: "refuse", done: "Declined. The next unit can be asked." },
  accept: { label: "Crew accepts", icon: "tick", done: "Accepted, told by radio." },
  decline: { label: "Crew declines", icon: "cross", ask: "decline", done: "Declined, told by radio." },
  mobile: { label: "Mobile", icon: "arrowhead", done: "Mobile." },
  at_scene: { label: "At scene", icon: "pin", done: "At scene." },
  with_patient: { label: "With patient", icon: "cross-filled", done: "With the patient." },
  handover: { label: "Handed over", icon: "arrows", ask: "atmist", done: "Handover recorded." },
  acknowledge: { label: "Handover read back", icon: "tick", done: "Handover acknowledged." },
  clear: { label: "Clear", icon: "ring", done: "Clear." },
  unable: { label: "Can’t go on", icon: "cross", ask: "unable", done: "Recorded. The next unit can be asked." },
  need_help: { label: "Needs help", icon: "triangle", ask: "need_help", done: "Help asked for." },
  withdraw: { label: "Withdraw", key: "w", ask: "withdraw", done: "Withdrawn." },
  stand_down: { label: "Stand down", key: "s", icon: "barred-ring", ask: "stand_down", done: "Stood down." },
  hold_off: { label: "Hold off", key: "h", icon: "octagon", done: "Hold off sent." },
  lift_hold_off: { label: "Lift hold off", key: "h", icon: "tick", done: "Hold off lifted." },
  recall: { label: "Call back", key: "r", icon: "return", ask: "recall", done: "Called back." },
};

export const labelOf = (press) => PRESSES[press]?.label ?? press;
export const splitPresses = (can = []) => ({
  own: can.filter((press) => !UNIT_STEPS.has(press)),
  radio: can.filter((press) => UNIT_STEPS.has(press)),
});
