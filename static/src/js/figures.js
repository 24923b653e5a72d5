/*
 * Typing figures: the arrows go up and down the column, and a column that was copied from a sheet fills the rows
 * below. Without this script every field is reached with the tab key.
 */
(() => {
  "use strict";

  const fields = () => [...document.querySelectorAll("[data-figure]")];

  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches?.("[data-figure]")) return;
    const all = fields();
    const next = all[all.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  });

  document.addEventListener("paste", (event) => {
    if (!event.target.matches?.("[data-figure]")) return;
    const lines = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n+$/, "").split("\n");
    if (lines.length < 2) return;
    event.preventDefault();
    const all = fields();
    const start = all.indexOf(event.target);
    lines.forEach((line, at) => {
      if (all[start + at]) all[start + at].value = line.split("\t")[0].trim();
    });
    all[Math.min(start + lines.length, all.length) - 1].focus();
  });
})();
