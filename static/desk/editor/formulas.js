// Formulas that came with a manuscript: kept and shown as they are, moved and deleted like a letter.
import { Node } from "django-prose-editor/editor"

export const DeskFormula = Node.create({
  name: "deskFormula",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,
  marks: "",

  addAttributes: () => ({
    source: {
      default: null,
      parseHTML: (element) => element.outerHTML,
      rendered: false,
    },
  }),

  parseHTML: () => [{ tag: "math", priority: 1000 }],

  renderHTML: ({ node }) => {
    const held = document.createElement("template")
    held.innerHTML = node.attrs.source || ""
    return held.content.querySelector("math") || ["span"]
  },
})
