// A translation beside its original as it reads, not as its source: what is sent is still the field beneath.
const words = document.querySelector("[data-side]")?.dataset

const NAMES = { b: "strong", i: "em" }

const written = (surface) => {
  const copy = surface.cloneNode(true)
  for (const [said, meant] of Object.entries(NAMES)) {
    for (const found of copy.querySelectorAll(said)) {
      const renamed = document.createElement(meant)
      renamed.append(...found.childNodes)
      found.replaceWith(renamed)
    }
  }
  for (const styled of copy.querySelectorAll("[style]")) styled.removeAttribute("style")
  return copy.innerHTML.replaceAll("&nbsp;", " ").replace(/<br>$/, "").trim()
}

const describePictures = (surface, keep) => {
  const place = document.createElement("div")
  for (const picture of surface.querySelectorAll("img")) {
    const label = document.createElement("label")
    const field = document.createElement("input")
    field.value = picture.alt
    field.addEventListener("input", () => {
      picture.alt = field.value
      keep()
    })
    label.append(words.alt, field)
    place.append(label)
  }
  return place
}

const surfaceOf = (field) => {
  const { tag } = field.dataset
  const surface = document.createElement(tag)
  surface.innerHTML = field.value
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
  const keep = () => {
    field.value = written(surface)
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }
  const box = document.createElement("div")
  box.className = "desk-prose"
  box.append(surface)
  let pictures = describePictures(surface, keep)
  box.append(pictures)
  if (/^(ul|ol|table|figure|blockquote)$/.test(field.dataset.tag) && !field.value.trim()) {
    const knob = document.createElement("button")
    knob.type = "button"
    knob.className = "desk-button"
    knob.textContent = words.copy
    knob.addEventListener("click", () => {
      surface.innerHTML = field.closest(".desk-sides").querySelector(".desk-side > *").innerHTML
      keep()
      const described = describePictures(surface, keep)
      pictures.replaceWith(described)
      pictures = described
      knob.remove()
      surface.focus()
    })
    box.append(knob)
  }
  surface.addEventListener("input", keep)
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

if (words) for (const field of document.querySelectorAll("textarea[data-tag]:not([readonly])")) begin(field)
