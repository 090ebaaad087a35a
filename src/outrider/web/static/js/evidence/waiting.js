// Looks every two seconds whether the answer is there. Without script, "Look now" does the same.
const ACCEPTED = 202;
const EVERY = 2000;

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.status !== ACCEPTED) {
      location.reload();
      return;
    }
  } catch {
    // the server is restarting or the line is gone: looked at again
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
