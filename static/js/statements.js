/* A mark stands beside each paragraph from which facts are cited; here it shows them in place.
   Without this file the mark links to the page of these facts. */
"use strict";

(() => {
  const list = document.getElementById("in-the-record");
  if (!list || !("popover" in HTMLElement.prototype)) return;
  const box = document.createElement("div");
  box.className = "statements-popover";
  box.id = "statements-popover";
  box.setAttribute("popover", "auto");
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", list.dataset.label);
  box.lang = document.documentElement.lang;
  let record = null;
  let wanted = null; // by a pointer or the keyboard, until either has gone on
  let shown = null;
  let timer = 0;

  /* The page of facts is fetched once, when it is first needed. */
  const read = () => {
    record ??= fetch(list.dataset.record).then((answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then((page) => {
      const statements = new DOMParser().parseFromString(page, "text/html");
      return new Map([...statements.querySelectorAll("[data-passage]")].map((part) => [part.dataset.passage, part.querySelector(".statements")]));
    }).catch(() => { record = null; });
    return record;
  };

  const place = (button) => {
    box.style.maxHeight = "";
    const at = button.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 16))}px`;
    /* Under the mark, or over it where there is more room; what does not fit is scrolled to in the box. */
    const below = innerHeight - at.bottom - 14;
    const above = at.top - 14;
    const isBelow = below >= Math.min(size.height, above);
    const height = Math.min(size.height, Math.max(isBelow ? below : above, 96));
    box.style.maxHeight = `${height}px`;
    box.style.top = `${isBelow ? at.bottom + 6 : at.top - 6 - height}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    if (box.matches(":popover-open")) box.hidePopover();
  };

  /* Where it cannot be fetched, a pressed mark leads to it. */
  const show = async (button, { isPressed = false } = {}) => {
    clearTimeout(timer);
    if (shown === button && box.matches(":popover-open")) return;
    wanted = button;
    const statements = (await read())?.get(button.dataset.of);
    if (!statements && isPressed) location.href = button.href;
    if (!statements || wanted !== button) return;
    hide();
    button.after(box);
    box.replaceChildren(statements.cloneNode(true));
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
  /* A reader who moves on by keyboard must see the focus: the box does not stay over the text. */
  const leave = (event) => {
    const next = event.relatedTarget;
    if (next && next !== (shown ?? wanted) && !box.contains(next)) hide();
  };
  box.addEventListener("focusout", leave);
  const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(hide, 300); });
  addEventListener("scroll", () => { if (shown) place(shown); }, { passive: true });

  for (const button of document.querySelectorAll(".statement-mark")) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", (event) => { event.preventDefault(); show(button, { isPressed: true }); });
    button.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); show(button, { isPressed: true }); } });
    button.addEventListener("focus", () => { if (button.matches(":focus-visible")) show(button); });
    button.addEventListener("blur", leave);
    button.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") later(() => show(button), 120); });
    button.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(hide, 300); });
  }
})();
