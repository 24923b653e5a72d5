/*
 * Beside app.js, for Voortgang bijwerken only:
 * the token of a session that began in another tab, koers that is not asked when the phase ended, choosing between two texts,
 * and putting back what stood in a row before the last save.
 */
(() => {
  "use strict";

  const ENDED = new Set(["finished", "embedded", "dropped"]);
  const rowOf = (element) => element.closest?.("[data-row]");

  /* After signing in again in another tab the page's own token is stale; the cookie holds the new one. */
  function token() {
    return document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const fresh = token();
    if (!fresh) return;
    for (const name of Object.keys(event.detail.headers)) {
      if (name.toLowerCase() === "x-csrftoken") delete event.detail.headers[name];
    }
    event.detail.headers["x-csrftoken"] = fresh;
  });

  document.addEventListener("submit", (event) => {
    const field = event.target.querySelector("[name=csrfmiddlewaretoken]");
    const fresh = token();
    if (field && fresh) field.value = fresh;
  });

  /* What was saved counts as shown, so that "Alles opslaan" leaves the row alone afterwards. */
  document.addEventListener("htmx:afterRequest", (event) => {
    const row = event.detail.elt?.matches?.("[data-row]") ? event.detail.elt : null;
    const answer = row?.querySelector("[data-row-message] [data-shown]");
    const shown = row?.querySelector('input[name$="-shown"]');
    if (answer && shown) shown.value = answer.dataset.shown;
    row?.querySelector("[data-undo-asked]")?.remove();
    if (answer && "undone" in answer.dataset) putBack(row, answer);
  });

  function putBack(row, answer) {
    for (const said of row.querySelectorAll("[data-put]")) {
      for (const field of row.querySelectorAll(`[name="${CSS.escape(said.dataset.put)}"]`)) {
        if (field.type === "radio") field.checked = field.value === said.textContent;
        else field.value = said.textContent;
      }
    }
    row.querySelector("[data-row-version]").value = answer.dataset.version;
    showCourse(row);
  }

  /* The button that was pressed goes away with its message: the focus stays in the row. */
  function stayIn(row) {
    row.querySelector("textarea")?.focus();
  }

  /* An answer without a row of its own (signed out, too large) still offers to save again. */
  document.addEventListener("htmx:afterRequest", (event) => {
    const row = event.detail.elt?.matches?.("[data-row]") ? event.detail.elt : null;
    if (!row || ![401, 413, 503].includes(event.detail.xhr?.status)) return;
    const place = row.querySelector("[data-row-message]");
    if (!place || place.querySelector("[data-row-retry]")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.dataset.rowRetry = "";
    button.textContent = "Opnieuw opslaan";
    place.append(" ", button);
  });

  function showCourse(row) {
    const phase = row.querySelector("[data-phase]");
    const course = row.querySelector("[data-course]");
    if (phase && course) course.hidden = ENDED.has(phase.value);
  }

  document.addEventListener("change", (event) => {
    const row = rowOf(event.target);
    if (row) showCourse(row);
  });

  function take(row, conflict, choice) {
    for (const theirs of conflict.querySelectorAll("[data-theirs]")) {
      const fields = [...row.querySelectorAll(`[name="${CSS.escape(theirs.dataset.theirs)}"]`)];
      const text = theirs.textContent;
      for (const field of fields) {
        if (field.type === "radio") {
          if (choice === "theirs") field.checked = field.value === text;
        } else if (field.tagName === "SELECT") {
          if (choice === "theirs") field.value = text;
        } else if (choice === "theirs") {
          field.value = text;
        } else if (choice === "both" && text && !field.value.includes(text)) {
          field.value = field.value ? `${field.value}\n\n${text}` : text;
        }
      }
    }
    row.querySelector("[data-row-version]").value = conflict.dataset.theirsVersion;
    showCourse(row);
  }

  /* Before app.js hears the same click and saves the row. */
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("[data-take]");
      const conflict = button?.closest("[data-conflict]");
      if (conflict) {
        event.preventDefault();
        take(rowOf(button), conflict, button.dataset.take);
        stayIn(rowOf(button));
      }
      const undo = event.target.closest?.("[data-row-undo]");
      if (undo) {
        event.preventDefault();
        const asked = document.createElement("input");
        Object.assign(asked, { type: "hidden", name: undo.name, value: undo.value });
        asked.dataset.undoAsked = "";
        rowOf(undo).append(asked);
        stayIn(rowOf(undo));
      }
      const unchanged = event.target.closest?.("[data-row-unchanged]");
      if (unchanged) requestAnimationFrame(() => showCourse(rowOf(unchanged)));
    },
    true,
  );

  for (const row of document.querySelectorAll("[data-row]")) showCourse(row);
})();
