/** The three steps of a record: what they did, are you hurt and safe, where and when. */

import { useEffect } from "preact/hooks";
import { html } from "../../lib/html.js";
import { hourMinute, running } from "../../lib/format.js";
import { say } from "../../lib/speak.js";
import { decide } from "../decider.js";
import { change, record, STEPS, toggled, toStep } from "../draft.js";
import { Icon } from "../icons.js";
import { byId } from "../items.js";
import { choices, lists } from "../lists.js";
import { Button, Main, minute, Note, OneOf, Screen, Thumb, Tiles } from "../parts.js";
import { Refused } from "../problems.js";
import { sendNow } from "../queue.js";
import { go, goHome, restored, screen, sheet } from "../state.js";
import { Where } from "./where.js";

const FLUIDS = ["spit", "bite"];
const name = (form) => (form.behalf ? (form.behalf.name ?? form.behalf.number) : null);

function Progress({ item }) {
  const here = STEPS.indexOf(item.step);
  const back = () => (here > 0 ? toStep(item.id, STEPS[here - 1]) : goHome());
  const ran = (minute.value - item.started.wall) / 1000;
  return html`<div class="prog">
    <button type="button" class="x" aria-label="Back" onClick=${back}><${Icon} name="back" /></button>
    <ol aria-hidden="true">${[0, 1, 2, 3].map((n) => html`<li key=${n} class=${n <= here ? "d" : ""}></li>`)}</ol>
    <time>${item.interrupted || ran > 3600 ? hourMinute(item.started.at) : running(ran)}</time>
  </div>`;
}

const Restored = ({ item }) =>
  restored.value === item.id
    ? html`<${Note} tone="ok" icon="return" role="status"><p><b>Restored from draft, ${hourMinute(item.changed_at)}.</b> Everything you tapped is here.</p></${Note}>`
    : null;

function What({ item }) {
  const { form } = item;
  const toggle = (code) => change(item.id, { what: toggled(form.what, code) });
  return html`<${Tiles} legend="What did they do" options=${choices("methods")} chosen=${form.what} onToggle=${toggle} />
    ${form.behalf
      ? html`<p class="hint">For ${name(form)}, who confirms it in their own app.</p>
          <div class="quiet-row"><${Button} kind="quiet" onPress=${() => (sheet.value = { name: "colleague", id: item.id })}>Change whose it is</${Button}></div>`
      : html`<div class="quiet-row"><${Button} kind="quiet" onPress=${() => (sheet.value = { name: "colleague", id: item.id })}>It happened to a colleague</${Button}></div>`}`;
}

const HINTS = { "a-bit": "bruise, cut, soreness", badly: "hospital, head, a broken bone" };

/** One more question, only where the answer would settle what it is. */
function Question({ item }) {
  const { form } = item;
  const { asks } = decide(lists.value.decider, form.what);
  if (!asks) return null;
  const options = [...[["yes", "Yes"], ["no", "No"], ["unsure", "Not sure"]].map(([code, text]) => ({ code, text }))];
  return html`<h2 class="q2">${asks.text}</h2><p class="hint under">${asks.help}</p>
    <${OneOf} css="seg three" legend=${asks.text} name="ask" options=${options} chosen=${form.answers[asks.id] ?? null}
      onChoose=${(code) => change(item.id, { answers: { [asks.id]: code } })} />`;
}

function Hurt({ item }) {
  const { form } = item;
  const told = form.what.filter((code) => FLUIDS.includes(code));
  const safe = (code) => {
    void change(item.id, { safe: code });
    if (code === "send-help") go("help", { id: item.id });
  };
  return html`<${OneOf} legend="Are you hurt" name="hurt" chosen=${form.hurt}
      options=${choices("hurt").map((one) => ({ ...one, hint: HINTS[one.code], icon: one.code }))}
      onChoose=${(hurt) => change(item.id, { hurt })} />
    <h2 class="q2">Safe now?</h2>
    <${OneOf} css="seg" legend="Are you safe now" name="safe" options=${choices("safe")} chosen=${form.safe} onChoose=${safe} />
    <${Question} item=${item} />
    ${told.length ? html`<div class="note care oh"><p><b>You said: ${told.join(" and ")}.</b> If it reached eyes, mouth or broken skin,
      wash now and ring occupational health. We’ll ask where on the body later.</p></div>` : null}`;
}

const HEADINGS = {
  what: (who) => [`What did they do to ${who ?? "you"}?`, "Tap all that apply. Unsure? Tap the nearest."],
  hurt: (who) => [who ? `Is ${who} hurt?` : "Are you hurt?", "An injury can be added later. It often shows the next day."],
  where: () => ["Where and when?", "Change what is wrong. You can leave it and add it later."],
};
const BODIES = { what: What, hurt: Hurt, where: Where };

async function finish(item) {
  if (!(await record(item.id))) return;
  restored.value = null;
  go("done", { id: item.id });
  say("Kept on this phone. Sending.");
  void sendNow();
}

function Onward({ item }) {
  if (item.step === "what") {
    const none = item.form.what.length === 0;
    const next = () => (none ? say("Tap at least one thing that they did.") : toStep(item.id, "hurt"));
    return html`${none ? html`<p class="hint plain" id="none">Tap at least one. Unsure? Tap Other.</p>` : null}
      <${Main} icon="forward" aria-disabled=${none ? "true" : undefined} aria-describedby=${none ? "none" : undefined} onPress=${next}>Next</${Main}>`;
  }
  if (item.step === "hurt") return html`<${Main} icon="forward" onPress=${() => toStep(item.id, "where")}>Next</${Main}>`;
  return html`<${Main} icon="tick" onPress=${() => finish(item)}>Record it</${Main}>`;
}

export function Draft() {
  const item = byId(screen.value.id);
  useEffect(() => {
    if (item && item.state !== "draft") go("done", { id: item.id });
  }, [item?.state]);
  if (!item || item.state !== "draft") return null;
  const [heading, lead] = HEADINGS[item.step](name(item.form));
  const Body = BODIES[item.step];
  return html`<${Screen} name=${`draft ${item.step}`} title="Record" sub=${`${STEPS.indexOf(item.step) + 1} of 4`} kept=${true}
    above=${html`<${Progress} item=${item} /><${Restored} item=${item} /><${Refused} problem=${item.problem} />`}
    heading=${heading} lead=${lead} thumb=${html`<${Thumb}><${Onward} item=${item} /></${Thumb}>`}>
    <${Body} item=${item} />
  </${Screen}>`;
}
