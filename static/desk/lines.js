// Taking a new line out of a form: the lines after it get their new numbers in place, with all that was typed in them.
// (The admin's own script rewrites them from their source and loses it.)
const NUMBERED = ["id", "name", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "data-id"]

const renumber = (row, prefix, from, to) => {
  const old = new RegExp(`(?<![A-Za-z0-9-])${prefix}-${from}(?!\\d)`, "g")
  for (const element of row.querySelectorAll("*")) {
    for (const name of NUMBERED) {
      const value = element.getAttribute(name)
      if (value?.includes(`${prefix}-${from}`)) element.setAttribute(name, value.replace(old, `${prefix}-${to}`))
    }
  }
}

const takeOut = (row) => {
  const formset = row.closest(".formset")
  const { prefix } = JSON.parse(formset.dataset.inlineFormset).options
  const sent = (name) => formset.closest(".formset-wrapper").querySelector(`input[name="${prefix}-${name}"]`)
  const rows = () => [...formset.querySelectorAll(":scope > .form-group:not(.empty-form)")]
  if (Number(sent("TOTAL_FORMS").value) <= Number(sent("MIN_NUM_FORMS").value)) return
  const all = rows()
  const at = all.indexOf(row)
  all.slice(at + 1).forEach((later, step) => renumber(later, prefix, at + step + 1, at + step))
  row.remove()
  sent("TOTAL_FORMS").value = rows().length
  rows().forEach((left, step) => {
    const counter = left.querySelector(":scope > .form-row .stacked-counter")
    if (counter) counter.textContent = step + 1
    left.classList.toggle("last", step === rows().length - 1)
  })
  formset.classList.toggle("empty", rows().length === 0)
  if (rows().length < Number(sent("MAX_NUM_FORMS").value)) formset.querySelector(".add-row")?.classList.remove("hidden")
  document.dispatchEvent(new CustomEvent("formset:removed", { detail: { formsetName: prefix } }))
  formset.querySelector(".add-row")?.focus()
}

document.addEventListener(
  "click",
  (event) => {
    const knob = event.target.closest?.(".delete-template")
    const row = knob?.closest(".form-group")
    if (!row || row.matches(".empty-form")) return
    event.preventDefault()
    event.stopPropagation()
    takeOut(row)
  },
  { capture: true },
)

// Options that are alike in all lines are on the page once, in the form of a line to add.
document.addEventListener("DOMContentLoaded", () => {
  for (const select of document.querySelectorAll("select[data-options]")) {
    const source = document.getElementById(select.dataset.options)
    if (!source || source === select) continue
    const { value } = select
    const known = new Set([...select.options].map((option) => option.value))
    for (const option of source.options) if (!known.has(option.value)) select.append(option.cloneNode(true))
    select.value = value
  }
})
