// A dialog of the editor with labelled fields, whose answer is checked before it closes.
import { crel } from "django-prose-editor/editor"
import { translate } from "./labels.js"

let dialogs = 0

const control = (field, id) => {
  const tag = field.type === "textarea" ? "textarea" : "input"
  const dom = crel(tag, { id, name: field.name })
  if (tag === "input") dom.type = field.type || "text"
  if (field.accept) dom.accept = field.accept
  if (field.required) dom.required = true
  if (field.type === "checkbox") dom.checked = Boolean(field.value)
  else if (field.type !== "file") dom.value = field.value || ""
  return dom
}

const row = (field, id) => {
  const dom = control(field, id)
  const label = crel("label", { htmlFor: id, textContent: field.label })
  const help = crel("p", { className: "desk-dialog-help", id: `${id}-help`, textContent: field.help || "" })
  const fault = crel("p", { className: "desk-dialog-fault", id: `${id}-fault`, role: "alert" })
  dom.setAttribute("aria-describedby", `${id}-help ${id}-fault`)
  const parts = field.type === "checkbox" ? [dom, label] : [label, dom]
  return { dom, fault, box: crel("div", { className: `desk-dialog-row desk-dialog-${field.type || "text"}` }, [...parts, help, fault]) }
}

const valueOf = ({ dom }) => {
  if (dom.type === "checkbox") return dom.checked
  return dom.type === "file" ? dom.files[0] : dom.value.trim()
}

// Resolves to what `finish` makes of the values, or to null. `finish` may throw {field: what is wrong}.
export const openDialog = ({ title, submit, fields, finish = (values) => values, opened = () => {} }) =>
  new Promise((resolve) => {
    dialogs += 1
    const prefix = `desk-dialog-${dialogs}`
    const rows = Object.fromEntries(fields.map((field) => [field.name, row(field, `${prefix}-${field.name}`)]))
    const heading = crel("h2", { id: `${prefix}-title`, textContent: title })
    const accept = crel("button", { type: "submit", className: "desk-button desk-button-primary", textContent: submit })
    const cancel = crel("button", { type: "button", className: "desk-button", textContent: translate("cancel") })
    const form = crel("form", { noValidate: true }, [
      heading,
      ...Object.values(rows).map(({ box }) => box),
      crel("div", { className: "desk-steps" }, [accept, cancel]),
    ])
    const dialog = crel("dialog", { className: "desk-dialog", "aria-labelledby": heading.id }, [form])
    let answer = null
    const blame = (faults) => {
      for (const [name, { dom, fault }] of Object.entries(rows)) {
        fault.textContent = faults[name] || ""
        dom.setAttribute("aria-invalid", String(Boolean(faults[name])))
      }
      rows[Object.keys(faults).find((name) => rows[name])]?.dom.focus()
    }
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      const values = Object.fromEntries(Object.entries(rows).map(([name, found]) => [name, valueOf(found)]))
      const faults = {}
      for (const [name, { dom }] of Object.entries(rows)) if (!dom.checkValidity()) faults[name] = dom.validationMessage
      if (Object.keys(faults).length) return blame(faults)
      accept.disabled = true
      try {
        answer = await finish(values)
        dialog.close()
      } catch (error) {
        if (error instanceof Error) throw error
        blame(error)
      } finally {
        accept.disabled = false
      }
    })
    document.body.append(dialog)
    opened(Object.fromEntries(Object.entries(rows).map(([name, { dom }]) => [name, dom])))
    dialog.showModal()
  })
