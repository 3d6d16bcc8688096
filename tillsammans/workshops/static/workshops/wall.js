/* The wall on the projector: draws each state of the room, calmly. Cards stay where they are, new ones have a tint for a while,
   and what does not fit is on further pages, turned by hand. */

import { ownPage } from "./own-page.js";
import { follow } from "./stream.js";

const TINTED = 20000; // a new card's tint
const SPOKEN = 10000; // at most as often is a screen reader told
const MOST_DOTS = 24; // as rules/dots.py
const say = JSON.parse(document.getElementById("ord").textContent);
const find = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const told = () => find("main").dataset; // what the page was drawn for
const skew = Date.parse(told().now) - Date.now();

/* ---- Words and small parts ---- */

const pair = (words, n) => words[n === 1 ? 0 : 1].replace("#", n);

function part(name, text = "", classes = "") {
  const made = document.createElement(name);
  if (text !== "") made.textContent = text;
  if (classes) made.className = classes;
  return made;
}

function put(selector, text) {
  for (const one of all(selector)) if (one.textContent !== String(text)) one.textContent = text;
}

function votesADot(most) {
  for (let ten = 1; ; ten *= 10) for (const step of [1, 2, 5]) if (most <= MOST_DOTS * step * ten) return step * ten;
}

/* ---- Cards ---- */

const seen = new Map(); // id of a card → when its tint ends; 0: from before the page was opened
function dotsOf(votes, each) {
  const row = part("span", "", "dots");
  row.setAttribute("aria-hidden", "true");
  for (let n = Math.ceil(votes / each); n > 0; n -= 1) row.append(part("i"));
  return row;
}

function cardOf(card, each) {
  const item = part("li"), words = part("div"), below = part("p", "", "posts-d"), domain = say.domains[card.domain];
  item.dataset.id = card.id;
  if (domain) item.dataset.s = domain.slot;
  if (card.votes !== null) {
    const figure = part("b", card.votes, "fig num");
    figure.setAttribute("aria-hidden", "true");
    item.append(figure);
    below.append(dotsOf(card.votes, each));
  }
  if (domain) below.append(part("span", domain.label));
  words.append(part("p", card.text), below);
  item.append(words);
  if (card.votes !== null) item.append(part("span", ` ${pair(say.votes, card.votes)}`, "vh"));
  return item;
}

/* What a card shows, to know when it has to be drawn again. */
const face = (card, each) => `${card.text}|${card.domain}|${card.votes}|${each}`;

/* Only what differs is touched: a wall may have a thousand cards. */
function fill(list, cards, each) {
  const there = new Map([...list.children].map((item) => [Number(item.dataset.id), item]));
  let at = list.firstElementChild;
  for (const card of cards) {
    const old = there.get(card.id), now = face(card, each);
    there.delete(card.id);
    let item = old;
    if (old?.dataset.face !== now) {
      item = cardOf(card, each);
      item.dataset.face = now;
      if (at === old) at = old?.nextElementSibling ?? null;
      if (old) old.replaceWith(item);
      if (!seen.has(card.id)) seen.set(card.id, Date.now() + TINTED);
      if (seen.get(card.id) > Date.now()) item.classList.add("new");
    } else if (at === old) {
      at = old.nextElementSibling;
      continue;
    }
    if (item.nextElementSibling !== at || item.parentNode !== list) list.insertBefore(item, at);
  }
  for (const gone of there.values()) gone.remove();
}

function drawCards(state) {
  const most = state.cards.reduce((top, card) => Math.max(top, card.votes ?? 0), 0), each = votesADot(most);
  for (const section of all(".list")) {
    const kind = section.dataset.kind, own = kind ? state.cards.filter((card) => card.kind === kind) : state.cards;
    section.querySelector(".list-n").textContent = own.length;
    fill(section.querySelector(".posts"), own, each);
  }
  put("[data-dot]", say.dot.replace("#", each));
  find("[data-dot]").hidden = each === 1;
  layPages();
}

/* ---- Pages: each list is a row of columns as wide as itself (or as half), and turning is moving it sideways ---- */

let page = 1, pages = 1;

function layPages() {
  const lists = all(".posts");
  const fixed = lists.length > 0 && getComputedStyle(lists[0]).overflowX === "hidden";
  const gap = (list) => Number.parseFloat(getComputedStyle(list).columnGap) || 0;
  const many = (list) => Math.max(1, Math.round((list.scrollWidth + gap(list)) / (list.clientWidth + gap(list))));
  const counts = lists.map((list) => (fixed ? many(list) : 1));
  pages = Math.max(1, ...counts);
  page = Math.min(page, pages);
  lists.forEach((list, n) => { list.scrollLeft = (Math.min(page, counts[n]) - 1) * (list.clientWidth + gap(list)); });
  find(".pages").hidden = pages === 1;
  put("[data-page]", say.page.replace("%(n)s", page).replace("%(of)s", pages));
  find('[data-turn="-1"]').disabled = page === 1;
  find('[data-turn="1"]').disabled = page === pages;
  tellNews(lists);
}

