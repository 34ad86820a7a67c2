// The labels of the editor, translated by the server and handed over with the field's configuration.
import { Extension } from "django-prose-editor/editor"

const labels = {}

export const translate = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`%(${key})s`, value), labels[name] ?? name)

export const DeskLabels = Extension.create({
  name: "deskLabels",
  priority: 2000,
  addOptions: () => ({ labels: {} }),
  onBeforeCreate() {
    Object.assign(labels, this.options.labels)
  },
})
