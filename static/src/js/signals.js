/* Words selected in the text of a chapter, or in one of its fields, can be put into the field for a passage. */
(() => {
  const field = document.querySelector("[data-signal-passage]");
  if (!field) return;
  const chapters = field.form.querySelector("select[name=chapter]");
  let chosen = { words: "", chapter: "" };

  const selection = () => {
    const active = document.activeElement;
    if (active === field) return { words: "", chapter: "" };
    if (active instanceof HTMLTextAreaElement) {
      return { words: active.value.slice(active.selectionStart, active.selectionEnd).trim(), chapter: "" };
    }
    const selected = document.getSelection();
    const from = selected.anchorNode && selected.anchorNode.parentElement;
    const chapter = from && from.closest("[data-signal-chapter]");
    return { words: String(selected).trim(), chapter: chapter ? chapter.dataset.signalChapter : "" };
  };

  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--secondary-action";
  button.textContent = "Geselecteerde woorden overnemen";
  button.addEventListener("click", () => {
    field.value = chosen.words;
    if (chapters && chosen.chapter) chapters.value = chosen.chapter;
    field.focus();
  });

  document.addEventListener("selectionchange", () => {
    const now = selection();
    if (!now.words) return;
    chosen = now;
    if (!button.isConnected) field.after(button);
  });
})();
