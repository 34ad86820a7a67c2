// Lines that are put in order by dragging can be moved by buttons too, with keyboard and touch alike.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const language = document.documentElement.lang;
  const labels = {
    ru: ["Выше", "Ниже"],
    kk: ["Жоғары", "Төмен"],
    az: ["Yuxarı", "Aşağı"],
    en: ["Move up", "Move down"],
  }[language] || ["Move up", "Move down"];

  const rowsOf = (place) => [...place.children].filter((row) => row.matches(".form-group") && !row.matches(".empty-form, .template"));
  const number = (place) => {
    const name = place.dataset.orderingField;
    rowsOf(place).forEach((row, index) => {
      const input = row.querySelector(`input[name$="-${name}"]`);
      if (input) {
        input.value = index + 1;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  };
  const move = (row, by, button) => {
    const place = row.parentElement;
    const rows = rowsOf(place);
    const other = rows[rows.indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    number(place);
    button.focus();
  };

  const equip = (place, row) => {
    if (!row.querySelector(`input[name$="-${place.dataset.orderingField}"]`) || row.querySelector(".desk-move")) return;
    const grip = row.querySelector("td [x-sort\\:handle]");
    const handle = row.querySelector("td, h3, .inline-title, div");
    if (!grip && !handle) return;
    const buttons = document.createElement("span");
    buttons.className = "desk-move";
    labels.forEach((label, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = index ? "↓" : "↑";
      button.setAttribute("aria-label", label);
      button.title = label;
      button.addEventListener("click", () => move(row, index ? 1 : -1, button));
      buttons.append(button);
    });
    if (grip) grip.after(buttons);
    else handle.append(buttons);
  };

  for (const place of document.querySelectorAll("[data-ordering-field]")) {
    // After a drag the admin's own script has counted from nought, and has fired no event.
    place.addEventListener("end", () => setTimeout(() => number(place)));
    rowsOf(place).forEach((row) => equip(place, row));
  }
  document.addEventListener("formset:added", (event) => {
    const place = event.target.parentElement?.closest("[data-ordering-field]");
    if (place) equip(place, event.target);
  });
});
