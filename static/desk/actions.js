/* Small things that buttons and fields of the desk do: the pages carry no scripts of their own. */
"use strict";
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-save-over]");
  if (button) document.getElementById("id_opened_version").value = button.dataset.version;
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-select-all]")) event.target.select();
});
