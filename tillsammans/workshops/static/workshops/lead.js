/* The leader's page: counts as they come, parts exchanged for newer ones, a card's work in a dialog, cards that can be carried.
   All of it is also there as ordinary links and forms. */

import { follow } from "./stream.js";
import { carry } from "./lead-carry.js";
import { ownPage } from "./own-page.js";

const CALM = 1000; // the page's parts are fetched anew at most as often
const root = document.getElementById("workshop");
const say = document.getElementById("ord").dataset;
const dialog = document.getElementById("kortruta");
const tell = (text) => { root.querySelector("[data-said]").textContent = text; };

/* ---- Newer parts ---- */

let version = Number(root.dataset.live), wanted = version, fetching = false, carrying = false, timer = 0;

function refresh(state) {
  wanted = Math.max(wanted, state?.live ?? version + 1);
  if (wanted <= version && state) return;
  timer ||= setTimeout(fetchParts, CALM);
}

async function fetchParts() {
  timer = 0;
  if (fetching || carrying || dialog.open) return void (timer = setTimeout(fetchParts, CALM));
  fetching = true;
  try {
    const page = await ownPage(location.pathname);
    if (page) take(page);
  } catch { /* the stream says that there is no contact, and this is asked again with the next state */ }
  fetching = false;
  if (wanted > version) timer ||= setTimeout(fetchParts, CALM);
}

function take(page) {
  const newer = page.getElementById("workshop");
  if (!newer) return;
  if (newer.dataset.state !== root.dataset.state) return location.reload();
  if (carrying) return;
  version = Number(newer.dataset.live);
  bringSprites(page);
  bringNews(page);
  for (const part of root.querySelectorAll("[data-part]")) exchange(part, newer.querySelector(`[data-part="${part.dataset.part}"]`));
  clock();
}

/* Icons that the first page had no use for. */
function bringSprites(page) {
  const sprite = document.querySelector("svg.sprite"), theirs = page.querySelector("svg.sprite");
  for (const symbol of theirs?.querySelectorAll("symbol") ?? []) {
    if (sprite && !document.getElementById(symbol.id)) sprite.append(document.importNode(symbol, true));
  }
}

/* What the last action said, such as why it was refused. */
function bringNews(page) {
  const theirs = page.querySelector(".msgs"), ours = document.querySelector(".msgs");
  if (ours && theirs?.children.length) ours.replaceChildren(...[...theirs.children].map((one) => document.importNode(one, true)));
}

/* Each page has its own mark against forms from elsewhere, and all of them are good: with one, pages can be compared. */
const MARK = root.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
function sameMark(part) {
  for (const one of part.querySelectorAll("[name=csrfmiddlewaretoken]")) one.setAttribute("value", MARK);
  return part;
}

const shown = new WeakMap(); // as the server wrote it, without what is added here
for (const part of root.querySelectorAll("[data-part]")) shown.set(part, sameMark(part).cloneNode(true));

function exchange(part, newer) {
  if (!newer || shown.get(part).isEqualNode(sameMark(newer))) return;
  shown.set(part, newer);
  const where = whereIs(part);
  const open = [...part.querySelectorAll("details[id][open]")].map((one) => one.id);
  part.replaceChildren(...[...newer.childNodes].map((node) => document.importNode(node, true)));
  for (const id of open) { const found = document.getElementById(id); if (found) found.open = true; }
  grips();
  where?.()?.focus({ preventScroll: true });
}

/* How to find again what has focus: by its card or by what it does. */
function whereIs(part) {
  const now = document.activeElement;
  if (!part.contains(now) || now === part) return null;
  const card = now.closest("[data-card]")?.id, value = now.value, name = now.name, inner = now.matches("a");
  return () => {
    if (card) { const found = document.getElementById(card); return inner ? (found?.querySelector("a") ?? found) : found; }
    return [...part.querySelectorAll("button")].find((one) => one.name === name && one.value === value) ?? part.querySelector("button, a");
  };
}

/* ---- Counts at once ---- */

function counts(state) {
  const now = { people: state.people, cards: state.question?.cards ?? 0, votes: state.question?.votes ?? 0 };
  for (const [name, n] of Object.entries(now)) {
    const place = root.querySelector(`[data-n="${name}"]`);
    if (place) place.textContent = place.textContent.replace(/\d+/, n);
  }
}

function clock() {
  const place = root.querySelector("[data-closes]");
  if (!place) return;
  const left = Math.round((Date.parse(place.dataset.closes) - Date.now()) / 1000);
  if (left <= 0) return refresh();
  if (left < 3600) place.querySelector("b").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} ${say.left}`;
}

/* ---- A card's work in a dialog ---- */

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-work]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const work = (await ownPage(link.href))?.getElementById("kortarbete");
    if (!work) throw new Error("no card");
    showWork(document.importNode(work, true));
  } catch {
    location.assign(link.href);
  }
});

function showWork(work) {
  const row = document.createElement("p"), close = document.createElement("button");
  close.type = "button";
  close.className = "btn quiet";
  close.dataset.close = "";
  close.textContent = say.close;
  row.append(close);
  dialog.replaceChildren(work, row);
  dialog.showModal();
}

/* ---- Carrying cards ---- */

function grips() {
  if (!root.querySelector("[data-drop]")) return;
  root.dataset.drag = "";
  for (const card of root.querySelectorAll("[data-drop] .ws-card")) {
    if (card.querySelector(".ws-grip") || !card.querySelector("[data-work]")) continue;
    const grip = document.createElement("span");
    grip.className = "ws-grip";
    grip.setAttribute("aria-hidden", "true");
    grip.textContent = "⠿";
    card.querySelector(".ws-foot").prepend(grip);
  }
}

async function move(card, list) {
  const body = new URLSearchParams({
    do: "move", to: list.dataset.drop, seen: card.dataset.revision,
    csrfmiddlewaretoken: MARK,
  });
  list.append(card);
  try {
    const answer = await fetch(card.querySelector("[data-work]").href, { method: "POST", body, redirect: "manual", keepalive: true });
    if (!answer.ok && answer.type !== "opaqueredirect") throw new Error(answer.status);
    tell(say.moved);
  } catch {
    tell(say.gone);
  }
  fetchParts();
}

carry(root, { taken: (now) => { carrying = now; }, dropped: move });
grips();
setInterval(clock, 1000);
clock();
if (root.dataset.stream) {
  follow({
    stream: root.dataset.stream, poll: root.dataset.poll,
    on: (state) => { counts(state); refresh(state); },
    lost: (now) => { root.querySelector("[data-lost]").hidden = !now; },
  });
}
