/* The preview: comments stand under their passages, and each passage has a button to comment on it.
   Without this file they stand in a list at the end, with a choice of passages. */
"use strict";
{
  const review = document.querySelector("[data-review]");
  const form = review?.querySelector("[data-comment-form]");
  const choice = form?.elements.passage;

  const home = document.createComment("comments");
  const under = (anchor) => {
    const passage = document.getElementById(anchor);
    if (!passage) return null;
    return passage.matches(".note") ? { inside: passage } : { after: passage };
  };
  const put = (element, anchor) => {
    const place = under(anchor);
    if (!place) return;
    if (place.inside) place.inside.append(element);
    else {
      let last = place.after;
      while (last.nextElementSibling?.matches(".thread")) last = last.nextElementSibling;
      last.after(element);
    }
  };

  /* The words selected in a passage, without the numbers of notes. */
  const wordsIn = (passage) => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !passage.contains(selection.anchorNode)) return "";
    const copy = selection.getRangeAt(0).cloneContents();
    copy.querySelectorAll(".footnote-ref, .page-break, .preview-comment, .note__number, .note__back").forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const mark = (thread) => {
    const passage = document.getElementById(thread.dataset.anchor);
    const words = thread.dataset.quoted;
    if (!passage || !words) return;
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const marked = document.createElement("mark");
      marked.className = "preview-quote";
      range.surroundContents(marked);
      return;
    }
  };

  let opener = null;
  const ask = (option, passage, button) => {
    opener = button;
    const words = wordsIn(passage);
    choice.value = option.value;
    form.elements.quote.value = words;
    const shown = form.querySelector(".review__selection");
    shown.textContent = words ? `${review.dataset.quote}: “${words}”` : "";
    shown.hidden = !words;
    put(form, option.dataset.anchor);
    form.elements.text.focus();
  };

  if (form) {
    form.before(home);
    for (const thread of review.querySelectorAll(".thread[data-anchor]")) {
      mark(thread);
      put(thread, thread.dataset.anchor);
    }
    for (const option of choice.querySelectorAll("option[data-anchor]")) {
      const passage = document.getElementById(option.dataset.anchor);
      if (!passage) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "preview-comment";
      button.textContent = review.dataset.comment;
      button.setAttribute("aria-label", `${review.dataset.commentOn}: ${option.textContent.trim()}`);
      // A press would undo the selection before the click reads it.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => ask(option, passage, button));
      (passage.matches("table, ul, ol, figure") ? passage.lastElementChild ?? passage : passage).append(button);
    }
    choice.addEventListener("change", () => {
      form.elements.quote.value = "";
      form.querySelector(".review__selection").hidden = true;
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      home.after(form);
      form.elements.quote.value = "";
      opener?.focus();
    });
    document.querySelector(":target")?.scrollIntoView();
  }
}
