// The writing surface: what it knows beside the package's own editor. Each part is a file of its own.
export { DeskWords } from "./writing/words.js"
export { DeskToolbar } from "./writing/toolbar.js"
export { FootnoteMarker } from "./writing/footnotes.js"
export { DeskFigure } from "./writing/figures.js"
export { DeskTable } from "./writing/tables.js"
export { DeskLink } from "./writing/links.js"
export { KeptAttributes } from "./writing/kept.js"
export { WordPaste } from "./writing/paste.js"
