/* On every page of the wheel: the way out, and the worker that lets the pages open without a network. */

const worker = document.getElementById("wheel-page").dataset.worker;

/* Leaves at once and takes this page out of the way back. Whatever was answered is forgotten on the way (session.js). */
document.addEventListener("click", (event) => {
  const out = event.target.closest("[data-wheel-leave]");
  if (!out) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(out.href);
});

/* A page that comes back from the browser's own memory is made visible again. */
addEventListener("pageshow", () => { document.documentElement.hidden = false; });

if ("serviceWorker" in navigator) {
  const register = () => navigator.serviceWorker.register(worker).catch(() => {}); // private windows may refuse
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
