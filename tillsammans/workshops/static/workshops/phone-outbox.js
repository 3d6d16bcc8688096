/* What waits to be sent: one thing at a time, in order, each with its key, again and again until the server has answered.
   It is kept in the tab, so that nothing is lost when the page is loaded anew. */

import { scattered } from "./phone-line.js";

const FIRST_WAIT = 500, LONGEST_WAIT = 20000, ANSWERS_WITHIN = 8000;
const LATER = new Set([408, 425, 429]);

/* 36 signs that nobody else makes. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const sign = (byte) => byte.toString(16).padStart(2, "0");  // a page without TLS, in a demo on a school's network
  const all = Array.from(crypto.getRandomValues(new Uint8Array(16)), sign).join("");
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join("-");
}

/* The tab's own memory; a browser that refuses it remembers until the page is left. */
export const memory = {
  get(name) { try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; } },
  set(name, value) { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* it stays in the page */ } },
  drop(name) { try { sessionStorage.removeItem(name); } catch { /* nothing was kept */ } },
};

/* address: of the room's live part. told: changed(), taken(item, answer), refused(item, answer), gone(). */
export class Outbox {
  constructor(address, name, lang, told) {
    Object.assign(this, { address, name, lang, told, wait: FIRST_WAIT, timer: 0, busy: false });
    this.items = memory.get(name) ?? [];
    window.addEventListener("online", () => this.hurry());
    if (this.items.length) this.hurry();
  }

  get waits() { return this.items.some((item) => item.waits); }

  /* what: "cards" or "votes". more: what the page wants to know when the answer comes. */
  add(what, body, more = {}) {
    this.items.push({ what, body, waits: !navigator.onLine, ...more });
    this.keep();
    this.hurry();
  }

  hurry() { clearTimeout(this.timer); this.wait = FIRST_WAIT; this.send(); }

  keep() { memory.set(this.name, this.items); this.told.changed(); }

  forget() { this.items = []; clearTimeout(this.timer); memory.drop(this.name); }

  async send() {
    const item = this.items[0];
    if (this.busy || !item) return;
    this.busy = true;
    let answer = null;
    try { answer = await this.post(item); } catch { /* no network, or the server has no time: again */ }
    this.busy = false;
    if (answer) this.done(item, answer);
    else this.later(item);
  }

  async post(item) {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), ANSWERS_WITHIN);
    try {
      const answer = await fetch(this.address + item.what, {
        method: "POST", cache: "no-store", credentials: "same-origin", signal: stop.signal,
        headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...item.body, lang: this.lang }),
      });
      if (answer.status >= 500 || LATER.has(answer.status)) return null;
      return { status: answer.status, ...await answer.json() };
    } finally { clearTimeout(timer); }
  }

  done(item, answer) {
    this.items = this.items.filter((one) => one !== item);
    this.wait = FIRST_WAIT;
    if (answer.status === 401) return this.told.gone();
    if (answer.ok) this.told.taken(item, answer);
    else this.told.refused(item, answer);
    this.keep();
    this.send();
  }

  later(item) {
    item.waits = true;
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), scattered(this.wait));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}
