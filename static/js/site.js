/* Enhancements only: every page works without this file. */
"use strict";

document.documentElement.classList.add("has-js");

/* Filters stand open beside the list where there is room for them. */
const filters = document.querySelector(".filters details");
if (filters && window.matchMedia("(min-width: 62rem)").matches) filters.open = true;
