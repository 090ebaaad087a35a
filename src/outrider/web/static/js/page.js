/** What every page needs: the switch between light and dark. */

import { setTheme } from "./lib/theme.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const now = () => document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.addEventListener("click", () => setTheme(now() === "dark" ? "light" : "dark"));
}
