// What is pasted from Word, LibreOffice and Google Docs: structure and notes stay, dirt goes.
import { Extension } from "django-prose-editor/editor"
import { freeKeys } from "./footnotes.js"
import { translate } from "./labels.js"

const DIRT = [
  "style", "script", "meta", "link", "title", "xml", "base", "del", "noscript", "object", "iframe", "form",
  '[style*="mso-element:comment"]', '[style*="mso-hide:all"]', '[style*="display:none"]', '[style*="display: none"]',
  ".MsoCommentReference", '[style*="mso-special-character:comment"]', 'a[href*="#_msocom"]', 'a[name^="_msoanchor"]',
].join(",")
const KEPT = { a: ["href"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"], ol: ["start"], sup: ["data-footnote", "data-page"] }
const BLOCKS = "p,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,div,figure,hr"
// The address of a note as Word, LibreOffice and Google Docs write it at its marker.
const NOTE = /#(_(?:ftn|edn)\d+|sd(?:foot|end)note\d+sym|ftnt\d+)$/

const unwrap = (element) => element.replaceWith(...element.childNodes)

const rename = (element, name) => {
  const renamed = element.ownerDocument.createElement(name)
  for (const { name: attribute, value } of [...element.attributes]) renamed.setAttribute(attribute, value)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

const dropComments = (root) => {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  for (const comment of found) comment.remove()
}

// Emphasis that is expressed by style only.
const readStyles = (root) => {
  for (const element of [...root.querySelectorAll("[style]")]) {
    const style = element.getAttribute("style")
    if (/^(b|strong)$/i.test(element.tagName) && /font-weight:\s*(normal|400)/.test(style)) {
      unwrap(element)
      continue
    }
    if (element.tagName !== "SPAN" && element.tagName !== "FONT") continue
    const wrap = (name) => {
      const mark = root.ownerDocument.createElement(name)
      mark.append(...element.childNodes)
      element.append(mark)
    }
    if (/font-weight:\s*(bold|[6-9]00)/.test(style)) wrap("strong")
    if (/font-style:\s*italic/.test(style)) wrap("em")
    if (/vertical-align:\s*super/.test(style)) wrap("sup")
    if (/vertical-align:\s*sub/.test(style)) wrap("sub")
    element.removeAttribute("style")
  }
}

const named = (root, name) => root.querySelector(`[name="${CSS.escape(name)}"], [id="${CSS.escape(name)}"]`)

// The element that holds a whole note: Word's and LibreOffice's division, else the paragraph of its number.
const holderOf = (anchor) =>
  anchor.closest('[style*="mso-element:footnote"]:not([style*="footnote-list"]), [style*="mso-element:endnote"]:not([style*="endnote-list"])') ||
  anchor.closest('div[id^="sdfootnote"], div[id^="sdendnote"], div[id^="ftn"], div[id^="edn"]') ||
  anchor.closest("li, p, div")

const noteHtml = (holder, anchor) => {
  const clearing = anchor.closest("sup") && anchor.closest("sup") !== holder ? anchor.closest("sup") : anchor
  clearing.remove()
  const paragraphs = [...holder.querySelectorAll("p")]
  const parts = (paragraphs.length ? paragraphs : [holder]).map((part) => clean(part).innerHTML.trim())
  return parts.filter(Boolean).join("<br>").replace(/^(?:\s|&nbsp;)+/, "")
}

// Word's notes become ours: the marker gets a free key, the text goes to the note beside.
const takeNotes = (root, nextKey) => {
  const notes = new Map()
  const holders = new Set()
  for (const marker of [...root.querySelectorAll("a[href]")]) {
    const name = marker.getAttribute("href").match(NOTE)?.[1]
    if (!name) continue
    if (!notes.has(name)) {
      const anchor = named(root, name)
      const holder = anchor && holderOf(anchor)
      if (!holder || holder.contains(marker)) continue
      notes.set(name, { key: nextKey(), anchor, holder })
      holders.add(holder)
    }
    const sup = root.ownerDocument.createElement("sup")
    sup.dataset.footnote = notes.get(name).key
    const raised = marker.closest("sup")
    ;(raised && raised.textContent.trim() === marker.textContent.trim() ? raised : marker).replaceWith(sup)
  }
  const taken = [...notes.values()].map(({ key, anchor, holder }) => ({ key, html: noteHtml(holder, anchor) }))
  for (const holder of holders) holder.remove()
  for (const list of root.querySelectorAll('[style*="footnote-list"], [style*="endnote-list"]')) list.remove()
  return taken
}

// Word's lists are paragraphs whose style holds their level.
const readLists = (root) => {
  let open = []
  for (const paragraph of [...root.querySelectorAll("p")]) {
    const level = paragraph.getAttribute("style")?.match(/mso-list:\s*\S+\s+level(\d+)/)?.[1]
    if (!level) {
      open = []
      continue
    }
    const depth = Number(level)
    const mark = paragraph.querySelector('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]')
    const label = mark?.textContent.trim() || ""
    mark?.remove()
    const last = open.at(-1)
    const goesOn = last && last.list.parentElement && (last.end === paragraph.previousElementSibling || depth > 1)
    if (!goesOn) open = []
    open = open.filter((each) => each.depth <= depth)
    if (open.at(-1)?.depth !== depth) {
      const list = root.ownerDocument.createElement(/^[0-9a-zа-я]{1,4}[.)]/i.test(label) ? "ol" : "ul")
      if (/^\d/.test(label) && Number.parseInt(label, 10) > 1) list.setAttribute("start", Number.parseInt(label, 10))
      const above = open.at(-1)
      if (above) above.list.lastElementChild.append(list)
      else paragraph.before(list)
      open.push({ depth, list, end: list })
    }
    const item = root.ownerDocument.createElement("li")
    item.append(...paragraph.childNodes)
    open.at(-1).list.append(item)
    paragraph.remove()
    for (const each of open) each.end = open[0].list
  }
}

const readHeadings = (root) => {
  const lowest = root.querySelector("h1, .MsoTitle, p.Title") ? 1 : 0
  for (const title of [...root.querySelectorAll("p.MsoTitle, p.Title")]) rename(title, "h1")
  for (const quote of [...root.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote, p.Quotations")]) {
    const block = root.ownerDocument.createElement("blockquote")
    quote.replaceWith(block)
    block.append(quote)
  }
  for (const heading of [...root.querySelectorAll("h1,h2,h3,h4,h5,h6")]) {
    if (heading.textContent.trim()) rename(heading, `h${Math.min(4, Math.max(2, Number(heading.tagName[1]) + lowest))}`)
    else heading.remove()
  }
}

const readTables = (root) => {
  for (const table of root.querySelectorAll("table")) {
    const first = table.rows[0]
    if (!first) continue
    const cells = [...first.cells]
    const isBold = (cell) => cell.textContent.trim() && [...cell.querySelectorAll("b,strong")].map((bold) => bold.textContent.trim()).join("") === cell.textContent.trim()
    if (first.closest("thead") || cells.every(isBold)) {
      for (const cell of cells) {
        for (const bold of cell.querySelectorAll("b,strong")) unwrap(bold)
        if (cell.tagName === "TD") rename(cell, "th")
      }
    }
    const caption = [table.previousElementSibling, table.nextElementSibling].find((near) => near?.matches("p.MsoCaption, p.Table"))
    if (caption && !table.caption) {
      table.createCaption().textContent = caption.textContent.trim()
      caption.remove()
    }
  }
}

// A table in a cell of a table becomes a paragraph for each of its rows.
const flatten = (table) => {
  for (const row of table.querySelectorAll("tr")) {
    const line = document.createElement("p")
    for (const cell of row.cells) {
      if (line.hasChildNodes()) line.append("; ")
      for (const part of cell.querySelectorAll("p, div")) unwrap(part)
      line.append(...cell.childNodes)
    }
    table.before(line)
  }
  table.remove()
}

const flattenTables = (root, isInTable) => {
  for (const inner of root.querySelectorAll("table table")) flatten(inner)
  if (!isInTable || (root.children.length === 1 && root.firstElementChild.matches("table"))) return
  for (const table of root.querySelectorAll("table")) flatten(table)
}

const readLinks = (root) => {
  for (const link of [...root.querySelectorAll("a")]) {
    const href = link.getAttribute("href") || ""
    const inner = href.match(/^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/)?.[1]
    if (inner) link.setAttribute("href", decodeURIComponent(inner))
    if (!/^(https?:|mailto:)/i.test(link.getAttribute("href") || "") || !link.textContent.trim()) unwrap(link)
  }
}

const clean = (root) => {
  readStyles(root)
  readLinks(root)
  for (const element of [...root.querySelectorAll("*")]) {
    const name = element.tagName.toLowerCase()
    if (["span", "font", "ins", "u", "small", "big", "center", "tbody", "colgroup"].includes(name) || name.includes(":")) {
      if (!["tbody"].includes(name)) unwrap(element)
      continue
    }
    if (name === "col") element.remove()
    if (name === "b" || name === "i") {
      for (const { name: attribute } of [...element.attributes]) element.removeAttribute(attribute)
      rename(element, name === "b" ? "strong" : "em")
      continue
    }
    for (const { name: attribute } of [...element.attributes]) {
      if (!KEPT[name]?.includes(attribute)) element.removeAttribute(attribute)
    }
  }
  return root
}

const tidy = (root) => {
  for (const part of [...root.querySelectorAll("div")]) {
    if (part.querySelector(BLOCKS)) unwrap(part)
    else rename(part, "p")
  }
  for (const part of root.querySelectorAll("p, strong, em, b, i, li")) {
    if (!part.textContent.replaceAll("\u00a0", " ").trim() && !part.querySelector("sup[data-footnote], sup[data-page], img, br + *")) part.remove()
  }
}

export const cleanPaste = (html, nextKey, isInTable = false) => {
  const { body } = new DOMParser().parseFromString(html.replace(/<!\[(?:if|endif)[^>]*>/gi, ""), "text/html")
  dropComments(body)
  for (const dirt of [...body.querySelectorAll(DIRT)]) dirt.remove()
  const pictures = body.querySelectorAll("img, v\\:imagedata").length
  for (const picture of [...body.querySelectorAll("img, v\\:shape, v\\:shapetype, v\\:imagedata")]) picture.remove()
  const notes = takeNotes(body, nextKey)
  readLists(body)
  readHeadings(body)
  readStyles(body)
  readTables(body)
  clean(body)
  tidy(body)
  flattenTables(body, isInTable)
  return { html: body.innerHTML, notes, pictures }
}

const announce = (editor, text) => {
  const place = editor.view.dom.parentElement
  let status = place.querySelector(".desk-paste-status")
  if (!status) {
    status = document.createElement("p")
    status.className = "desk-paste-status"
    status.setAttribute("role", "status")
    place.append(status)
  }
  status.textContent = text
}

export const WordPaste = Extension.create({
  name: "wordPaste",

  transformPastedHTML(html) {
    if (html.includes("data-pm-slice")) return html
    const { editor } = this
    const found = cleanPaste(html, freeKeys(editor.state.doc), editor.isActive("table"))
    const messages = []
    if (found.notes.length) messages.push(translate("pastedNotes", { count: found.notes.length }))
    if (found.pictures) messages.push(translate("pastedPictures", { count: found.pictures }))
    setTimeout(() => {
      if (found.notes.length) editor.commands.addNotes(found.notes)
      announce(editor, messages.join(" "))
    })
    return found.html
  },
})
