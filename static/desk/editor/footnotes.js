// Footnote markers in the text, bound to the notes beside it and numbered by their order.
import { Node, crel } from "django-prose-editor/editor"
import {
  addNote, bringBack, bringBackThrown, focusNote, activeRows, keyInput, noteOf, noteRows, plainText, removeNote, thrownKeys,
} from "./notes.js"
import { translate } from "./labels.js"

const markersIn = (doc) => {
  const found = []
  doc.descendants((node, at) => {
    if (node.type.name === "footnoteMarker") found.push({ key: node.attrs.key, at })
  })
  return found
}

export const freeKeys = (doc) => {
  const taken = new Set([...thrownKeys(), ...noteRows().map((row) => keyInput(row).value), ...markersIn(doc).map(({ key }) => key)])
  let number = taken.size
  return () => {
    do number += 1
    while (taken.has(`n${number}`))
    taken.add(`n${number}`)
    return `n${number}`
  }
}

const markOf = (row) => row?.querySelector('input[name$="-mark"]')?.value.trim() ?? ""

// Notes with marks of their own come last, and the others are numbered without them.
const numbersOf = (editor) => {
  const first = Number.parseInt(document.querySelector("#id_footnotes_from")?.value, 10) || 1
  const keys = [...new Set(markersIn(editor.state.doc).map(({ key }) => key))]
  const marked = keys.filter((key) => markOf(noteOf(key)))
  const ordered = [...keys.filter((key) => !marked.includes(key)), ...marked]
  return new Map(ordered.map((key, place) => [key, first + place]))
}

const tool = (icon, label, act) => {
  const attributes = { type: "button", className: "desk-note-tool material-icons", textContent: icon, title: label }
  const button = crel("button", { ...attributes, "aria-label": label })
  button.addEventListener("click", (event) => {
    event.preventDefault()
    event.stopPropagation()
    act()
  })
  return button
}

const furnish = (editor, row) => {
  const title = row.querySelector("h3")
  if (!title || title.querySelector(".desk-note-number")) return
  const key = () => keyInput(row).value
  const number = crel("span", { className: "desk-note-number" })
  const snippet = crel("button", { type: "button", className: "desk-note-snippet" })
  snippet.addEventListener("click", () => focusNote(row))
  title.prepend(number)
  // The heading is hidden: what opens the note are its words.
  const heading = title.querySelector("strong")
  heading?.after(snippet)
  heading?.setAttribute("tabindex", "-1")
  heading?.removeAttribute("role")
  const tools = crel("span", { className: "desk-note-tools" }, [
    tool("my_location", translate("noteFind"), () => editor.commands.findFootnote(key())),
    tool("move_down", translate("noteMove"), () => editor.commands.moveFootnote(key())),
    tool("delete", translate("noteDelete"), () => editor.commands.deleteFootnote(key())),
  ])
  snippet.parentElement.after(tools)
  // Escape in a note leads back to its place in the text.
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".ProseMirror")) editor.commands.findFootnote(key())
  })
}

const setText = (dom, text) => {
  if (dom.textContent !== text) dom.textContent = text
}

const showRow = (editor, row, numbers) => {
  furnish(editor, row)
  const number = numbers.get(keyInput(row).value)
  const badge = row.querySelector(".desk-note-number")
  if (!badge) return
  setText(badge, number === undefined ? "—" : markOf(row) || String(number))
  badge.classList.toggle("desk-marker-orphan", number === undefined)
  badge.title = number === undefined ? translate("noteWithoutMarker") : ""
  const text = plainText(row)
  const snippet = row.querySelector(".desk-note-snippet")
  setText(snippet, text.slice(0, 70) || translate("noteEmpty"))
  snippet.setAttribute("aria-label", `${translate("note")} ${number ?? "—"}: ${text.slice(0, 70) || translate("noteEmpty")}`)
  row.style.order = number ?? 9999
}

// What is saved is in the order of the text too; rows are touched only where that changes.
const putInOrder = (numbers) => {
  const rows = activeRows().filter((row) => row.querySelector('input[name$="-order"]'))
  const place = (row) => numbers.get(keyInput(row).value) ?? 9999
  const sorted = [...rows].sort((one, other) => place(one) - place(other))
  const orderOf = (row) => row.querySelector('input[name$="-order"]')
  const given = rows.map((row) => Number.parseInt(orderOf(row).value, 10) || 9999)
  if (sorted.every((row, at) => row === rows[at]) && given.every((order, at) => at === 0 || given[at - 1] <= order)) return
  sorted.forEach((row, at) => {
    orderOf(row).value = at + 1
  })
}

const showMarkers = (editor, numbers) => {
  for (const marker of editor.view.dom.querySelectorAll("sup[data-footnote]")) {
    const key = marker.dataset.footnote
    const row = noteOf(key)
    const shown = markOf(row) || String(numbers.get(key) ?? "?")
    setText(marker, shown)
    marker.classList.toggle("desk-marker-orphan", !row)
    marker.title = row ? plainText(row) || translate("noteEmpty") : translate("markerWithoutNote")
    marker.setAttribute("aria-label", `${translate("note")} ${shown}: ${marker.title}`)
  }
}

