/* Three voices beside each other, and an earlier wheel. Filled in here or from the family's own file; kept in memory alone.
   Differences are where a talk can begin: they are named, never counted, and no voice is the right one. */

import { pathOf } from "./drawing-pad.js";
import { PRIVATE, el, fill, icon, newId, said, spoken, words as read } from "./element.js";
import { clean, fileName, FORMAT, offer, today, VERSION } from "./file.js";
import { mountKeep } from "./keep.js";
import { withDrawings } from "./paper.js";
import { sketch } from "./sketch.js";
import { askBeforeLeaving } from "./staying.js";

const root = document.querySelector("[data-compare]"), one = (selector) => root.querySelector(selector);
const all = (selector) => [...root.querySelectorAll(selector)];
const page = read("compare-data"), words = page.words;
const VOICES = page.voices.map(({ id }) => id), AREAS = Object.keys(page.areas);
const MOST = 12; // wheels in a file
const voiceName = (id) => page.voices.find((voice) => voice.id === id).name.text;
const level = (id) => page.levels.find((known) => known.id === id);
const levelName = (id) => level(id)?.name.text ?? "";

let now, earlier, shown; // now: voice → wheel; earlier: wheels, newest first; shown: the one of them that stands beside
const empty = (voice) => ({ voice, audience: voice, made_on: today(), areas: {} });
const isEmpty = (wheel) => Object.keys(wheel.areas).length === 0;

function fresh() {
  now = Object.fromEntries(VOICES.map((voice) => [voice, empty(voice)]));
  earlier = [];
  shown = null;
}

/* ---- Answers ---- */

function answer(voice, area, changes) {
  if (now[voice].made_on !== today()) { // an older wheel is not written over: it stays as an earlier one
    earlier = sorted([...earlier, structuredClone(now[voice])]);
    now[voice].made_on = today();
    drawChoice();
  }
  const left = Object.fromEntries(Object.entries({ ...now[voice].areas[area], ...changes }).filter(([, value]) => value.length));
  if (Object.keys(left).length) now[voice].areas[area] = left;
  else delete now[voice].areas[area];
  refresh();
}

const sorted = (wheels) => {
  const seen = new Map(wheels.map((wheel) => [JSON.stringify(wheel), wheel]));
  return [...seen.values()].sort((a, b) => b.made_on.localeCompare(a.made_on) || VOICES.indexOf(a.voice) - VOICES.indexOf(b.voice));
};

/* ---- Cells: the table says in words what the pictures show ---- */

function cell(voice, area) {
  const about = { voice: voiceName(voice), area: page.areas[area].text };
  const choice = el("select", { id: newId("v"), autocomplete: "off", "aria-label": fill(words.how_is_it, about) },
    el("option", { value: "" }, words.no_answer), ...page.levels.map(({ id, name }) => el("option", { value: id, lang: name.lang }, name.text)));
  const own = el("textarea", { rows: 1, maxlength: 2000, dir: "auto", ...PRIVATE, placeholder: words.words, "aria-label": fill(words.own_words, about) });
  choice.addEventListener("change", () => answer(voice, area, { level: choice.value }));
  own.addEventListener("input", () => answer(voice, area, { words: own.value }));
  return [el("div", { class: "compare__fields noprint" }, choice, own), el("div", { class: "compare__said" })];
}

/* What somebody has answered, as text and as their own picture. label: what the picture is. */
function spokenAnswer(given, label, { inWords = true } = {}) {
  const parts = [];
  if (inWords && given.level) parts.push(el("p", {}, el("strong", {}, levelName(given.level))));
  if (inWords && given.words) parts.push(el("p", { translate: "no", dir: "auto" }, given.words));
  if (given.pointed) parts.push(el("p", {}, given.pointed));
  if (given.emoji) parts.push(el("span", { class: "compare__emoji", translate: "no" }, given.emoji));
  if (given.drawing) parts.push(sketch(given.drawing, label));
  return parts;
}

/* The answer about an area, with what a child pointed at in words. */
function answered(wheel, area) {
  const given = wheel.areas[area] ?? {}, pointed = (given.pictures ?? []).map((id) => page.pictures[area]?.[id]?.text).filter(Boolean);
  return pointed.length ? { ...given, pointed: `${words.pointed_at}: ${pointed.join(", ")}` } : given;
}

const drawingOf = (voice, area) => fill(words.drawing, { voice: voiceName(voice), area: page.areas[area].text });

/* ---- Pictures ---- */

function paint(figure, wheel) {
  for (const sector of figure.querySelectorAll(".sector")) {
    const given = wheel.areas[sector.dataset.area] ?? {}, known = level(given.level);
    if (known) Object.assign(sector.dataset, { level: known.id, fill: known.fill });
    else { delete sector.dataset.level; delete sector.dataset.fill; }
    sector.querySelector(".own").textContent = given.drawing ? "" : given.emoji ?? "";
    sector.querySelector(".sketch").setAttribute("d", pathOf(given.drawing));
  }
  figure.querySelector("[data-day]").textContent = isEmpty(wheel) ? "" : spoken(wheel.made_on);
}

