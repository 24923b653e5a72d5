/*
 * Choosing cells in Acties en gemeenten: a row or column marks its cells, and the page counts along.
 * Without it the boxes of rows and columns do the same on the server.
 */
(() => {
  "use strict";

  const form = document.querySelector("[data-matrix]");
  if (!form) return;
  const cells = [...form.querySelectorAll('input[name="c"]')];
  const count = form.querySelector("[data-matrix-count]");
  const partOf = (cell, name) => cell.value.split("-")[name === "r" ? 0 : 1];

  const tell = () => {
    const chosen = cells.filter((cell) => cell.checked).length;
    count.textContent = chosen === 1 ? "1 cel gekozen op deze bladzijde." : `${chosen} cellen gekozen op deze bladzijde.`;
  };

  form.addEventListener("change", ({ target }) => {
    if (target.name === "r" || target.name === "m") {
      for (const cell of cells) {
        if (partOf(cell, target.name) === target.value) cell.checked = target.checked;
      }
    }
    if (target.name === "c" && !target.checked) {
      for (const name of ["r", "m"]) {
        const whole = form.querySelector(`input[name="${name}"][value="${partOf(target, name)}"]`);
        if (whole) whole.checked = false;
      }
    }
    if (["c", "r", "m"].includes(target.name)) tell();
  });
  tell();
})();
