/*
 * Behaviour on top of pages that work without it. Everything is found by data attributes:
 *
 * data-error-summary     takes the focus when the page comes back with errors
 * data-find-in="#id"     a text input (hidden without script) that narrows the .option rows inside #id
 * data-close-on-leave    a <details> that closes on Escape and on a click elsewhere
 * data-message-place     where an htmx answer with an error may write, inside or near the element that asked
 *
 * Rows of "Voortgang bijwerken", inside one <form data-progress>:
 *   <fieldset class="progress-row" id="row-12" data-row data-state="todo|done" tabindex="-1"
 *             data-hx-post="/…/12/" data-hx-trigger="row:save" data-hx-target="#row-12-message" data-hx-swap="innerHTML"
 *             data-hx-sync="closest form:queue all">   one request after the other, so that the last count that comes in is right
 *     <legend>1.3 Naam</legend>
 *     <input type="hidden" name="…" value="4" data-row-version>
 *     <button type="submit" name="unchanged" value="12" data-row-unchanged>Geen wijziging</button>
 *     radios, select, textarea: data-previous="value of last half year" (radios: data-previous on the one that was chosen)
 *     radios: data-needs-explanation="Toelichting, nodig bij aandacht" changes the words of [data-explanation-label]
 *     <div class="row-message" id="row-12-message" data-row-message></div>
 *   </fieldset>
 * Only the fields of the row itself are sent, with unchanged=… when that button was used. The answer replaces the message; its
 * first element says data-row-result="saved|undone|error|conflict|signed-out" and, when saved, data-version. [data-row-retry] saves again.
 * Other parts (the count in the bar) come along as data-hx-swap-oob. [data-progress-failed] is a link that names rows not saved;
 * [data-progress-end] takes the focus after the last row.
 */
