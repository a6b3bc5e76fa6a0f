// Typing in from paper: Enter leads to the next field, and sends nothing half done. The page works without it.
import { byData } from "./questions.js";

const form = byData("entry");
const fields = [...form.querySelectorAll("select, input:not([type=hidden]), textarea, button")];

form.addEventListener("keydown", (event) => {
  const here = fields.indexOf(event.target);
  const isSent = event.target.type === "submit" || event.ctrlKey || event.metaKey;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || here < 0 || isSent) return;
  event.preventDefault();
  fields[here + 1]?.focus();
});
