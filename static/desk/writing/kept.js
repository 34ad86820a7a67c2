// What a text may carry beyond what the editor shows: the language of a passage, the source of a quotation.
import { Extension } from "django-prose-editor/editor"

const kept = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})

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
})
