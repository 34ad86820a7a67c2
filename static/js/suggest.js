/* Suggestions as a reader types; the form works without them. */
"use strict";

for (const input of document.querySelectorAll("input[type=search][name=q]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-suggestions`;
  input.after(list);
  input.setAttribute("list", list.id);
  const address = input.dataset.suggestions || `${input.form.getAttribute("action")}suggest/`;
  let found = [];
  let waiting;

  const show = async (typed) => {
    const response = await fetch(`${address}?q=${encodeURIComponent(typed)}`);
    if (!response.ok || input.value.trim() !== typed) return;
    found = (await response.json()).suggestions;
    list.replaceChildren(...found.map((one) => {
      const option = document.createElement("option");
      option.value = one.title;
      option.label = `${one.title} · ${one.type}`;
      return option;
    }));
  };

  input.addEventListener("input", () => {
    const chosen = found.find((one) => one.title === input.value);
    if (chosen) { window.location.assign(chosen.url); return; }
    clearTimeout(waiting);
    const typed = input.value.trim();
    if (typed.length > 1) waiting = setTimeout(show, 150, typed);
  });
}
