// Tables that are pasted as text lose their cells. This takes the clipboard's HTML along in a hidden field, bare.
"use strict";

(() => {
  const KEPT = new Set(["TABLE", "TBODY", "THEAD", "TFOOT", "TR", "TD", "TH", "UL", "OL", "LI", "P", "DIV", "BR",
    "H1", "H2", "H3", "H4", "H5", "H6"]);
  const UNREAD = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "XML", "TEMPLATE"]);

  // Only the elements that say something about lines and cells, without attributes.
  function bare(node) {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || UNREAD.has(node.tagName)) return "";
    const inside = Array.from(node.childNodes, bare).join("");
    if (!KEPT.has(node.tagName)) return inside;
    const name = node.tagName.toLowerCase();
    return name === "br" ? "<br>" : `<${name}>${inside}</${name}>`;
  }

  // The browser complains of each style that the page's security policy stops, also in a text that is never shown.
  function withoutStyle(html) {
    return html.replace(/<style\b[^]*?<\/style>/gi, "").replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, "");
  }

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  function isReplaced(field) {
    return field.selectionStart === 0 && field.selectionEnd === field.value.length;
  }

  for (const field of document.querySelectorAll("[data-paste-markup]")) {
    const markup = document.getElementById(field.dataset.pasteMarkup);
    if (!markup) continue;
    let isPasting = false;
    field.addEventListener("paste", (event) => {
      const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
      isPasting = isReplaced(field) && /<table\b/i.test(html);
      if (!isPasting) return;
      markup.value = bare(new DOMParser().parseFromString(withoutStyle(html), "text/html").body);
    });
    // What is typed afterwards makes the tables out of date: then the text counts.
    field.addEventListener("input", () => {
      if (!isPasting) markup.value = "";
      isPasting = false;
    });
  }
})();
