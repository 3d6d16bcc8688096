/* One document, three outputs: what is printed and what is pasted are made here, the Word file in docx.js, all from the same blocks.

   A document: {title, language, rtl, made, page, blocks}. Blocks: {kind: "heading", level, text}, {kind: "text" | "help", text},
   {kind: "checks", items: [{text, checked}]}, {kind: "facts", title, rows: [[label, value]]} and
   {kind: "table", title, head, rows, widths, first}; a text is a string (what somebody wrote) or {text, lang} (the edition's).
   A cell of a table may also be {text, drawings: [{strokes, label, named}]}: what somebody wrote, and drew;
   named: the label is said in words too, since the column does not say whose drawing it is. */

import { el, said } from "./element.js";
import { sketch } from "./sketch.js";

const plain = (text) => (typeof text === "string" ? text : text?.text ?? "");

/* ---- The document of a template ---- */

/* template: as the server wrote it (views/prepare.py). answers: {facts: {id: text}, parts: {id: text | checks | rows | areas},
   drawings: [{part, area, column, strokes, label, named}]}.
   Areas without a word are left out, unless nothing at all is written: then it is a blank form. */
export function documentOf(template, answers, made) {
  const blank = isBlank(answers);
  const blocks = [{ kind: "facts", title: template.words.about, widths: [2, 5], rows: template.facts.map(({ id, label }) => [label, answers.facts[id] ?? ""]) }];
  for (const part of template.parts) {
    blocks.push({ kind: "heading", level: 1, text: part.title });
    if (blank) blocks.push({ kind: "help", text: part.help });
    const drawings = answers.drawings.filter((one) => one.part === part.id);
    blocks.push(...CONTENT[part.kind](part, answers.parts[part.id], template, blank, drawings));
  }
  const { title, language, rtl, words } = template;
  return { title, language, rtl, made, page: words.page, blocks };
}

const CONTENT = {
  text: (part, written, template, blank) => [{ kind: "text", text: written?.trim() || (blank ? "\n\n\n" : template.words.empty) }],
  checks: (part, ticked) => [{ kind: "checks", items: part.fields.map(({ id, label }) => ({ text: label, checked: Boolean(ticked?.[id]) })) }],
  rows: (part, rows, template, blank) => {
    const filled = (rows ?? []).filter(isWritten);
    if (!filled.length && !blank) return [{ kind: "text", text: template.words.empty }];
    const cells = (filled.length ? filled : [{}, {}, {}, {}]).map((row) => part.fields.map(({ id }) => row[id]?.trim() ?? ""));
    return [{ kind: "table", title: part.title, head: part.fields.map(({ label }) => label), rows: cells }];
  },
  per_area: (part, areas, template, blank, drawings) => {
    const shown = template.areas.filter(({ id }) => blank || isWritten(areas?.[id]) || drawings.some(({ area }) => area === id));
    if (!shown.length) return [{ kind: "text", text: template.words.empty }];
    return [{
      kind: "table", title: part.title, first: "area", widths: [3, ...part.fields.map(() => 4)],
      head: [template.words.area, ...part.fields.map(({ label }) => label)],
      rows: shown.map(({ id, name }) => [name, ...part.fields.map((column) => withDrawings(areas?.[id]?.[column.id]?.trim() ?? "",
        drawings.filter((one) => one.area === id && one.column === column.id)))]),
    }];
  },
};

/* A cell: what is written, and what is drawn where anything is. */
export const withDrawings = (text, drawings) => (drawings.length ? { text, drawings } : text);

/* Nothing at all is written or drawn; the day, which the page fills in itself, is not counted. */
export const isBlank = ({ facts, parts, drawings }) => !isWritten(parts) && !isWritten({ ...facts, day: "" }) && !drawings.length;

/* Whether anybody has written or ticked anything, however deep. */
export function isWritten(answers) {
  if (typeof answers === "string") return answers.trim() !== "";
  if (typeof answers === "object" && answers !== null) return Object.values(answers).some(isWritten);
  return answers === true;
}

/* ---- Paper: the document as elements, shown when the page is printed ---- */

const written = (name, text, attributes = {}) =>
  (typeof text === "string" ? el(name, { ...attributes, translate: "no", dir: /\p{L}/u.test(text) ? "auto" : null }, ...lines(text)) : said(name, text, attributes));
const lines = (text) => text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));

const inCell = (cell) => (cell?.drawings
  ? el("td", {}, cell.text ? written("p", cell.text) : null, ...cell.drawings.map(({ strokes, label, named }) => el("figure", {}, sketch(strokes, label), named ? el("figcaption", {}, label) : null)))
  : written("td", cell));

const SHOWN = {
  heading: ({ level, text }) => written(`h${level + 1}`, text),
  text: ({ text }) => written("p", text),
  help: ({ text }) => written("p", text, { class: "dim" }),
  checks: ({ items }) => el("ul", { class: "ticks" }, ...items.map(({ text, checked }) => el("li", {}, checked ? "☒ " : "☐ ", written("span", text)))),
  facts: ({ rows }) => el("dl", { class: "kv" }, ...rows.flatMap(([label, value]) => [written("dt", label), written("dd", value)])),
  table: ({ title, head, rows, first }) => el("table", { class: "paper__table" },
    said("caption", title, { class: "vh" }),
    el("thead", {}, el("tr", {}, ...head.map((cell) => written("th", cell, { scope: "col" })))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((cell, index) => (first && index === 0 ? written("th", cell, { scope: "row" }) : inCell(cell))))))),
};

export const paper = (document) => el("div", { class: "paper", translate: "no" }, written("h1", document.title), ...document.blocks.map((block) => SHOWN[block.kind](block)));

/* ---- Plain text, to paste into the record system ---- */

const WRITTEN = {
  heading: ({ text }) => `\n${plain(text)}\n${"-".repeat(Math.min(60, [...plain(text)].length))}`,
  text: ({ text }) => plain(text),
  help: ({ text }) => plain(text),
  checks: ({ items }) => items.map(({ text, checked }) => `[${checked ? "x" : " "}] ${plain(text)}`).join("\n"),
  facts: ({ rows }) => rows.filter(([, value]) => value).map(([label, value]) => `${plain(label)}: ${value}`).join("\n"),
  table: ({ head, rows, first }) => rows.map((row) => (first ? underHeading(head, row) : inLine(head, row))).join("\n"),
};

const toldOf = (cell) => [plain(cell), ...(cell?.drawings ?? []).map(({ label }) => `[${label}]`)].filter(Boolean).join(" ");
const pair = (label, value) => (toldOf(value) ? [`${plain(label).replace(/[?:]$/, "")}: ${toldOf(value)}`] : []);
const underHeading = (head, [name, ...cells]) => [`${plain(name)}`, ...cells.flatMap((cell, index) => pair(head[index + 1], cell)), ""].join("\n");
const inLine = (head, row) => `- ${row.flatMap((cell, index) => pair(head[index], cell)).join("; ")}`;

export function text(document) {
  const all = [plain(document.title).toUpperCase(), ...document.blocks.map((block) => WRITTEN[block.kind](block))].filter((part) => part !== "");
  return `${all.join("\n").replace(/\n{3,}/g, "\n\n").trim()}\n`;
}
