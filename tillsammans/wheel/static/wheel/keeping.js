/* Saving and opening on the page where the wheel is used: nothing of it is fetched before somebody asks for it. */

import { el, fill, spoken, words as read } from "./element.js";
import { getWheel, isEmpty, loadWheel, onChange } from "./state.js";

const host = document.querySelector("[data-keep]"), words = read("keep-words");
const MOST_WHEELS = 12; // as in file.js, which is fetched when it is wanted
const today = () => new Date().toLocaleDateString("sv-SE"); // as it stands in files: 2026-11-22
let keep;

for (const button of host.querySelectorAll("[data-act]")) button.addEventListener("click", () => begin(button.dataset.act));
host.hidden = false;

async function begin(act) {
  try { await fetchParts(); } catch {
    host.append(el("p", { role: "alert", class: "keep__said" }, words.not_fetched));
    return;
  }
  keep[act].click();
  keep[act].focus();
}

async function fetchParts() {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: words.style });
  const [{ mountKeep }] = await Promise.all([import("./keep.js"), new Promise((done) => {
    style.onload = style.onerror = done;
    document.head.append(style);
  })]);
  keep = mountKeep(host, words, { read: contents, choices });
}

/* As many wheels as a file holds: the newest. */
function contents() {
  const all = getWheel();
  return { ...all, wheels: all.wheels.slice(-MOST_WHEELS) };
}

/* An earlier wheel may be gone on with, or a new one begun beside it; what stands on the page is never taken away unasked. */
function choices(file) {
  if (!file.wheels.length) return [];
  const { voice, audience } = words;
  const mine = file.wheels.findLast((wheel) => wheel.voice === voice && wheel.audience === audience);
  const blank = { voice, audience, made_on: today(), areas: {} };
  const beside = () => loadWheel({ ...file, wheels: [...file.wheels, blank].slice(-MOST_WHEELS) });
  const go_on = { label: mine ? fill(words.go_on, { day: spoken(mine.made_on) }) : words.replace, act: () => loadWheel(file) };
  const added = { label: words.keep_both, act: () => addTo(file) };
  if (!isEmpty()) return [added, { ...go_on, label: words.replace }];
  if (mine && mine.made_on !== today()) return [{ label: words.begin_new, act: beside }, go_on];
  return [go_on];
}

/* The file's wheels beside what is answered here: the page's own comes last, so that it stays the page's own. */
function addTo(file) {
  const own = getWheel().wheels.at(-1);
  loadWheel({ ...file, wheels: [...file.wheels, own].slice(-MOST_WHEELS) });
}

onChange((what) => { if (what === "cleared") keep?.forget(); });
