/* The fields of one area: cloned from the page's template, in no form, and told of what is already answered. */

import { pad } from "./drawing-pad.js";
import { EMOJI } from "./emoji.js";

/** Puts the fields into `turn`. Gives {show(given, what, empty), listen(can, start, stop)}. empty: nothing is answered anywhere. */
export function fill(turn, { id, next, page, answer, onwards, whole }) {
  const part = document.getElementById("answer").content.cloneNode(true);
  const get = (selector) => part.querySelector(selector);
  const levels = [...part.querySelectorAll(".levels input")], words = get("textarea"), remove = get("[data-remove]");
  const emoji = emojiOf(get("[data-emoji]"), id, page.say.none, (sign) => answer(id, { emoji: sign }));
  const paper = pad(get(".pad__paper"), (drawing) => answer(id, { drawing }));
  const pictures = [...turn.querySelectorAll("[data-picture]")].map(pointing);
  for (const picture of pictures) {
    picture.addEventListener("change", () => answer(id, { pictures: pictures.filter((one) => one.checked).map((one) => one.value) }));
  }
  for (const level of levels) {
    level.name = `level-${id}`;
    level.addEventListener("change", () => answer(id, { level: level.value }));
  }
  words.addEventListener("input", () => answer(id, { words: words.value }));
  get("[data-undo]").addEventListener("click", paper.undo);
  get("[data-wipe]").addEventListener("click", paper.wipe);
  get("[data-next] span").textContent = next ? page.say.next.replace("{area}", page.areas[next]) : page.say.whole;
  get("[data-next]").addEventListener("click", () => onwards(id));
  const all = get("[data-whole-wheel]");
  all.addEventListener("click", whole);
  get("[data-skip]").addEventListener("click", () => onwards(id));
  get("[data-skip]").hidden = !next;
  remove.addEventListener("click", () => {
    answer(id, { level: "", words: "", emoji: "", drawing: [], pictures: [] });
    (pictures[0] ?? levels[0]).focus();
  });
  const skip = get("[data-skip]");
  const folds = [...part.querySelectorAll("details")];
  turn.querySelector("[data-answer]").replaceChildren(part);
  return { show, listen: listening(turn, page) };

  function show(given, what, empty) {
    all.hidden = empty || !next;
    for (const level of levels) level.checked = level.value === given.level;
    for (const picture of pictures) picture.checked = given.pictures?.includes(picture.value) ?? false;
    emoji(given.emoji ?? "");
    if (words.value !== (given.words ?? "")) words.value = given.words ?? "";
    const answered = Object.keys(given).length > 0;
    remove.hidden = !answered;
    skip.hidden = answered || !next;
    if (what === "answered" && given.drawing) return;
    paper.show(given.drawing);
    if (what === "cleared") for (const fold of folds) fold.open = false;
  }
}

/** A picture becomes something to point at: any number of them. */
function pointing(label) {
  const input = Object.assign(document.createElement("input"), { type: "checkbox", value: label.dataset.picture, autocomplete: "off" });
  label.prepend(input);
  return input;
}

/** The signs to choose from, made when somebody looks at them: they are a third of all that a page would hold. Gives (sign) that
 *  shows which is chosen. */
function emojiOf(fold, id, none, choose) {
  let choices = null, chosen = "";
  const mark = () => { for (const choice of choices) choice.checked = choice.value === chosen; };
  const make = () => {
    if (choices) return;
    choices = emojiChoices(fold.querySelector(".emoji__all"), id, none);
    mark();
  };
  fold.querySelector("summary").addEventListener("click", make);
  fold.addEventListener("toggle", make);
  fold.addEventListener("change", (event) => choose(event.target.value));
  return (sign) => {
    chosen = sign;
    if (choices) mark();
  };
}

function emojiChoices(box, id, none) {
  return ["", ...EMOJI].map((sign) => {
    const label = document.createElement("label"), input = document.createElement("input"), seen = document.createElement("span");
    Object.assign(input, { type: "radio", name: `emoji-${id}`, value: sign });
    input.autocomplete = "off";
    seen.textContent = sign || none;
    seen.className = sign ? "" : "emoji__none";
    label.append(input, seen);
    box.append(label);
    return input;
  });
}

/** A button that reads the area aloud, there only while the device has a voice of its own for it. */
function listening(turn, page) {
  let button = null;
  return (can, start, stop) => {
    if (!can) { button?.remove(); button = null; }
    if (!can || button) return;
    let reading = false;
    button = document.getElementById("listen").content.firstElementChild.cloneNode(true);
    const say = (now) => { reading = now; button.querySelector("span").textContent = now ? page.say.hush : page.say.listen; };
    say(false);
    button.addEventListener("click", () => {
      const stopping = reading;
      say(!stopping);
      if (stopping) stop();
      else start(() => say(false));
    });
    turn.querySelector("[data-read]").after(button);
  };
}
