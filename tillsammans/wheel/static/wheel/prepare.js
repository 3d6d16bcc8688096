/* A template filled in on the reader's own screen. What is written lives in `answers` and in the fields, nowhere else: it is gone
   when the page is left. Word file, paper and text are made here, from one document (paper.js). */

import { el, field, fill, icon, newId, said, words as read } from "./element.js";
import { fileName, offer, today } from "./file.js";
import { mountKeep } from "./keep.js";
import { documentOf, isBlank, paper, text } from "./paper.js";

const root = document.querySelector("[data-prepare]"), one = (selector) => root.querySelector(selector);
const template = read("prepare-data"), words = template.words;
const FIRST_ROWS = 2;

let answers, taken = true; // taken: nothing has been written since a document was made

function fresh() {
  const empty = { text: () => "", checks: () => ({}), per_area: () => ({}), rows: () => Array.from({ length: FIRST_ROWS }, () => ({})) };
  answers = { facts: {}, parts: Object.fromEntries(template.parts.map((part) => [part.id, empty[part.kind]()])) };
  taken = true;
}

const changed = (write) => (value) => { write(value); taken = false; };

/* ---- Fields ---- */

const FIELDS = {
  text: (part) => {
    const { box, control } = field(part.title, { value: answers.parts[part.id], rows: 5, changed: changed((value) => { answers.parts[part.id] = value; }) });
    box.querySelector("label").classList.add("vh");
    control.setAttribute("aria-describedby", `${part.id}-help`);
    return [box];
  },
  checks: (part) => [el("div", { class: "opts" }, ...part.fields.map(({ id, label }) => {
    const box = el("input", { type: "checkbox", autocomplete: "off" });
    box.checked = Boolean(answers.parts[part.id][id]);
    box.addEventListener("change", () => changed((value) => { answers.parts[part.id][id] = value; })(box.checked));
    return el("label", {}, box, said("span", label));
  }))],
  per_area: (part) => template.areas.map((area) => areaFields(part, area)),
  rows: (part) => {
    const list = el("div", { class: "stack" }, ...answers.parts[part.id].map((row, index) => rowFields(part, row, index)));
    const more = el("button", { type: "button", class: "btn line", onclick: () => addRow(part) }, icon("plus"), words.add_row);
    return [list, more];
  },
};

function areaFields(part, area) {
  const own = (answers.parts[part.id][area.id] ??= {}), title = newId("area");
  const fields = part.fields.map(({ id, label }) => field(label, { value: own[id], changed: changed((value) => { own[id] = value; }) }).box);
  const first = template.parts.find(({ kind }) => kind === "per_area") === part;
  return el("section", { class: "prep__area stack stack--s", id: first ? `omrade-${area.id}` : null, "data-s": area.slot, "aria-labelledby": title },
    el("h3", { id: title }, icon(area.icon), " ", said("span", area.name)), said("p", area.ask, { class: "dim" }), el("div", { class: "cols cols--m" }, ...fields));
}

function rowFields(part, row, index) {
  const n = index + 1;
  const fields = part.fields.map(({ id, label }) => field(label, { rows: 1, value: row[id], changed: changed((value) => { row[id] = value; }) }).box);
  const away = el("button", { type: "button", class: "btn quiet", onclick: () => removeRow(part, index) }, icon("trash"), fill(words.remove_row, { n }));
  return el("fieldset", { class: "prep__row" }, el("legend", { class: "vh" }, fill(words.row, { n })), el("div", { class: "cols cols--m" }, ...fields), away);
}

function addRow(part) {
  answers.parts[part.id].push({});
  draw(part);
  fieldsOf(part).querySelectorAll("fieldset").item(answers.parts[part.id].length - 1).querySelector("textarea").focus();
}

function removeRow(part, index) {
  answers.parts[part.id].splice(index, 1);
  if (!answers.parts[part.id].length) answers.parts[part.id].push({});
  taken = false;
  draw(part);
  say(words.row_removed);
  fieldsOf(part).lastElementChild.focus();
}

const fieldsOf = (part) => one(`[data-fields="${part.id}"]`);

function draw(part) {
  let place = fieldsOf(part);
  if (!place) {
    place = el("div", { class: "stack prep__fields noprint", "data-fields": part.id });
    one(`[data-part="${part.id}"]`).append(place);
  }
  place.replaceChildren(...FIELDS[part.kind](part));
}

