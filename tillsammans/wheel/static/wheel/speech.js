/* Reads the page's own texts aloud, with a voice that lives on the device. Voices that send the text away are never used,
   and what the child has written is never read. */

const FAMILY = { kmr: ["kmr", "ku"], sv: ["sv"], so: ["so"], fi: ["fi"], ar: ["ar"], en: ["en"] };
const SPEED = 0.95;

/** Calls fn(can) now and whenever the device's voices change; can(language) says whether one of them speaks it. */
export function onVoices(fn) {
  if (!("speechSynthesis" in globalThis)) return;
  const tell = () => fn((language) => Boolean(voiceFor(language)));
  speechSynthesis.addEventListener?.("voiceschanged", tell);
  tell();
}

/** Reads the texts [{text, language}] one after the other; calls done() at the end or when it is hushed. */
export function read(texts, done) {
  hush();
  const spoken = texts.filter(({ text, language }) => text && voiceFor(language)).map(({ text, language }) => {
    const one = new SpeechSynthesisUtterance(text);
    one.voice = voiceFor(language);
    one.lang = one.voice.lang;
    one.rate = SPEED;
    return one;
  });
  if (!spoken.length) return done();
  const last = spoken.at(-1);
  last.onend = last.onerror = done;
  for (const one of spoken) speechSynthesis.speak(one);
}

/** Silence. */
export function hush() {
  globalThis.speechSynthesis?.cancel();
}

function voiceFor(language) {
  const family = FAMILY[language] ?? [language];
  const own = speechSynthesis.getVoices().filter((voice) => voice.localService === true);
  return own.find((voice) => family.includes(voice.lang.toLowerCase().split(/[-_]/)[0]));
}
