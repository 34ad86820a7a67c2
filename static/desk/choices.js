// What Select2 says while one chooses. It has no Kazakh, and loaded twice it forgets the languages that it has.
const choiceWords = document.currentScript.dataset

document.addEventListener("DOMContentLoaded", () => {
  window.django?.jQuery?.fn.select2?.defaults.set("language", {
    errorLoading: () => choiceWords.failed,
    loadingMore: () => choiceWords.more,
    noResults: () => choiceWords.nothing,
    removeAllItems: () => choiceWords.clear,
    searching: () => choiceWords.searching,
  })
})
