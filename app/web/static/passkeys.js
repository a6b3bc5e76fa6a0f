// Asks the browser for a passkey, and sends what it signed with the form that the button stands in.
import { allByData, byData } from "./questions.js";

function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function withBytes(key) {
  return { ...key, id: toBytes(key.id) };
}

function readOptions(asked) {
  const options = { ...asked, challenge: toBytes(asked.challenge) };
  if (asked.user) options.user = withBytes(asked.user);
  if (asked.excludeCredentials) options.excludeCredentials = asked.excludeCredentials.map(withBytes);
  if (asked.allowCredentials) options.allowCredentials = asked.allowCredentials.map(withBytes);
  return options;
}

function writeCredential(made) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const parts = names.filter((name) => made.response[name]).map((name) => [name, toText(made.response[name])]);
  const response = Object.fromEntries(parts);
  return JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, response, clientExtensionResults: {} });
}

async function ask(button, form) {
  const reply = await fetch(button.dataset.passkeyUrl, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
    credentials: "same-origin",
    redirect: "error",
  });
  if (!reply.ok) throw new Error("refused");
  const publicKey = readOptions(await reply.json());
  return navigator.credentials[button.dataset.passkey]({ publicKey });
}

async function press(button) {
  const form = button.form;
  const place = byData("passkey-failed", form);
  place.textContent = "";
  button.disabled = true;
  try {
    form.elements.credential.value = writeCredential(await ask(button, form));
    form.submit();
  } catch {
    place.textContent = place.dataset.words;
    button.disabled = false;
    button.focus();
  }
}

if (window.PublicKeyCredential) {
  for (const button of allByData("passkey")) {
    button.hidden = false;
    button.addEventListener("click", () => press(button));
    if (button.autofocus) button.focus();
  }
}
