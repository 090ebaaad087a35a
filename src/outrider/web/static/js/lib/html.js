/** `html` templates of Preact without a build step. */

import { h, render } from "preact";
import htm from "htm";

export const html = htm.bind(h);
export { h };

/** Draw into an element in place of whatever stood there while the page opened. */
export function mount(tree, element) {
  element.replaceChildren();
  render(tree, element);
}
