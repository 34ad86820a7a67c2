/* Enhancements only: every page works without this file. */
"use strict";

const root = document.documentElement;
root.classList.add("has-js");

/* Filters stand open beside the list where there is room for them. */
const filters = document.querySelector(".filters details");
if (filters && matchMedia("(min-width: 62rem)").matches) filters.open = true;

/* Contents fold on small screens and mark the section being read. */
const contents = document.querySelector(".contents details");
if (contents) {
  if (matchMedia("(min-width: 78rem)").matches) contents.open = true;
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const mark = (id) => {
    for (const [anchor, link] of links) {
      if (anchor === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) mark(entry.target.id);
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const anchor of links.keys()) {
    const heading = document.getElementById(anchor);
    if (heading) seen.observe(heading);
  }
}

/* Notes: in the margin where it is wide enough, in a pop-over elsewhere. The list at the end stays. */
const body = document.querySelector(".text__body");
const refs = body ? [...body.querySelectorAll(".footnote-ref a")] : [];
const noteOf = (ref) => document.getElementById(ref.hash.slice(1));
const copyOf = (note) => {
  const copy = note.querySelector(".note__text").cloneNode(true);
  copy.querySelectorAll(".note__back").forEach((back) => back.remove());
  copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  return copy;
};

function placeMarginNotes() {
  // With large letters a wide window may still have no margin.
  const rem = parseFloat(getComputedStyle(root).fontSize);
  const wide = matchMedia("(min-width: 62rem)").matches && body.clientWidth > 54 * rem;
  body.classList.toggle("has-margin-notes", wide);
  if (!wide) return;
  let free = 0;
  const top = body.getBoundingClientRect().top;
  for (const aside of body.querySelectorAll(".aside-note")) {
    const ref = document.getElementById(aside.dataset.ref);
    const wanted = ref.getBoundingClientRect().top - top;
    const place = Math.max(wanted, free);
    aside.style.top = `${place}px`;
    free = place + aside.offsetHeight + 10;
  }
}

if (refs.length) {
  const first = new Set();
  for (const ref of refs) {
    const note = noteOf(ref);
    if (!note || first.has(note.id)) continue;
    first.add(note.id);
    const aside = document.createElement("div");
    aside.className = "aside-note";
    aside.dataset.ref = ref.id;
    aside.setAttribute("aria-hidden", "true");
    const number = document.createElement("span");
    number.className = "aside-note__number";
    number.textContent = ref.textContent;
    const copy = copyOf(note);
    copy.querySelectorAll("a").forEach((link) => link.setAttribute("tabindex", "-1"));
    copy.prepend(number);
    aside.append(copy);
    body.append(aside);
  }
  placeMarginNotes();
  document.fonts?.ready.then(placeMarginNotes);
  addEventListener("resize", placeMarginNotes);

  const popover = document.createElement("div");
  popover.className = "note-popover";
  popover.id = "note-popover";
  popover.setAttribute("popover", "auto");
  popover.setAttribute("role", "note");
  if ("popover" in popover) {
    document.body.append(popover);
    body.addEventListener("click", (event) => {
      const ref = event.target.closest(".footnote-ref a");
      if (!ref || body.classList.contains("has-margin-notes") || !noteOf(ref)) return;
      event.preventDefault();
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "×";
      close.setAttribute("aria-label", root.dataset.close || "×");
      close.addEventListener("click", () => popover.hidePopover());
      popover.replaceChildren(close, copyOf(noteOf(ref)));
      popover.showPopover();
      close.focus();
    });
    /* Who goes on by the keyboard goes on in the text, where a closed box gives the focus back to. */
    popover.addEventListener("keydown", (event) => {
      const stops = [...popover.querySelectorAll("a[href], button")];
      if (event.key !== "Tab" || event.target !== stops.at(event.shiftKey ? 0 : -1)) return;
      event.preventDefault();
      popover.hidePopover();
    });
  }
}

/* Copy buttons. */
document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.done;
  });
});

/* Suggestions as a reader types, as a combobox of ARIA; the form works without them. */
for (const input of document.querySelectorAll("input[type=search][name=q]")) {
  const address = input.dataset.suggestions || `${input.form.getAttribute("action")}suggest/`;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let waiting;
  let active = -1;
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() || input.getAttribute("aria-label") || "");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.form.classList.add("has-suggestions");
  input.form.append(list, status);
  for (const [name, value] of [
    ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"],
    ["autocomplete", "off"],
  ]) input.setAttribute(name, value);

  const mark = (place) => {
    active = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    clearTimeout(waiting);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const optionOf = (one, number) => {
    const option = document.createElement("li");
    const link = document.createElement("a");
    const kind = document.createElement("span");
    option.id = `${list.id}-${number}`;
    option.setAttribute("role", "option");
    link.href = one.url;
    link.tabIndex = -1;
    link.lang = one.language;
    link.textContent = one.title;
    kind.textContent = one.type;
    option.append(link, " ", kind);
    return option;
  };
  const show = async (typed) => {
    const response = await fetch(`${address}?q=${encodeURIComponent(typed)}`);
    if (!response.ok || input.value.trim() !== typed || document.activeElement !== input) return;
    const found = (await response.json()).suggestions;
    list.replaceChildren(...found.map(optionOf));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = found.length ? String(found.length) : "";
    mark(-1);
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const typed = input.value.trim();
    if (typed.length > 1) waiting = setTimeout(show, 150, typed);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (steps[event.key] && !list.hidden) {
      event.preventDefault();
      mark((active + steps[event.key] + 1 + count + 1) % (count + 1) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].querySelector("a").click();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    if (!event.target.closest("a")) event.target.closest("li")?.querySelector("a").click();
  });
  input.addEventListener("blur", close);
}
