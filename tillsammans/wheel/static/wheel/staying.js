/* Asks before a link takes away what is answered. "Lämna sidan" and closing the tab are never asked about: they are a way out. */

/* isEmpty: says whether there is nothing to lose. The question stands in templates/wheel/parts/stay.html. */
export function askBeforeLeaving(isEmpty) {
  const dialog = document.querySelector("[data-stay]");
  let goal = "";

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || isEmpty() || link.matches("[data-wheel-leave], [download], [target], [href^='#'], [href^='tel:']")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || !/^https?:$/.test(link.protocol)) return;
    event.preventDefault();
    goal = link.href;
    dialog.showModal();
  });

  dialog.querySelector("[data-go]").addEventListener("click", () => location.assign(goal));
}
