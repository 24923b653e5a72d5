/*
 * Beside app.js and progress.js, for the page on which a secretary types a decision list:
 * one more remark or actiepunt (by the button, or by Enter in the last field), Akkoord for the chosen items,
 * and of two concepts the lists (progress.js takes the outcome and the text).
 */
(() => {
  "use strict";

  const rowOf = (element) => element.closest?.("[data-row]");
  const ones = (group) => [...group.querySelectorAll("[data-repeat-one]")];
  const fieldsOf = (one) => [...one.querySelectorAll("textarea, input")];

  function add(group) {
    const all = ones(group);
    const last = all.at(-1);
    const more = last.cloneNode(true);
    const number = all.length + 1;
    for (const field of fieldsOf(more)) {
      field.id = `${field.name}-${number}`;
      field.value = "";
      const label = field.closest(".field").querySelector("label");
      label.htmlFor = field.id;
    }
    for (const place of more.querySelectorAll("[data-repeat-number]")) place.textContent = String(number);
    last.after(more);
    return more;
  }

  function changed(element) {
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const more = event.target.closest?.("[data-repeat-more]");
    if (more) {
      event.preventDefault();
      fieldsOf(add(more.closest("[data-repeat]")))[0].focus();
    }
    const agree = event.target.closest?.("[data-agree]");
    if (agree) {
      event.preventDefault();
      agreeTo(agree.dataset.agree);
    }
  });

  function agreeTo(outcome) {
    const chosen = [...document.querySelectorAll('[name="chosen"]:checked')];
    for (const box of chosen) {
      const radio = document.querySelector(`[name="item-${box.value}-outcome"][value="${outcome}"]`);
      if (!radio) continue;
      radio.checked = true;
      changed(radio);
      /* Leaving a row saves it: the row is asked to, as nobody was in it. */
      rowOf(radio).dispatchEvent(new FocusEvent("focusout", { bubbles: true, relatedTarget: document.body }));
      box.checked = false;
    }
    const next = document.querySelector('[data-row][data-state="todo"] input:not([type=hidden])');
    next?.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const group = event.target.closest?.("[data-repeat]");
    if (!group || !event.target.matches("textarea, input")) return;
    const last = ones(group).at(-1);
    const fields = fieldsOf(last);
    const place = fields.indexOf(event.target);
    const isFilled = fields.some((field) => field.value.trim());
    if (event.target.tagName === "INPUT") event.preventDefault();
    if (place < 0 || !isFilled) return;
    event.preventDefault();
    /* In an actiepunt Enter goes from what to who to when, and then to the next one. */
    (fields[place + 1] ?? fieldsOf(add(group))[0]).focus();
  });

  /* ---- of two concepts ---- */
  function take(row, conflict, choice) {
    for (const group of row.querySelectorAll("[data-repeat]")) {
      const theirs = [...conflict.querySelectorAll(`[data-theirs-one="${group.dataset.repeat}"]`)].map((one) =>
        [...one.children].map((part) => part.textContent),
      );
      const mine = ones(group).map((one) => fieldsOf(one).map((field) => field.value.trim()));
      const filled = mine.filter((parts) => parts.some(Boolean));
      const known = new Set(filled.map((parts) => parts.join("\n")));
      const kept = choice === "theirs" ? theirs : [...filled, ...theirs.filter((parts) => !known.has(parts.join("\n")))];
      while (ones(group).length <= kept.length) add(group);
      ones(group).forEach((one, place) => {
        fieldsOf(one).forEach((field, part) => (field.value = kept[place]?.[part] ?? ""));
      });
    }
    /* "Samen" keeps my outcome; without one the colleague's stands. */
    const outcome = conflict.querySelector('[data-theirs$="-outcome"]')?.textContent;
    const radios = [...row.querySelectorAll('[name$="-outcome"]')];
    if (choice === "both" && outcome && !radios.some((radio) => radio.checked && radio.value)) {
      for (const radio of radios) radio.checked = radio.value === outcome;
    }
  }

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("[data-take]");
      const conflict = button?.closest("[data-conflict]");
      if (conflict && button.dataset.take !== "mine") take(rowOf(button), conflict, button.dataset.take);
    },
    true,
  );

  /* A link from the page that reads back opens at its row. */
  const target = location.hash && document.querySelector(location.hash);
  target?.matches("[data-row]") && target.focus();
})();
