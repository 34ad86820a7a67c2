/* What is typed survives: every two seconds into this browser, every few to the server, for each window of a form
   separately. The server also names the others who have the form open. Nothing here is needed to write and save. */
"use strict";
{
  const COPY = "desk:";
  const BEAT = 20000;
  const LOCAL = 2000;
  const REMOTE = 6000;
  const cookie = (name) => document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);

  const begin = () => {
    /* The server has saved what this browser has a copy of. */
    const saved = cookie("desk-saved");
    const shared = document.querySelector("[data-shared]");
    if (saved) {
      const names = decodeURIComponent(saved).replaceAll('"', "").split("|");
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(COPY) && names.some((name) => key.endsWith(`:${name}`))) localStorage.removeItem(key);
      }
      document.cookie = "desk-saved=; max-age=0; path=/; samesite=lax";
    }
    const form = shared && document.getElementById(shared.dataset.form);
    if (form) watch(form, shared);
  };

  const watch = (form, shared) => {
    const data = shared.dataset;
    const isNew = data.key.startsWith("new-");
    const slot = `${COPY}${data.name}:${data.window}`;
    /* Where copies of this row are, or of all new ones. */
    const family = COPY + (isNew ? data.name.replace(/new-[^:]*$/, "new-") : `${data.name}:`);
    const status = shared.querySelector("[data-status]");
    let leaving = false;
    let isTwice = false;

    /* A window holds the lock of its copy as long as it lives; where there are no locks, none is known to live. */
    navigator.locks?.request(slot, () => new Promise(() => {}));
    const living = async () => new Set(((await navigator.locks?.query())?.held ?? []).map((lock) => lock.name));

    const aside = /^(csrfmiddlewaretoken|opened_values|opened_version|desk_(key|window|recovered)|_.*|merge:.*)$/;
    const values = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const serialize = (pairs) => JSON.stringify(pairs.filter(([name, value]) => !aside.test(name) && value !== "" && !/_FORMS$/.test(name)));
    const read = (key) => {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    };
    const showStatus = (text) => {
      if (status.textContent !== text) status.textContent = text;
      status.hidden = !text;
    };

    /* Send a copy of this browser to the server, which puts it back into the form. */
    const recover = (copy) => {
      const sent = document.createElement("form");
      sent.method = "post";
      sent.action = location.pathname;
      const token = form.elements.csrfmiddlewaretoken.value;
      const pairs = copy.values.filter(([name]) => !/^(csrfmiddlewaretoken|_.*)$/.test(name));
      for (const [name, value] of [...pairs, ["csrfmiddlewaretoken", token], ["_recover", "here"]]) {
        const input = document.createElement("textarea");
        input.name = name;
        input.value = value;
        sent.append(input);
      }
      sent.hidden = true;
      document.body.append(sent);
      leaving = true;
      sent.submit();
    };

    const offer = (key, copy) => {
      const section = shared.querySelector("[data-offer-here]").content.firstElementChild.cloneNode(true);
      section.querySelector("time").textContent = new Date(copy.at).toLocaleString(document.documentElement.lang || undefined);
      section.querySelector("[data-title]").textContent = copy.values.find(([name]) => /^(title|name|family_name)/.test(name))?.[1] ?? "";
      section.querySelector("[data-recover]").addEventListener("click", () => recover(copy));
      section.querySelector("[data-discard]").addEventListener("click", () => {
        localStorage.removeItem(key);
        section.remove();
        discard(copy);
      });
      shared.append(section);
    };

    /* The server has the same copy. */
    const discard = (copy) => {
      const fields = Object.fromEntries(copy.values);
      const body = new FormData();
      body.set("csrfmiddlewaretoken", cookie("csrftoken") ?? form.elements.csrfmiddlewaretoken.value);
      body.set("desk_window", fields.desk_window ?? "");
      body.set("_discard", "1");
      fetch(data.url.replace(data.key, fields.desk_key ?? data.key), { method: "POST", body, redirect: "manual" }).catch(() => {});
    };

    const offerCopies = (alive) => {
      const found = Object.keys(localStorage).filter((key) => key.startsWith(family) && key !== slot && !alive.has(key));
      const copies = found.map((key) => [key, read(key)]).filter(([, copy]) => copy);
      copies.sort((one, other) => other[1].at - one[1].at);
      const sent = copies.find(([, copy]) => copy.submitted);
      if (sent) {
        /* It was sent and not saved: the session or the server was gone. */
        localStorage.setItem(sent[0], JSON.stringify({ ...sent[1], submitted: false }));
        recover(sent[1]);
        return;
      }
      for (const [key, copy] of copies) {
        if (!isNew && serialize(copy.values) === opened) localStorage.removeItem(key);
        else offer(key, copy);
        /* One offer for one loss: the copy of this browser is the later one. */
        shared.querySelector(`[data-offer="${CSS.escape(key.slice(COPY.length))}"]`)?.remove();
      }
    };

    const opened = serialize(values());
    if (!("bound" in data)) {
      living().then((alive) => {
        for (const other of shared.querySelectorAll("[data-offer]")) if (alive.has(COPY + other.dataset.offer)) other.remove();
        isTwice = !isNew && [...alive].some((name) => name.startsWith(family) && name !== slot);
        offerCopies(alive);
      });
    }

    let here = opened;
    let there = opened;
    let touched = "bound" in data;
    if (touched) here = there = "";
    /* A user who recovers in one window what is still open in another and saves it has lost the copies of the other. */
    const copyAgain = () => { if (touched && serialize(values()) !== opened) here = there = ""; };
    window.addEventListener("storage", (event) => { if (event.key === slot && event.newValue === null) copyAgain(); });
    let isNewer = false;
    for (const kind of ["input", "change", "keydown", "paste", "click", "drop"]) {
      form.addEventListener(kind, () => { touched = true; }, { capture: true });
    }

    const store = (submitted = false) => {
      const now = values();
      const serialized = serialize(now);
      if (serialized === here && !submitted) return;
      here = serialized;
      try {
        localStorage.setItem(slot, JSON.stringify({ at: Date.now(), values: now, submitted }));
      } catch {
        /* The browser is full or forbids it: the server's copy remains. */
      }
    };
    const report = async () => {
      if (leaving) return;
      const now = serialize(values());
      const changed = touched && now !== there;
      const body = changed ? new FormData(form) : new FormData();
      body.delete("revision_comment");
      body.set("csrfmiddlewaretoken", cookie("csrftoken") ?? form.elements.csrfmiddlewaretoken.value);
      body.set("opened_version", form.elements.opened_version?.value ?? "");
      if (changed) body.set("_keep", "1");
      try {
        const response = await fetch(data.url, { method: "POST", body, redirect: "manual" });
        if (response.type === "opaqueredirect" || response.status === 403) return showStatus(data.signedOut);
        if (!response.ok) throw new Error(String(response.status));
        const answer = await response.json();
        if (changed) there = now;
        if (answer.is_newer && !isNewer) {
          isNewer = true;
          copyAgain();
        }
        if (answer.saved_at) showStatus(data.saved.replace("%s", answer.saved_at));
        else if (status.textContent === data.signedOut || status.textContent === data.savedLocally) showStatus("");
        showOthers(answer);
      } catch {
        if (touched && !leaving) showStatus(data.savedLocally);
      }
    };
    const showOthers = (answer) => {
      const others = shared.querySelector("[data-others]");
      const lines = (answer.others ?? []).map((other) => data.since.replace("%(name)s", other.name).replace("%(time)s", other.since));
      if (isTwice) lines.push(data.twice);
      if (answer.is_newer && !("bound" in data)) lines.push(data.newer);
      const text = lines.join("\n");
      if (others.innerText.trim() !== text) {
        others.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
      }
      others.hidden = !lines.length;
    };

    let last = 0;
    const tick = () => {
      if (leaving) return;
      if (touched) store();
      const due = touched && serialize(values()) !== there ? REMOTE : BEAT;
      if (Date.now() - last >= due) {
        last = Date.now();
        report();
      }
    };
    setInterval(tick, LOCAL);
    setTimeout(tick, 300);

    form.addEventListener("submit", () => {
      leaving = true;
      store(true);
      /* A user who signed in again in another window has a new token. */
      form.elements.csrfmiddlewaretoken.value = cookie("csrftoken") ?? form.elements.csrfmiddlewaretoken.value;
    });
    window.addEventListener("pagehide", () => {
      if (touched && !leaving) store();
      const body = new FormData();
      body.set("csrfmiddlewaretoken", cookie("csrftoken") ?? "");
      body.set("_leave", "1");
      navigator.sendBeacon(data.url, body);
    });
    window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