// A note whose last marker is deleted stays, with a dash; one that was deleted here comes back with its marker.
const follow = (editor, before) => {
  const keys = new Set(markersIn(editor.state.doc).map(({ key }) => key))
  for (const row of noteRows()) {
    const key = keyInput(row).value
    if (keys.has(key)) bringBack(row)
    else if (row.dataset.deskNew && before.has(key) && !plainText(row)) removeNote(row)
  }
  for (const key of keys) bringBackThrown(key)
  return keys
}

export const FootnoteMarker = Node.create({
  name: "footnoteMarker",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,
  marks: "",

  addAttributes: () => ({
    key: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-footnote"),
      renderHTML: (attributes) => ({ "data-footnote": attributes.key }),
    },
  }),

  parseHTML: () => [{ tag: "sup[data-footnote]", priority: 1000 }],

  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes],

  addNodeView() {
    return ({ node }) => {
      const dom = crel("sup", { className: "desk-marker", textContent: "…", role: "link" })
      dom.dataset.footnote = node.attrs.key
      dom.addEventListener("click", () => this.editor.commands.openFootnote(node.attrs.key))
      return { dom, ignoreMutation: () => true }
    }
  },

  addCommands() {
    const placesOf = (state, key) => markersIn(state.doc).filter((marker) => marker.key === key)
    return {
      insertFootnote:
        () =>
        ({ editor, chain, state }) => {
          const key = freeKeys(state.doc)()
          const at = state.selection.to
          const done = chain().focus().insertContentAt(at, { type: "footnoteMarker", attrs: { key } }).run()
          setTimeout(() => {
            editor.commands.addNotes([{ key, html: "" }])
            focusNote(noteOf(key))
          })
          return done
        },
      addNotes: (notes) => () => {
        for (const { key, html } of notes) {
          const row = addNote(key, html)
          if (row) row.dataset.deskNew = "1"
        }
        setTimeout(() => this.storage.refresh?.(), 50)
        return true
      },
      openFootnote: (key) => () => {
        const row = noteOf(key) || addNote(key)
        if (row) setTimeout(() => focusNote(row))
        return Boolean(row)
      },
      findFootnote:
        (key) =>
        ({ editor, chain, state }) => {
          const [first] = placesOf(state, key)
          setTimeout(() => editor.view.focus())
          return !first || chain().setTextSelection(first.at + 1).scrollIntoView().run()
        },
      moveFootnote:
        (key) =>
        ({ tr, state, dispatch }) => {
          if (!dispatch) return true
          const marker = state.schema.nodes.footnoteMarker.create({ key })
          tr.insert(state.selection.to, marker)
          for (const { at } of placesOf(state, key).reverse()) {
            const now = tr.mapping.map(at, 1)
            tr.delete(now, now + 1)
          }
          return true
        },
      deleteFootnote:
        (key) =>
        ({ editor, tr, state, dispatch }) => {
          if (!dispatch) return true
          for (const { at } of placesOf(state, key).reverse()) tr.delete(at, at + 1)
          setTimeout(() => {
            const row = noteOf(key)
            if (row) removeNote(row)
            else for (const each of noteRows()) if (keyInput(each).value === key) bringBack(each)
            this.storage.refresh?.()
            editor.commands.focus()
          })
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Alt-f": () => this.editor.commands.insertFootnote(),
      Enter: () => {
        const { node } = this.editor.state.selection
        return node?.type.name === "footnoteMarker" && this.editor.commands.openFootnote(node.attrs.key)
      },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "footnote",
      groups: "desk",
      priority: 200,
      command: (editor) => editor.commands.insertFootnote(),
      button: buttons.text("n¹", translate("footnote")),
    })
  },

  onCreate() {
    const { editor } = this
    let before = new Set(markersIn(editor.state.doc).map(({ key }) => key))
    const refresh = () => {
      const numbers = numbersOf(editor)
      showMarkers(editor, numbers)
      for (const row of activeRows()) showRow(editor, row, numbers)
      putInOrder(numbers)
    }
    this.storage.refresh = refresh
    editor.on("update", () => {
      before = follow(editor, before)
      refresh()
    })
    document.addEventListener("input", (event) => {
      if (event.target.matches?.('input[name$="-key"], #id_footnotes_from, #footnotes-group textarea')) refresh()
    })
    // A note that is added beside the text gets its marker at the cursor.
    document.addEventListener(
      "click",
      (event) => {
        if (!event.isTrusted || !event.target.closest?.("#footnotes-group .add-row")) return
        event.preventDefault()
        event.stopImmediatePropagation()
        editor.commands.insertFootnote()
      },
      { capture: true },
    )
    document.addEventListener("formset:added", () => setTimeout(refresh))
    document.addEventListener("formset:removed", () => setTimeout(refresh))
    refresh()
  },
})
