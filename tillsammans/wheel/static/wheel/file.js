/* The family's own file: read and written here, on the device. No network, no storage, no markup.

   A file is strange until `clean` has copied what it knows of it, key by key, into new objects. Whatever is wrong raises a
   Problem, and whoever opened the file has lost nothing. */

export const FORMAT = "barnets-basta-hjulet", VERSION = 1;
export const LARGEST = 1_000_000; // bytes: of every file that is opened or made
export const MOST_WHEELS = 12, LONGEST_WORDS = 2000, LONGEST_EMOJI = 16, MOST_STROKES = 400, MOST_POINTS = 2000, MOST_PICTURES = 12; // as state.js
export const ITERATIONS = 600_000; // OWASP's figure for PBKDF2-SHA256
export const SHORTEST_PASSPHRASE = 8;
const KDF = "PBKDF2-SHA256", MOST_ITERATIONS = 2_000_000; // what a strange file may make this device work
const VOICES = ["child", "guardian", "professional"];
const AUDIENCES = ["small", "child", "young", "guardian", "professional"];
const ID = /^[a-z][a-z0-9_-]{0,39}$/, LANGUAGE = /^[a-z]{2,3}$/, DAY = /^\d{4}-\d{2}-\d{2}$/;
const NOT_AN_ID = new Set(["constructor", "prototype", "tostring", "valueof", "hasownproperty"]);
// Signs that no keyboard writes and that could turn a line round: control signs but new line and tab, and bidi overrides.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e\ufeff\ufffe\uffff]/g;

/* code: too_large, foreign, cut, broken, newer, locked, short, too_much, no_crypto. The words for it stand on the page. */
export class Problem extends Error {
  constructor(code) { super(code); this.code = code; }
}
const wrong = (code) => { throw new Problem(code); };

/* ---- What a file may hold ---- */

const own = (given, key) => (Object.hasOwn(given, key) ? given[key] : undefined);
const isObject = (given) => typeof given === "object" && given !== null && !Array.isArray(given);
const object = (given) => (isObject(given) ? given : wrong("broken"));
const list = (given, most) => (Array.isArray(given) && given.length <= most ? given : wrong("broken"));
const oneOf = (given, allowed) => (allowed.includes(given) ? given : wrong("broken"));
const matching = (given, pattern) => (typeof given === "string" && pattern.test(given) ? given : wrong("broken"));
const id = (given) => (NOT_AN_ID.has(matching(given, ID)) ? wrong("broken") : given);

function text(given, longest) {
  if (given === undefined || given === null) return "";
  if (typeof given !== "string") wrong("broken");
  const whole = given.toWellFormed ? given.toWellFormed() : given;
  return [...whole.replace(/\r\n?/g, "\n").replace(UNSEEN, "")].slice(0, longest).join("");
}

