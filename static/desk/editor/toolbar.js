// The toolbar for the keyboard and for screen readers, the help panel, and the length of the text.
import { Extension, crel } from "django-prose-editor/editor"
import { translate } from "./labels.js"

const TOGGLES = {
  bold: (editor) => editor.isActive("bold"),
  italic: (editor) => editor.isActive("italic"),
  subscript: (editor) => editor.isActive("subscript"),
  superscript: (editor) => editor.isActive("superscript"),
  heading2: (editor) => editor.isActive("heading", { level: 2 }),
  heading3: (editor) => editor.isActive("heading", { level: 3 }),
  heading4: (editor) => editor.isActive("heading", { level: 4 }),
  paragraph: (editor) => editor.isActive("paragraph"),
  bulletList: (editor) => editor.isActive("bulletList"),
  orderedList: (editor) => editor.isActive("orderedList"),
  blockquote: (editor) => editor.isActive("blockquote"),
  link: (editor) => editor.isActive("link"),
  figure: (editor) => editor.isActive("figure"),
  "table:header": (editor) => editor.isActive("tableHeader"),
}

const isShown = (button) => !button.classList.contains("hidden")

const furnish = (editor, bar, label) => {
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", label)
  const buttons = [...bar.querySelectorAll("button")]
  for (const button of buttons) {
    const named = translate(`button:${button.dataset.name}`)
    if (!named.startsWith("button:")) {
      button.title = named
      button.setAttribute("aria-label", named)
    }
    button.tabIndex = -1
  }
  const show = () => {
    for (const button of buttons) {
      const isPressed = TOGGLES[button.dataset.name]
      if (isPressed) button.setAttribute("aria-pressed", String(isPressed(editor)))
      if (isPressed) button.classList.toggle("active", isPressed(editor))
      button.setAttribute("aria-disabled", String(button.classList.contains("disabled")))
    }
    const shown = buttons.filter(isShown)
    if (!shown.some((button) => button.tabIndex === 0) && shown[0]) shown[0].tabIndex = 0
    for (const button of buttons) if (!isShown(button)) button.tabIndex = -1
  }
  bar.addEventListener("keydown", (event) => {
    const shown = buttons.filter(isShown)
    const here = shown.indexOf(event.target)
    if (event.key === "Escape") return editor.commands.focus()
    const places = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: shown.length - 1 }
    if (here < 0 || !(event.key in places)) return
    event.preventDefault()
    const next = shown[(places[event.key] + shown.length) % shown.length]
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
  })
  editor.on("transaction", show)
  show()
}

const showHelp = () => {
  const lines = translate("help").split("\n").map((line) => line.split("\t"))
  const rows = lines.map(([keys, what]) =>
    crel("tr", {}, [
      crel("th", { scope: "row" }, keys.split(" ").map((key) => crel("kbd", { textContent: key }))),
      crel("td", { textContent: what }),
    ]),
  )
  const title = crel("h2", { id: "desk-help-title", textContent: translate("helpTitle") })
  const close = crel("button", { type: "button", className: "desk-button", textContent: translate("close") })
  const table = crel("table", { className: "desk-table" }, [crel("tbody", {}, rows)])
  const dialog = crel("dialog", { className: "desk-dialog", "aria-labelledby": title.id }, [title, table, close])
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

// Readers see the same: see WORDS_A_MINUTE of the article's page.
const showLength = (editor, counter, wordsAMinute) => {
  const text = editor.state.doc.textBetween(0, editor.state.doc.content.size, " ", (node) => (node.type.name === "hardBreak" ? " " : ""))
  const words = text.trim() ? text.trim().split(/\s+/).length : 0
  counter.textContent = translate("length", { words, minutes: Math.max(1, Math.round(words / wordsAMinute)) })
}

export const DeskToolbar = Extension.create({
  name: "deskToolbar",
  priority: -100, // after the menu is built

  addOptions: () => ({ label: "", wordsAMinute: 0 }),

  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => {
        const bar = this.editor.view.dom.parentElement.querySelector("[role=toolbar]")
        bar?.querySelector('button[tabindex="0"]')?.focus()
        return Boolean(bar)
      },
      "Mod-/": () => {
        showHelp()
        return true
      },
    }
  },

  addMenuItems({ buttons, menu }) {
    if (!this.options.wordsAMinute) return
    menu.defineItem({ name: "help", groups: "utility", priority: -10, command: showHelp, button: buttons.material("help", translate("helpTitle")) })
  },

  onCreate() {
    const { editor } = this
    const { dom } = editor.view
    const field = dom.closest(".prose-editor")?.querySelector("textarea")
    const label = document.querySelector(`label[for="${field?.id}"]`)?.textContent.replace("*", "").trim() || translate("text")
    dom.setAttribute("role", "textbox")
    dom.setAttribute("aria-multiline", "true")
    dom.setAttribute("aria-label", label)
    // Its label leads to it, though the field that it stands for is hidden.
    document.querySelector(`label[for="${field?.id}"]`)?.addEventListener("click", () => editor.commands.focus())
    const bar = dom.parentElement.querySelector(".prose-menubar")
    if (bar) furnish(editor, bar, translate("toolbar", { field: label }))
    if (!this.options.wordsAMinute) return
    const counter = crel("p", { className: "desk-word-count", id: `${field.id}-length` })
    const hint = crel("p", { className: "desk-word-count", id: `${field.id}-hint`, textContent: translate("hint") })
    dom.parentElement.append(crel("div", { className: "desk-under-text" }, [hint, counter]))
    dom.setAttribute("aria-describedby", `${hint.id} ${counter.id}`)
    const refresh = () => showLength(editor, counter, this.options.wordsAMinute)
    editor.on("update", refresh)
    refresh()
  },
})
