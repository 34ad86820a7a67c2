// Where the pages of the printed edition begin: a mark with the number of the page, put in at the cursor.
import { Node, crel } from "django-prose-editor/editor"
import { openDialog } from "./dialog.js"
import { translate } from "./labels.js"

const isNumber = (text) => /^[1-9]\d{0,3}$/.test(text)

const numberBefore = (doc, at) => {
  let last = 0
  doc.nodesBetween(0, at, (node) => {
    if (node.type.name === "pageBreak") last = Number.parseInt(node.attrs.page, 10) || last
  })
  return last
}

export const PageBreak = Node.create({
  name: "pageBreak",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,
  marks: "",

  addAttributes: () => ({
    page: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-page"),
      renderHTML: (attributes) => ({ "data-page": attributes.page }),
    },
  }),

  parseHTML: () => [{ tag: "sup[data-page]", priority: 1000 }],

  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes],

  addNodeView() {
    return ({ node }) => {
      const label = translate("pageNumbered", { number: node.attrs.page })
      const dom = crel("sup", { className: "desk-page", textContent: label, title: translate("pageBreak") })
      dom.dataset.page = node.attrs.page
      return { dom, ignoreMutation: () => true }
    }
  },

  addCommands() {
    return {
      openPageBreakDialog:
        () =>
        ({ editor, state }) => {
          const at = state.selection.from
          const before = numberBefore(state.doc, at)
          openDialog({
            title: translate("pageBreak"),
            submit: translate("insert"),
            fields: [{ name: "page", label: translate("pageNumber"), value: before ? String(before + 1) : "", required: true }],
            finish: ({ page }) => {
              if (!isNumber(page)) throw { page: translate("pageNumberWrong") }
              return page
            },
          }).then((page) => {
            if (page) editor.chain().focus().insertContentAt(at, { type: "pageBreak", attrs: { page } }).run()
          })
          return true
        },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pageBreak",
      groups: "desk",
      priority: 190,
      command: (editor) => editor.commands.openPageBreakDialog(),
      button: buttons.text("¶|", translate("pageBreak")),
    })
  },
})
