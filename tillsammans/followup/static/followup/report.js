/* Saves what is typed while it is typed. Without it every button saves just the same. */
(() => {
  const form = document.querySelector("form[data-draft]");
  const mark = document.querySelector("[data-saved]");
  if (!form || !mark) return;
  const hint = form.querySelector("[data-hint]"), notice = form.querySelector("[data-out]");
  const PAUSE = 700, LONGEST = 30000;
  let timer = 0, wait = 1000, busy = false, dirty = false, stopped = false, out = false, renewed = false, leaving = false;

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
      if (answer.ok) saved(told); else refused(answer.status, told.message);
    } catch { again(); } finally { busy = false; }
    if (dirty && !stopped && !timer) soon(PAUSE);
  }

  function saved(told) {
    wait = 1000; renewed = false;
    form.elements.seen.value = told.seen;
    if (!dirty) say(`${mark.dataset.saved} ${told.at}`);
    if (hint) { hint.lastElementChild.textContent = told.hint; hint.hidden = !told.hint; }
  }

  // 400 and 409 are settled by the form's own button. Otherwise nothing is taken: the session or the link has ended, or
  // a sign-in in another tab made a new form token (403), which is asked for once.
  function refused(status, message) {
    stopped = true;
    if (status === 400 || status === 409) return say(message);
    dirty = out = true;
    say(mark.dataset.not);
    if (status === 403 && !renewed) { renewed = true; return setTimeout(back); }
    notice.hidden = false;
    notice.querySelector("p").textContent = message;
  }

  // Back from signing in, in another tab: that made a new form token, which the page's address tells.
  async function back() {
    if (!out || busy) return;
    busy = true;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const token = !answer.redirected && answer.ok && page.querySelector("form[data-draft] [name=csrfmiddlewaretoken]");
      if (!token) return;
      form.elements.csrfmiddlewaretoken.value = token.value;
      stopped = out = false; notice.hidden = true;
      soon(0);
    } catch { /* the connection is gone: the next return tries again */ } finally { busy = false; }
  }

  const typed = () => { dirty = true; if (!stopped) soon(PAUSE); };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", (event) => {
    if (out) { event.preventDefault(); notice.focus(); return; }
    leaving = true; clearTimeout(timer);
  });
  window.addEventListener("focus", back);
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("online", () => { if (dirty) { wait = 1000; soon(0); } });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) back(); else if (dirty && !leaving) { clearTimeout(timer); save(); } });
  window.addEventListener("beforeunload", (event) => { if (dirty && !leaving) { event.preventDefault(); event.returnValue = mark.dataset.leaving; } });
})();