function day(given) {
  const moment = new Date(`${matching(given, DAY)}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== given) wrong("broken");
  return given;
}

function drawing(given) {
  if (given === undefined || given === null) return [];
  const strokes = list(given, MOST_STROKES).map((stroke) => list(stroke, MOST_POINTS * 2).slice());
  const whole = (number) => Number.isInteger(number) && number >= 0 && number <= 1000;
  if (!strokes.every((stroke) => stroke.length % 2 === 0 && stroke.every(whole))) wrong("broken");
  return strokes.filter((stroke) => stroke.length);
}

/* What a child pointed at: codes of pictures. One that no edition can have is left out; one that this edition lacks says nothing. */
function pictures(given) {
  if (given === undefined || given === null) return [];
  const known = (one) => typeof one === "string" && ID.test(one) && !NOT_AN_ID.has(one);
  return [...new Set(list(given, MOST_PICTURES).filter(known))];
}

function answer(given) {
  object(given);
  const level = own(given, "level");
  const found = {
    level: level === undefined || level === null || level === "" ? "" : id(level),
    words: text(own(given, "words"), LONGEST_WORDS),
    emoji: text(own(given, "emoji"), LONGEST_EMOJI),
    drawing: drawing(own(given, "drawing")),
    pictures: pictures(own(given, "pictures")),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value.length));
}

function wheel(given) {
  object(given);
  const areas = Object.entries(object(own(given, "areas")));
  if (areas.length > 24) wrong("broken");
  const answers = areas.map(([key, value]) => [id(key), answer(value)]).filter(([, value]) => Object.keys(value).length);
  return {
    voice: oneOf(own(given, "voice"), VOICES),
    audience: oneOf(own(given, "audience"), AUDIENCES),
    made_on: day(own(given, "made_on")),
    areas: Object.fromEntries(answers),
  };
}

/* The same contents in new objects, with nothing in them that is not known. Raises Problem("broken"). */
export function clean(given) {
  object(given);
  const edition = own(given, "edition");
  return {
    format: FORMAT,
    version: VERSION,
    county: id(own(given, "county")),
    edition: Number.isInteger(edition) && edition >= 0 && edition < 1e9 ? edition : wrong("broken"),
    language: matching(own(given, "language"), LANGUAGE),
    wheels: list(own(given, "wheels"), MOST_WHEELS).map(wheel),
  };
}

/* ---- Opening ---- */

/* What `file` (a Blob) holds: {contents}, or {unlock(passphrase)} which gives the contents. Raises Problem, before reading
   when the file is too large. */
export async function open(file) {
  if (file.size > LARGEST) wrong("too_large");
  const found = parsed(await decoded(file));
  const locked = own(found, "encrypted");
  if (locked === undefined) return { contents: clean(found) };
  const header = headerOf(object(locked));
  const data = bytes(own(locked, "data"), 16);
  return { unlock: (passphrase) => unlock(header, data, passphrase) };
}

async function decoded(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch { return wrong("foreign"); }
}

function parsed(content) {
  let found;
  try { found = JSON.parse(content); } catch {
    if (!content.includes(`"${FORMAT}"`)) wrong("foreign");
    wrong(/\}\s*$/.test(content) ? "broken" : "cut");
  }
  if (!isObject(found) || own(found, "format") !== FORMAT) wrong("foreign");
  const version = own(found, "version");
  if (!Number.isInteger(version) || version < 1) wrong("broken");
  if (version > VERSION) wrong("newer");
  return found;
}

/* ---- Passphrase: PBKDF2-SHA256, then AES-256-GCM with the header as authenticated data ---- */

function headerOf(given) {
  const iterations = own(given, "iterations");
  if (own(given, "kdf") !== KDF) wrong("newer");
  if (!Number.isInteger(iterations) || iterations < ITERATIONS || iterations > MOST_ITERATIONS) wrong("broken");
  const [salt, iv] = [own(given, "salt"), own(given, "iv")];
  if (bytes(salt, 16).length !== 16 || bytes(iv, 12).length !== 12) wrong("broken");
  return { kdf: KDF, iterations, salt, iv };
}

const authenticated = ({ kdf, iterations, salt, iv }) =>
  new TextEncoder().encode(JSON.stringify([FORMAT, VERSION, kdf, iterations, salt, iv]));

async function keyOf({ iterations, salt }, passphrase, use) {
  if (!globalThis.crypto?.subtle) wrong("no_crypto"); // an insecure address: browsers then give no cryptography
  const written = new TextEncoder().encode(plainPassphrase(passphrase));
  const secret = await crypto.subtle.importKey("raw", written, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt, 16), iterations };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, [use]);
}

async function unlock(header, data, passphrase) {
  const key = await keyOf(header, passphrase, "decrypt");
  const how = { name: "AES-GCM", iv: bytes(header.iv, 12), additionalData: authenticated(header) };
  let opened;
  try { opened = await crypto.subtle.decrypt(how, key, data); } catch { return wrong("locked"); }
  const found = parsed(new TextDecoder().decode(opened));
  return clean(found);
}

/* The same passphrase from every keyboard: composed alike, no space before or after. */
export const plainPassphrase = (given) => given.normalize("NFKC").trim().replace(/\s+/g, " ");

const base64 = (given) => {
  let signs = "";
  for (const one of new Uint8Array(given)) signs += String.fromCharCode(one);
  return btoa(signs);
};

function bytes(given, least) {
  if (typeof given !== "string") wrong("broken");
  try {
    const found = Uint8Array.from(atob(given), (sign) => sign.charCodeAt(0));
    return found.length >= least ? found : wrong("broken");
  } catch { return wrong("broken"); }
}

/* ---- Writing ---- */

/* The file as a Blob; with a passphrase it cannot be read without it. Salt and iv are new every time. */
export async function write(contents, passphrase = "") {
  const content = JSON.stringify(clean(contents));
  const made = passphrase ? await locked(content, passphrase) : content;
  const file = new Blob([made], { type: "application/json" });
  return file.size > LARGEST ? wrong("too_much") : file;
}

async function locked(content, passphrase) {
  if ([...plainPassphrase(passphrase)].length < SHORTEST_PASSPHRASE) wrong("short");
  if (!globalThis.crypto?.subtle) wrong("no_crypto");
  const header = {
    kdf: KDF, iterations: ITERATIONS,
    salt: base64(crypto.getRandomValues(new Uint8Array(16))), iv: base64(crypto.getRandomValues(new Uint8Array(12))),
  };
  const key = await keyOf(header, passphrase, "encrypt");
  const how = { name: "AES-GCM", iv: bytes(header.iv, 12), additionalData: authenticated(header) };
  const data = base64(await crypto.subtle.encrypt(how, key, new TextEncoder().encode(content)));
  return JSON.stringify({ format: FORMAT, version: VERSION, encrypted: { ...header, data } });
}

/* How hard the passphrase is to guess: "none", "short", "weak", "fair" or "good". Words stand on the page; no figure is shown. */
export function strength(given) {
  const plain = plainPassphrase(given), signs = [...plain];
  const words = new Set(plain.toLowerCase().split(/[\s.,_-]+/).filter((word) => word.length > 2)).size;
  const different = new Set(signs).size;
  if (!signs.length) return "none";
  if (signs.length < SHORTEST_PASSPHRASE) return "short";
  if (different < 6 || /^[0-9 .-]+$/.test(plain)) return "weak";
  if ((words >= 4 && signs.length >= 16) || (signs.length >= 18 && different >= 10)) return "good";
  return signs.length >= 12 ? "fair" : "weak";
}

/* Today where the reader is, as it stands in files: 2026-11-22. */
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/* A name that tells what the file is and when, and nothing of whom it is about. */
export const fileName = (stem = FORMAT, ending = "json") => `${stem}-${today()}.${ending}`;

/* Give the reader a file that was made here: the browser's own download, of something that already is on the device. */
export function offer(file, name) {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // phones read it after a question of their own
}
