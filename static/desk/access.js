// The admin's own templates leave some things to the mouse and to the eye: here they get a name and the keyboard.
const labels = document.currentScript.dataset
const ICON = ".material-symbols-outlined"
const OPERABLE = "a[href], button, input, select, textarea, summary, [tabindex]"
const NAMES = {
  menu_book: labels.home, dock_to_right: labels.menu, close: labels.close, more_horiz: labels.more, more_vert: labels.more,
  filter_list: labels.filters, delete: labels.remove, search: labels.search, drag_indicator: labels.drag,
}

const iconIn = (element) => (element.matches(ICON) ? element : element.querySelector(ICON))?.textContent.trim() ?? ""

const wordsIn = (element) => {
  const copy = element.cloneNode(true)
  for (const icon of copy.querySelectorAll(ICON)) icon.remove()
  return element.matches(ICON) ? "" : copy.textContent.trim()
}

const labelOf = (id) => document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent.trim().replace(/\s*\*$/, "") ?? ""

const nameByIcon = (element) => {
  if (element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") || wordsIn(element)) return
  const handler = element.getAttribute("x-on:click") ?? ""
  const field = element.closest(".related-widget-wrapper")?.querySelector("select, input")
  const name = element.title || (handler.includes("openTheme") ? labels.theme : NAMES[iconIn(element)]) || ""
  if (name) element.setAttribute("aria-label", field ? `${labelOf(field.id)}: ${name}` : name)
}

const byKeyboard = (element) => {
  element.setAttribute("role", "button")
  element.tabIndex = 0
  element.removeAttribute("aria-hidden")
  element.classList.add("desk-operable")
  nameByIcon(element)
}

// Lines are copied with what was put on them, but without their listeners: this one hears for all.
document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(".desk-operable") || (event.key !== "Enter" && event.key !== " ")) return
  event.preventDefault()
  event.target.click()
  // The menu of a field stands at the end of the page: a user who opens it by keyboard is taken there.
  enter(menuOf(event.target))
})

const enter = (menu, tries = 10) => {
  const first = menu?.querySelector("a[href]")
  first?.focus()
  // Until it is shown it takes no focus; afterwards it must not take the focus back.
  if (first && tries && document.activeElement !== first) setTimeout(() => enter(menu, tries - 1), 50)
}
const menuOf = (knob) => document.getElementById(knob.closest(".related-widget-wrapper")?.dataset.id)
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("nav[id^=related-widget-wrapper]")
  if (menu) document.querySelector(`[data-id="${CSS.escape(menu.id)}"] .desk-operable`)?.focus()
})

// A heading that opens what is beneath it stays a heading: what is operable stands in it.
const inHeading = (heading) => {
  const knob = heading.querySelector("strong") ?? heading.querySelector(ICON)
  if (!knob || knob.matches("[tabindex]")) return
  byKeyboard(knob)
  if (knob.matches(ICON)) knob.setAttribute("aria-label", wordsIn(heading))
}

const nameChoice = (box) => {
  const select = box.previousElementSibling?.matches("select") ? box.previousElementSibling : null
  const name = select && (labelOf(select.id) || select.getAttribute("aria-label") || select.closest("[data-label], td[class*=field-]")?.dataset.label || select.name)
  if (!name) return
  const rendered = box.querySelector(".select2-selection__rendered")
  const text = rendered?.matches("span") ? rendered.textContent.trim() : ""
  for (const part of box.querySelectorAll("[role=combobox], .select2-search__field")) {
    part.removeAttribute("aria-labelledby")
    part.setAttribute("aria-label", text && part.matches("[role=combobox]") ? `${name}: ${text}` : name)
  }
  if (rendered?.matches("span")) {
    rendered.removeAttribute("role")
    rendered.removeAttribute("aria-readonly")
  }
  for (const clear of box.querySelectorAll("ul > .select2-selection__clear")) {
    const item = document.createElement("li")
    clear.before(item)
    item.append(clear)
  }
}

const put = (root) => {
  const within = (selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)]
  for (const icon of within(ICON)) if (!icon.matches("[role], a, button, [x-on\\:click]")) icon.setAttribute("aria-hidden", "true")
  for (const element of within("[x-on\\:click]")) {
    if (element.matches("h2, h3")) inHeading(element)
    else if (element.id !== "changelist-filter-close" && !element.matches(OPERABLE) && !element.closest("template")) byKeyboard(element)
  }
  for (const knob of within("div.delete-template")) if (!knob.matches("[tabindex]")) byKeyboard(knob)
  for (const element of within("a, button")) nameByIcon(element)
  for (const box of within(".select2-container")) nameChoice(box)
  for (const scrolled of within(".desk-scroll:not([tabindex])")) if (scrolled.scrollWidth > scrolled.clientWidth) scrolled.tabIndex = 0
  for (const tools of within("ul.object-tools:not(:has(> li))")) tools.setAttribute("role", "presentation")
  for (const tip of within("span.help-tooltip[aria-label]")) tip.setAttribute("role", "img")
  for (const table of within("table.import-preview")) table.tabIndex = 0
  // On a phone each cell names its column, in words and not In Titles.
  for (const { dataset } of within(":is(td, th)[data-label]")) dataset.label = dataset.label.charAt(0).toUpperCase() + dataset.label.slice(1)
  for (const scrolled of within(".simplebar-content-wrapper")) {
    scrolled.removeAttribute("role")
    scrolled.removeAttribute("aria-label")
  }
}

const begin = () => {
  for (const icon of document.querySelectorAll(ICON)) icon.translate = false
  put(document)
  new MutationObserver((seen) => {
    for (const change of seen) {
      for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) put(node)
      const box = change.target.closest?.(".select2-container")
      if (box) nameChoice(box)
    }
  }).observe(document.body, { childList: true, subtree: true })
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin)
else begin()
