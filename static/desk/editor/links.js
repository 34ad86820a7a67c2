// Links: to the web or to a mail address, and to nothing else.
import { Link } from "django-prose-editor/editor"
import { openDialog } from "./dialog.js"
import { translate } from "./labels.js"

// The address as it is stored; null where it leads to nothing that readers may follow.
export const wholeAddress = (typed) => {
  const text = typed.trim()
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+\.[^/:]+:\d/.test(text) ? text : `https://${text}`
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(address)) return address
  if (!/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(address) || !URL.canParse(address)) return null
  return address
}

export const DeskLink = Link.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor, state, dispatch }) => {
          const isActive = editor.isActive("link")
          if (!dispatch) return true
          const attrs = editor.getAttributes("link")
          const needsText = state.selection.empty && !isActive
          const fields = [{ name: "href", label: translate("linkAddress"), value: attrs.href, required: !isActive, help: translate("linkHelp") }]
          if (needsText) fields.unshift({ name: "text", label: translate("linkText"), required: true })
          openDialog({
            title: translate(isActive ? "linkEdit" : "linkInsert"),
            submit: translate(isActive ? "change" : "insert"),
            fields,
            finish: ({ href, text }) => {
              if (!href) return { href: "" }
              const address = wholeAddress(href)
              if (!address) throw { href: translate("linkRefused") }
              return { href: address, text }
            },
          }).then((values) => {
            const chain = editor.chain().focus()
            if (!values) return chain.run()
            const marks = [{ type: "link", attrs: { href: values.href } }]
            if (needsText) return chain.insertContent({ type: "text", text: values.text, marks }).run()
            if (isActive) chain.extendMarkRange("link")
            return values.href ? chain.setMark("link", { href: values.href }).run() : chain.unsetMark("link").run()
          })
          return true
        },
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      command: (editor) => editor.commands.addLink(),
      button: buttons.material("insert_link", translate("link")),
      active: (editor) => editor.isActive("link"),
    })
    menu.defineItem({
      name: "unlink",
      groups: "link",
      command: (editor) => editor.chain().focus().extendMarkRange("link").unsetLink().run(),
      button: buttons.material("link_off", translate("unlink")),
      hidden: (editor) => !editor.isActive("link"),
    })
  },
})
