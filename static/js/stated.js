/* Beside a passage from which the record takes something stands a mark: here it shows in place what the record says of it.
   Without this file the mark is a link to the page that says the same. */
"use strict";

(() => {
  const list = document.getElementById("in-the-record");
  if (!list || !("popover" in HTMLElement.prototype)) return;
  const box = document.createElement("div");
  box.className = "stated-popover";
  box.id = "stated-popover";
  box.setAttribute("popover", "auto");
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", list.dataset.label);
  box.lang = document.documentElement.lang;
  let record = null;
  let shown = null;
  let timer = 0;

  /* What the record says is read once, when it is first asked for. */
  const read = () => {
    record ??= fetch(list.dataset.record).then((answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then((page) => {
      const said = new DOMParser().parseFromString(page, "text/html");
      return new Map([...said.querySelectorAll("[data-passage]")].map((part) => [part.dataset.passage, part.querySelector(".stated")]));
    }).catch(() => { record = null; });
    return record;
  };

  const place = (button) => {
    const at = button.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 16))}px`;
    const below = at.bottom + 6;
    box.style.top = `${below + size.height > innerHeight && at.top > size.height + 6 ? at.top - size.height - 6 : below}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    if (box.matches(":popover-open")) box.hidePopover();
  };

  const show = async (button) => {
    clearTimeout(timer);
    if (shown === button && box.matches(":popover-open")) return;
    const said = (await read())?.get(button.dataset.of);
    if (!said) { location.href = button.href; return; }
    hide();
    button.after(box);
    box.replaceChildren(said.cloneNode(true));
    box.showPopover();
    shown = button;
    button.setAttribute("aria-expanded", "true");
    place(button);
  };

  box.addEventListener("toggle", (change) => {
    if (change.newState === "closed") {
      shown?.setAttribute("aria-expanded", "false");
      shown = null;
    }
  });
  const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(hide, 300); });
  addEventListener("scroll", () => { if (shown) place(shown); }, { passive: true });

  for (const button of document.querySelectorAll(".stated-mark")) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", (event) => { event.preventDefault(); show(button); });
    button.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); show(button); } });
    button.addEventListener("focus", () => { if (button.matches(":focus-visible")) show(button); });
    button.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") later(() => show(button), 120); });
    button.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(hide, 300); });
  }
})();
