// Tables: one with a header row to begin with, rows and columns on either side, a caption.
import { Table } from "django-prose-editor/editor"
import { openDialog } from "./dialog.js"
import { translate } from "./labels.js"

const tableAt = ({ selection: { $from } }) => {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === "table") return { node: $from.node(depth), at: $from.before(depth), row: $from.node(depth + 1) }
  }
  return null
}

// Where a text begins or ends with a table, an arrow beyond it leads to a new paragraph.
const leave = (step) => ({ editor }) => {
  const { state, view } = editor
  const found = tableAt(state)
  if (!found || !view.endOfTextblock(step > 0 ? "down" : "up")) return false
  const edge = step > 0 ? found.node.lastChild : found.node.firstChild
  const isLast = step > 0 ? found.at + found.node.nodeSize === state.doc.content.size : found.at === 0
  if (found.row !== edge || !isLast) return false
  return after(editor, step > 0 ? state.doc.content.size : 0)
}

const after = (editor, at) =>
  editor.chain().insertContentAt(at, { type: "paragraph" }, { updateSelection: false }).setTextSelection(at + 1).focus().run()

export const DeskTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        parseHTML: (element) => element.querySelector("caption")?.textContent.trim() || null,
        renderHTML: () => ({}),
      },
    }
  },

  // The caption is stored in the table itself: its words are no text of ours before it.
  parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],

  renderHTML({ node, HTMLAttributes }) {
    const body = ["tbody", 0]
    const { caption } = node.attrs
    return caption ? ["table", HTMLAttributes, ["caption", caption], body] : ["table", HTMLAttributes, body]
  },

  addNodeView() {
    const parent = this.parent?.()
    return (context) => {
      const view = parent(context)
      const caption = view.table.createCaption()
      caption.contentEditable = "false"
      const show = (node) => {
        caption.textContent = node.attrs.caption || ""
        caption.hidden = !node.attrs.caption
      }
      const { update, ignoreMutation } = view
      view.update = (node) => update.call(view, node) && (show(node), true)
      view.ignoreMutation = (mutation) => caption.contains(mutation.target) || ignoreMutation?.call(view, mutation) || false
      show(context.node)
      return view
    }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions:
        () =>
        ({ chain }) =>
          chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
      captionTable:
        () =>
        ({ editor, state, dispatch }) => {
          const found = tableAt(state)
          if (!found || !dispatch) return Boolean(found)
          const fields = [{ name: "caption", label: translate("tableCaption"), value: found.node.attrs.caption }]
          openDialog({ title: translate("tableCaption"), submit: translate("change"), fields }).then((values) => {
            const chain = editor.chain().focus()
            if (values) chain.updateAttributes("table", { caption: values.caption || null })
            chain.run()
          })
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
      "Mod-Alt-t": () => this.editor.commands.insertTableWithOptions(),
      ArrowDown: leave(1),
      ArrowUp: leave(-1),
    }
  },

  onCreate() {
    const { editor } = this
    // So does a click below it.
    editor.view.dom.addEventListener("click", (event) => {
      const last = editor.state.doc.lastChild
      const end = editor.view.dom.lastElementChild?.getBoundingClientRect().bottom
      if (event.target !== editor.view.dom || last?.type.name !== "table" || event.clientY <= end) return
      after(editor, editor.state.doc.content.size)
    })
  },

  addMenuItems({ buttons, menu }) {
    const item = (name, icon, command, priority = 100) =>
      menu.defineItem({
        name: `table:${name}`,
        groups: "table",
        priority,
        command: (editor) => editor.chain().focus()[command]().run(),
        button: buttons.material(icon, translate(`table:${name}`)),
        hidden: (editor) => !editor.isActive("table"),
        enabled: (editor) => editor.can()[command](),
        active: (editor) => name === "header" && editor.isActive("tableHeader"),
      })
    menu.defineItem({
      name: "table",
      groups: "table",
      priority: 200,
      command: (editor) => editor.chain().focus().insertTableWithOptions().run(),
      button: buttons.material("grid_on", translate("table")),
      hidden: (editor) => editor.isActive("table"),
    })
    item("rowBefore", "keyboard_double_arrow_up", "addRowBefore")
    item("rowAfter", "keyboard_double_arrow_down", "addRowAfter")
    item("deleteRow", "playlist_remove", "deleteRow")
    item("columnBefore", "keyboard_double_arrow_left", "addColumnBefore")
    item("columnAfter", "keyboard_double_arrow_right", "addColumnAfter")
    item("deleteColumn", "view_column", "deleteColumn")
    item("header", "table_rows", "toggleHeaderRow")
    item("merge", "call_merge", "mergeCells")
    item("split", "call_split", "splitCell")
    item("caption", "subtitles", "captionTable")
    item("delete", "delete", "deleteTable", 10)
  },
})
