// A translation beside its original as it reads, not as its source: what is sent is still the field beneath.
const form = document.querySelector("[data-side]")
const labels = form.dataset
const surfaces = new Map()

const NAMES = { b: "strong", i: "em" }
const numbers = JSON.parse(document.getElementById("note-numbers")?.textContent ?? "{}")

/* A note is written [^key] in the field and seen as its number in the original. */
const markOf = (key) => {
  const mark = document.createElement("sup")
  mark.dataset.note = key
  mark.contentEditable = "false"
  mark.textContent = numbers[key] ?? "?"
  return mark
}
const showIn = (surface, value) => {
  surface.innerHTML = value.replace(/\[\^([a-z0-9-]+)\]/g, (_whole, key) => markOf(key).outerHTML)
}

const written = (surface) => {
  const copy = surface.cloneNode(true)
  for (const [tag, meaning] of Object.entries(NAMES)) {
    for (const found of copy.querySelectorAll(tag)) {
      const renamed = document.createElement(meaning)
      renamed.append(...found.childNodes)
      found.replaceWith(renamed)
    }
  }
  for (const mark of copy.querySelectorAll("sup[data-note]")) mark.replaceWith(`[^${mark.dataset.note}]`)
  for (const styled of copy.querySelectorAll("[style]")) styled.removeAttribute("style")
  return copy.innerHTML.replaceAll("&nbsp;", " ").replace(/<br>$/, "").trim()
}

const describePictures = (surface, save) => {
  const place = document.createElement("div")
  for (const picture of surface.querySelectorAll("img")) {
    const label = document.createElement("label")
    const field = document.createElement("input")
    field.value = picture.alt
    field.addEventListener("input", () => {
      picture.alt = field.value
      save()
    })
    label.append(labels.alt, field)
    place.append(label)
  }
  return place
}

/* The notes of the original that the translation has not got yet, each to be set where the cursor was last. */
const offerNotes = (surface, original, save) => {
  const place = document.createElement("p")
  place.className = "desk-steps"
  const keys = new Set([...(original?.querySelectorAll("sup[data-note]") ?? [])].map((mark) => mark.dataset.note))
  let cursor = null
  document.addEventListener("selectionchange", () => {
    const range = document.getSelection().rangeCount ? document.getSelection().getRangeAt(0) : null
    if (range && surface.contains(range.commonAncestorContainer)) cursor = range.cloneRange()
  })
  const insert = (key) => {
    const at = cursor && surface.contains(cursor.commonAncestorContainer) ? cursor : document.createRange()
    if (at !== cursor) at.selectNodeContents(surface)
    at.collapse(false)
    const mark = markOf(key)
    at.insertNode(mark)
    surface.focus()
    document.getSelection().collapse(mark.parentNode, [...mark.parentNode.childNodes].indexOf(mark) + 1)
    save()
    show()
  }
  const show = () => {
    const missing = [...keys].filter((key) => !surface.querySelector(`sup[data-note="${key}"]`))
    if (place.dataset.shown === missing.join()) return
    place.dataset.shown = missing.join()
    const knobs = missing.map((key) => {
      const knob = document.createElement("button")
      knob.type = "button"
      knob.className = "desk-button"
      knob.textContent = numbers[key] ?? "?"
      knob.ariaLabel = labels.insert.replace("%s", knob.textContent)
      knob.addEventListener("click", () => insert(key))
      return knob
    })
    place.replaceChildren(...(knobs.length ? [labels.missingNotes, ...knobs] : []))
  }
  surface.addEventListener("input", show)
  surface.addEventListener("restored", show)
  show()
  return place
}

const surfaceOf = (field) => {
  const { tag } = field.dataset
  const surface = document.createElement(tag)
  showIn(surface, field.value)
  surface.contentEditable = "true"
  surface.lang = field.lang
  surface.className = "desk-written"
  // A table or a list that is written in is announced as what it is.
  if (!/^(ul|ol|table|figure)$/.test(tag)) {
    surface.setAttribute("role", "textbox")
    surface.setAttribute("aria-multiline", "true")
  }
  surface.setAttribute("aria-label", field.getAttribute("aria-label"))
  surface.tabIndex = 0
  return surface
}

