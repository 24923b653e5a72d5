/*
 * Nakijken: after a conclusion is saved the focus goes to the next one to do; opening "Klopt niet" goes to its text,
 * and Ctrl+Enter there saves it. Without this script every button posts the whole page.
 */
(() => {
  "use strict";

  const rows = () => [...document.querySelectorAll("[data-review-row]")];
  let saving = "";

  function goToNext(id) {
    const all = rows();
    const place = all.findIndex((row) => row.id === id);
    const next = [...all.slice(place + 1), ...all.slice(0, place)].find((row) => "todo" in row.dataset);
    const target = next ? next.querySelector("button[name=mark]") : document.getElementById("nagekeken");
    target?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    saving = event.detail.elt.closest?.("[data-review-row]")?.id ?? "";
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const id = event.detail.requestConfig?.elt.closest?.("[data-review-row]")?.id || saving;
    if (!id || event.detail.xhr.status >= 400) {
      document.querySelector(`#${CSS.escape(id)} [data-review-problem]`)?.focus();
      return;
    }
    if (saving !== id) return;
    saving = "";
    goToNext(id);
  });

  document.addEventListener("click", (event) => {
    const details = event.target.closest("[data-not-right] > summary")?.parentElement;
    if (details && !details.open) setTimeout(() => details.querySelector("textarea")?.focus());
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const button = event.target.closest("[data-not-right]")?.querySelector("[data-save-text]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
