// Shows a printed file as soon as it is there; without it the page is loaded again by hand.
"use strict";

for (const line of document.querySelectorAll("[data-printing]")) {
  const ask = async () => {
    try {
      const status = await (await fetch(line.dataset.printing, { headers: { Accept: "application/json" } })).json();
      if (status.stale || (status.state !== "waiting" && status.state !== "printing")) {
        location.reload();
        return;
      }
    } catch {
      // The server may be busy: ask again.
    }
    setTimeout(ask, 700);
  };
  setTimeout(ask, 400);
}
