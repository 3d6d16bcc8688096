/* Carrying a card with a mouse, a pen or a finger. With a finger it is taken by its handle, so that the page can still be rolled.
   carry(root, {taken, dropped}): taken(true) as soon as one is pressed, so that no newer page takes its place under the finger,
   taken(false) when it is let go; dropped(card, list). */

const FAR = 6; // points before a press becomes a carry

export function carry(root, { taken, dropped }) {
  let card = null, ghost = null, list = null, from = null;

  root.addEventListener("pointerdown", (event) => {
    const found = event.target.closest("[data-drop] .ws-card");
    const handled = event.target.closest(".ws-grip");
    if (!found || event.button !== 0 || event.target.closest("a, button") || (event.pointerType === "touch" && !handled)) return;
    card = found;
    from = { x: event.clientX, y: event.clientY, id: event.pointerId };
    taken(true);
  });

  document.addEventListener("pointermove", (event) => {
    if (!card || event.pointerId !== from.id) return;
    if (!event.buttons) return letGo(); // let go outside the window
    if (!ghost && Math.hypot(event.clientX - from.x, event.clientY - from.y) < FAR) return;
    if (!ghost) lift();
    ghost.style.translate = `${event.clientX - from.x}px ${event.clientY - from.y}px`;
    over(event.clientX, event.clientY);
    roll(event.clientY);
  });

  document.addEventListener("pointerup", (event) => {
    if (!card || event.pointerId !== from.id) return;
    const put = ghost && list && list !== card.closest("[data-drop]") ? [card, list] : null;
    letGo();
    if (put) dropped(...put);
  });
  document.addEventListener("pointercancel", letGo);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && ghost) letGo(); });

  function lift() {
    const box = card.getBoundingClientRect();
    ghost = card.cloneNode(true);
    ghost.removeAttribute("id");
    ghost.classList.add("ws-ghost");
    Object.assign(ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` });
    document.body.append(ghost);
    card.classList.add("taken");
    document.body.classList.add("carrying");
    getSelection()?.removeAllRanges();
  }

  function over(x, y) {
    const lane = document.elementFromPoint(x, y)?.closest(".ws-lane, [data-drop]");
    const found = lane?.matches("[data-drop]") ? lane : nearest(lane, y);
    if (found === list) return;
    list?.classList.remove("over");
    list = found;
    list?.classList.add("over");
  }

  /* Between the lists of a lane: the one whose middle is closest. */
  function nearest(lane, y) {
    const lists = [...(lane?.querySelectorAll("[data-drop]") ?? [])];
    const away = (one) => { const box = one.getBoundingClientRect(); return Math.abs((box.top + box.bottom) / 2 - y); };
    return lists.sort((one, other) => away(one) - away(other))[0] ?? null;
  }

  function roll(y) {
    if (y < 60) scrollBy(0, -14);
    else if (y > innerHeight - 60) scrollBy(0, 14);
  }

  function letGo() {
    if (!card) return;
    ghost?.remove();
    list?.classList.remove("over");
    card.classList.remove("taken");
    document.body.classList.remove("carrying");
    taken(false);
    card = ghost = list = from = null;
  }
}
