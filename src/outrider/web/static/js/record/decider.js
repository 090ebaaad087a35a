/** `decide` of the server's decider, from its table: the same answer without signal. */

const made = (data, id, hate, asks = null) => {
  const { rule = id, ...rest } = data.rules[id] ?? {};
  return { rule, classification: rest.result, says: rest.says, teaches: rest.teaches, hate, asks };
};

export function decide(data, what, answers = {}) {
  const hate = what.includes(data.hate);
  const step = data.steps.find(({ any_of: any }) => any.some((code) => what.includes(code)));
  if (!step) return made(data, data.otherwise, hate);
  if (!step.ask) return made(data, step.rule, hate);
  const question = data.questions[step.ask];
  const given = answers[question.id];
  if (given === "yes" || given === "no") return made(data, question[given], hate);
  if (given === "unsure") return made(data, data.not_sure, hate);
  return made(data, step.rule, hate, question);
}

/** "punched, spat at and abused about who you are" */
export function told(past, what) {
  const words = Object.keys(past).filter((code) => what.includes(code)).map((code) => past[code]);
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
