/* Draws the room into the page that the server has made: what is not its turn is hidden, and nothing that is typed is touched. */

const GRACE = 3000;  // as rules/phases.py

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const say = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };
const show = (element, shown) => { if (element && element.hidden === shown) element.hidden = !shown; };

/* As rules/stages.py: the stage of the room at this moment of the server's clock. */
export function stageOf(room, now) {
  if (room.state === "ended") return "ended";
  if (!room.question) return "waiting";
  const { phase, closes_at: closes } = room.question;
  const isOver = closes && now > Date.parse(closes) + GRACE;
  return isOver && (phase === "writing" || phase === "voting") ? "closed" : phase;
}

export class Room {
  constructor(root, words, lang) {
    Object.assign(this, { root, words, lang });
    this.form = this.one("[data-write]");
  }

  one(selector, inside = this.root) { return inside.querySelector(selector); }
  all(selector, inside = this.root) { return [...inside.querySelectorAll(selector)]; }

  /* own: with what is still on its way. now: the server's clock. */
  draw(room, own, now) {
    const focused = document.activeElement, stage = stageOf(room, now);
    this.stage = this.root.dataset.stage = stage;
    this.heading(room.question, stage);
    this.parts(room, own, stage);
    this.wall(room, own, stage);
    this.own(own.cards, stage);
    this.unsent(stage);
    this.clock(room, now);
    const stays = document.activeElement === focused || document.activeElement === document.body;
    if (stays && focused?.closest("[hidden]")) this.one("[data-question]").focus();
  }

  heading(question, stage) {
    const heading = this.one("[data-question]"), english = this.lang === "en" && question?.text_en;
    say(heading, question ? english || question.text : stage === "ended" ? this.words.over : this.words.soon);
    if (question) { heading.lang = english ? "en" : "sv"; heading.dir = "auto"; }
    show(this.one("[data-fallback]"), Boolean(question) && this.lang !== "sv" && !english);
    if (!question) { heading.removeAttribute("lang"); heading.removeAttribute("dir"); }
    say(this.one("[data-todo]"), this.words.toDo[stage]);
    const order = this.one("[data-order]");
    show(order, Boolean(question));
    if (question) say(order, fill(this.words.order, { n: question.order, of: question.of }));
  }

  parts(room, own, stage) {
    const question = room.question, asksKind = !question || question.kind === "determinants";
    show(this.form, stage === "writing");
    show(this.one("[data-part=cards]"), stage === "voting" || room.cards.length > 0);
    show(this.one("[data-part=own]"), own.cards.length > 0);
    this.all("[data-asks-kind]").forEach((one) => show(one, asksKind));
    show(this.one("[data-left]"), stage === "voting");
    show(this.one("[data-none]"), room.cards.length === 0);
    say(this.one("[data-left] [data-words]"), this.words.left[Math.min(own.votes_left, this.words.left.length - 1)]);
    this.dots(own.votes_left, room.votes_each);
    if (!question) return;
    this.form.elements.question.value = question.id;
    say(this.one("label[for=kort_text]", this.form), this.words.field[question.kind]);
  }

  dots(left, each) {
    const dots = this.one("[data-dots]");
    dots.replaceChildren(...Array.from({ length: each }, (_none, number) => {
      const dot = document.createElement("i");
      if (number >= left) dot.className = "off";
      return dot;
    }));
  }

  wall(room, own, stage) {
    for (const group of this.all("[data-group]")) {
      const cards = room.cards.filter((card) => card.kind === group.dataset.group);
      show(group, cards.length > 0);
      this.keyed(this.one("ul", group), cards, "card", "[data-line]", (row, card) => this.line(row, card, own, stage));
    }
  }

