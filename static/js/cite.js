/* A copy button beside each citation; without this script the lines are selected by hand. */
for (const section of document.querySelectorAll(".cite")) {
  if (!navigator.clipboard) break;
  for (const line of section.querySelectorAll("[data-citation]")) {
    const name = line.parentElement.querySelector("dt").textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite__copy";
    button.textContent = section.dataset.copy;
    button.setAttribute("aria-label", `${section.dataset.copy}: ${name}`);
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(line.textContent.trim());
      said.textContent = button.textContent = section.dataset.copied;
      setTimeout(() => { button.textContent = section.dataset.copy; said.textContent = ""; }, 2000);
    });
    line.after(button, said);
  }
}
