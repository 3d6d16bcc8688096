/* Saves what is typed while it is typed. Without it every button saves just the same. */
(() => {
  const form = document.querySelector("form[data-draft]");
  const mark = document.querySelector("[data-saved]");
  if (!form || !mark) return;
  const hint = form.querySelector("[data-hint]");
  const PAUSE = 700, LONGEST = 30000;
  let timer = 0, wait = 1000, busy = false, dirty = false, stopped = false, leaving = false;

  const say = (text) => { if (mark.textContent !== text) mark.textContent = text; };
  const soon = (after) => { clearTimeout(timer); timer = setTimeout(save, after); };

  function again() {
    dirty = true;
    say(mark.dataset.trying);
    soon(wait);
    wait = Math.min(wait * 2, LONGEST);
  }

  async function save() {
    timer = 0;
    if (busy || stopped || !dirty) return;
    busy = true; dirty = false;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", keepalive: true, credentials: "same-origin",
        headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: new URLSearchParams(new FormData(form)),
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error("again");
      const told = await answer.json();
      if (answer.ok) saved(told); else { stopped = true; say(told.message || mark.dataset.trying); }
    } catch { again(); } finally { busy = false; }
    if (dirty && !stopped && !timer) soon(PAUSE);
  }

  function saved(told) {
    wait = 1000;
    form.elements.seen.value = told.seen;
    if (!dirty) say(`${mark.dataset.saved} ${told.at}`);
    if (hint) { hint.lastElementChild.textContent = told.hint; hint.hidden = !told.hint; }
  }

  const typed = () => { dirty = true; if (!stopped) soon(PAUSE); };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("online", () => { if (dirty) { wait = 1000; soon(0); } });
  document.addEventListener("visibilitychange", () => { if (document.hidden && dirty && !leaving) { clearTimeout(timer); save(); } });
  window.addEventListener("beforeunload", (event) => { if (dirty && !leaving) { event.preventDefault(); event.returnValue = mark.dataset.leaving; } });
})();
