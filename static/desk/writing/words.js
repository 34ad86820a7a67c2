// The desk's own words, translated by the server and handed over with the field's configuration.
import { Extension } from "django-prose-editor/editor"

const words = {}

export const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`%(${key})s`, value), words[name] ?? name)

export const DeskWords = Extension.create({
  name: "deskWords",
  priority: 2000,
  addOptions: () => ({ words: {} }),
  onBeforeCreate() {
    Object.assign(words, this.options.words)
  },
})
