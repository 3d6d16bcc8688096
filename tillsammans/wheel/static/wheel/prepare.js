/* A template filled in on the reader's own screen. What is written lives in `answers` and in the fields, nowhere else: it is gone
   when the page is left. Word file, paper and text are made here, from one document (paper.js). */

import { el, field, fill, icon, newId, said, spoken, words as read } from "./element.js";
import { fileName, offer, today } from "./file.js";
import { mountKeep } from "./keep.js";
import { documentOf, isBlank, paper, text } from "./paper.js";
import { sketch } from "./sketch.js";

const root = document.querySelector("[data-prepare]"), one = (selector) => root.querySelector(selector);
const template = read("prepare-data"), words = template.words;
const FIRST_ROWS = 2;

let answers, taken = true; // taken: nothing has been written since a document was made

function fresh() {
  const empty = { text: () => "", checks: () => ({}), per_area: () => ({}), rows: () => Array.from({ length: FIRST_ROWS }, () => ({})) };
  answers = { facts: {}, parts: Object.fromEntries(template.parts.map((part) => [part.id, empty[part.kind]()])), drawings: [] };
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
  const fields = part.fields.map(({ id, label }) => {
    const { box } = field(label, { value: own[id], changed: changed((value) => { own[id] = value; }) });
    box.append(...answers.drawings.filter((one) => one.part === part.id && one.area === area.id && one.column === id).map((one) => drawn(part, one)));
    return box;
  });
  const first = template.parts.find(({ kind }) => kind === "per_area") === part;
  return el("section", { class: "prep__area stack stack--s", id: first ? `omrade-${area.id}` : null, "data-s": area.slot, "aria-labelledby": title },
    el("h3", { id: title }, icon(area.icon), " ", said("span", area.name)), said("p", area.ask, { class: "dim" }), el("div", { class: "cols cols--m" }, ...fields));
}

/* A drawing that came with the wheel, and a way to leave it out of the document. */
function drawn(part, drawing) {
  const away = el("button", { type: "button", class: "btn quiet", "aria-label": `${words.drawing_away}: ${drawing.label}`, onclick: () => {
    answers.drawings = answers.drawings.filter((one) => one !== drawing);
    taken = false;
    const label = away.closest(".field").querySelector("textarea").getAttribute("id");
    const place = [...fieldsOf(part).querySelectorAll("textarea")].findIndex(({ id }) => id === label);
    draw(part);
    fieldsOf(part).querySelectorAll("textarea").item(place).focus();
    say(words.drawing_gone);
  } }, icon("trash"), words.drawing_away);
  return el("figure", { class: "prep__drawn" }, sketch(drawing.strokes, drawing.label), el("figcaption", {}, drawing.named ? el("p", { class: "small" }, drawing.label) : null, away));
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

/* One line; two where the own words run another way than the level's name, so that neither turns the other round. */
function quote({ level, words: own, emoji, pictures = [] }, area) {
  const name = nameOf(template.levels, level), how = name && `${name}.`;
  const between = how && own && template.rtl !== isRtl(own, template.rtl) ? "\n" : " ";
  const pointed = pictures.map((id) => template.pictures[area.id]?.[id]?.text).filter(Boolean).join(", ");
  const line = [[how, own].filter(Boolean).join(between), emoji].filter(Boolean).join(" ");
  return [line, pointed && `${words.pointed_at}: ${pointed}.`].filter(Boolean).join("\n");
}

const isRtl = (text, otherwise) => {
  const first = /\p{L}/u.exec(text)?.[0];
  return first ? /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(first) : otherwise;
};

/* The newest wheel of each voice, area by area, into the column of that voice; where a template has no such column, into the
   last one with the voice's name before it. What stands there already is kept. */
function takeIn(contents) {
  const wheels = [...contents.wheels].sort((a, b) => a.made_on.localeCompare(b.made_on));
  const newest = Object.fromEntries(wheels.map((wheel) => [wheel.voice, wheel]));
  for (const part of template.parts.filter(({ kind }) => kind === "per_area")) {
    const known = template.areas.filter(({ id }) => template.voices.some((voice) => newest[voice.id]?.areas[id]));
    for (const area of known) for (const voice of template.voices) put(part, area, voice, newest[voice.id]?.areas[area.id]);
  }
  taken = false;
  drawAll();
  tell(template.voices.filter(({ id }) => newest[id]).map(({ id, name }) => [name, newest[id].made_on]));
}

/* Whose wheels were put in, and from which day. */
const tell = (wheels) => one("[data-taken]").replaceChildren(...(wheels.length
  ? [el("ul", { class: "plainlist" }, ...wheels.map(([name, day]) => el("li", {}, said("strong", name), " ", el("bdi", {}, spoken(day)))))] : []));

function put(part, area, voice, answer) {
  const own = part.fields.find((column) => column.voice === voice.id), named = part.fields.some((column) => column.voice);
  if (!answer || (named && !own)) return;
  const column = (own ?? part.fields.at(-1)).id, quoted = quote(answer, area);
  if (quoted) putWords(answers.parts[part.id][area.id], column, own ? quoted : `${voice.name.text}: ${quoted}`);
  if (answer.drawing) putDrawing({
    part: part.id, area: area.id, column, strokes: answer.drawing, named: !own, label: fill(words.drawing, { voice: voice.name.text, area: area.name.text }),
  });
}

function putWords(cells, column, line) {
  const before = cells[column]?.trim() ?? "";
  if (!before.includes(line)) cells[column] = [before, line].filter(Boolean).join("\n");
}

/* The same drawing in the same place comes once, however often the file is opened. */
function putDrawing(drawing) {
  const mark = JSON.stringify(drawing);
  if (!answers.drawings.some((one) => JSON.stringify(one) === mark)) answers.drawings.push(drawing);
}

/* ---- Documents ---- */

const made = () => documentOf(template, answers, today());

function say(message) {
  one("[data-said]").textContent = message;
}

async function toWord() {
  const part = await import("./docx.js").catch(() => null);
  if (!part) return say(words.not_fetched);
  offer(await part.docx(made()), fileName(template.slug, "docx"));
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
  tell([]);
  keep.forget();
  say("");
}

/* A document may be an hour's work: unlike the wheel it is asked about before it is cleared. */
function wipe() {
  if (!isBlank(answers) && !window.confirm(words.clear_sure)) return;
  forget();
  say(words.cleared);
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
for (const button of document.querySelectorAll("[data-wheel-clear], [data-wipe]")) { button.hidden = false; button.addEventListener("click", wipe); }
document.addEventListener("click", (event) => { if (event.target.closest("[data-wheel-leave]")) forget(); }, true); // and nothing asks
window.addEventListener("beforeprint", layPaper);
window.addEventListener("afterprint", clearPaper);
window.addEventListener("beforeunload", (event) => { if (!taken) event.preventDefault(); });
window.addEventListener("pagehide", forget);
root.dataset.ready = "";
