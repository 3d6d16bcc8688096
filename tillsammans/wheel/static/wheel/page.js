/* On every page of the wheel: the way out, and the worker that lets the pages open without a network. */

/* From the first touch this page may ask for nothing at all, not even robots.txt: before any answer there is a policy that no
   script can take back (decision 0022). A saved file is opened by a touch too. */
const touches = ["pointerdown", "keydown", "click", "beforeinput", "input", "change", "dragover", "drop"];
const shut = () => {
  for (const touch of touches) removeEventListener(touch, shut, true);
  document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "Content-Security-Policy", content: "connect-src 'none'" }));
};
for (const touch of touches) addEventListener(touch, shut, true);

const worker = document.getElementById("wheel-page").dataset.worker;

/* What is far down is drawn when it comes near. A while later it is drawn anyway, a part at a time when nothing else goes on: for
   those who save or copy the page whole. */
const QUIET = 2500, idle = window.requestIdleCallback ?? setTimeout;
const draw = ([part, ...rest]) => { if (part) { part.classList.remove("far"); idle(() => draw(rest)); } };
setTimeout(() => idle(() => draw([...document.querySelectorAll(".far")])), QUIET);

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
