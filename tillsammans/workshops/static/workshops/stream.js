/* Following a room: server-sent events, and where they do not come through, a question every other second.

   follow({stream, poll, on, lost}): on(state) with each new state; lost(true) when there has been no contact for five
   seconds, lost(false) when there is again. Returns a function that ends it. */

const PATIENCE = 5000; // before anybody is told
const ASK_AGAIN = 2000;
const STREAM_AGAIN = 20000;

export function follow({ stream, poll, on, lost }) {
  let source = null, asking = 0, retry = 0, worry = 0, version = "", ended = false;

  const well = () => { clearTimeout(worry); worry = 0; lost(false); };
  const unwell = () => { worry ||= setTimeout(() => lost(true), PATIENCE); };

  function listen() {
    source = new EventSource(stream);
    source.onopen = () => { quiet(); well(); };
    source.onmessage = (event) => { quiet(); well(); on(JSON.parse(event.data)); };
    source.onerror = () => {
      unwell();
      if (source.readyState === EventSource.CLOSED) { // refused, not merely interrupted: the browser will not try again
        retry = setTimeout(listen, STREAM_AGAIN);
        ask();
      } else {
        asking ||= setTimeout(ask, ASK_AGAIN);
      }
    };
  }

  function quiet() { clearTimeout(asking); asking = 0; }

  async function ask() {
    quiet();
    if (ended) return;
    try {
      const answer = await fetch(poll, { headers: version ? { "If-None-Match": version } : {}, cache: "no-store" });
      if (answer.ok) { version = answer.headers.get("ETag") ?? ""; on(await answer.json()); }
      if (answer.ok || answer.status === 304) well(); else unwell();
    } catch {
      unwell();
    }
    if (!ended && source.readyState !== EventSource.OPEN) asking = setTimeout(ask, ASK_AGAIN);
  }

  listen();
  return () => { ended = true; source.close(); clearTimeout(retry); clearTimeout(worry); quiet(); };
}
