// Tells how far a batch of documents is while somebody looks at its page. The page works without it.
import { byData } from "./questions.js";

const PAUSE = 2000;

async function look() {
  const reply = await fetch(window.location.pathname, { headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error" });
  const { said, done, running } = await reply.json();
  if (!running) {
    window.location.reload();
    return;
  }
  const place = byData("batch-said");
  if (place.textContent !== said) place.textContent = said;
  byData("batch-done").value = done;
}

async function lookAgain() {
  try {
    await look();
  } catch {
    // A page that can't be had now may be had later; the link beside says the same.
  }
  window.setTimeout(lookAgain, PAUSE);
}

window.setTimeout(lookAgain, PAUSE);
