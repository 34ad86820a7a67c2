// Enhances the pages of manuscripts; each works without it.
"use strict";

for (const form of document.querySelectorAll("[data-upload]")) {
  const drop = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const selected = form.querySelector("[data-selected]");
  input.hasChangeListener = true; // the admin's own script would look for a text field beside it
  const show = () => {
    selected.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} KB`;
        return line;
      }),
    );
  };
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("desk-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("desk-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      show();
    }
  });
}

for (const place of document.querySelectorAll("[data-progress]")) {
  const bar = place.querySelector("progress");
  const count = place.querySelector("[data-count]");
  const ask = async () => {
    let status;
    try {
      status = await (await fetch(place.dataset.progress, { headers: { Accept: "application/json" } })).json();
    } catch {
      setTimeout(ask, 4000);
      return;
    }
    if (status.state !== "waiting" && status.state !== "reading") {
      location.reload();
      return;
    }
    place.querySelector("[data-label]").textContent = status.label;
    if (status.total) {
      bar.max = status.total;
      bar.value = status.done;
      count.textContent = `${status.done} / ${status.total}`;
    }
    if (status.stale) {
      place.querySelector("[data-stale]").hidden = false;
      place.querySelector("[data-again]")?.removeAttribute("hidden");
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 800);
}

for (const button of document.querySelectorAll("[data-confirm]")) {
  button.addEventListener("click", (event) => {
    if (!confirm(button.dataset.confirm)) event.preventDefault();
  });
}

const review = document.querySelector("[data-review]");
if (review) {
  const source = review.querySelector(".desk-source");
  let here = [];
  // The place in the source follows the paragraph that is worked on.
  review.addEventListener("focusin", (event) => {
    const block = event.target.closest("[data-line]");
    const line = block && document.getElementById(`line-${block.dataset.line}`);
    if (!line) return;
    here.forEach((each) => each.classList.remove("desk-here"));
    here = [line];
    line.classList.add("desk-here");
    const distance = line.getBoundingClientRect().top - source.getBoundingClientRect().top;
    source.scrollBy({ top: distance - source.clientHeight / 3 });
  });
  // What was typed is not left without a word.
  const form = review.querySelector("form");
  let typed = false;
  form.addEventListener("input", () => (typed = true));
  form.addEventListener("submit", () => (typed = false));
  addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
  document.getElementById("ask")?.focus();
}