/* ---- The whole page from what is answered ---- */

function refresh() {
  for (const voice of VOICES) {
    const wheel = now[voice];
    paint(one(`figure[data-voice="${voice}"]`), wheel);
    one(`th[data-voice="${voice}"] [data-day]`).textContent = isEmpty(wheel) ? "" : spoken(wheel.made_on);
    for (const area of AREAS) fillCell(one(`[data-area="${area}"] td[data-voice="${voice}"]`), answered(wheel, area), drawingOf(voice, area));
  }
  if (shown) paint(one("figure[data-earlier]"), shown);
  talk();
}

function fillCell(place, given, label) {
  const [choice, own] = [place.querySelector("select"), place.querySelector("textarea")];
  const known = level(given.level) ? given.level : "";
  if (choice.value !== known) choice.value = known;
  if (own.value !== (given.words ?? "")) own.value = given.words ?? "";
  const print = el("div", { class: "compare__print" }, ...spokenAnswer({ level: given.level, words: given.words }, label));
  place.querySelector(".compare__said").replaceChildren(print, ...spokenAnswer(given, label, { inWords: false }));
}

function talk() {
  const marks = AREAS.map((area) => [area, VOICES.map((voice) => [voice, now[voice].areas[area]?.level]).filter(([, id]) => level(id))]);
  const both = marks.filter(([, said_]) => said_.length > 1);
  const differ = both.filter(([, said_]) => new Set(said_.map(([, id]) => id)).size > 1);
  for (const [area, said_] of marks) mark(area, said_.length > 1 ? (new Set(said_.map(([, id]) => id)).size > 1 ? "differs" : "same") : "");
  one("[data-talk]").hidden = VOICES.every((voice) => isEmpty(now[voice]));
  const summary = one("[data-summary]"), message = both.length ? (differ.length ? words.differ_here : words.no_difference) : words.none_yet;
  if (summary.textContent !== message) summary.textContent = message;
  list("[data-differ]", differ.map(([area, said_]) => [area, said_.map(([voice, id]) => `${voiceName(voice)}: ${levelName(id)}`)]));
  changes();
}

function mark(area, what) {
  const place = one(`[data-area="${area}"] [data-mark]`);
  place.hidden = !what;
  place.replaceChildren(...(what ? [what === "differs" ? icon("chats-circle") : "", words[what]] : []));
}

function changes() {
  const pairs = shown ? AREAS.map((area) => [area, shown.areas[area]?.level, now[shown.voice].areas[area]?.level]) : [];
  const changed = pairs.filter(([, before, after]) => level(before) && level(after) && before !== after);
  const title = one("[data-changed-title]");
  title.hidden = !changed.length;
  title.textContent = words.changed_here;
  list("[data-changed]", changed.map(([area, before, after]) => [area, [`${spoken(shown.made_on)}: ${levelName(before)}`, `${spoken(now[shown.voice].made_on)}: ${levelName(after)}`]]));
}

const list = (selector, rows) => one(selector).replaceChildren(...rows.map(([area, pieces]) =>
  el("li", {}, said("strong", page.areas[area]), " – ", ...pieces.flatMap((piece, index) => [index ? " · " : null, el("bdi", {}, piece)]))));

/* ---- An earlier wheel beside ---- */

function drawChoice() {
  const place = one("[data-earlier]"), id = newId("earlier");
  if (!earlier.length) { place.replaceChildren(); return; }
  const choice = el("select", { id, autocomplete: "off" }, el("option", { value: "" }, words.earlier_none),
    ...earlier.map((wheel, index) => el("option", { value: index }, `${voiceName(wheel.voice)}, ${spoken(wheel.made_on)}`)));
  choice.value = shown ? String(earlier.indexOf(shown)) : "";
  choice.addEventListener("change", () => beside(earlier[choice.value] ?? null));
  place.replaceChildren(el("div", { class: "field" }, el("label", { for: id }, words.earlier_pick), choice));
}

function beside(wheel) {
  shown = wheel;
  all("[data-earlier-column], figure[data-earlier]").forEach((old) => old.remove());
  if (wheel) {
    const name = fill(words.earlier, { voice: voiceName(wheel.voice) }), figure = one(`figure[data-voice="${wheel.voice}"]`);
    const copy = figure.cloneNode(true);
    delete copy.dataset.voice;
    copy.dataset.earlier = "";
    copy.querySelector("strong").textContent = name;
    copy.querySelector("svg").setAttribute("aria-label", `${name}, ${spoken(wheel.made_on)}`);
    figure.after(copy);
    one(`th[data-voice="${wheel.voice}"]`).after(el("th", { scope: "col", "data-earlier-column": true }, name, el("span", { class: "compare__day" }, spoken(wheel.made_on))));
    for (const area of AREAS) {
      const given = answered(wheel, area);
      one(`[data-area="${area}"] td[data-voice="${wheel.voice}"]`).after(el("td", { "data-earlier-column": true, "data-l": name }, el("div", { class: "compare__said" }, ...spokenAnswer(given, drawingOf(wheel.voice, area)))));
    }
  }
  refresh();
}

