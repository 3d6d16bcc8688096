/* Elements from plain words: everything becomes text, never markup. Answers are kept from what a browser may send away: */

/* spell checking and writing help in the cloud, saved entries of forms, and machine translation of the page. */
export const PRIVATE = {
  autocomplete: "off", autocorrect: "off", spellcheck: "false", writingsuggestions: "false", translate: "no",
};

let made = 0;
export const newId = (start = "x") => `${start}-${(made += 1)}`;

/* el("p", {class: "dim", lang: "sv", onclick: fn, hidden: true}, "words", element, null): null and false are left out. */
export function el(name, attributes = {}, ...children) {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") one.addEventListener(key.slice(2), value);
    else if (value === true) one.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) one.setAttribute(key, value);
  }
  one.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return one;
}

/* A text of the edition ({text, lang}) as an element: marked with its language where that is not the page's own. */
export function said(name, text, attributes = {}) {
  const strange = text.lang && text.lang !== document.documentElement.lang;
  return el(name, { ...attributes, lang: strange ? text.lang : null, dir: strange ? directionOf(text.lang) : null }, text.text);
}

export const directionOf = (language) => (language === "ar" ? "rtl" : "ltr");

/* A labelled field of its own. kind: "line" or "text". It stands in no form and nothing remembers it. */
export function field(label, { kind = "text", value = "", rows = 3, changed, limit = 5000, ...more } = {}) {
  const id = newId("f");
  const dir = { dir: "auto" };
  const control = kind === "text"
    ? el("textarea", { id, rows, maxlength: limit, ...PRIVATE, ...dir, ...more })
    : el("input", { id, type: "text", maxlength: limit, ...PRIVATE, ...dir, ...more });
  control.value = value;
  if (changed) control.addEventListener("input", () => changed(control.value));
  return { control, box: el("div", { class: "field" }, named(label, id), control) };
}

const named = (label, id) => (typeof label === "string" ? el("label", { for: id }, label) : said("label", label, { for: id }));

/* An icon that the page has in its sprite. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg"), use = document.createElementNS(space, "use");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

/* A day as people say it, in the page's language; in Swedish where the browser does not know that. */
export function spoken(day) {
  const [year, month, date] = day.split("-").map(Number);
  const languages = [document.documentElement.lang, "sv"].filter((code) => Intl.DateTimeFormat.supportedLocalesOf(code).length);
  return new Intl.DateTimeFormat(languages, { dateStyle: "long", numberingSystem: "latn" }).format(new Date(year, month - 1, date));
}

/* What the server wrote for the script: <script type="application/json" id=…>. */
export const words = (id) => JSON.parse(document.getElementById(id).textContent);
