/** Dark or light. Kept in a cookie so that the server can send the page in the right one. */

import { signal } from "@preact/signals";

const YEAR_SECONDS = 31_536_000;
const root = document.documentElement;
export const theme = signal(root.dataset.theme ?? "dark");

export function setTheme(name) {
  theme.value = name;
  root.dataset.theme = name;
  document.cookie = `theme=${name}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
