// The writing surface: footnote markers in the text, bound to the notes beside it.
import { Extension, Node, Table, gettext } from "django-prose-editor/editor"

const NOTES = "#footnotes-group"

const noteRows = () =>
  [...document.querySelectorAll(`${NOTES} .form-group`)].filter(
    (row) => !row.classList.contains("empty-form") && keyInput(row),
  )

const keyInput = (row) => row.querySelector('input[name$="-key"]')

const noteOf = (key) => noteRows().find((row) => keyInput(row).value === key)

const open = (row) => {
  const title = row.querySelector("h3")
  const field = row.querySelector(".field-text, [class*=field-text]") || row
  if (title && field.offsetParent === null) title.click()
}

// A new row comes to life a moment after it is added.
const focusNote = (row, tries = 20) => {
  open(row)
  const target = row.querySelector(".ProseMirror")
  if (target && target.offsetParent !== null) {
    row.scrollIntoView({ block: "nearest" })
    target.focus()
  } else if (tries > 0) {
    setTimeout(() => focusNote(row, tries - 1), 60)
  }
}

const freeKey = (editor) => {
  const taken = new Set(noteRows().map((row) => keyInput(row).value))
  editor.state.doc.descendants((node) => {
    if (node.type.name === "footnoteMarker") taken.add(node.attrs.key)
  })
  let number = taken.size + 1
  while (taken.has(`n${number}`)) number += 1
  return `n${number}`
}

const addNote = (key) => {
  const button = document.querySelector(`${NOTES} .add-row a, ${NOTES} a.add-row, ${NOTES} .add-row button`)
  if (!button) return null
  button.click()
  const row = noteRows().at(-1)
  if (!row) return null
  keyInput(row).value = key
  return row
}

// Number the markers by their order in the text, and the notes beside it by their markers.
const renumber = (editor) => {
  const first = Number.parseInt(document.querySelector("#id_footnotes_from")?.value, 10) || 1
  const numbers = new Map()
  editor.state.doc.descendants((node) => {
    if (node.type.name !== "footnoteMarker") return
    if (!numbers.has(node.attrs.key)) numbers.set(node.attrs.key, first + numbers.size)
  })
  const known = new Set(noteRows().map((row) => keyInput(row).value))
  for (const marker of editor.view.dom.querySelectorAll("sup[data-footnote]")) {
    const key = marker.dataset.footnote
    marker.textContent = numbers.get(key) ?? "?"
    marker.classList.toggle("desk-marker-orphan", !known.has(key))
    marker.title = known.has(key)
      ? noteOf(key).querySelector('textarea[name$="-text"]')?.value.replace(/<[^>]+>/g, "") || key
      : `${key}: ${gettext("no note")}`
  }
  for (const row of noteRows()) {
    const title = row.querySelector("h3")
    if (!title) continue
    let badge = title.querySelector(".desk-note-number")
    if (!badge) {
      badge = document.createElement("span")
      badge.className = "desk-note-number"
      title.prepend(badge)
    }
    const number = numbers.get(keyInput(row).value)
    const text = number === undefined ? "—" : String(number)
    if (badge.textContent !== text) badge.textContent = text
    badge.classList.toggle("desk-marker-orphan", number === undefined)
  }
}

const countWords = (editor, counter) => {
  const text = editor.state.doc.textBetween(0, editor.state.doc.content.size, " ", " ")
  const words = text.trim() ? text.trim().split(/\s+/).length : 0
  counter.textContent = `${words} ${counter.dataset.unit}`
}

// A note pasted from Word arrives as <a href="#_ftn1">; its text stays where Word put it.
const withoutDirt = (html) =>
  html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<o:p>[\s\S]*?<\/o:p>/g, "")
    .replace(/\s(?:class|style|lang)="[^"]*"/g, "")

export const FootnoteMarker = Node.create({
  name: "footnoteMarker",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,
  marks: "",

  addAttributes() {
    return {
      key: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-footnote"),
        renderHTML: (attributes) => ({ "data-footnote": attributes.key }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "sup[data-footnote]", priority: 1000 }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["sup", HTMLAttributes]
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("sup")
      dom.dataset.footnote = node.attrs.key
      dom.className = "desk-marker"
      dom.textContent = "…"
      dom.addEventListener("click", () => {
        const row = noteOf(node.attrs.key) || addNote(node.attrs.key)
        if (row) focusNote(row)
      })
      return { dom, ignoreMutation: () => true }
    }
  },

  addCommands() {
    return {
      insertFootnote:
        () =>
        ({ editor, chain }) => {
          const key = freeKey(editor)
          const done = chain()
            .focus()
            .insertContent({ type: "footnoteMarker", attrs: { key } })
            .run()
          setTimeout(() => {
            const row = addNote(key)
            renumber(editor)
            if (row) focusNote(row)
          })
          return done
        },
    }
  },

  addKeyboardShortcuts() {
    return { "Mod-Alt-f": () => this.editor.commands.insertFootnote() }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "footnote",
      groups: "nodes",
      priority: 200,
      command(editor) {
        editor.commands.insertFootnote()
      },
      button: buttons.text("n¹", gettext("Footnote (Ctrl+Alt+F)")),
    })
  },

  onCreate() {
    const { editor } = this
    const counter = document.createElement("p")
    counter.className = "desk-word-count"
    counter.dataset.unit = document.documentElement.dataset.wordUnit || gettext("words")
    editor.view.dom.parentElement.append(counter)
    const refresh = () => {
      renumber(editor)
      countWords(editor, counter)
    }
    editor.on("update", refresh)
    document.addEventListener("input", (event) => {
      if (event.target.matches?.('input[name$="-key"], #id_footnotes_from')) renumber(editor)
    })
    document.addEventListener("formset:added", () => setTimeout(() => renumber(editor)))
    refresh()
  },

  addProseMirrorPlugins() {
    return []
  },
})

// A table keeps its caption, which the editor changes in the caption's own field of HTML only.
export const DeskTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        parseHTML: (element) => element.querySelector("caption")?.textContent || null,
        renderHTML: () => ({}),
      },
    }
  },

  renderHTML({ node, HTMLAttributes }) {
    const body = ["tbody", 0]
    return node.attrs.caption
      ? ["table", HTMLAttributes, ["caption", node.attrs.caption], body]
      : ["table", HTMLAttributes, body]
  },
})

const kept = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})

// What a text may carry beyond what the editor shows: the language of a passage, the source of a quotation.
export const KeptAttributes = Extension.create({
  name: "keptAttributes",
  addGlobalAttributes() {
    return [
      { types: ["paragraph", "blockquote"], attributes: { lang: kept("lang") } },
      { types: ["paragraph"], attributes: { "data-role": kept("data-role") } },
      { types: ["blockquote"], attributes: { cite: kept("cite") } },
      { types: ["tableHeader"], attributes: { scope: kept("scope") } },
    ]
  },
  transformPastedHTML(html) {
    return withoutDirt(html)
  },
})
