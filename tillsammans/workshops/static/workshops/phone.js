/* The phone in the room, with script: follows it live, sends without leaving the page, waits out a lost network.
   Every form works without this too, and is left to the browser where something here is not understood. */

import { follow } from "./phone-line.js";
import { memory, newKey, Outbox } from "./phone-outbox.js";
import { Room, stageOf } from "./phone-room.js";

const SAID_FOR = 6000, OWN_SCATTER = 1500, TWICE = 1500, HEARD_WITHIN = 10000, ANEW_EVERY = 15000;
const data = JSON.parse(document.getElementById("phone-data").textContent);
const { words, most, live } = data, names = { outbox: `ws${data.id}-out`, draft: `ws${data.id}-draft`, again: `ws${data.id}-again` };
const page = new Room(document.querySelector("[data-room]"), words, data.lang), form = page.form;
const said = document.querySelector("[data-said]"), ahead = Date.parse(data.now) - Date.now();
const EMPTY = { question: null, cards: [], votes_each: data.room.votes_each };
let room = data.room, own = data.own, hears = true, saying = 0, wrote = 0, leaving = false, alone = false, silence = Date.now();

const outbox = new Outbox(live, names.outbox, data.lang, {
  changed: () => draw(),
  taken(item, answer) {
    if (item.what === "votes") tookVote(item, answer); else tookCard(item, answer);
    tell(item.says);
  },
  refused(item, answer) {
    if (item.what === "cards" && !item.body.withdraw && !form.elements.text.value.trim()) restore(item.body);
    tell(answer.message ?? words.failed);
    readOwn();
  },
  gone: again,
});

/* --- what is known ------------------------------------------------------------------------------------------------- */

function draw() {
  page.draw(room, withWaiting(), Date.now() + ahead);
  page.offline(page.stage !== "ended" && (!hears || outbox.waits));
}

/* What this phone has, with what is on its way as if it had arrived. */
function withWaiting() {
  const question = room.question?.id, cards = new Map(own.cards.filter((card) => card.question === question).map((card) => [card.id, card]));
  const votes = { ...own.votes };
  let left = own.votes_left;
  for (const { what, body, waits } of outbox?.items ?? []) {
    if (what === "votes" && body.back) { if (body.card in votes) left += 1; delete votes[body.card]; }
    else if (what === "votes") { if (!(body.card in votes)) left -= 1; votes[body.card] = body.key; }
    else if (body.withdraw) cards.delete(body.change_of);
    else if (body.question === question) {
      const id = body.change_of ?? `ny-${body.key}`;
      cards.set(id, { state: "shown", revision: 0, ...cards.get(id), ...body, id, pending: true, waits });
    }
  }
  return { cards: [...cards.values()], votes, votes_left: Math.max(0, left) };
}

function tookCard(item, { id, question, kind, domain, text, state, revision }) {
  const others = own.cards.filter((card) => card.id !== id);
  const place = own.cards.findIndex((card) => card.id === id);
  if (state !== "withdrawn") others.splice(place < 0 ? others.length : place, 0, { id, question, kind, domain, text, state, revision });
  own = { ...own, cards: others };
}

function tookVote(item, answer) {
  if (item.question === room.question?.id) own = { ...own, votes: answer.votes, votes_left: answer.votes_left };
}

async function readOwn() {
  try {
    const answer = await fetch(`${live}own.json`, { cache: "no-store" });
    if (answer.status === 401) return again();
    if (!answer.ok) return;
    own = await answer.json();
    draw();
  } catch { /* the next time something is heard */ }
}

/* In no room any more: the pages' server says where the phone stands. Should the two not agree, the forms go on by themselves. */
function again() {
  if (leaving) return;
  leaving = true;
  if (Date.now() - (memory.get(names.again) ?? 0) < ANEW_EVERY) { alone = true; return; }
  memory.set(names.again, Date.now());
  outbox.forget();
  location.reload();
}

follow(live, {
  state(heard) {
    const before = room, stage = stageOf(before, Date.now() + ahead);
    room = { ...EMPTY, ...heard };
    if (heard.state === "ended") { outbox.forget(); forgetDraft(); }
    const turned = heard.question?.id !== before.question?.id || heard.question?.phase !== before.question?.phase;
    if (heard.question?.id !== before.question?.id) otherQuestion(before.question, heard.question);
    draw();
    if (turned && stage !== "ended" && heard.state !== "ended") setTimeout(readOwn, Math.random() * OWN_SCATTER);
  },
  line(hearing) {
    if (hearing && !hears) { readOwn(); outbox.hurry(); }
    silence = hearing ? 0 : silence || Date.now();
    if (hearing) alone = false;
    if (hears !== hearing) { hears = hearing; draw(); }
  },
  gone: again,
});
window.addEventListener("focus", readOwn);  // another tab of this phone may have written meanwhile
setInterval(() => { if (room.question?.closes_at) draw(); }, 1000);

