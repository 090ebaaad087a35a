/** Says at once what would only come back later: a file too large, or no network to send it by. */

const form = document.querySelector("[data-upload]");
const input = form.querySelector("input[type=file]");
const wrong = document.getElementById("file-wrong");
const offline = form.querySelector("[data-offline]");
const largest = Number(form.dataset.largest);
const mb = (bytes) => (bytes / 1048576).toFixed(1);

function tell(words) {
  wrong.querySelector("[data-wrong]").textContent = words;
  wrong.hidden = !words;
  input.toggleAttribute("aria-invalid", Boolean(words));
  wrong.closest(".field").classList.toggle("bad", Boolean(words));
}

function complaint() {
  const [file] = input.files;
  if (!file) return "Choose a file first.";
  if (file.size > largest) {
    return `${file.name} has ${mb(file.size)} MB, and at most ${mb(largest)} MB are taken here. Split it, or ask whoever runs the server to use outrider import.`;
  }
  return "";
}

input.addEventListener("change", () => tell(complaint()));
form.addEventListener("submit", (event) => {
  const words = complaint();
  offline.hidden = navigator.onLine;
  if (words || !navigator.onLine) {
    event.preventDefault();
    if (words) tell(words);
    input.focus();
  }
});
addEventListener("online", () => { offline.hidden = true; });
