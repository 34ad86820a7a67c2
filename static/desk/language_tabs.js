// Fields in four languages show one language at a time. Without scripts all four are there.
;(() => {
  const STORE = "desk-language"
  const LANGUAGES = ["ru", "kk", "az", "en"]
  const PATTERN = /(?:^|\s)mt-field-([\w]+?)-([a-z]{2})(?:\s|$)/

  let current = localStorage.getItem(STORE) || "ru"

  const rowOf = (widget) => widget.closest(".form-row.field-row, .field-row") || widget.closest(".form-row")

  const isEmpty = (widget) => !String(widget.value || "").trim()

  const show = (group) => {
    for (const [language, { row, widget, button }] of Object.entries(group.parts)) {
      const active = language === current
      row.hidden = !active
      row.classList.toggle("desk-language-hidden", !active)
      button.setAttribute("aria-pressed", String(active))
      button.classList.toggle("desk-empty", isEmpty(widget))
      button.classList.toggle("desk-wrong", row.querySelector(".errorlist, .errors") !== null)
    }
  }

  const groups = []

  const choose = (language) => {
    current = language
    localStorage.setItem(STORE, language)
    for (const group of groups) show(group)
  }

  const gather = (root) => {
    const found = new Map()
    for (const widget of root.querySelectorAll(".mt")) {
      if (widget.name?.includes("__prefix__") || widget.dataset.deskTab) continue
      const match = PATTERN.exec(widget.className)
      const row = match && rowOf(widget)
      if (!row) continue
      const field = widget.name.slice(0, -3)
      if (!found.has(field)) found.set(field, { parts: {} })
      found.get(field).parts[match[2]] = { row, widget }
      widget.dataset.deskTab = "1"
    }
    for (const group of found.values()) {
      const parts = Object.values(group.parts)
      if (parts.length < 2) continue
      const bar = document.createElement("div")
      bar.className = "desk-languages"
      bar.setAttribute("role", "group")
      for (const language of LANGUAGES.filter((code) => group.parts[code])) {
        const part = group.parts[language]
        const button = document.createElement("button")
        button.type = "button"
        button.textContent = language
        button.lang = language
        button.addEventListener("click", () => choose(language))
        part.button = button
        part.widget.addEventListener("input", () => button.classList.toggle("desk-empty", isEmpty(part.widget)))
        part.widget.lang = language
        bar.append(button)
      }
      parts[0].row.before(bar)
      groups.push(group)
      show(group)
    }
  }

  // A language with a refused field comes first.
  const wrong = () => {
    for (const group of groups)
      for (const [language, { row }] of Object.entries(group.parts))
        if (row.querySelector(".errorlist, .text-red-600")) return language
    return null
  }

  document.addEventListener("DOMContentLoaded", () => {
    gather(document)
    const language = wrong()
    if (language) choose(language)
  })
  document.addEventListener("formset:added", (event) => gather(event.target))
})()
