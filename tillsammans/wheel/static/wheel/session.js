/* The wheel in use. The server has drawn everything; this sets attributes and puts in the fields. What is answered is in
   state.js, in memory: it goes with the page, and it goes nowhere else. */

import { answer, answerOf, begin, clear, isEmpty, onChange } from "./state.js";
import { hush, onVoices, read } from "./speech.js";
import { pathOf, picks, picture } from "./drawing-pad.js";
import { fill } from "./fields.js";
import { askBeforeLeaving } from "./staying.js";

const page = JSON.parse(document.getElementById("wheel-data").textContent);
const root = document.querySelector("[data-talk]");
const wheel = root.querySelector(".wheel"), hub = wheel.querySelector(".hub");
const one = (selector) => root.querySelector(selector), all = (selector) => [...root.querySelectorAll(selector)];
const ids = Object.keys(page.areas), sectors = new Map(all(".sector").map((sector) => [sector.dataset.area, sector]));
const turns = new Map(all("[data-turn]").map((turn) => [turn.dataset.turn, turn]));
const status = one("[data-status]"), hello = hub.dataset.face;
const clearing = document.querySelector("[data-wheel-clear]");
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }; // right is clockwise in every language
const READ = "h2 > span, [data-read] p, .pictures legend, .pictures__word, .levels label span";
const fields = new Map(); // of the areas that have been looked at
let current = ids[0], heard = false, speaks = () => false;

begin(page);
askBeforeLeaving(isEmpty);
root.classList.add("on");
wheel.setAttribute("aria-describedby", "varv");
clearing.hidden = false;

/* Which area it is about */

function show(id, { focus = "" } = {}) {
  current = id;
  if (fields.has(id)) fields.get(id).show(answerOf(id), "shown", isEmpty());
  else make(id);
  root.removeAttribute("data-whole");
  for (const [other, turn] of turns) {
    const here = other === id;
    turn.hidden = !here;
    sectors.get(other).toggleAttribute("aria-current", here);
    if (here) sectors.get(other).setAttribute("aria-current", "true");
    sectors.get(other).setAttribute("tabindex", here ? "0" : "-1");
  }
  hush();
  face();
  if (focus === "sector") sectors.get(id).focus();
  if (focus === "turn") bring(turns.get(id));
}

/** The fields of an area, made when somebody comes to it: eight at once would keep a slow phone busy before it can be used. */
function make(id) {
  fields.set(id, fill(turns.get(id), { id, next: ids[ids.indexOf(id) + 1], page, answer, onwards, whole }));
  fields.get(id).show(answerOf(id), "made", isEmpty());
  listen(id);
}

/** Puts the heading in focus, and moves the page just so much that the answers are seen. */
function bring(turn) {
  turn.querySelector("h2").focus({ preventScroll: true });
  const smooth = matchMedia("(prefers-reduced-motion: no-preference)").matches ? "smooth" : "auto";
  for (const part of [turn.querySelector(".levels"), turn.querySelector("h2")]) part.scrollIntoView({ block: "nearest", behavior: smooth });
}

function onwards(id) {
  const next = ids[ids.indexOf(id) + 1];
  if (next) show(next, { focus: "turn" });
  else whole();
}

/** No question: the wheel as it has grown, and what was said beside or below it. A tap on an area asks about that again. */
function whole() {
  root.setAttribute("data-whole", "");
  for (const turn of turns.values()) turn.hidden = true;
  sectors.get(current).removeAttribute("aria-current");
  hush();
  hub.dataset.face = hello;
  document.getElementById("hela-h").focus({ preventScroll: true });
  one(".talk__wheel").scrollIntoView({ block: "start" });
}

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const id = link?.getAttribute("href").slice(1);
  if (!turns.has(id)) return;
  event.preventDefault();
  show(id, { focus: "turn" });
});

wheel.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest(".sector")) return;
  const place = ids.indexOf(current);
  const goal = event.key === "Home" ? 0 : event.key === "End" ? ids.length - 1 : event.key in STEPS ? place + STEPS[event.key] : event.key === " " ? place : null;
  if (goal === null) return;
  event.preventDefault();
  show(ids.at(goal % ids.length), { focus: event.key === " " ? "turn" : "sector" });
});

