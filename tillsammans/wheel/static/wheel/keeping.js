/* Saving and opening on the page where the wheel is used: nothing of it is fetched before somebody asks for it. */

import { fill, spoken, words as read } from "./element.js";
import { getWheel, isEmpty, loadWheel, onChange } from "./state.js";

const host = document.querySelector("[data-keep]"), words = read("keep-words");
const today = () => new Date().toLocaleDateString("sv-SE"); // as it stands in files: 2026-11-22
let keep;

for (const button of host.querySelectorAll("[data-act]")) button.addEventListener("click", () => begin(button.dataset.act));
host.hidden = false;

async function begin(act) {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: words.style });
  const [{ mountKeep }] = await Promise.all([import("./keep.js"), new Promise((done) => {
    style.onload = style.onerror = done;
    document.head.append(style);
  })]);
  keep = mountKeep(host, words, { read: getWheel, choices });
  keep[act].click();
  keep[act].focus();
}

/* An earlier wheel may be gone on with, or a new one begun beside it; what stands on the page is never taken away unasked. */
function choices(contents) {
  if (!contents.wheels.length) return [];
  const { voice, audience } = words;
  const mine = contents.wheels.findLast((wheel) => wheel.voice === voice && wheel.audience === audience);
  const blank = { voice, audience, made_on: today(), areas: {} };
  const beside = () => loadWheel({ ...contents, wheels: [...contents.wheels, blank] });
  const go_on = { label: mine ? fill(words.go_on, { day: spoken(mine.made_on) }) : words.replace, act: () => loadWheel(contents) };
  const added = { label: words.keep_both, act: () => addTo(contents) };
  if (!isEmpty()) return [added, { ...go_on, label: words.replace }];
  if (mine && mine.made_on !== today()) return [{ label: words.begin_new, act: beside }, go_on];
  return [go_on];
}

/* The file's wheels beside what is answered here: the page's own comes last, so that it stays the page's own. */
function addTo(contents) {
  const own = getWheel().wheels.at(-1);
  loadWheel({ ...contents, wheels: [...contents.wheels, own].slice(-12) });
}

onChange((what) => { if (what === "cleared") keep?.forget(); });
