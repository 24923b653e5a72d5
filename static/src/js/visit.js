/* Tells that somebody looks at the actions, so that the page can say what changed since the visit before. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-visit]");
  if (form) fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", keepalive: true });
})();
