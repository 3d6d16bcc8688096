/* "Spara" and "Öppna": the parts of a page that give the family a file of their own and read it again. Loaded when first used.

   page: {read() → contents, choices(contents) → [{label, act}], saves, stem}. saves: false where files are only opened. choices: what may be done with an opened file; a single
   one is done at once, several are asked about. Nothing on the page changes before that, whatever the file is. */

import { el, field, icon, newId } from "./element.js";
import * as files from "./file.js";

export function mountKeep(host, words, page) {
  const keep = new Keep(host, words, page);
  host.replaceChildren(...keep.parts());
  return keep;
}

class Keep {
  constructor(host, words, page) {
    Object.assign(this, { host, words, page });
    this.status = el("p", { role: "status", class: "keep__said" });
    this.saving = this.#savePanel();
    this.asking = el("div", { class: "keep__panel stack", hidden: true });
    this.picker = el("input", { type: "file", accept: ".json,application/json", hidden: true });
    this.picker.addEventListener("change", () => this.#picked());
  }

  parts() {
    const opens = (panel) => ({ type: "button", class: "btn line", "aria-expanded": "false", "aria-controls": panel.id });
    this.saver = el("button", { ...opens(this.saving), onclick: () => this.#show(this.saving.hidden ? this.saving : null) }, icon("download-simple"), this.words.save);
    this.opener = el("button", { type: "button", class: "btn line", onclick: () => this.picker.click() }, icon("upload-simple"), this.words.open);
    const saves = this.page.saves !== false;
    return [el("div", { class: "row" }, saves ? this.saver : null, this.opener), this.picker, saves ? this.saving : "", this.asking, this.status];
  }

  /* Forgets passphrases, questions and messages, as when the page is cleared. */
  forget() {
    this.#begun();
    this.secret.control.value = "";
    this.#hint();
    this.asking.replaceChildren();
    this.#show(null);
    this.#say("");
    this.picker.value = "";
  }

  /* What is begun now is the only thing that may end on the page: a file on its way when the page is cleared comes to nothing.
     Gives () → whether it still may. */
  #begun() {
    const mine = this.latest = Symbol();
    return () => mine === this.latest;
  }

  #show(panel) {
    for (const one of [this.saving, this.asking]) one.hidden = one !== panel;
    this.saver.setAttribute("aria-expanded", String(panel === this.saving));
  }

  #say(message, { wrong = false } = {}) {
    this.status.replaceChildren(...(message ? [wrong ? icon("warning-circle") : null, el("span", {}, message)].filter(Boolean) : []));
    this.status.classList.toggle("err", wrong);
  }