/* When only the live part is silent and the pages' server answers, the forms are the browser's again, and the page fetches itself. */
async function lookAround() {
  alone = silence > 0 && Date.now() - silence > HEARD_WITHIN && await pagesAnswer();
  const latest = document.querySelector("[data-latest]"), types = ["writing", "ended"].includes(page.stage);
  latest.hidden = !alone;
  if (alone && !types && document.visibilityState === "visible") location.reload();
}

async function pagesAnswer() {
  try { return (await fetch(location.pathname, { method: "HEAD", cache: "no-store" })).ok; } catch { return false; }
}

setInterval(lookAround, ANEW_EVERY);

/* --- saying -------------------------------------------------------------------------------------------------------- */

function tell(text) {
  if (!text) return;
  said.className = "toast";
  said.textContent = text;
  clearTimeout(saying);
  saying = setTimeout(() => { said.textContent = ""; said.className = ""; }, SAID_FOR);
}

function problem(inside, text) {
  const line = inside.querySelector("[data-problem]");
  line.hidden = !text;
  line.querySelector("[data-words]").textContent = text;
  return Boolean(text);
}

/* Why a card cannot be sent as it is; "" when it can. The server says the same, and has the last word. */
function wrongWith(card) {
  const asksKind = room.question?.kind === "determinants", length = [...card.text].length;
  if (!card.text) return words.empty;
  if (length > most) return words.long.replace("{given}", length).replace("{most}", most);
  return asksKind && !card.kind ? words.kind : "";
}

/* --- writing ------------------------------------------------------------------------------------------------------- */

/* A card as it stands in a form. Kind and heading belong to questions that ask for them. */
function typed({ text, kind, domain }) {
  const asks = room.question?.kind === "determinants";
  return { text: text.value.trim().replace(/\s+/g, " "), kind: asks ? kind.value : "", domain: asks ? domain.value : "" };
}

function write(event) {
  event.preventDefault();
  const card = typed(form.elements), wrong = wrongWith(card);
  if (!card.text && Date.now() - wrote < TWICE) return;  // a hasty second press
  if (problem(form, wrong)) return (card.text ? form.querySelector("[name=kind]") : form.elements.text).focus();
  form.elements.text.value = "";
  form.querySelectorAll("[name=domain]").forEach((one) => { one.checked = false; });
  forgetDraft();
  wrote = Date.now();
  outbox.add("cards", { question: room.question.id, key: newKey(), ...card }, { says: words.cardSent });
  page.signs(most);
  form.elements.text.focus();
}

function change(event) {
  const fields = event.target.elements, card = typed(fields), details = event.target.closest("details");
  event.preventDefault();
  if (problem(event.target, wrongWith(card))) return fields.text.focus();
  const body = { question: room.question.id, key: newKey(), change_of: Number(fields.change_of.value), seen: Number(fields.seen.value), ...card };
  details.open = false;
  details.querySelector("summary").focus();
  outbox.add("cards", body, { says: words.cardChanged });
}

function withdraw(event) {
  event.preventDefault();
  const number = Number(event.target.elements.change_of.value);
  outbox.add("cards", { question: room.question.id, key: newKey(), change_of: number, withdraw: true }, { says: words.cardBack });
}

function vote(event) {
  const button = event.submitter;
  if (!button?.value) return;
  event.preventDefault();
  const card = Number(button.value), back = button.name === "back" ? withWaiting().votes[card] : null;
  if (button.name === "back" && !back) return;
  const more = { question: room.question.id, says: back ? words.votedBack : words.voted };
  outbox.add("votes", { card, key: newKey(), ...back ? { back } : {} }, more);
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-leave]")) { leaving = true; outbox.forget(); memory.drop(names.draft); memory.drop(names.again); }
  if (!room.question || page.stage === "ended" || alone) return;
  if (event.target === form) write(event);
  else if (event.target.matches("[data-change]")) change(event);
  else if (event.target.matches("[data-withdraw]")) withdraw(event);
  else if (event.target.matches("[data-votes]")) vote(event);
});

/* --- what is being typed, through a reload and from one question to the next --------------------------------------- */

const drafts = memory.get(names.draft) ?? {};

function keepDraft() {
  if (!room.question) return;
  drafts[room.question.id] = typed(form.elements);
  drafts[room.question.id].text = form.elements.text.value;
  memory.set(names.draft, drafts);
}

function forgetDraft() {
  if (room.question) delete drafts[room.question.id];
  if (room.state === "ended") memory.drop(names.draft); else memory.set(names.draft, drafts);
}

function restore({ text = "", kind = "", domain = "" }) {
  form.elements.text.value = text;
  form.querySelectorAll("[name=kind], [name=domain]").forEach((one) => { one.checked = one.value === (one.name === "kind" ? kind : domain); });
}

function otherQuestion(before, now) {
  if (before && form.elements.text.value.trim()) drafts[before.id] = { ...typed(form.elements), text: form.elements.text.value };
  restore(drafts[now?.id] ?? {});
  problem(form, "");
}

form.addEventListener("input", () => { keepDraft(); page.signs(most); problem(form, ""); });
if (room.question && !form.elements.text.value) restore(drafts[room.question.id] ?? {});
document.querySelector("[data-latest]").hidden = true;
page.signs(most);
draw();
