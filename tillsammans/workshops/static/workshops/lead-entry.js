/* Typing in cards: the next one begins where the last ended. */

const text = document.querySelector(".ws-entry [name=text]");
if (text && !document.querySelector(".errs")) text.focus();