const begin = (field) => {
  const surface = surfaceOf(field)
  surfaces.set(field, surface)
  const save = () => {
    field.value = written(surface)
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }
  const box = document.createElement("div")
  box.className = "desk-prose"
  box.append(surface)
  let pictures = describePictures(surface, save)
  box.append(pictures)
  const original = field.closest(".desk-sides").querySelector(".desk-side > *")
  box.append(offerNotes(surface, original, save))
  if (/^(ul|ol|table|figure|blockquote)$/.test(field.dataset.tag) && !field.value.trim()) {
    const knob = document.createElement("button")
    knob.type = "button"
    knob.className = "desk-button"
    knob.textContent = labels.copy
    knob.addEventListener("click", () => {
      surface.innerHTML = original.innerHTML
      for (const mark of surface.querySelectorAll("sup[data-note]")) mark.contentEditable = "false"
      save()
      const described = describePictures(surface, save)
      pictures.replaceWith(described)
      pictures = described
      knob.remove()
      surface.focus()
    })
    box.append(knob)
  }
  surface.addEventListener("input", save)
  surface.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && /^(p|h[2-4])$/.test(field.dataset.tag)) event.preventDefault()
  })
  surface.addEventListener("paste", (event) => {
    event.preventDefault()
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s+/g, " "))
  })
  field.hidden = true
  field.after(box)
}

/* What is typed stays in this browser until it is saved, for each window separately: the session, the connection or the
   server may be gone. A window holds the lock of its copy as long as it lives. */
const FAMILY = `desk-side:${location.pathname}:`
const SLOT = FAMILY + Math.random().toString(36).slice(2)
const SENT = "desk-side-sent"
const typed = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken")
const serialize = (pairs) => JSON.stringify(pairs.filter(([name]) => name !== "opened"))
const forgotten = [SLOT] // once this window is saved

const recover = (copy) => {
  for (const [name, value] of copy.values) {
    const field = form.elements[name]
    if (!field) continue
    field.value = value
    if (!surfaces.has(field)) continue
    showIn(surfaces.get(field), value)
    surfaces.get(field).dispatchEvent(new Event("restored"))
  }
}

const offer = (slot, copy) => {
  const template = form.querySelector("[data-side-offer]")
  const section = template.content.firstElementChild.cloneNode(true)
  section.querySelector("time").textContent = new Date(copy.at).toLocaleString(document.documentElement.lang || undefined)
  section.querySelector("[data-recover]").addEventListener("click", () => {
    recover(copy)
    forgotten.push(slot)
    section.remove()
  })
  section.querySelector("[data-discard]").addEventListener("click", () => {
    localStorage.removeItem(slot)
    section.remove()
  })
  template.before(section)
}

const offerCopies = async (opened) => {
  const alive = new Set(((await navigator.locks?.query())?.held ?? []).map((lock) => lock.name))
  const slots = Object.keys(localStorage).filter((key) => key.startsWith(FAMILY) && key !== SLOT && !alive.has(key))
  const copies = slots.map((slot) => [slot, JSON.parse(localStorage.getItem(slot))])
  copies.sort((one, other) => other[1].at - one[1].at)
  for (const [slot, copy] of copies) {
    if (serialize(copy.values) !== opened) offer(slot, copy)
    else if ("bound" in labels) forgotten.push(slot) // it was refused, and is not saved yet
    else localStorage.removeItem(slot)
  }
}

const storeInput = () => {
  navigator.locks?.request(SLOT, () => new Promise(() => {}))
  const query = new URLSearchParams(location.search)
  if (query.has("saved")) {
    for (const slot of JSON.parse(sessionStorage.getItem(SENT) ?? "[]")) localStorage.removeItem(slot)
    history.replaceState(null, "", location.pathname)
  }
  sessionStorage.removeItem(SENT)
  let last = serialize(typed())
  offerCopies(last)
  const status = form.querySelector("[data-side-status]")
  const store = () => {
    const values = typed()
    if (serialize(values) === last) return
    last = serialize(values)
    try {
      localStorage.setItem(SLOT, JSON.stringify({ at: Date.now(), values }))
      status.textContent = status.dataset.saved
    } catch {
      // The browser is full or forbids it.
    }
  }
  setInterval(store, 2000)
  form.addEventListener("submit", () => {
    store()
    sessionStorage.setItem(SENT, JSON.stringify(forgotten))
  })
  window.addEventListener("pagehide", store)
}

for (const field of form.querySelectorAll("textarea[data-tag]:not([readonly])")) begin(field)
storeInput()
