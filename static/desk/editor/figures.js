// A figure: the picture, what it shows, and the caption that is written under it.
import { Node, Plugin, crel } from "django-prose-editor/editor"
import { openDialog } from "./dialog.js"
import { translate } from "./labels.js"

const KINDS = ["image/jpeg", "image/png", "image/webp"]

const figureAt = ({ selection }) => {
  if (selection.node?.type.name === "figure") return { node: selection.node, at: selection.from }
  const { $from } = selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === "figure") return { node: $from.node(depth), at: $from.before(depth) }
  }
  return null
}

const send = async (address, file, values) => {
  const body = new FormData()
  body.set("upload", file)
  body.set("credit", values.credit || "")
  body.set("source_url", values.source || "")
  body.set("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value)
  let response
  try {
    response = await fetch(address, { method: "POST", body })
  } catch {
    throw { file: translate("pictureNotSent") }
  }
  if (response.ok && response.headers.get("content-type")?.includes("json")) return response.json()
  const errors = response.status === 400 ? (await response.json()).errors : {}
  throw {
    file: errors.upload?.join(" ") || (Object.keys(errors).length ? "" : translate("pictureNotSent")),
    source: errors.source_url?.join(" "),
    credit: errors.credit?.join(" "),
  }
}

const openFigureDialog = (address, attrs, file) => {
  const isNew = !attrs.src
  const fields = [
    { name: "file", type: "file", label: translate(isNew ? "pictureFile" : "pictureOther"), accept: KINDS.join(","), help: translate("pictureHelp") },
    { name: "alt", type: "textarea", label: translate("pictureAlt"), value: attrs.alt || "", help: translate("pictureAltHelp") },
    { name: "decorative", type: "checkbox", label: translate("pictureDecorative"), value: attrs.alt === "" },
    { name: "credit", label: translate("pictureCredit") },
    { name: "source", type: "url", label: translate("pictureSource") },
  ]
  return openDialog({
    title: translate(isNew ? "pictureInsert" : "pictureEdit"),
    submit: translate(isNew ? "insert" : "change"),
    fields,
    opened: (inputs) => {
      if (file) {
        const chosen = new DataTransfer()
        chosen.items.add(file)
        inputs.file.files = chosen.files
      }
      const settle = () => {
        inputs.alt.disabled = inputs.decorative.checked
      }
      inputs.decorative.addEventListener("change", settle)
      settle()
    },
    finish: async (values) => {
      if (isNew && !values.file) throw { file: translate("pictureMissing") }
      if (!values.decorative && !values.alt) throw { alt: translate("pictureAltMissing") }
      const alt = values.decorative ? "" : values.alt
      if (!values.file) return { ...attrs, alt }
      const { src, width, height } = await send(address, values.file, values)
      return { src, width, height, alt }
    },
  })
}

const pictureIn = (files) => [...(files || [])].find((file) => KINDS.includes(file.type))

export const DeskFigure = Node.create({
  name: "figure",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,

  addOptions: () => ({ address: "" }),

  addAttributes() {
    const hidden = { default: null, rendered: false }
    return { src: hidden, alt: hidden, width: hidden, height: hidden }
  },

  parseHTML() {
    const attrsOf = (image) => ({
      src: image?.getAttribute("src") || null,
      alt: image ? image.getAttribute("alt") : null,
      width: image?.getAttribute("width") || null,
      height: image?.getAttribute("height") || null,
    })
    return [
      {
        tag: "figure",
        getAttrs: (dom) => (dom.querySelector("table") ? false : attrsOf(dom.querySelector("img"))),
        contentElement: (dom) => dom.querySelector("figcaption") || document.createElement("figcaption"),
      },
      { tag: "img[src]", getAttrs: attrsOf },
    ]
  },

  renderHTML({ node }) {
    const { src, alt, width, height } = node.attrs
    const attributes = Object.entries({ src, alt, width, height }).filter(([, value]) => value !== null)
    return src ? ["figure", ["img", Object.fromEntries(attributes)], ["figcaption", 0]] : ["figure", ["figcaption", 0]]
  },

  addNodeView() {
    return ({ node, getPos }) => {
      const image = crel("img", { draggable: true })
      const state = crel("button", { type: "button", className: "desk-figure-state" })
      const caption = crel("figcaption", { "data-placeholder": translate("pictureCaption") })
      const frame = crel("div", { contentEditable: "false" }, [image, state])
      const dom = crel("figure", { className: "desk-figure" }, [frame, caption])
      const show = ({ attrs, content }) => {
        image.hidden = !attrs.src
        if (attrs.src && image.getAttribute("src") !== attrs.src) image.src = attrs.src
        image.alt = attrs.alt || ""
        const states = { null: translate("pictureAltMissing"), "": translate("pictureIsDecorative") }
        state.textContent = attrs.src ? (states[attrs.alt] ?? `${translate("pictureAlt")}: ${attrs.alt}`) : translate("pictureMissing")
        state.classList.toggle("desk-marker-orphan", !attrs.src || attrs.alt === null)
        caption.classList.toggle("desk-empty-caption", content.size === 0)
      }
      state.addEventListener("click", () => {
        this.editor.chain().setNodeSelection(getPos()).insertFigure().run()
      })
      show(node)
      return {
        dom,
        contentDOM: caption,
        ignoreMutation: (mutation) => !caption.contains(mutation.target) && mutation.type !== "selection",
        stopEvent: (event) => event.target === state,
        update: (updated) => {
          if (updated.type.name !== "figure") return false
          show(updated)
          return true
        },
      }
    }
  },

  addCommands() {
    return {
      insertFigure:
        (file = null) =>
        ({ editor, state, dispatch }) => {
          if (!dispatch) return true
          const found = figureAt(state)
          openFigureDialog(this.options.address, found?.node.attrs || {}, file).then((attrs) => {
            if (!attrs) return editor.commands.focus()
            const chain = editor.chain().focus()
            if (!found) return chain.insertContent({ type: "figure", attrs }).run()
            return chain
              .command(({ tr }) => {
                tr.setNodeMarkup(found.at, null, attrs)
                return true
              })
              .run()
          })
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Alt-p": () => this.editor.commands.insertFigure(),
      // A caption is one paragraph: the text goes on under the figure.
      Enter: () => {
        const found = figureAt(this.editor.state)
        if (!found || this.editor.state.selection.node) return false
        const after = found.at + found.node.nodeSize
        return this.editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
      },
    }
  },

  addProseMirrorPlugins() {
    const { editor } = this
    const take = (files, event) => {
      const file = pictureIn(files)
      if (!file) return false
      event.preventDefault()
      editor.commands.insertFigure(file)
      return true
    }
    return [
      new Plugin({
        props: {
          handlePaste: (_view, event) =>
            !event.clipboardData?.getData("text/html") && take(event.clipboardData?.files, event),
          handleDrop: (_view, event) => take(event.dataTransfer?.files, event),
        },
      }),
    ]
  },
})
