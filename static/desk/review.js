/* The review beside the text: words selected in the text become the passage of a comment; comments are sent
   without leaving the form, so that nothing typed in it is at stake. */
"use strict";
{
  const panel = () => document.querySelector("[data-review]");
  const clean = (text) => text.replace(/\s+/g, " ").trim();
  const wordsOf = (node) => {
    const copy = node.cloneNode ? node.cloneNode(true) : node;
    copy.querySelectorAll?.("sup[data-footnote], sup[data-page]").forEach((marker) => marker.remove());
    return clean(copy.textContent);
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const node = selection.anchorNode;
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const surface = element?.closest?.(".ProseMirror");
    const form = panel()?.querySelector("[data-review-new]");
    if (!surface || !form || !panel().open || selection.isCollapsed || !selection.rangeCount) return;
    let block = element;
    while (block.parentElement && block.parentElement !== surface) block = block.parentElement;
    const key = surface.closest("#footnotes-group .form-group, #footnotes-group [id^=footnotes-]")?.querySelector('input[name$="-key"]');
    form.elements.note_key.value = key ? key.value : "";
    form.elements.passage.value = key ? wordsOf(surface) : wordsOf(block);
    form.elements.quote.value = wordsOf(selection.getRangeAt(0).cloneContents());
    form.querySelector("[data-review-about]").textContent = `“${form.elements.quote.value}”`;
  });

  const send = async (form, button) => {
    const data = new FormData(form);
    if (button?.name) data.set(button.name, button.value);
    const status = panel().querySelector("[data-review-status]");
    try {
      const response = await fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
      const html = await response.text();
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-review]");
      if (!fresh) throw new Error(response.statusText);
      if (response.status >= 400) {
        status.replaceChildren(...fresh.querySelector("[data-review-status]").childNodes);
        return;
      }
      fresh.open = true;
      panel().replaceWith(fresh);
      panel().querySelector("[data-review-status]").textContent = panel().dataset.sent;
      panel().querySelector("[data-review-new] textarea").focus();
    } catch {
      status.textContent = panel().dataset.notSent;
    }
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-review-form]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  const surfaceOf = (thread) => {
    if (!thread.dataset.note) return document.querySelector(".field-body .ProseMirror");
    const keys = [...document.querySelectorAll('#footnotes-group input[name$="-key"]')];
    const key = keys.find((input) => input.value === thread.dataset.note);
    return key?.closest(".form-group, [id^=footnotes-]")?.querySelector(".ProseMirror");
  };

  const openPanel = () => {
    if (location.hash === "#review" || location.hash.startsWith("#comment-")) panel()?.setAttribute("open", "");
  };
  window.addEventListener("hashchange", openPanel);
  document.addEventListener("DOMContentLoaded", openPanel);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-review-open]")) panel().open = true;
    const button = event.target.closest("[data-review-find]");
    if (!button) return;
    const thread = button.closest(".desk-thread");
    const surface = surfaceOf(thread);
    if (!surface) return;
    const words = thread.dataset.quoted.replace(/…$/, "");
    const block = [...surface.children].find((child) => wordsOf(child).includes(words)) ?? surface;
    block.scrollIntoView({ block: "center" });
    surface.focus({ preventScroll: true });
    const range = document.createRange();
    range.selectNodeContents(block);
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
  });
}