/* New cards on another page than the one that is shown. */
function tellNews(lists) {
  const away = lists.flatMap((list) => {
    const box = list.getBoundingClientRect();
    return [...list.querySelectorAll(".new")].filter((item) => {
      const at = item.getBoundingClientRect();
      return at.right <= box.left + 1 || at.left >= box.right - 1;
    });
  }).length;
  find("[data-news]").hidden = away === 0 || pages === 1;
  if (away) put("[data-news]", pair(say.new, away));
}

function turn(by) {
  const wanted = Math.min(pages, Math.max(1, page + by));
  if (wanted === page) return;
  page = wanted;
  layPages();
}

/* ---- The numbers, the clock and what is said ---- */

let last = null, spokenAt = 0, speaking = 0;

function drawNumbers(state) {
  put('[data-n="people"]', state.people);
  const asked = state.question;
  if (!asked) return;
  put('[data-n="cards"]', asked.cards);
  put('[data-word="cards"]', pair(say.cards, asked.cards));
  put('[data-n="votes"]', asked.votes);
  const of = asked.votes_possible;
  put('[data-word="votes"]', asked.votes <= of ? pair(say.given, of) : pair(say.plain, asked.votes));
  find("[data-votes]").hidden = !["voting", "done"].includes(asked.phase) && asked.votes === 0;
  find(".clock").dataset.closes = asked.closes_at ?? "";
  find(".clock").dataset.phase = asked.phase;
}

function tick() {
  const clock = find(".clock"), closes = Date.parse(clock.dataset.closes), word = say.left[clock.dataset.phase];
  clock.hidden = Number.isNaN(closes) || !word;
  if (clock.hidden) return;
  const left = Math.max(0, Math.ceil((closes - Date.now() - skew) / 1000));
  const two = (n) => String(n).padStart(2, "0");
  put("[data-left]", left ? `${two(Math.floor(left / 60))}:${two(left % 60)}` : say.over);
  put("[data-left-word]", left ? word : "");
}

function fade() {
  const now = Date.now();
  for (const item of all(".posts .new")) item.classList.toggle("new", (seen.get(Number(item.dataset.id)) ?? 0) > now);
}

function speak() {
  clearTimeout(speaking);
  const wait = spokenAt + SPOKEN - Date.now();
  if (wait > 0) { speaking = setTimeout(speak, wait); return; }
  spokenAt = Date.now();
  const asked = last?.question;
  if (asked) put("[data-said]", `${asked.cards} ${pair(say.cards, asked.cards)}, ${pair(say.votes, asked.votes)}`);
}

/* ---- A new state ---- */

/* What another page has to be fetched for: another question, another code, the cards revealed. */
function shape(state) {
  const asked = state.question;
  return [state.state, state.code, Number(state.joining), asked?.id ?? "", asked ? (asked.cards_shown ? "cards" : "gather") : "door"].join("|");
}

function shownShape() {
  const { state, code, joining, mode } = told();
  return [state, code, joining, find("h1").dataset.question, mode].join("|");
}

function draw(state) {
  if (last && state.live < last.live) return;
  last = state;
  if (shape(state) !== shownShape()) { fetchStage(); return; }
  drawNumbers(state);
  drawCards(state);
  tick();
  speak();
}

/* The page again, in the same window, which may fill the screen. The old stays until the new has come. */
const PARTS = [".stage-top", ".stage-body", ".stage-foot"];
let fetching = false;

async function fetchStage() {
  if (fetching) return;
  fetching = true;
  try {
    const fresh = await ownPage(location.href);
    if (fresh?.querySelector(".stage-body")) {
      for (const part of PARTS) find(part).replaceWith(fresh.querySelector(part));
      begin();
    }
  } catch { /* without contact: the next round tries again */ }
  await new Promise((done) => { setTimeout(done, 1000); });
  fetching = false;
  if (last && last.live > Number(told().live)) draw(last);
}

/* ---- By hand ---- */

const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

document.addEventListener("keydown", (event) => {
  const by = STEPS[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || pages === 1) return;
  event.preventDefault();
  turn(by);
});
document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-turn], [data-full]");
  if (!tool) return;
  if (tool.dataset.turn) turn(Number(tool.dataset.turn));
  else if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
});

/* The projector stays awake while the room goes on. */
async function stayAwake() {
  if (document.visibilityState !== "visible" || told().state !== "open") return;
  try { await navigator.wakeLock?.request("screen"); } catch { /* the machine saves power: so be it */ }
}

function begin() {
  page = 1;
  for (const item of all("[data-id]")) seen.set(Number(item.dataset.id), seen.get(Number(item.dataset.id)) ?? 0);
  find("[data-full]").hidden = !document.fullscreenEnabled;
  layPages();
  tick();
  stayAwake();
}

document.body.classList.add("alive");
document.addEventListener("visibilitychange", stayAwake);
addEventListener("resize", layPages);
document.fonts?.ready.then(layPages);
setInterval(() => { tick(); fade(); }, 1000);
begin();
if (told().state !== "ended") {
  const lost = (is) => { find("[data-lost]").hidden = !is; put("[data-lost]", is ? say.lost : ""); };
  follow({ stream: told().stream, poll: told().poll, on: draw, lost });
}
