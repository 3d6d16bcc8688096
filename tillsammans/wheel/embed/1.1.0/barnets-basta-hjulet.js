/* <barnets-basta-hjulet county="sjoland" lang="sv" audience="child" mode="talk">: the wheel on another site.

   The areas and all shapes come from the installation that serves this file. Nothing is sent there but the names of the county and
   the language: what is chosen or written goes to the page around it, as events, and that page decides what it keeps.
   Every text is set as text and every shape as path data: neither the page around it nor the texts can make it run markup.
   In "read" the county's own picture of the wheel is shown where it has one; the list of areas beside it is the same.
   Events (bubbling): area-selected {id, name}, wheel-changed {areas}, wheel-ready {edition}, wheel-failed {reason}. */

const SVG = "http://www.w3.org/2000/svg", HOME = new URL(import.meta.url).origin;
const AUDIENCES = ["child", "small", "young", "guardian", "professional"], MODES = ["read", "talk", "choose"];
const LANGUAGES = ["sv", "en", "fi", "so", "ar", "kmr"], STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const LONGEST = 2000; // characters of own words in an area

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
:host { display: block; container-type: inline-size; color: #14253a; font: inherit; line-height: 1.5 }
* { box-sizing: border-box; margin: 0 }
.frame { display: grid; gap: 1.25rem 2rem; align-items: start }
.wheel { inline-size: 100%; max-inline-size: 34rem; justify-self: center }
svg.wheel { overflow: visible; direction: ltr } img.wheel { block-size: auto }
.ring { fill: var(--wash) } .rim { fill: var(--fill) } .edge { fill: none; stroke: var(--ink); stroke-width: 8; visibility: hidden }
.sector { cursor: pointer; outline: 0 } .sector .whole { fill: transparent; stroke: none }
.sector:focus-visible .whole { stroke: var(--ink); stroke-width: 10 }
.sector[aria-pressed="true"] .rim { fill: var(--ink) } .sector[aria-pressed="true"] .icon { fill: #fff }
.icon { fill: var(--ink) } .name { fill: #14253a; font-weight: 600; dominant-baseline: central; display: none }
.eye { fill: #14253a } .mouth { fill: none; stroke: #14253a; stroke-width: 6; stroke-linecap: round } .skin { fill: #fdfdfc }
.areas { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .25rem 1rem }
button { font: inherit; color: inherit; background: none; border: 0; border-radius: 6px; min-block-size: 2.75rem; cursor: pointer; text-align: start }
button:focus-visible, textarea:focus-visible { outline: 3px solid #17497b; outline-offset: 2px }
.areas button { inline-size: 100%; padding: .35rem .6rem; display: flex; gap: .6rem; align-items: center }
.areas button::before { content: ""; flex: none; inline-size: .6rem; block-size: 1.6rem; background: var(--fill); border: 1px solid var(--ink) }
.areas button[aria-pressed="true"] { font-weight: 700; background: var(--wash); outline: 2px solid var(--ink) }
.said { margin-inline-start: auto; font-size: .9em }
.panel { display: grid; gap: .75rem; border-inline-start: .5rem solid var(--fill, #a7b7c8); padding-inline-start: 1rem }
.panel h3 { font-size: 1.35em; line-height: 1.2 } .panel ul { padding-inline-start: 1.2rem }
.levels { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .5rem }
.levels .skin { stroke: #14253a; stroke-width: 4 }
.levels button { border: 2px solid #5c7187; background: #fff; padding: .5rem .8rem; display: grid; justify-items: center; gap: .25rem; text-align: center }
.levels button[aria-pressed="true"] { border-color: var(--ink); background: var(--wash); box-shadow: inset 0 0 0 2px var(--ink); font-weight: 700 }
.levels svg { inline-size: 3rem } textarea { font: inherit; inline-size: 100%; min-block-size: 6rem; padding: .5rem; border: 2px solid #5c7187; border-radius: 6px; background: #fff; color: inherit }
label { display: grid; gap: .25rem } .note { font-size: .9em } .clear { border: 2px solid #17497b; padding: .4rem 1rem; justify-self: start }
[hidden] { display: none !important }
@container (min-width: 44rem) { .frame { grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); grid-template-rows: auto 1fr } .frame > .foot { grid-column: 1 / -1 } .wheel { grid-row: 1 / span 2 } svg.wheel { padding: 1.5rem 17%; max-inline-size: none } .name { display: block } }
@media (forced-colors: active) { .ring { fill: Canvas; stroke: CanvasText } .rim { fill: Canvas; stroke: CanvasText } .on { fill: Highlight !important } .icon, .eye { fill: CanvasText } .name { fill: CanvasText } .mouth, .edge { stroke: CanvasText } .sector[aria-pressed="true"] .rim { fill: Highlight } }
@media print { .clear, .levels, textarea { display: none } }`);

/** An HTML element. Attributes are set as attributes and children as nodes or text: nothing is read as markup. */
function html(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== false) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A text in its own language, where that is not the wheel's. */
function said(name, text, language, attributes = {}) {
  const other = text.lang !== language ? { lang: text.lang, dir: text.lang === "ar" ? "rtl" : "ltr" } : {};
  return html(name, { ...attributes, ...other }, text.text);
}

const one = (value, allowed) => (allowed.includes(value) ? value : allowed[0]);

class Wheel extends HTMLElement {
  static observedAttributes = ["county", "lang", "audience", "mode"];
  #root = this.attachShadow({ mode: "open" });
  #data = null; #asked = ""; #current = ""; #answers = new Map(); #due = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [STYLE];
    this.#root.append(html("slot"));
  }

  get audience() { return one(this.getAttribute("audience"), AUDIENCES); }
  get mode() { return one(this.getAttribute("mode"), MODES); }
  get language() { return one((this.getAttribute("lang") || document.documentElement.lang || "sv").toLowerCase(), LANGUAGES); }

  /** What has been chosen and written: {areas: {id: {level, words}}}. A copy. */
  get value() {
    return { areas: Object.fromEntries([...this.#answers].map(([id, answer]) => [id, { ...answer }])) };
  }

  set value(given) {
    this.#answers = new Map();
    for (const area of this.#data?.areas ?? []) {
      const found = given?.areas && Object.hasOwn(given.areas, area.id) ? given.areas[area.id] : null;
      if (found) this.#keep(area.id, { level: String(found.level ?? ""), words: String(found.words ?? "").slice(0, LONGEST) });
    }
    this.#draw();
  }

  clear() {
    this.#answers.clear();
    this.#current = "";
    this.#draw();
    this.#tell("wheel-changed", this.value);
  }

  connectedCallback() { this.#later(); }
  attributeChangedCallback() { if (this.isConnected) this.#later(); }

  /** Several attributes set at once are one change. */
  #later() {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => { this.#due = false; this.#load(); });
  }

  async #load() {
    const county = this.getAttribute("county") || "";
    if (!/^[a-z0-9-]{1,60}$/.test(county)) return this.#fail("county");
    const address = `${HOME}/api/v1/wheel/${county}/${this.language}/`;
    if (address === this.#asked && this.#data) return this.#draw();
    this.#asked = address;
    try {
      const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
      if (!answer.ok) throw new Error(String(answer.status));
      const data = await answer.json();
      if (address !== this.#asked) return; // another language was asked for meanwhile
      this.#data = data;
    } catch (problem) {
      if (address === this.#asked) this.#fail(problem.message);
      return;
    }
    this.#draw();
    this.#tell("wheel-ready", { edition: this.#data.edition, language: this.#data.language });
  }

  /** The page's own words between the tags stay; where there are none, a link says where the wheel is. */
  #fail(reason) {
    this.#data = null;
    this.#asked = "";
    this.#root.replaceChildren(html("slot", {}, html("a", { href: `${HOME}/hjulet/` }, "Barnets bästa-hjulet")));
    this.#tell("wheel-failed", { reason });
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })); }

  #keep(id, answer) {
    const level = this.#data.levels.some((one) => one.id === answer.level) ? answer.level : "";
    if (level || answer.words) this.#answers.set(id, { level, words: answer.words });
    else this.#answers.delete(id);
  }

  #answer(id, change) {
    this.#keep(id, { level: "", words: "", ...this.#answers.get(id), ...change });
    this.#paint();
    this.#tell("wheel-changed", this.value);
  }

  /** A tap on an area. In "choose" a second tap lets go of it. */
  #choose(id) {
    const area = this.#data.areas.find((one) => one.id === id);
    this.#current = this.mode === "choose" && this.#current === id ? "" : id;
    this.#panel();
    this.#paint();
    this.#tell("area-selected", this.#current ? { id, name: area.name.text } : { id: "", name: "" });
  }

  #draw() {
    const data = this.#data;
    if (!data) return;
    if (!data.areas.some((area) => area.id === this.#current)) this.#current = "";
    const panel = html("div", { class: "panel", "aria-live": "polite" });
    const frame = html("div", { class: "frame", lang: data.language, dir: data.dir }, this.#wheel(), panel, this.#list(), this.#foot());
    this.#root.replaceChildren(frame);
    this.#panel();
    this.#paint();
  }

  /** Ours to press in; in "read" the county's own, and ours again where that one cannot be fetched. */
  #wheel() {
    const { artwork } = this.#data, source = this.mode === "read" && artwork ? pictureAt(artwork.address) : "";
    if (!source) return this.#drawn();
    const other = artwork.alt.lang !== this.#data.language ? artwork.alt.lang : undefined;
    const picture = html("img", { class: "wheel", src: source, alt: artwork.alt.text, lang: other, width: artwork.width, height: artwork.height, referrerpolicy: "no-referrer" });
    picture.addEventListener("error", () => { picture.replaceWith(this.#drawn()); this.#paint(); });
    return picture;
  }

  #drawn() {
    const { drawing, areas, words } = this.#data;
    const sectors = drawing.sectors.map((shape, index) => this.#sector(areas[index], shape, index));
    const picture = svg("svg", { class: "wheel", viewBox: drawing.viewBox, role: "group", "aria-label": words.areas, "font-size": drawing.labelSize }, ...sectors, svg("g", { class: "hub", "aria-hidden": "true" }));
    picture.addEventListener("keydown", (event) => this.#key(event));
    return picture;
  }

  #sector(area, shape, index) {
    const { drawing } = this.#data, [x, y] = shape.icon, side = 46;
    const rings = shape.rings.map((d) => svg("path", { class: "ring", d }));
    const edges = shape.edges.map((d) => svg("path", { class: "edge", d }));
    const icon = svg("path", { class: "icon", d: area.icon, transform: `translate(${x - side / 2} ${y - side / 2}) scale(${side / drawing.icon})` });
    // The space between two lines is for what is read aloud; with a width it would push the line above out of its middle.
    const lines = shape.label.lines.flatMap(([text, at]) => [svg("tspan", { x: shape.label.x, y: at }, text), svg("tspan", { "font-size": 0 }, " ")]);
    const name = svg("text", { class: "name", "text-anchor": shape.label.anchor, lang: area.name.lang }, ...lines);
    const drawn = svg("g", { "aria-hidden": "true" }, ...rings, svg("path", { class: "rim", d: shape.rim }), ...edges, icon, name, svg("path", { class: "whole", d: shape.whole }));
    const sector = svg("g", { class: "sector", role: "button", tabindex: index ? -1 : 0, "data-id": area.id, "aria-label": area.name.text, lang: area.name.lang }, drawn);
    paint(sector, area.colours);
    sector.addEventListener("click", () => this.#choose(area.id));
    return sector;
  }

  #key(event) {
    const sectors = [...this.#root.querySelectorAll(".sector")], here = sectors.indexOf(event.target.closest(".sector"));
    if (here < 0) return;
    const to = { Home: 0, End: sectors.length - 1 }[event.key] ?? (STEPS[event.key] ? (here + STEPS[event.key] + sectors.length) % sectors.length : -1);
    if (to >= 0) {
      sectors.forEach((sector, index) => sector.setAttribute("tabindex", index === to ? 0 : -1));
      sectors[to].focus();
    } else if (event.key === "Enter" || event.key === " ") this.#choose(sectors[here].dataset.id);
    else return;
    event.preventDefault();
  }

  /** The same areas as a list: equal to the picture. */
  #list() {
    const items = this.#data.areas.map((area) => {
      const button = html("button", { type: "button", "data-id": area.id }, said("span", area.name, this.#data.language), html("span", { class: "said" }));
      paint(button, area.colours);
      button.addEventListener("click", () => this.#choose(area.id));
      return html("li", {}, button);
    });
    return html("ul", { class: "areas", "aria-label": this.#data.words.areas }, ...items);
  }

  #foot() {
    const { words, preliminary, reviewed, machine, language } = this.#data, foot = html("div", { class: "foot note" });
    if (preliminary) foot.append(html("p", {}, words.preliminary));
    if (machine) foot.append(html("p", {}, words.machine));
    else if (!reviewed && language !== "sv") foot.append(html("p", {}, words.unreviewed));
    if (this.mode === "talk") {
      const clear = html("button", { type: "button", class: "clear" }, words.clear);
      clear.addEventListener("click", () => { this.clear(); this.#root.querySelector(".panel").append(html("p", {}, words.cleared)); });
      foot.append(clear);
    }
    return foot;
  }

  /** What stands beside the wheel: the area in turn, its question, and in "talk" the ways to answer. */
  #panel() {
    const { areas, words, language } = this.#data, panel = this.#root.querySelector(".panel");
    const area = areas.find((found) => found.id === this.#current);
    if (!area) return panel.replaceChildren(html("p", {}, words.choose));
    paint(panel, area.colours);
    const parts = [said("h3", area.name, language), said("p", area.text, language)];
    if (this.mode !== "choose") parts.push(said("p", area.ask[this.audience], language));
    if (this.mode === "read") parts.push(...this.#questions(area));
    if (this.mode === "talk") parts.push(this.#levels(area), this.#words(area));
    panel.replaceChildren(...parts);
  }

  #questions(area) {
    const { words, language } = this.#data, found = area.questions[this.audience];
    return found?.length ? [html("h4", {}, words.questions), html("ul", {}, ...found.map((text) => said("li", text, language)))] : [];
  }

  #levels(area) {
    const { levels, words, language } = this.#data;
    const buttons = levels.map((level) => {
      const button = html("button", { type: "button", "data-level": level.id }, face(level.face), said("span", this.audience === "small" ? level.small : level.name, language));
      button.addEventListener("click", () => this.#answer(area.id, { level: this.#answers.get(area.id)?.level === level.id ? "" : level.id }));
      return button;
    });
    return html("div", { class: "levels", role: "group", "aria-label": words.how }, ...buttons);
  }

  #words(area) {
    const field = html("textarea", { autocomplete: "off", maxlength: LONGEST, dir: "auto" });
    field.value = this.#answers.get(area.id)?.words ?? "";
    field.addEventListener("input", () => this.#answer(area.id, { words: field.value }));
    return html("label", {}, this.#data.words.own, field);
  }

  /** States, on what has been drawn. */
  #paint() {
    const { levels, areas, language } = this.#data, fills = new Map(levels.map((level) => [level.id, level]));
    for (const area of areas) {
      const level = fills.get(this.#answers.get(area.id)?.level), on = area.id === this.#current;
      const sector = this.#root.querySelector(`.sector[data-id="${CSS.escape(area.id)}"]`);
      const button = this.#root.querySelector(`.areas button[data-id="${CSS.escape(area.id)}"]`);
      button.setAttribute("aria-pressed", on);
      button.querySelector(".said").textContent = level?.name.text ?? "";
      if (!sector) continue; // the county's own picture stands in its place
      sector.setAttribute("aria-pressed", on);
      sector.setAttribute("aria-label", level ? `${area.name.text}: ${level.name.text}` : area.name.text);
      sector.querySelectorAll(".ring").forEach((ring, index) => {
        const filled = index < (level?.fill ?? 0);
        ring.style.fill = filled ? "var(--fill)" : "";
        ring.classList.toggle("on", filled);
      });
      sector.querySelectorAll(".edge").forEach((edge, index) => { edge.style.visibility = level && index === level.fill - 1 ? "visible" : ""; });
    }
    const last = fills.get(this.#answers.get(this.#current)?.level);
    this.#root.querySelector(".hub")?.replaceChildren(...face((last ?? levels[0]).face).childNodes);
    for (const button of this.#root.querySelectorAll(".levels button")) button.setAttribute("aria-pressed", button.dataset.level === last?.id);
  }
}

/** The address of a picture at the installation that serves this file; empty for one anywhere else. */
function pictureAt(address) {
  try {
    const found = new URL(address, HOME);
    return found.origin === HOME ? found.href : "";
  } catch { return ""; }
}

function paint(element, colours) {
  for (const [name, value] of Object.entries(colours)) element.style.setProperty(`--${name}`, value);
}

function face({ radius, eyes, mouth }) {
  const parts = [svg("circle", { class: "skin", r: radius }), ...eyes.map(([cx, cy, r]) => svg("circle", { class: "eye", cx, cy, r }))];
  if (mouth) parts.push(svg("path", { class: "mouth", d: mouth }));
  return svg("svg", { viewBox: `${-radius - 4} ${-radius - 4} ${2 * radius + 8} ${2 * radius + 8}`, "aria-hidden": "true" }, ...parts);
}

customElements.define("barnets-basta-hjulet", Wheel);
