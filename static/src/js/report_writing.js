/*
 * Writing a chapter of a report: every question saves itself while it is typed, and nothing that was typed is lost.
 *
 * <form id="chapter-form" data-writing="user" [data-bound]>      data-bound: it came back with what was posted
 *   <div class="answer" data-answer data-save-url="…" data-name="the question" [data-is-text]>
 *     <input type="hidden" name="seen_12">                        the version that was read
 *     the fields text_12…
 *     <div data-answer-message></div>                             the answer of the server goes here, never into a field
 *     <div data-proposal> … <a data-adjust> <div data-proposed-text hidden>
 *
 * What is typed stays in this browser, under the user's own number, until it is saved; app.js takes it away at sign-out.
 */
(() => {
  "use strict";

  const form = document.querySelector("form[data-writing]");
  if (!form) return;

  const REST = 2000;
  const AGAIN = 20000;
  const PREFIX = `ghnt.tekst.${form.dataset.writing}.`;
  const NO_CONNECTION = "Niet opgeslagen: geen verbinding. Uw tekst staat er nog.";
  const BROKEN = "Niet opgeslagen: er ging iets mis op de server. Uw tekst staat er nog.";
  const TOO_LARGE = "Niet opgeslagen: de tekst is te lang. Uw tekst staat er nog.";
  const SIGNED_OUT = "U bent uitgelogd. Log in een nieuw tabblad in en klik op Opnieuw opslaan. Uw tekst staat er nog.";
  const KNOWN = new Set([200, 409, 422]);

  const answers = [...form.querySelectorAll("[data-answer]")];
  const answerOf = (element) => element.closest?.("[data-answer]");
  const fieldsOf = (answer) => [...answer.querySelectorAll("input, select, textarea")].filter((one) => one.name && !one.name.startsWith("seen_"));
  const versionOf = (answer) => answer.querySelector('input[name^="seen_"]');
  const placeOf = (answer) => answer.querySelector("[data-answer-message]");
  const keyOf = (answer) => PREFIX + new URL(answer.dataset.saveUrl, location.href).pathname;
  const timers = new WeakMap();
  const dirty = new Set();
  let line = Promise.resolve();

  const announce = (words) => {
    const live = document.getElementById("live");
    if (live) live.textContent = words;
  };

  /* ---- what stands in the fields ---- */
  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";

  const read = (answer) =>
    fieldsOf(answer)
      .filter((field) => !isTicked(field) || field.checked)
      .map((field) => [field.name, field.value]);

  function write(answer, pairs) {
    for (const field of fieldsOf(answer)) {
      const given = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isTicked(field)) field.checked = given.includes(field.value);
      else field.value = given[0] ?? "";
    }
  }

  /* ---- kept in this browser until it is saved ---- */
  function keep(answer) {
    try {
      localStorage.setItem(keyOf(answer), JSON.stringify({ pairs: read(answer), seen: versionOf(answer).value }));
    } catch {
      /* a full or closed store: the text still stands in the field */
    }
  }

  function kept(answer) {
    try {
      return JSON.parse(localStorage.getItem(keyOf(answer)));
    } catch {
      return null;
    }
  }

  function forget(answer) {
    try {
      localStorage.removeItem(keyOf(answer));
    } catch {
      /* nothing was kept either */
    }
  }

  /* ---- words beside the field ---- */
  function say(answer, words, kind, retry) {
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    if (kind) paragraph.className = `row-message--${kind}`;
    if (retry) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link-button";
      button.dataset.saveAgain = "";
      button.textContent = "Opnieuw opslaan";
      paragraph.append(" ", button);
    }
    placeOf(answer).replaceChildren(paragraph);
    if (kind) announce(`${answer.dataset.name}: ${words}`);
  }

  /* ---- saving: one request at a time ---- */
  const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];

  function saveSoon(answer) {
    dirty.add(answer);
    keep(answer);
    clearTimeout(timers.get(answer));
    timers.set(answer, setTimeout(() => save(answer), REST));
  }

  function save(answer) {
    clearTimeout(timers.get(answer));
    line = line.then(() => (dirty.has(answer) ? send(answer) : undefined));
    return line;
  }

  async function send(answer) {
    dirty.delete(answer);
    const sent = JSON.stringify(read(answer));
    const body = new FormData();
    for (const [name, value] of read(answer)) body.append(name, value);
    body.append(versionOf(answer).name, versionOf(answer).value);
    const slow = setTimeout(() => say(answer, "Opslaan…"), 400);
    let response;
    try {
      const headers = { "HX-Request": "true", "X-CSRFToken": token() ?? form.elements.csrfmiddlewaretoken.value };
      response = await fetch(answer.dataset.saveUrl, { method: "POST", body, headers, signal: AbortSignal.timeout(AGAIN) });
    } catch {
      clearTimeout(slow);
      return failed(answer, NO_CONNECTION, AGAIN);
    }
    clearTimeout(slow);
    if (response.status === 401) return failed(answer, SIGNED_OUT);
    if (response.status === 413) return failed(answer, TOO_LARGE);
    if (!KNOWN.has(response.status)) return failed(answer, BROKEN);
    answered(answer, await response.text(), sent);
  }

  function failed(answer, words, again) {
    dirty.add(answer);
    say(answer, words, "error", true);
    if (again) timers.set(answer, setTimeout(() => save(answer), again));
  }

  function answered(answer, html, sent) {
    const place = placeOf(answer);
    const hadFocus = place.contains(document.activeElement);
    place.innerHTML = html;
    const said = place.querySelector("[data-result]");
    announce(`${answer.dataset.name}: ${(place.querySelector("[data-said]") ?? said).textContent.trim()}`);
    if (said.dataset.result === "saved") {
      if (said.dataset.version) versionOf(answer).value = said.dataset.version;
      const proposal = answer.querySelector("[data-proposal]");
      if (proposal && said.dataset.version) proposal.hidden = fieldsOf(answer).some((one) => (isTicked(one) ? one.checked && one.value : one.value));
      if (JSON.stringify(read(answer)) === sent) forget(answer);
      else saveSoon(answer); /* typing went on meanwhile */
    }
    if (hadFocus) fieldsOf(answer)[0]?.focus();
  }

  /* ---- between two texts ---- */
  function take(answer, choice) {
    const said = placeOf(answer).querySelector("[data-result='conflict']");
    const theirs = said.querySelector("[data-theirs]").textContent;
    if (choice === "theirs" && !("isText" in answer.dataset)) {
      forget(answer);
      dirty.delete(answer);
      location.reload();
      return;
    }
    const field = fieldsOf(answer)[0];
    if (choice === "theirs") field.value = theirs;
    if (choice === "both" && !field.value.includes(theirs)) field.value = field.value ? `${field.value}\n\n${theirs}` : theirs;
    versionOf(answer).value = said.dataset.version;
    field.focus();
    dirty.add(answer);
    keep(answer);
    save(answer);
  }

  document.addEventListener("click", (event) => {
    const answer = answerOf(event.target);
    if (!answer) return;
    const choice = event.target.closest("[data-take]");
    if (choice) take(answer, choice.dataset.take);
    if (event.target.closest("[data-save-again]")) {
      fieldsOf(answer)[0]?.focus();
      dirty.add(answer);
      save(answer);
    }
    const adjust = event.target.closest("[data-adjust]");
    const text = answer.querySelector("[data-proposed-text]");
    if (adjust && text && !fieldsOf(answer)[0].value) {
      event.preventDefault();
      fieldsOf(answer)[0].value = text.textContent;
      fieldsOf(answer)[0].focus();
      saveSoon(answer);
    }
  });

  for (const name of ["input", "change"]) {
    form.addEventListener(name, (event) => {
      const answer = answerOf(event.target);
      if (answer) saveSoon(answer);
    });
  }

  form.addEventListener("focusout", (event) => {
    const answer = answerOf(event.target);
    if (answer && dirty.has(answer) && !answer.contains(event.relatedTarget)) save(answer);
  });

  window.addEventListener("online", () => {
    for (const answer of dirty) save(answer);
  });

  window.addEventListener("beforeunload", (event) => {
    if (dirty.size > 0 && !document.documentElement.dataset.submitting) event.preventDefault();
  });

  /* ---- a button of the page: first what was typed, then the button; never when the text cannot be saved ---- */
  let passing = false;
  document.addEventListener(
    "submit",
    async (event) => {
      if (passing || dirty.size === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { target, submitter } = event;
      await Promise.all([...dirty].map(save));
      const stuck = [...dirty][0];
      if (stuck) {
        delete document.documentElement.dataset.submitting;
        stuck.scrollIntoView({ block: "center" });
        return;
      }
      const fresh = token();
      if (fresh && target.elements.csrfmiddlewaretoken) target.elements.csrfmiddlewaretoken.value = fresh;
      passing = true;
      target.requestSubmit(submitter);
      passing = false;
    },
    true,
  );

  /* ---- at the start ---- */
  for (const answer of answers) {
    const old = kept(answer);
    if (!old) continue;
    if (JSON.stringify(old.pairs) === JSON.stringify(read(answer)) || "bound" in form.dataset) {
      forget(answer);
      continue;
    }
    write(answer, old.pairs);
    versionOf(answer).value = old.seen;
    say(answer, "Deze tekst was nog niet opgeslagen. Hij staat weer in het veld.", "error", true);
    dirty.add(answer);
    save(answer);
  }

  const hint = form.querySelector("[data-writing-hint]");
  if (hint) hint.hidden = false;

  /* The next one to confirm, or the question that was missing: the keyboard is there at once. After the page was loaded,
     as the browser takes the focus away when it goes to the place in the address. */
  function goToPlace() {
    const place = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!place?.matches(".told-action, .answer") || (document.activeElement && document.activeElement !== document.body)) return;
    const first = place.querySelector('button[name="confirm"]') ?? place.querySelector("textarea, select, input:not([type=hidden]), a");
    first?.focus({ preventScroll: true });
  }

  window.addEventListener("load", () => setTimeout(goToPlace, 50));
})();
