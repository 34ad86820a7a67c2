// The notes beside the text: rows of the form, each with its key, its text and its order.
const NOTES = "#footnotes-group"

export const keyInput = (row) => row.querySelector('input[name$="-key"]')

export const textInput = (row) => row.querySelector('textarea[name$="-text"]')

const isDeleted = (row) => row.querySelector('input[name$="-DELETE"]')?.checked

export const noteRows = () =>
  [...document.querySelectorAll(`${NOTES} .form-group`)].filter(
    (row) => !row.matches(".empty-form, .desk-note-deleted") && keyInput(row) && !keyInput(row).name.includes("__prefix__"),
  )

export const activeRows = () => noteRows().filter((row) => !isDeleted(row))

export const noteOf = (key) => activeRows().find((row) => keyInput(row).value === key)

// What a note says: its words, else the work that it refers to, else its link.
export const plainText = (row) => {
  const box = document.createElement("template")
  box.innerHTML = textInput(row)?.value || ""
  const work = row.querySelector('select[name$="-reference"]')
  const link = row.querySelector('input[name$="-url"]')
  return box.content.textContent.trim() || (work?.value && work.selectedOptions[0].textContent.trim()) || link?.value || ""
}

export const open = (row) => {
  const title = row.querySelector("h3")
  const field = row.querySelector(".field-text, [class*=field-text]") || row
  if (title && field.offsetParent === null) title.querySelector("strong")?.click()
}

// A new row comes to life a moment after it is added.
export const focusNote = (row, tries = 100) => {
  open(row)
  const target = row.querySelector(".ProseMirror")
  if (target && target.offsetParent !== null) {
    row.scrollIntoView({ block: "nearest" })
    target.focus()
  } else if (tries > 0) {
    setTimeout(() => focusNote(row, tries - 1), 15)
  }
}

// The editor of a new row is made when it is announced, from what its field holds then.
export const addNote = (key, html = "") => {
  const button = document.querySelector(`${NOTES} .add-row a, ${NOTES} a.add-row, ${NOTES} .add-row button`)
  if (!button) return null
  const fill = (event) => {
    const row = event.target.closest?.(".form-group") || event.target
    if (!keyInput(row)) return
    keyInput(row).value = key
    if (html) textInput(row).value = html
  }
  document.addEventListener("formset:added", fill, { capture: true, once: true })
  button.click()
  document.removeEventListener("formset:added", fill, { capture: true })
  const row = noteRows().at(-1)
  if (row && keyInput(row).value !== key) {
    keyInput(row).value = key
    if (html) textInput(row).value = html
  }
  return row || null
}

// Notes that were never saved and are deleted: undoing brings them back with their text.
const thrownAway = new Map()

export const thrownKeys = () => [...thrownAway.keys()]

// A saved row is marked, and can be unmarked. One that was never saved is emptied and put out of sight: the form
// passes over empty rows, while taking a row out would renumber the others and lose what was typed there.
export const removeNote = (row) => {
  const mark = row.querySelector('input[name$="-DELETE"]')
  if (mark) {
    mark.checked = true
    row.classList.add("desk-note-removed")
    return
  }
  const inputs = [...row.querySelectorAll("input, textarea, select")].filter((input) => /-(key|text|url|order|reference|repeats)$/.test(input.name))
  thrownAway.set(keyInput(row).value, { row, values: inputs.map((input) => [input, input.value]) })
  for (const input of inputs) input.value = ""
  row.classList.add("desk-note-deleted")
}

export const bringBack = (row) => {
  const mark = row.querySelector('input[name$="-DELETE"]')
  if (mark?.checked) mark.checked = false
  row.classList.remove("desk-note-removed")
}

export const bringBackThrown = (key) => {
  const thrown = thrownAway.get(key)
  if (!thrown) return
  thrownAway.delete(key)
  for (const [input, value] of thrown.values) input.value = value
  thrown.row.classList.remove("desk-note-deleted")
}
