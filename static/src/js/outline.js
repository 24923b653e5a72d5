/* The outline: dragging a node with everything below it, and buttons that keep the focus.
 *
 * Contract: [data-outline-place] holds the tree and form#outline-form (seen, csrf token). Every list is [data-branches] with data-level and
 * data-parent (empty at the top); every node is li[data-node] with data-height, data-name and data-place, the address that takes a drag.
 * The server answers a change with the whole tree, data-words on its form; a refusal is JSON with a message, and the node goes back.
 */
(() => {
  "use strict";

  const LEVELS = 3;
  const NO_CONNECTION = "Niet opgeslagen: geen verbinding. Het onderdeel staat weer op zijn oude plaats.";
  const BROKEN = "Niet opgeslagen: er ging iets mis op de server. Het onderdeel staat weer op zijn oude plaats.";
  const SIGNED_OUT = "U bent uitgelogd. Log in een nieuw tabblad in en probeer het opnieuw.";
  const holder = document.querySelector("[data-outline-place]");
  const message = document.querySelector("[data-outline-message]");
  if (!holder || !message) return;

  const form = () => document.getElementById("outline-form");
  const announce = (words) => {
    const live = document.getElementById("live");
    if (live) live.textContent = words;
  };

  function complain(words) {
    message.querySelector("p").textContent = words;
    message.hidden = false;
    announce(words);
  }

  async function refusal(response) {
    if (response.status === 401) return SIGNED_OUT;
    if (response.status !== 409 && response.status !== 422) return BROKEN;
    return (await response.json()).message;
  }

  /* Sends a change; true when the tree was replaced by the one of now. */
  async function send(address, values) {
    const body = new FormData(form());
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    let response;
    try {
      response = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true" } });
    } catch {
      complain(NO_CONNECTION);
      return false;
    }
    if (!response.ok) {
      complain(await refusal(response));
      return false;
    }
    message.hidden = true;
    holder.innerHTML = await response.text();
    announce(form().dataset.words);
    begin();
    return true;
  }

  /* ---- buttons ---- */
  document.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (event.target !== form() || !button) return;
    event.preventDefault();
    const node = button.closest("[data-node]").dataset.node;
    const change = new URL(button.formAction).pathname;
    if (!(await send(button.formAction, {}))) return;
    const item = document.getElementById(`onderdeel-${node}`);
    const same = [...item.querySelectorAll(":scope > .outline__words button")].find((other) => new URL(other.formAction).pathname === change);
    (same ?? item.querySelector(":scope > .outline__words button") ?? item).focus();
  });

  /* ---- dragging ---- */
  function showEmptyLists(shown, dragged) {
    for (const list of holder.querySelectorAll(".outline__below--empty")) {
      const fits = Number(list.dataset.level) + Number(dragged?.dataset.height ?? 0) - 1 <= LEVELS;
      if (list.children.length === 0) list.hidden = !(shown && fits && !dragged.contains(list));
    }
  }

  function fits(list, item) {
    return Number(list.el.dataset.level) + Number(item.dataset.height) - 1 <= LEVELS && !item.contains(list.el);
  }

  async function dropped(event) {
    const { item, from, to, oldIndex } = event;
    showEmptyLists(false, item);
    if (from === to && oldIndex === event.newIndex) return;
    const order = [...to.children].map((child) => child.dataset.node).join(",");
    const done = await send(item.dataset.place, { parent: to.dataset.parent ?? "", order });
    if (done) document.getElementById(`onderdeel-${item.dataset.node}`)?.focus();
    else from.insertBefore(item, [...from.children].filter((child) => child !== item)[oldIndex] ?? null);
  }

  function begin() {
    if (!window.Sortable) return;
    for (const grip of holder.querySelectorAll("[data-grip]")) grip.hidden = false;
    for (const list of holder.querySelectorAll("[data-branches]")) {
      window.Sortable.create(list, {
        group: { name: "outline", put: (to, _from, item) => fits(to, item) },
        handle: "[data-grip]",
        draggable: "[data-node]",
        animation: 0,
        fallbackOnBody: true,
        swapThreshold: 0.65,
        emptyInsertThreshold: 8,
        ghostClass: "outline__branch--moving",
        onStart: (event) => showEmptyLists(true, event.item),
        onEnd: dropped,
      });
    }
  }

  const hint = document.querySelector("[data-outline-hint]");
  if (hint && window.Sortable) hint.hidden = false;
  begin();
})();
