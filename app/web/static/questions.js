// What a question of a page holds: its fields, its answer, its silence; answer and silence are kept apart.

export const byData = (name, root = document) => root.querySelector(`[data-${name}]`);
export const allByData = (name, root = document) => [...root.querySelectorAll(`[data-${name}]`)];

// ---- Silence: an answer takes it back, and it takes the answer back -----------------------

export const isEmpty = (control) =>
  control.type === "radio" || control.type === "checkbox" ? !control.checked : control.value.trim() === "";

export const answerControls = (question) => [...byData("answer", question).querySelectorAll("input, select, textarea")];

// A unit or a currency is no answer by itself, and stays as it was.
const isAnswer = (control) => !(control.tagName === "SELECT" && control.closest("[data-parts]"));

function clearAnswer(question) {
  for (const control of answerControls(question).filter(isAnswer)) {
    if (control.type === "radio" || control.type === "checkbox") control.checked = false;
    else control.value = "";
  }
}

function clearSilence(question) {
  const silence = byData("silence", question);
  if (!silence) return;
  for (const option of silence.querySelectorAll("input")) option.checked = option.value === "";
}

export function keepSilenceApart(question, control) {
  if (control.closest("[data-silence]")) {
    if (control.value !== "") clearAnswer(question);
  } else if (control.closest("[data-answer]") && isAnswer(control) && !isEmpty(control)) {
    clearSilence(question);
  }
}

// Pressing a chosen silence again takes it back.
export function letSilenceBeTakenBack(question) {
  const silence = byData("silence", question);
  if (!silence) return;
  let chosenBefore = null;
  const remember = () => { chosenBefore = silence.querySelector("input:checked"); };
  silence.addEventListener("pointerdown", remember);
  silence.addEventListener("keydown", () => { chosenBefore = null; });
  silence.addEventListener("click", (event) => {
    if (event.target.type !== "radio" || event.target !== chosenBefore || event.target.value === "") return;
    clearSilence(question);
    chosenBefore = null;
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
