// Attributes that the editor does not show: the language of a passage, the source of a quotation.
import { Extension } from "django-prose-editor/editor"

const preserved = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})

export const PreservedAttributes = Extension.create({
  name: "preservedAttributes",
  addGlobalAttributes() {
    return [
      { types: ["paragraph", "blockquote"], attributes: { lang: preserved("lang") } },
      { types: ["paragraph"], attributes: { "data-role": preserved("data-role") } },
      { types: ["blockquote"], attributes: { cite: preserved("cite") } },
      { types: ["orderedList"], attributes: { type: preserved("type") } },
      { types: ["tableHeader"], attributes: { scope: preserved("scope") } },
    ]
  },
})
