// Looks every two seconds how far the run is. Without script, "Look now" does the same.
const ACCEPTED = 202;
const EVERY = 2000;
const lost = document.querySelector("[data-lost]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.status !== ACCEPTED) {
      location.reload();
      return;
    }
    show(await answer.text());
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
  setTimeout(look, EVERY);
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const told = document.querySelector("[data-told]");
  const now = page.querySelector("[data-told]");
  document.title = page.title;
  // only what changed, so that a screen reader says it once
  if (told && now && told.innerHTML !== now.innerHTML) told.replaceChildren(...now.childNodes);
}

setTimeout(look, EVERY);