/* What is seen of the answers: the sector, the hub's face, the list */

function paint(id) {
  const given = answerOf(id), level = page.levels[given.level], sector = sectors.get(id);
  set(sector, "level", level && given.level);
  set(sector, "fill", level?.fill);
  sector.setAttribute("aria-label", level ? `${page.areas[id]}: ${level.name}` : page.areas[id]);
  sector.querySelector(".own").textContent = given.emoji ?? "";
  sector.querySelector(".sketch").setAttribute("d", pathOf(given.drawing));
  picks(sector, given.drawing ? [] : given.pictures ?? [], ids.length);
  list(id, given, level);
}

function set(element, name, value) {
  if (value === undefined) delete element.dataset[name];
  else element.dataset[name] = value;
}

function list(id, given, level) {
  const line = one(`[data-said="${id}"]`), own = line.querySelector(".said__own");
  line.querySelector(".said__level").textContent = level?.name ?? page.say.unanswered;
  line.toggleAttribute("data-answered", Object.keys(given).length > 0);
  own.replaceChildren(...[...(given.pictures ?? []).map((picture) => pointedAt(id, picture)), given.emoji && words("said__emoji", given.emoji), given.words && words("said__words", given.words), given.drawing && drawn(id, given)].filter(Boolean));
}

function words(name, text) {
  const made = document.createElement("span");
  made.className = name;
  made.dir = "auto";
  made.textContent = text;
  return made;
}

/** A picture that was pointed at, with its word: the one that stands by the question. */
function pointedAt(id, picture) {
  const shown = turns.get(id).querySelector(`[data-picture="${picture}"]`), made = words("said__picture", "");
  made.append(shown.querySelector("svg").cloneNode(true), shown.querySelector(".pictures__word").cloneNode(true));
  return made;
}

function drawn(id, given) {
  const made = picture(given.drawing, "said__drawing");
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", `${page.say.drawn}: ${page.areas[id]}`);
  return made;
}

function face() {
  if (root.hasAttribute("data-whole")) return;
  hub.dataset.face = page.levels[answerOf(current).level]?.face ?? hello;
}

onChange((what) => {
  for (const id of what === "answered" ? [current] : ids) {
    paint(id);
    fields.get(id)?.show(answerOf(id), what, isEmpty());
  }
  face();
});

/* Forgetting */

clearing.addEventListener("click", () => {
  clear();
  show(ids[0]);
  status.className = "said-so";
  status.textContent = page.say.cleared;
  one("h1").focus();
});
root.addEventListener("input", () => { status.textContent = ""; status.className = "vh"; });
root.addEventListener("change", () => { status.textContent = ""; status.className = "vh"; });
addEventListener("pagehide", () => { hush(); clear(); });
addEventListener("pageshow", (event) => { if (event.persisted) { clear(); show(ids[0]); } });
document.addEventListener("click", (event) => { if (event.target.closest("[data-wheel-leave]")) clear(); }, true);

/* Reading aloud: the page's own texts, never the child's */

const spoken = (part) => ({ text: part.textContent.trim(), language: (part.querySelector("[lang]") ?? part.closest("[lang]")).lang });

function listen(id) {
  const texts = [...turns.get(id).querySelectorAll(READ)].map(spoken);
  fields.get(id).listen(speaks(texts[0].language), (done) => { heard = true; read(texts, done); }, hush);
}

onVoices((can) => {
  speaks = can;
  for (const id of fields.keys()) listen(id);
});

/* Who has asked to hear hears each picture and each face that is pointed at too, as in other tools for those who read pictures. */
if (page.audience === "small") root.addEventListener("change", ({ target }) => {
  const word = target.checked && target.closest("label")?.querySelector(":scope > span:last-child");
  if (heard && word && target.closest(".pictures, .levels")) read([spoken(word)], () => {});
});

for (const id of ids) paint(id);
const wanted = decodeURIComponent(location.hash.slice(1));
show(turns.has(wanted) ? wanted : ids[0], { focus: turns.has(wanted) ? "turn" : "" });
if (location.hash) history.replaceState(null, "", location.pathname + location.search); // no trace of what was looked at