(() => {
  "use strict";

  const SWAPPED = new Set([401, 409, 413, 422, 503]);
  const NO_CONNECTION = "Niet opgeslagen: geen verbinding. Uw tekst staat er nog.";
  const BROKEN = "Niet opgeslagen: er ging iets mis op de server. Uw tekst staat er nog.";
  const STATES = { saved: "done", undone: "todo" };
  const rowOf = (element) => element.closest?.("[data-row]");
  const announce = (words) => {
    const live = document.getElementById("live");
    if (live) live.textContent = words;
  };

  const timers = new WeakMap();
  const dirty = new Set();
  const busy = new Map();

  /* ---- rows ---- */
  const messagePlace = (row) => row.querySelector("[data-row-message]");

  function writeMessage(row, words, kind, retry) {
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    const icon = kind === "error" ? document.querySelector("[data-error-icon]") : null;
    if (icon) paragraph.prepend(icon.content.cloneNode(true), " ");
    if (kind) paragraph.className = `row-message--${kind}`;
    if (retry) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link-button";
      button.dataset.rowRetry = "";
      button.textContent = "Opnieuw opslaan";
      paragraph.append(" ", button);
    }
    messagePlace(row)?.replaceChildren(paragraph);
  }

  function save(row, unchanged = false) {
    clearTimeout(timers.get(row));
    dirty.delete(row);
    const running = busy.get(row);
    if (running) {
      running.next = { unchanged };
      return;
    }
    const slow = setTimeout(() => writeMessage(row, "Opslaan…"), 400);
    busy.set(row, { slow, unchanged });
    window.htmx.trigger(row, "row:save");
  }

  function saveSoon(row) {
    dirty.add(row);
    clearTimeout(timers.get(row));
    timers.set(row, setTimeout(() => save(row), 3000));
  }

  function finish(row, result) {
    const { slow, next } = busy.get(row);
    clearTimeout(slow);
    busy.delete(row);
    row.dataset.state = STATES[result] ?? "error";
    const name = row.querySelector("legend")?.textContent.trim() ?? "";
    const place = messagePlace(row);
    const said = place?.querySelector("[data-row-result]") ?? place; // beside it hidden values may stand
    announce(`${name}: ${said?.textContent.trim() ?? ""}`);
    showFailed();
    if (next && result === "saved") save(row, next.unchanged);
    else if (next) dirty.add(row);
  }

  function showFailed() {
    const link = document.querySelector("[data-progress-failed]");
    if (!link) return;
    const failed = document.querySelectorAll('[data-row][data-state="error"]');
    link.hidden = failed.length === 0;
    if (failed.length === 0) return;
    link.href = `#${failed[0].id}`;
    link.textContent = failed.length === 1 ? "1 rij niet opgeslagen, ga naar deze rij" : `${failed.length} rijen niet opgeslagen, ga naar de eerste`;
  }

  function goToNext(row) {
    const rows = [...document.querySelectorAll("[data-row]")];
    const later = rows.slice(rows.indexOf(row) + 1);
    const next = later.find((other) => other.dataset.state === "todo") ?? rows.find((other) => other !== row && other.dataset.state === "todo");
    const target = next ? next.querySelector("[data-row-unchanged], input:not([type=hidden]), select, textarea") : document.querySelector("[data-progress-end]");
    target?.focus();
  }

  function takeOverPrevious(row) {
    for (const field of row.querySelectorAll("[data-previous]")) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = true;
      else field.value = field.dataset.previous;
    }
    showExplanationLabel(row);
  }

  function showExplanationLabel(row) {
    const label = row.querySelector("[data-explanation-label]");
    if (!label) return;
    label.dataset.usual ??= label.textContent;
    label.textContent = row.querySelector("[data-needs-explanation]:checked")?.dataset.needsExplanation ?? label.dataset.usual;
  }

  function rowValues(row, unchanged) {
    const values = {};
    for (const field of row.querySelectorAll("input, select, textarea")) {
      if (!field.name || field.disabled || (/radio|checkbox/.test(field.type) && !field.checked)) continue;
      values[field.name] = field.name in values ? [].concat(values[field.name], field.value) : field.value;
    }
    const button = row.querySelector("[data-row-unchanged]");
    if (unchanged && button?.name) values[button.name] = button.value;
    return values;
  }

  document.addEventListener("input", (event) => {
    const row = rowOf(event.target);
    if (row) {
      showExplanationLabel(row);
      saveSoon(row);
    }
  });

  document.addEventListener("focusout", (event) => {
    const row = rowOf(event.target);
    if (row && dirty.has(row) && !row.contains(event.relatedTarget)) save(row);
  });

  document.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (row && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save(row);
      row.dataset.state = "done"; /* on its way: the answer says when it is not */
      goToNext(row);
    }
    if (event.key === "Escape") closeOpened(event.target.closest?.("details[data-close-on-leave]"), true);
  });

  document.addEventListener("click", (event) => {
    for (const opened of document.querySelectorAll("details[data-close-on-leave][open]")) {
      if (!opened.contains(event.target)) closeOpened(opened, false);
    }
    const row = rowOf(event.target);
    if (!row) return;
    if (event.target.closest("[data-row-retry]")) save(row);
    if (event.target.closest("[data-row-unchanged]")) {
      event.preventDefault();
      takeOverPrevious(row);
      dirty.delete(row);
      save(row, true);
      row.dataset.state = "done";
      goToNext(row);
    }
  });

  window.addEventListener("beforeunload", (event) => {
    const unsaved = dirty.size > 0 || busy.size > 0 || document.querySelector('[data-row][data-state="error"]');
    if (unsaved && !document.documentElement.dataset.submitting) event.preventDefault();
  });

  document.addEventListener("submit", () => {
    document.documentElement.dataset.submitting = "true";
  });

  window.addEventListener("pageshow", () => {
    delete document.documentElement.dataset.submitting;
  });

  /* Signing out leaves no text behind in this browser (see report_writing.js). */
  document.addEventListener("submit", (event) => {
    if (!event.target.matches('form[action$="/afmelden/"]')) return;
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith("ghnt.tekst.")) localStorage.removeItem(key);
    } catch {
      /* a closed store holds nothing */
    }
  });

  /* ---- htmx ---- */
  document.addEventListener("htmx:configRequest", (event) => {
    const row = event.detail.elt.matches("[data-row]") ? event.detail.elt : null;
    if (row) event.detail.parameters = rowValues(row, busy.get(row)?.unchanged);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (!SWAPPED.has(xhr.status)) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    const place = nearestPlace(event.detail.requestConfig.elt);
    if (place) event.detail.target = place;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const row = event.detail.elt?.matches?.("[data-row]") ? event.detail.elt : null;
    if (!row || !busy.has(row)) return;
    const status = event.detail.xhr?.status ?? 0;
    const answered = (status >= 200 && status < 300) || SWAPPED.has(status);
    if (!answered) {
      writeMessage(row, status ? BROKEN : NO_CONNECTION, "error", true);
      finish(row, "error");
      return;
    }
    const answer = messagePlace(row)?.querySelector("[data-row-result]");
    const result = answer?.dataset.rowResult ?? (status < 300 ? "saved" : "error");
    const version = row.querySelector("[data-row-version]");
    if (version && answer?.dataset.version) version.value = answer.dataset.version;
    finish(row, result);
  });

  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, (event) => {
      const asker = event.detail.elt;
      if (asker?.matches?.("[data-row]")) return;
      const words = name === "htmx:responseError" ? BROKEN : NO_CONNECTION;
      const place = nearestPlace(asker);
      if (place) place.textContent = words;
      announce(words);
    });
  }

  function nearestPlace(element) {
    const within = element?.querySelector?.("[data-row-message], [data-message-place]");
    return within ?? element?.closest?.("form, section, main")?.querySelector("[data-message-place]") ?? null;
  }

  /* ---- small things ---- */
  function closeOpened(details, withFocus) {
    if (!details?.open) return;
    details.open = false;
    if (withFocus) details.querySelector("summary")?.focus();
  }

  function narrow(input) {
    const words = input.value.trim().toLocaleLowerCase("nl");
    const options = document.querySelectorAll(`${input.dataset.findIn} .option`);
    for (const option of options) {
      const chosen = option.querySelector("input")?.checked;
      option.hidden = Boolean(words) && !chosen && !option.textContent.toLocaleLowerCase("nl").includes(words);
    }
    const shown = [...options].filter((option) => !option.hidden).length;
    announce(`${shown} van ${options.length} te zien`);
  }

  for (const input of document.querySelectorAll("[data-find-in]")) {
    (input.closest("[hidden]") ?? input).hidden = false;
    input.addEventListener("input", () => narrow(input));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  /* A table drawn as blocks loses its roles in some browsers; the validator wants them only there. */
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const roleOf = (part) => ROLES[part.tagName] ?? (part.scope.startsWith("row") ? "rowheader" : "columnheader");

  function keepRoles(selector, ems) {
    if (!window.matchMedia(`(width < ${ems}em)`).matches) return;
    for (const table of document.querySelectorAll(selector)) {
      for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) part.setAttribute("role", roleOf(part));
    }
  }

  keepRoles(".table--blocks", 40);
  keepRoles(".route", 56.25);

  for (const row of document.querySelectorAll("[data-row]")) showExplanationLabel(row);
  document.querySelector("[data-error-summary]")?.focus();
})();
