/* What is answered: in memory alone. Nothing here sends, stores or writes an address; who closes the page has forgotten it.
   The shape is the saved file's (README): {format, version, county, edition, language, wheels: [{voice, audience, made_on, areas}]}.
   One of the wheels is the page's own, which is filled in; the others came with an opened file and are kept as they are. */

export const FORMAT = "barnets-basta-hjulet", VERSION = 1;
const WORDS = 2000, STROKES = 400, POINTS = 2000, WHEELS = 12, AREAS = 24, SIDE = 1000, PICTURES = 12;
const VOICES = ["child", "guardian", "professional"];

const listeners = new Set();
let about = { county: "", edition: 0, language: "sv", voice: "child", audience: "child", pictures: {} };
let others = [];
let own = {};
let madeOn = "";

/** What the page is: county, edition, language, voice, audience, pictures (area → codes). Asked once, before anything is answered. */
export function begin(page) {
  about = { ...about, ...page };
}

/** Everything as a saved file has it: a copy. The page's own wheel is in it, last, when something is answered. */
export function getWheel() {
  const { voice, audience, county, edition, language } = about;
  const wheels = structuredClone(others);
  if (!isEmpty()) wheels.push({ voice, audience, made_on: madeOn, areas: structuredClone(own) });
  return { format: FORMAT, version: VERSION, county, edition, language, wheels };
}

/** Takes what a file held, in that shape. What does not belong there is left out; nothing in it is ever read as markup. */
export function loadWheel(file) {
  const wheels = list(file?.wheels, WHEELS).map(cleanWheel).filter(Boolean);
  const mine = wheels.findLastIndex((one) => one.voice === about.voice && one.audience === about.audience);
  const [found] = mine < 0 ? [] : wheels.splice(mine, 1);
  own = {};
  for (const [area, given] of Object.entries(found?.areas ?? {})) set(area, given);
  madeOn = found?.made_on ?? "";
  others = wheels;
  tell("loaded");
}

/** Forgets everything at once. */
export function clear() {
  own = {};
  others = [];
  madeOn = "";
  tell("cleared");
}

/** Calls fn(what) after every change; what: "answered", "loaded" or "cleared". Gives a function that ends it. */
export function onChange(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

/** What is answered about an area: {level, words, emoji, drawing, pictures}, each only when there is one. A copy. */
export function answerOf(area) {
  return structuredClone(own[area] ?? {});
}

/** Changes a part of an answer; an empty value takes that part away. */
export function answer(area, changes) {
  set(area, { ...own[area], ...changes });
  madeOn = today();
  tell("answered");
}

/* A picture that the page does not show in the area is nobody's answer: it is left out. */
function set(area, given) {
  const left = cleanAnswer(given), shown = about.pictures[area] ?? [];
  const pointed = shown.filter((one) => left.pictures?.includes(one));
  delete left.pictures;
  if (pointed.length) left.pictures = pointed;
  if (Object.keys(left).length) own[area] = left;
  else delete own[area];
}

/** The wheels that came with a file beside the page's own: copies. */
export function otherWheels() {
  return structuredClone(others);
}

export function isEmpty() {
  return Object.keys(own).length === 0;
}

function tell(what) {
  for (const fn of listeners) fn(what);
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/* A file may come from anywhere: take known parts of known kinds, and no more of them than a person can have made. */

const list = (value, most) => (Array.isArray(value) ? value.slice(0, most) : []);
const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");
const point = (value) => Math.min(SIDE, Math.max(0, Math.round(Number(value)))) || 0;

function cleanWheel(one) {
  if (!one || !VOICES.includes(one.voice)) return null;
  const areas = {};
  for (const [id, given] of Object.entries(one.areas ?? {}).slice(0, AREAS)) {
    const kept = cleanAnswer(given);
    if (/^[a-z0-9_-]{1,40}$/.test(id) && Object.keys(kept).length) areas[id] = kept;
  }
  const day = /^\d{4}-\d\d-\d\d$/.test(one.made_on) ? one.made_on : "";
  return { voice: one.voice, audience: text(one.audience, 20), made_on: day, areas };
}

function cleanAnswer(given) {
  const kept = {};
  const level = text(given?.level, 40), words = text(given?.words, WORDS), emoji = text(given?.emoji, 16);
  if (/^[a-z0-9_-]+$/.test(level)) kept.level = level;
  if (words.trim()) kept.words = words;
  if (emoji && !/[\p{L}\p{N}<>&]/u.test(emoji)) kept.emoji = emoji;
  const drawing = list(given?.drawing, STROKES).map((stroke) => list(stroke, POINTS * 2).map(point)).filter((stroke) => stroke.length > 1);
  const pictures = list(given?.pictures, PICTURES).filter((one) => typeof one === "string" && /^[a-z][a-z0-9_-]{0,39}$/.test(one));
  if (pictures.length) kept.pictures = [...new Set(pictures)];
  if (drawing.length) kept.drawing = drawing.map((stroke) => stroke.slice(0, stroke.length - (stroke.length % 2)));
  return kept;
}