function drawFacts() {
  const place = one("[data-fields=facts]") ?? el("div", { class: "cols cols--m noprint", "data-fields": "facts" });
  answers.facts.day ??= new Intl.DateTimeFormat("sv-SE").format(new Date());
  place.replaceChildren(...template.facts.map(({ id, label }) =>
    field(label, { kind: "line", value: answers.facts[id], limit: 200, changed: changed((value) => { answers.facts[id] = value; }) }).box));
  one("[data-facts]").append(place);
}

function drawAll() {
  drawFacts();
  template.parts.forEach(draw);
}

/* ---- From an opened wheel ---- */

const nameOf = (list, id) => list.find((entry) => entry.id === id)?.name.text ?? "";

function quote({ level, words: own, emoji }) {
  const how = nameOf(template.levels, level);
  return [how && `${how}.`, own, emoji].filter(Boolean).join(" ");
}

/* The newest wheel of each voice, area by area, into the column of that voice; where a template has no such column, into the
   last one with the voice's name before it. What stands there already is kept. */
function takeIn(contents) {
  const wheels = [...contents.wheels].sort((a, b) => a.made_on.localeCompare(b.made_on));
  const newest = Object.fromEntries(wheels.map((wheel) => [wheel.voice, wheel]));
  for (const part of template.parts.filter(({ kind }) => kind === "per_area")) {
    const known = template.areas.filter(({ id }) => template.voices.some((voice) => newest[voice.id]?.areas[id]));
    for (const area of known) for (const voice of template.voices) put(part, area.id, voice, newest[voice.id]?.areas[area.id]);
  }
  taken = false;
  drawAll();
}

function put(part, area, voice, answer) {
  const words_ = answer ? quote(answer) : "";
  const own = part.fields.find((column) => column.voice === voice.id), named = part.fields.some((column) => column.voice);
  if (!words_ || (named && !own)) return;
  const column = (own ?? part.fields.at(-1)).id, line = own ? words_ : `${voice.name.text}: ${words_}`;
  const cells = answers.parts[part.id][area], before = cells[column]?.trim() ?? "";
  if (!before.includes(line)) cells[column] = [before, line].filter(Boolean).join("\n");
}

/* ---- Documents ---- */

const made = () => documentOf(template, answers, today());

function say(message) {
  one("[data-said]").textContent = message;
}

async function toWord() {
  const part = await import("./docx.js").catch(() => null);
  if (!part) return say(words.not_fetched);
  offer(part.docx(made()), fileName(template.slug, "docx"));
  taken = true;
  say(words.word_made);
}

async function toText() {
  const place = one("[data-plain]"), area = place.querySelector("textarea");
  place.hidden = false;
  area.value = text(made());
  area.focus();
  area.select();
  taken = true;
  try {
    await navigator.clipboard.writeText(area.value);
    say(words.copied);
  } catch { say(words.selected); }
}

/* What is printed is the document, not the fields; nothing written: the blank form. */
function layPaper() {
  const any = !isBlank(answers);
  root.classList.toggle("prep--paper", any);
  one("[data-sheet]").replaceChildren(...(any ? [paper(made())] : []));
}

const clearPaper = () => one("[data-sheet]").replaceChildren();

/* ---- Forgetting ---- */

function forget() {
  fresh();
  drawAll();
  clearPaper();
  const plain = one("[data-plain]");
  plain.querySelector("textarea").value = "";
  plain.hidden = true;
  keep.forget();
  say("");
}

fresh();
root.classList.add("prep--live");
for (const hidden of [one("[data-tools]"), one("[data-out]")]) hidden.hidden = false;
one("[data-noscript]").remove();
for (const part of template.parts) one(`[data-part="${part.id}"] .prep__help`).id = `${part.id}-help`;
const keep = mountKeep(one("[data-keep]"), template.keep, { saves: false, choices: (contents) => [{ act: () => takeIn(contents) }] });
drawAll();
one("[data-word]").addEventListener("click", toWord);
one("[data-text]").addEventListener("click", toText);
one("[data-paper]").addEventListener("click", () => { taken = true; window.print(); });
one("[data-wipe]").addEventListener("click", () => { if (isBlank(answers) || window.confirm(words.clear_sure)) { forget(); say(words.cleared); } });
window.addEventListener("beforeprint", layPaper);
window.addEventListener("afterprint", clearPaper);
window.addEventListener("beforeunload", (event) => { if (!taken) event.preventDefault(); });
window.addEventListener("pagehide", forget);
root.dataset.ready = "";
