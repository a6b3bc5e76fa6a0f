// Saves each answer as it is given.
// Unsent answers are kept in memory only, as the devices that carry them may be searched.
import { allByData, answerControls, byData, isEmpty, keepSilenceApart, letSilenceBeTakenBack } from "./questions.js";

function makeId() {
  if (window.isSecureContext && crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function readFields(question) {
  const fields = new URLSearchParams({ question: question.dataset.question, answer_id: makeId() });
  for (const control of question.querySelectorAll("input, select, textarea")) {
    const isTick = control.type === "radio" || control.type === "checkbox";
    if (!isTick || control.checked) fields.append(control.name, control.value);
  }
  return fields;
}

// Whoever signed in again since the page came has another token; what they typed must not be lost for it.
function renewToken(form, token) {
  form.dataset.csrf = token;
  for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
  const exit = byData("quick-exit");
  if (exit) exit.dataset.csrf = token;
}

class Saver {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.queue = new Map(); // Question id → fields still to be sent; the newest answer wins.
    this.touched = new Set(); // Questions typed into, not yet in the queue.
    this.sending = null; // The id of the question that is under way.
    this.failures = 0;
    this.timer = 0;
    this.typing = 0;
    this.submitting = false; // The page itself is on its way.
    this.insisted = false; // The next press of a button sends the page, whatever is unsent.
    this.afterwards = null; // What follows when nothing is unsent any more.
  }

  start() {
    this.form.addEventListener("input", (event) => this.notice(event, true));
    this.form.addEventListener("change", (event) => this.notice(event, false));
    this.form.addEventListener("focusout", (event) => this.leaveQuestion(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => this.sendSoon(0));
    window.addEventListener("pageshow", () => { this.submitting = this.insisted = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!this.submitting && this.hasUnsent()) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.enqueueTouched();
    });
    window.addEventListener("pagehide", () => { if (!this.submitting) this.sendLastWords(); });
  }

  hasUnsent() {
    return this.queue.size > 0 || this.touched.size > 0 || this.sending !== null;
  }

  findQuestion(id) {
    return allByData("question", this.form).find((question) => question.dataset.question === id);
  }

  // Typing is saved when it pauses or the question is left; choosing is saved at once.
  notice(event, isTyping) {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    this.insisted = false;
    this.afterwards = null;
    keepSilenceApart(question, event.target);
    const typed = event.target.matches("textarea, input:not([type=radio]):not([type=checkbox])");
    if (isTyping !== typed) return;
    this.touched.add(question.dataset.question);
    window.clearTimeout(this.typing);
    if (!typed && this.isWhole(question)) this.enqueueTouched();
    else this.typing = window.setTimeout(() => this.enqueueTouched(question), 1500);
  }

  // A date without its year, or an amount not yet typed, is not sent while it is being written.
  isWhole(question) {
    const parts = byData("parts", question);
    if (!parts) return true;
    const needed = [...parts.querySelectorAll("input, select")].filter((part) => !("optional" in part.dataset));
    const silence = question.querySelector("[data-silence] input:checked");
    return Boolean(silence && silence.value) || needed.every((part) => !isEmpty(part));
  }

  leaveQuestion(event) {
    const question = event.target.closest("[data-question]");
    if (question && !question.contains(event.relatedTarget)) this.enqueueTouched();
  }

  enqueueTouched(stillIn = null) {
    for (const id of [...this.touched]) {
      const question = this.findQuestion(id);
      if (question === stillIn && question.contains(document.activeElement) && !this.isWhole(question)) continue;
      this.touched.delete(id);
      this.queue.delete(id);
      this.queue.set(id, readFields(question));
      this.tell(question, "saving", this.words.wordsSaving);
    }
    this.sendSoon(0);
  }

  sendSoon(delay) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), delay);
  }

  async send() {
    if (this.sending !== null || this.queue.size === 0) return;
    const [id, fields] = this.queue.entries().next().value;
    this.sending = id;
    let reply = null;
    try {
      reply = await this.post(fields);
    } catch {
      reply = { again: true, words: this.words.wordsWaiting };
    }
    this.sending = null;
    this.settle(id, fields, reply);
  }

  // A reply that is no JSON (a sign-in page, a proxy's apology) counts as not saved.
  async post(fields, keepalive = false) {
    const response = await fetch(this.words.saveUrl, {
      method: "POST",
      body: fields,
      headers: { Accept: "application/json", "X-CSRFToken": this.words.csrf },
      credentials: "same-origin",
      redirect: "manual",
      keepalive,
      signal: AbortSignal.timeout(20000),
    });
    const signedOut = response.type === "opaqueredirect" || response.status === 401;
    if (signedOut) return { again: true, words: this.words.wordsSignedOut };
    if (response.status >= 500 || response.status === 429) return { again: true, words: this.words.wordsWaiting };
    const reply = await response.json();
    if (!reply.token) return reply;
    renewToken(this.form, reply.token);
    return { again: true, words: this.words.wordsSaving };
  }

  settle(id, fields, reply) {
    const question = this.findQuestion(id);
    const isNewest = this.queue.get(id) === fields;
    if (reply.again) {
      this.failures += 1;
      this.tell(question, "waiting", reply.words);
      this.sendSoon(Math.min(30000, 1000 * 2 ** (this.failures - 1)));
      return;
    }
    this.failures = 0;
    if (isNewest) {
      this.queue.delete(id);
      if (reply.saved) this.tell(question, "saved", this.words.wordsSaved);
      else this.tell(question, "failed", "");
      this.showError(question, reply.saved ? "" : reply.error || this.words.wordsWaiting);
    }
    this.follow(reply);
    if (this.afterwards && !this.hasUnsent()) this.afterwards();
    else this.sendSoon(0);
  }

  tell(question, state, words) {
    const place = byData("save-state", question);
    if (!place) return;
    place.dataset.state = state;
    if (place.textContent !== words) place.textContent = words;
  }

  showError(question, sentence) {
    const place = byData("error", question);
    question.classList.toggle("govuk-form-group--error", sentence !== "");
    if (!place || place.textContent.trim() === sentence) return;
    place.textContent = sentence;
    for (const control of answerControls(question)) {
      if (sentence) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      for (const kind of ["input", "select", "textarea"]) {
        if (control.classList.contains(`govuk-${kind}`)) control.classList.toggle(`govuk-${kind}--error`, sentence !== "");
      }
    }
  }

  // What the answer changes elsewhere on the page: questions, dangers, the sentence on the result.
  follow(reply) {
    for (const [id, visible] of Object.entries(reply.visible || {})) {
      const question = this.findQuestion(id);
      if (question && question.hidden === visible) this.show(question, visible);
    }
    const dangers = new Map(Object.entries(reply.dangers || {}));
    for (const banner of allByData("danger")) {
      const called = dangers.get(banner.dataset.danger);
      if (called !== undefined) banner.hidden = !called;
    }
    const place = byData("live-state");
    if (place && typeof reply.state === "string" && place.textContent !== reply.state) place.textContent = reply.state;
  }

  // A question that is hidden is not asked and does not count. It keeps what it held, as the server does, so that a
  // slip of the finger loses nothing: shown again, it shows what counts again.
  show(question, visible) {
    question.hidden = !visible;
    question.querySelector("fieldset").disabled = !visible;
  }

  // The page carries every answer too, but a page sent without network is a page lost: so what is
  // unsent goes first, and the page follows. A second press sends the page whatever happens.
  submit(event) {
    window.clearTimeout(this.typing);
    if (this.insisted || !this.hasUnsent()) {
      this.submitting = true;
      this.queue.clear();
      this.touched.clear();
      return;
    }
    event.preventDefault();
    this.insisted = true;
    this.afterwards = () => this.form.requestSubmit(event.submitter);
    this.enqueueTouched();
  }

  leave() {
    this.sendLastWords();
    this.submitting = true;
  }

  // The browser carries these on after the page is gone.
  sendLastWords() {
    for (const id of this.touched) this.queue.set(id, readFields(this.findQuestion(id)));
    this.touched.clear();
    for (const fields of this.queue.values()) this.post(fields, true).catch(() => {});
  }
}

function startSaver(form) {
  const saver = new Saver(form);
  saver.start();
  return saver;
}

// Promises one saver for each form of questions on the page.
export function watchQuestions() {
  for (const question of allByData("question")) letSilenceBeTakenBack(question);
  return allByData("save-url").map(startSaver);
}