  line(row, card, own, stage) {
    const mine = String(card.id) in own.votes, back = this.one("[name=back]", row), add = this.one("[name=add]", row);
    say(this.one("[data-text]", row), card.text);
    this.where(row, this.words.headings[card.domain] ?? "");
    const count = this.one("[data-count]", row);
    show(count, card.votes !== null);
    if (card.votes !== null) say(count, fill(this.words.votes, { n: card.votes }));
    show(this.one("[data-vote]", row), stage === "voting");
    back.value = add.value = card.id;
    say(this.one(".vh", back), fill(this.words.voteBack, card));
    say(this.one(".vh", add), fill(this.words.vote, card));
    const focused = document.activeElement;
    show(back, mine); show(add, !mine); show(this.one("[data-mine]", row), mine);
    if (focused === add && mine) back.focus();
    if (focused === back && !mine) add.focus();
  }

  where(row, text) {
    const where = this.one("[data-where]", row);
    show(where, Boolean(text));
    say(where, text);
  }

  own(cards, stage) {
    this.keyed(this.one("[data-own-list]"), cards, "ownCard", "[data-own]", (row, card) => this.ownCard(row, card, stage));
  }

  ownCard(row, card, stage) {
    say(this.one("[data-text]", row), card.text);
    this.where(row, [this.words.kinds[card.kind], this.words.headings[card.domain]].filter(Boolean).join(" · "));
    show(this.one("[data-sent]", row), !card.pending);
    show(this.one("[data-waits]", row), Boolean(card.pending));
    say(this.one("[data-waits] [data-words]", row), card.waits ? this.words.waits : this.words.sending);
    const isOpen = stage === "writing" && !card.pending && ["shown", "aside"].includes(card.state);
    show(this.one("[data-own-open]", row), isOpen);
    this.all("summary [data-words], button [data-words]", row).forEach((one) => say(one, `: ${card.text}`));
    const edit = this.one("[data-change]", row);
    this.all("[name=change_of]", row).forEach((one) => { one.value = card.id; });
    if (this.one("[data-edit]", row).open && Number(edit.elements.seen.value) === card.revision) return;
    edit.elements.seen.value = card.revision;
    edit.elements.text.value = card.text;
    edit.elements.kind.value = card.kind || "barrier";
    edit.elements.domain.value = card.domain;
  }

  /* A list's rows by their card: those that stay are only touched, so that focus and what is typed in them stay too. */
  keyed(list, cards, name, template, drawn) {
    const rows = new Map([...list.children].map((row) => [row.dataset[name], row]));
    cards.forEach((card, place) => {
      const id = String(card.id), row = rows.get(id) ?? document.querySelector(`template${template}`).content.firstElementChild.cloneNode(true);
      rows.delete(id);
      row.dataset[name] = id;
      drawn(row, card);
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
    });
    rows.forEach((row) => row.remove());
  }

  unsent(stage) {
    const note = this.one("[data-unsent]"), text = this.form.elements.text.value.trim();
    show(note, Boolean(text) && stage !== "writing" && stage !== "ended");
    if (!note.hidden) say(this.one("[data-words]", note), fill(this.words.unsent, { text }));
  }

  clock(room, now) {
    const time = this.one("[data-time]"), closes = room.question?.closes_at;
    const left = closes ? Math.max(0, Math.round((Date.parse(closes) - now) / 1000)) : 0;
    show(time, Boolean(closes) && (this.stage === "writing" || this.stage === "voting"));
    const minutes = String(Math.floor(left / 60)).padStart(2, "0"), seconds = String(left % 60).padStart(2, "0");
    if (!time.hidden) say(time, fill(this.words.time, { time: `${minutes}:${seconds}` }));
  }

  signs(most) {
    const left = most - [...this.form.elements.text.value].length, mark = this.one("[data-signs]");
    show(mark, true);
    mark.classList.toggle("over", left < 0);
    say(mark, fill(this.words.signs, { n: left }));
    return left;
  }

  offline(shown) {
    const note = this.one("[data-offline]");
    show(note, shown);
    say(this.one("[data-words]", note), shown ? this.words.offline : "");
  }
}
