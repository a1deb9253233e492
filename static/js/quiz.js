// Saves each answer of a quiz as it is given. What cannot be sent stays on this device, bound to person and attempt, and is
// sent later under the same (client, n): the server puts late and repeated saves in their place. Every page load is a client
// of its own, so that two tabs never count as one.
const PREFIX = "quiz:";
const OLD = 30 * 24 * 3600 * 1000;
const RETRY = 15000;
const client = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// The storage may be full or closed: then an answer still goes to the server at once.
const stored = (prefix) => {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }))
      .sort((one, other) => one.at - other.at);
  } catch {
    return [];
  }
};
const store = (key, save) => {
  try {
    localStorage.setItem(key, JSON.stringify(save));
  } catch {
    return;
  }
};
const forget = (key) => {
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
};

const inputs = (fieldset) => [...fieldset.querySelectorAll("[name^='item-']")];
const isTick = (input) => ["radio", "checkbox"].includes(input.type);
const values = (fieldset) =>
  inputs(fieldset)
    .filter((input) => !isTick(input) || input.checked)
    .map((input) => input.value);
const restore = (fieldset, given) => {
  for (const input of inputs(fieldset)) {
    if (isTick(input)) input.checked = given.includes(input.value);
    else input.value = given[0] || "";
  }
};

const body = (form, save) => {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  if (form.elements.seed) data.append("seed", form.elements.seed.value);
  data.append("client", save.client);
  data.append("n", save.n);
  data.append("seen", save.item);
  for (const value of save.values) data.append(`item-${save.item}`, value);
  return data;
};

// What to say of a save, and whether it is settled: refused for good is settled too, a closed door or a lost line is not.
const send = async (form, save, signal) => {
  const { door, kept, saved } = form.dataset;
  try {
    const headers = { Accept: "application/json" };
    const request = { method: "POST", headers, body: body(form, save), redirect: "error", signal };
    const answer = await fetch(form.dataset.save, request);
    if (answer.ok) return { settled: true, text: saved };
    if ([401, 403, 404].includes(answer.status)) return { settled: false, text: door };
    if (answer.status === 429 || answer.status >= 500) return { settled: false, text: kept };
    return { settled: true, text: (await answer.json().catch(() => ({}))).message || "" };
  } catch {
    return { settled: false, text: kept };
  }
};

const enhance = (form) => {
  const own = `${PREFIX}${form.dataset.keep}:`;
  const fieldsets = new Map([...form.querySelectorAll("[data-item]")].map((one) => [one.dataset.item, one]));
  const waiting = stored(own).filter((save) => fieldsets.has(save.item));
  let n = 0;
  let timer = 0;
  let sending = false;
  let leaving = new AbortController();

  const say = (item, text) => {
    const status = fieldsets.get(item).querySelector("[role=status]");
    if (status.textContent !== text) status.textContent = text;
  };

  const flush = async () => {
    clearTimeout(timer);
    if (sending || leaving.signal.aborted) return;
    sending = true;
    while (waiting.length) {
      const save = waiting[0];
      const { settled, text } = await send(form, save, leaving.signal);
      if (leaving.signal.aborted) break;
      if (!settled) {
        for (const other of waiting) say(other.item, text);
        timer = setTimeout(flush, RETRY);
        break;
      }
      waiting.shift();
      forget(save.key);
      if (!waiting.some((other) => other.item === save.item)) say(save.item, text);
    }
    sending = false;
  };

  for (const save of waiting) restore(fieldsets.get(save.item), save.values);
  form.addEventListener("change", (event) => {
    const fieldset = event.target.closest("[data-item]");
    if (!fieldset) return;
    n += 1;
    const item = fieldset.dataset.item;
    const save = { key: `${own}${client}:${n}`, client, n, item, values: values(fieldset), at: Date.now() };
    store(save.key, save);
    waiting.push(save);
    flush();
  });
  // What stands half typed when somebody leaves is an answer too; the browser tells of it only once they leave the field.
  document.addEventListener("visibilitychange", () => {
    const typed = document.activeElement;
    const isHalfTyped = form.contains(typed) && !isTick(typed) && typed.value !== typed.defaultValue;
    if (document.visibilityState === "hidden" && isHalfTyped) typed.dispatchEvent(new Event("change", { bubbles: true }));
  });
  // The form takes every answer along: a save that came after it would only be refused. It stays kept until the page after
  // says what became of it, and goes on if the way there fails and somebody comes back.
  form.addEventListener("submit", () => {
    leaving.abort();
    n += 1;
    form.elements.client.value = client;
    form.elements.n.value = n;
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = new AbortController();
    flush();
  });
  window.addEventListener("online", flush);
  flush();
};

const countDown = (note, form) => {
  const end = Date.now() + note.dataset.left * 1000;
  const until = new Intl.RelativeTimeFormat(document.documentElement.lang);
  const tick = () => {
    const left = end - Date.now();
    note.querySelector("span").textContent = `${note.dataset.ends} ${until.format(Math.max(0, Math.ceil(left / 60000)), "minute")}.`;
    if (left > 0) setTimeout(tick, Math.min(left, 20000));
    else form.querySelector("button:not([formaction])").click();
  };
  tick();
};

for (const save of stored(PREFIX)) if (Date.now() - save.at > OLD) forget(save.key);
for (const done of document.querySelectorAll("[data-quiz-done]")) {
  for (const save of stored(`${PREFIX}${done.dataset.quizDone}:`)) forget(save.key);
}
for (const form of document.querySelectorAll("form[data-quiz]")) {
  enhance(form);
  const note = form.parentElement.querySelector("[data-left]");
  if (note) countDown(note, form);
}
