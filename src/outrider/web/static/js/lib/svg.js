/** SVG elements without innerHTML: the content policy stays strict and text stays text. */

const NS = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, children = []) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value != null && value !== false) element.setAttribute(key, value);
  }
  element.append(...[children].flat().filter((child) => child != null));
  return element;
}

const pen = document.createElement("canvas").getContext("2d");
let family = "";

/** Width in pixels of a text as the map would set it. */
export function textWidth(text, weight = 400, size = 13) {
  family ||= getComputedStyle(document.body).fontFamily || "sans-serif";
  pen.font = `${weight} ${size}px ${family}`;
  return pen.measureText(text).width;
}