  #problem(problem) {
    const code = problem instanceof files.Problem ? problem.code : "broken";
    this.#say(this.words.problems[code] ?? this.words.problems.broken, { wrong: true });
  }

  /* ---- Saving ---- */

  #savePanel() {
    this.secret = this.#passphrase(this.words.passphrase, () => this.#hint());
    this.hint = el("p", { class: "small", id: newId("hint"), "aria-live": "polite" });
    this.secret.control.setAttribute("aria-describedby", this.hint.id);
    const name = newId("how");
    const kinds = ["locked", "plain"].map((kind, index) => el("label", {},
      el("input", { type: "radio", name, value: kind, autocomplete: "off", checked: index === 0, onchange: () => this.#kind(kind) }),
      el("span", {}, this.words[`${kind}_kind`], el("br"), el("span", { class: "small dim" }, this.words[`${kind}_about`]))));
    this.locking = el("div", { class: "stack stack--s" }, this.secret.box, this.hint, el("p", {}, icon("warning"), " ", el("strong", {}, this.words.no_help)));
    this.kind = "locked";
    this.#hint();
    const save = el("button", { type: "button", class: "btn", onclick: () => this.#save() }, this.words.save_now);
    onEnter(this.secret.control, () => this.#save());
    return el("div", { class: "keep__panel stack", id: newId("keep"), hidden: true },
      el("fieldset", { class: "field" }, el("legend", {}, this.words.how), el("div", { class: "opts" }, ...kinds)), this.locking,
      el("p", { class: "small dim" }, this.words.shared_device), el("div", { class: "row" }, save));
  }

  #kind(kind) {
    this.kind = kind;
    this.locking.hidden = kind !== "locked";
  }

  #hint() {
    this.hint.textContent = this.words.strength[files.strength(this.secret.control.value)];
  }

  async #save() {
    const secret = this.kind === "locked" ? this.secret.control.value : "", wanted = this.#begun();
    try {
      if (this.kind === "locked" && ["none", "short"].includes(files.strength(secret))) throw new files.Problem("short");
      const contents = this.page.read();
      if (!contents.wheels.length) throw new files.Problem("nothing");
      this.#say(this.words.working);
      const file = await files.write(contents, secret);
      if (!wanted()) return;
      files.offer(file, files.fileName(this.page.stem));
      this.secret.control.value = "";
      this.#hint();
      this.#show(null);
      this.#say(this.words.saved);
      this.saver.focus();
    } catch (problem) { if (wanted()) this.#problem(problem); }
  }

  /* ---- Opening ---- */

  async #picked() {
    const [file] = this.picker.files;
    if (!file) return;
    const wanted = this.#begun();
    this.#show(null);
    this.#say(this.words.working);
    try {
      const found = await files.open(file);
      if (!wanted()) return;
      this.picker.value = ""; // the same file may be chosen again
      if (found.unlock) this.#askPassphrase(found.unlock);
      else this.#choose(found.contents);
    } catch (problem) { if (wanted()) { this.picker.value = ""; this.#problem(problem); } }
  }

  #askPassphrase(unlock) {
    const secret = this.#passphrase(this.words.passphrase_of_file);
    const open = async () => {
      const wanted = this.#begun();
      this.#say(this.words.working);
      try {
        const contents = await unlock(secret.control.value);
        if (!wanted()) return;
        secret.control.value = "";
        this.#choose(contents);
      } catch (problem) { if (wanted()) { this.#problem(problem); secret.control.focus(); } }
    };
    onEnter(secret.control, open);
    this.#ask(secret.box, [[this.words.open_now, open]]);
    this.#say("");
    secret.control.focus();
  }

  #choose(contents) {
    const choices = this.page.choices(contents);
    const take = ({ act }) => { act(); this.#show(null); this.asking.replaceChildren(); this.#say(this.words.opened); this.opener.focus(); };
    if (choices.length === 1) { take(choices[0]); return; }
    this.#say("");
    const question = el("p", { tabindex: "-1" }, el("strong", {}, choices.length ? this.words.which : this.words.nothing_of_use));
    this.#ask(question, choices.map((choice) => [choice.label, () => take(choice)]));
    question.focus();
  }

  #ask(what, ways) {
    const stop = () => { this.#begun(); this.asking.replaceChildren(); this.#show(null); this.#say(""); this.opener.focus(); };
    const buttons = ways.map(([label, act], index) => el("button", { type: "button", class: index ? "btn line" : "btn", onclick: act }, label));
    buttons.push(el("button", { type: "button", class: "btn quiet", onclick: stop }, this.words.stop));
    this.asking.replaceChildren(what, el("div", { class: "row" }, ...buttons));
    this.#show(this.asking);
  }

  /* A field that hides its signs as a password does, without the browser offering to remember it. */
  #passphrase(label, changed) {
    const { box, control } = field(label, { kind: "line", limit: 200, changed, class: "secret", autocapitalize: "none" });
    control.setAttribute("dir", "auto");
    const show = el("button", { type: "button", class: "btn quiet", "aria-pressed": "false", onclick: () => {
      const shown = control.classList.toggle("secret--shown");
      show.setAttribute("aria-pressed", String(shown));
    } }, icon("eye"), this.words.show);
    box.append(el("div", { class: "row" }, show));
    return { box, control };
  }
}

const onEnter = (control, act) => control.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); act(); }
});


