/** Hands on the map: drag, wheel, keys, buttons; scale bar, inset and attribution. */

import { svg } from "./svg.js";

const STEP = 80;
const KEYS = {
  ArrowLeft: (view) => view.pan(STEP, 0),
  ArrowRight: (view) => view.pan(-STEP, 0),
  ArrowUp: (view) => view.pan(0, STEP),
  ArrowDown: (view) => view.pan(0, -STEP),
  "+": (view) => view.zoom(1.5),
  "=": (view) => view.zoom(1.5),
  "-": (view) => view.zoom(1 / 1.5),
};
const ROUND = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];
const INSET = { width: 132, height: 86 };

function element(name, css, text, attributes = {}) {
  const made = document.createElement(name);
  made.className = css;
  if (text) made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function button(text, name, run) {
  const made = element("button", "map-btn", text, { type: "button", "aria-label": name, title: name });
  made.addEventListener("click", run);
  return made;
}

function dragging(root, view, onPick) {
  let from = null;
  let moved = 0;
  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = [event.clientX, event.clientY];
    moved = 0;
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from[0], event.clientY - from[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    from = [event.clientX, event.clientY];
    view.pan(dx, dy);
  });
  const end = (event) => {
    if (from && moved < 5) {
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const mark = under?.closest?.("[data-id]");
      if (mark) onPick(mark.getAttribute("data-id"));
    }
    from = null;
  };
  root.addEventListener("pointerup", end);
  root.addEventListener("pointercancel", () => (from = null));
}

const wheel = (root, view) =>
  root.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const box = root.getBoundingClientRect();
      view.zoom(Math.exp(-event.deltaY * 0.0015), event.clientX - box.left, event.clientY - box.top);
    },
    { passive: false },
  );

const keyboard = (box, view) =>
  box.addEventListener("keydown", (event) => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    move(view);
  });

function scaleBar() {
  const bar = svg("path", { class: "scale-line" });
  const text = svg("text", { class: "m-lb2", y: 14, "text-anchor": "middle" });
  const root = svg("svg", { class: "map-scale", width: 190, height: 30, "aria-hidden": "true" }, [bar, text]);
  return {
    root,
    show(view) {
      const metres = ROUND.findLast((value) => value * view.at.scale <= 170) ?? ROUND[0];
      const width = Math.round(metres * view.at.scale);
      bar.setAttribute("d", `M${188 - width} 18v6h${width}v-6`);
      text.setAttribute("x", 188 - width / 2);
      text.textContent = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
    },
  };
}

function inset(view) {
  const frame = svg("rect", { class: "inset-frame" });
  const land = svg("path", { class: "m-land" });
  const roads = svg("path", { class: "m-road m-road-1" });
  const root = svg("svg", { class: "map-inset off", ...INSET, "aria-hidden": "true" }, [
    svg("rect", { class: "m-sea", ...INSET }),
    svg("g", {}, [land, roads, frame]),
  ]);
  const group = root.querySelector("g");
  let scale = 1;
  let origin = { x: 0, y: 0 };
  root.addEventListener("click", (event) => {
    const box = root.getBoundingClientRect();
    view.moveTo(origin.x + (event.clientX - box.left) / scale, origin.y + (event.clientY - box.top) / scale);
  });
  return {
    root,
    load(paths, whole) {
      root.classList.toggle("off", !paths);
      if (!paths) return;
      const [wide, high] = [whole.right - whole.left, whole.bottom - whole.top];
      scale = Math.min((INSET.width - 8) / wide, (INSET.height - 8) / high);
      origin = {
        x: (whole.left + whole.right) / 2 - INSET.width / 2 / scale,
        y: (whole.top + whole.bottom) / 2 - INSET.height / 2 / scale,
      };
      group.setAttribute("transform", `scale(${scale}) translate(${-origin.x} ${-origin.y})`);
      land.setAttribute("d", paths.land);
      roads.setAttribute("d", paths.roads);
      for (const path of [land, roads, frame]) path.setAttribute("stroke-width", 1.2 / scale);
    },
    show() {
      const { left, right, top, bottom } = view.box();
      const size = { x: left, y: top, width: right - left, height: bottom - top };
      Object.entries(size).forEach(([key, value]) => frame.setAttribute(key, value));
    },
  };
}

/** What a page lays over the map (a key, a warning), as a box of the map. */
function within(box, one) {
  const [outer, inner] = [box.getBoundingClientRect(), one.getBoundingClientRect()];
  return {
    left: inner.left - outer.left, right: inner.right - outer.left,
    top: inner.top - outer.top, bottom: inner.bottom - outer.top,
  };
}

export function createControls(box, root, view, { home, onPick }) {
  const buttons = element("div", "map-buttons", "", { role: "group", "aria-label": "Zoom" });
  buttons.append(
    button("+", "Zoom in", () => view.zoom(1.5)),
    button("−", "Zoom out", () => view.zoom(1 / 1.5)),
    button("⤢", "Show the whole area", home),
  );
  const scale = scaleBar();
  const overview = inset(view);
  const attribution = element("p", "map-attr", "");
  box.append(buttons, overview.root, scale.root, attribution);
  box.tabIndex = 0;
  dragging(root, view, onPick);
  wheel(root, view);
  keyboard(box, view);

  return {
    /** What the controls cover: names and tags keep off it. */
    boxes() {
      const { width, height } = view.size;
      const corner = { left: 0, right: 150, top: height - 104, bottom: height };
      const scaleBox = { left: width - 200, right: width, top: height - 60, bottom: height };
      const zoomBox = { left: width - 48, right: width, top: 0, bottom: 124 };
      const laid = [...box.parentElement.querySelectorAll("[data-over-map]")].map((one) => within(box, one));
      const credit = { left: width - 8 * attribution.textContent.length, right: width, top: height - 26, bottom: height };
      return [corner, scaleBox, zoomBox, credit, ...laid];
    },
    overview(paths, whole, basemap) {
      overview.load(paths, whole);
      attribution.textContent = basemap.label ?? "";
    },
    show() {
      scale.show(view);
      overview.show();
    },
  };
}
