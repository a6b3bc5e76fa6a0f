// Threshold's script: the way out, error summaries, printing; answers.js saves answers as they are given.
// Every page works without it. It holds to a strict content policy: no code and no markup from text.
import { watchQuestions } from "./answers.js";
import { allByData, byData } from "./questions.js";

const savers = [];

// ---- Leaving ----------------------------------------------------------------------------

// Empties the page first: the next one may take a while, and somebody is looking.
function leaveNow(link) {
  const address = link.href;
  const allSent = savers.every((saver) => !saver.hasUnsent());
  for (const saver of savers) saver.leave();
  const signOut = link.dataset.signOut;
  // A session that ends would take the last unsent answers with it.
  if (signOut && allSent) {
    navigator.sendBeacon(signOut, new URLSearchParams({ csrf_token: link.dataset.csrf }));
  }
  document.title = " ";
  document.body.replaceChildren();
  window.location.replace(address);
}

function watchForLeaving() {
  const link = byData("quick-exit");
  if (!link) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leaveNow(link);
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    if (event.repeat) return;
    presses = [...presses.filter((moment) => event.timeStamp - moment < 3000), event.timeStamp];
    if (presses.length >= 3) leaveNow(link);
  });
}

// ---- Small things --------------------------------------------------------------------------

function focusErrorSummary() {
  const summary = byData("error-summary");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    const whole = control.closest("[data-question], .govuk-form-group") || control;
    whole.scrollIntoView();
    control.focus({ preventScroll: true });
  });
}

function offerPrinting() {
  for (const button of allByData("print")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

document.documentElement.classList.add("th-scripted");
watchForLeaving();
focusErrorSummary();
offerPrinting();
savers.push(...watchQuestions());
