// "Nog een opmerking": one more field behind the last one, by the button or by Enter in the last field.
"use strict";

function addRemark(group) {
  const fields = group.querySelectorAll(".field");
  const last = fields[fields.length - 1];
  const more = last.cloneNode(true);
  const number = fields.length + 1;
  const area = more.querySelector("textarea");
  area.id = area.name + "-" + number;
  area.value = "";
  const label = more.querySelector("label");
  label.htmlFor = area.id;
  label.textContent = "Opmerking " + number;
  last.after(more);
  area.focus();
}

document.querySelectorAll("[data-remarks]").forEach(function (group) {
  group.querySelector("[data-more-remarks]").addEventListener("click", function (event) {
    event.preventDefault();
    addRemark(group);
  });
  group.addEventListener("keydown", function (event) {
    const areas = group.querySelectorAll("textarea");
    const isLast = event.target === areas[areas.length - 1];
    if (event.key === "Enter" && !event.shiftKey && isLast && event.target.value.trim()) {
      event.preventDefault();
      addRemark(group);
    }
  });
});
