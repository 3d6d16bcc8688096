/* Follows the room: a stream of server-sent events, made anew when it breaks, and asking every few seconds where no stream gets through. */

const OPENS_WITHIN = 4000, ASK_EVERY = 3000, STREAM_AGAIN = 30000, FIRST_WAIT = 400, LONGEST_WAIT = 4000, QUIET = 60000;

/* A wait of which a half is chance, so that a thousand phones do not come back in the same moment. */
export const scattered = (wait) => wait * (0.5 + Math.random());

/* address: of the room's live part. heard: state(room), line(whether we hear anything), gone() when the phone is in no room. */
export function follow(address, heard) {
  let source = null, over = false, tag = "", wait = FIRST_WAIT, last = 0;
  let opening = 0, again = 0, asking = 0;

  function rest() {
    clearTimeout(opening); clearTimeout(again); clearTimeout(asking);
    source?.close();
    source = null;
  }

  function take(text) {
    last = Date.now();
    heard.line(true);
    heard.state(JSON.parse(text));
  }

  function open() {
    rest();
    if (over) return;
    source = new EventSource(`${address}phone`);
    opening = setTimeout(ask, OPENS_WITHIN, true);
    source.onmessage = (event) => { clearTimeout(opening); wait = FIRST_WAIT; take(event.data); };
    source.addEventListener("ended", () => { over = true; rest(); });  // the room's last word has been heard
    source.onerror = broken;
  }

  /* The first try again comes soon; after the second the server is asked what is the matter. */
  function broken() {
    rest();
    heard.line(false);
    if (wait > FIRST_WAIT * 2) ask();
    again = setTimeout(open, scattered(wait));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  /* keepAsking: no stream gets through here. It is tried again now and then. */
  async function ask(keepAsking = false) {
    if (keepAsking) { rest(); again = setTimeout(open, STREAM_AGAIN); }
    try {
      const answer = await fetch(`${address}phone.json`, { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
      if (answer.status === 401) { over = true; rest(); heard.gone(); return; }
      if (answer.ok) { tag = answer.headers.get("ETag") ?? ""; take(await answer.text()); }
      else heard.line(answer.status === 304);
    } catch { heard.line(false); }
    if (keepAsking && !over) asking = setTimeout(ask, scattered(ASK_EVERY), true);
  }

  function back() { wait = FIRST_WAIT; open(); }

  window.addEventListener("online", back);
  window.addEventListener("offline", () => { rest(); heard.line(false); });
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", (event) => { if (event.persisted) back(); });
  document.addEventListener("visibilitychange", () => {
    const silent = !source || source.readyState !== EventSource.OPEN || Date.now() - last > QUIET;
    if (document.visibilityState === "visible" && silent) back();
  });
  open();
}