/* ---- The family's file ---- */

function contents() {
  const current = VOICES.map((voice) => now[voice]).filter((wheel) => !isEmpty(wheel));
  const kept = earlier.slice(0, MOST - current.length).reverse();
  return clean({ format: FORMAT, version: VERSION, county: page.county, edition: page.edition, language: page.language, wheels: [...kept, ...current] });
}

/* What can be done with an opened file: asked about only when it speaks with a voice that already stands here. */
function choices(file) {
  const wheels = file.wheels.filter((wheel) => !isEmpty(wheel));
  if (!wheels.length) return [];
  const taken = wheels.some((wheel) => !isEmpty(now[wheel.voice]));
  const ways = [{ label: words.put_beside, act: () => lay(wheels, false) }, { label: words.replace, act: () => lay(wheels, true) }];
  return taken ? ways : ways.slice(0, 1);
}

function lay(wheels, replace) {
  const rest = [...earlier];
  for (const voice of VOICES) {
    const given = wheels.filter((wheel) => wheel.voice === voice).sort((a, b) => a.made_on.localeCompare(b.made_on));
    if (!given.length) continue;
    const standing = replace || isEmpty(now[voice]) ? [] : [now[voice]];
    const [newest, ...older] = [...given, ...standing].sort((a, b) => a.made_on.localeCompare(b.made_on)).reverse();
    now[voice] = newest;
    rest.push(...older);
  }
  earlier = sorted(rest);
  shown = null;
  const child = earlier.find((wheel) => wheel.voice === VOICES[0]) ?? earlier[0] ?? null;
  beside(child);
  drawChoice();
}

/* ---- A document ---- */

/* The table as a document for Word: a column a wheel, a row an area that somebody has said something about. */
function made() {
  const wheels = VOICES.flatMap((voice) => [[voiceName(voice), now[voice]], ...(shown?.voice === voice ? [[fill(words.earlier, { voice: voiceName(voice) }), shown]] : [])]);
  const filled = wheels.filter(([, wheel]) => !isEmpty(wheel)), columns = filled.length ? filled : wheels;
  const rows = AREAS.filter((area) => !filled.length || filled.some(([, wheel]) => wheel.areas[area]));
  const blocks = [{
    kind: "table", title: words.title, first: "area", widths: [3, ...columns.map(() => 5)],
    head: [words.area, ...columns.map(([name, wheel]) => (isEmpty(wheel) ? name : `${name}\n${spoken(wheel.made_on)}`))],
    rows: rows.map((area) => [page.areas[area], ...columns.map(([, wheel]) => inCell(answered(wheel, area), drawingOf(wheel.voice, area)))]),
  }];
  const talk_ = [...all("[data-differ] li")].map((line) => line.textContent);
  if (talk_.length) blocks.push({ kind: "heading", level: 1, text: words.talk }, { kind: "text", text: [words.differ_here, ...talk_].join("\n\n") });
  return { title: words.title, language: page.language, rtl: page.rtl, made: today(), page: words.page, blocks };
}

const inCell = (given, label) => withDrawings([levelName(given.level), given.words, given.pointed, given.emoji].filter(Boolean).join("\n"),
  given.drawing ? [{ strokes: given.drawing, label }] : []);

async function toWord() {
  const part = await import("./docx.js").catch(() => null), told = one("[data-said]");
  if (!part) { told.textContent = words.not_fetched; return; }
  offer(await part.docx(made()), fileName(words.stem, "docx"));
  told.textContent = words.word_made;
}

/* ---- Forgetting ---- */

function forget() {
  fresh();
  beside(null);
  drawChoice();
  keep.forget();
  one("[data-said]").textContent = "";
}

function wipe() {
  forget();
  one("[data-said]").textContent = words.cleared;
}

fresh();
for (const voice of VOICES) for (const area of AREAS) one(`[data-area="${area}"] td[data-voice="${voice}"]`).replaceChildren(...cell(voice, area));
for (const hidden of all("[data-tools], [data-wipe]")) hidden.hidden = false;
one("[data-noscript]").remove();
root.classList.add("compare--live");
const keep = mountKeep(one("[data-keep]"), page.keep, { read: contents, choices });
refresh();
one("[data-word]").addEventListener("click", toWord);
one("[data-word]").hidden = false;
for (const button of document.querySelectorAll("[data-wheel-clear], [data-wipe]")) { button.hidden = false; button.addEventListener("click", wipe); }
askBeforeLeaving(() => VOICES.every((voice) => isEmpty(now[voice])) && !earlier.length);
window.addEventListener("pagehide", forget);
root.dataset.ready = "";
