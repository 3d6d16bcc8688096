/* What pages do better with script; all of it also works without. */
(() => {
  const one = (selector) => document.querySelector(selector);

  // After a refused form the summary is read first.
  one(".errs")?.focus();
  // A form that was taken leads on, and the browser takes the form's "#fel" along: nothing has that name there.
  if (location.hash === "#fel" && !one("#fel")) history.replaceState(history.state, "", location.pathname + location.search);

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) { event.preventDefault(); dialog.showModal(); }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.closest("[data-print]")) window.print();
    document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "Escape") {
      const menu = one("details.menu[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      const search = one("[data-search]");
      if (search) { event.preventDefault(); search.click(); }
    }
  });

  // A second press must not send twice; the server's key for each form would stop it too.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.again !== undefined) return;
    if (form.dataset.sent) event.preventDefault();
    else { form.dataset.sent = "1"; setTimeout(() => delete form.dataset.sent, 4000); }
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
})();
