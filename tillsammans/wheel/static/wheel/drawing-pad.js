/* Paper to draw on: strokes as whole numbers 0–1000, drawn as lines of SVG. No picture is ever made of them or read in. */

const SVG = "http://www.w3.org/2000/svg", SIDE = 1000, STEP = 7, MOST = 400, POINTS = 2000;
const FAR = 281; // from the wheel's middle: in the outermost ring, where no edge of a level runs through it

/** Path data of strokes [[x, y, x, y, …], …]; a stroke of one point is a dot. */
export function pathOf(strokes) {
  return (strokes ?? []).map((stroke) => {
    let path = `M${stroke[0]} ${stroke[1]}`;
    for (let k = 2; k < stroke.length; k += 2) path += `L${stroke[k]} ${stroke[k + 1]}`;
    return stroke.length === 2 ? `${path}h1` : path;
  }).join("");
}

/** A picture of the strokes, made of one path. */
export function picture(strokes, name) {
  const svg = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", `0 0 ${SIDE} ${SIDE}`);
  svg.setAttribute("class", name);
  path.setAttribute("d", pathOf(strokes));
  svg.append(path);
  return svg;
}

/** Shows in a sector of the wheel the pictures that were pointed at, beside each other across it. areas: how many sectors there are. */
export function picks(sector, pictures, areas) {
  for (const old of sector.querySelectorAll(".pick")) old.remove();
  if (!pictures.length) return;
  const own = sector.querySelector(".own"), angle = Math.atan2(own.getAttribute("y"), own.getAttribute("x"));
  const step = Math.min(64, (2 * FAR * Math.tan(Math.PI / areas) * 0.86) / pictures.length), side = step * 0.78;
  for (const [place, picture] of pictures.entries()) {
    const use = document.createElementNS(SVG, "use"), off = (place - (pictures.length - 1) / 2) * step;
    const x = Math.cos(angle) * FAR - Math.sin(angle) * off - side / 2, y = Math.sin(angle) * FAR + Math.cos(angle) * off - side / 2;
    for (const [name, value] of Object.entries({ class: "pick", href: `#i-${picture}`, x, y, width: side, height: side })) use.setAttribute(name, value);
    own.before(use);
  }
}

/** Makes `paper` something to draw on. changed(strokes) after each stroke. Gives {show(strokes), undo(), wipe()}. */
export function pad(paper, changed) {
  const svg = picture([], "pad__ink"), path = svg.firstChild;
  let strokes = [], current = null;
  paper.replaceChildren(svg);
  const paint = () => path.setAttribute("d", pathOf(current ? [...strokes, current] : strokes));
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((part) => Math.min(SIDE, Math.max(0, Math.round(part * SIDE))));
  };
  const add = (event) => {
    const [x, y] = at(event), [lastX, lastY] = current.slice(-2);
    if (Math.hypot(x - lastX, y - lastY) >= STEP && current.length < POINTS * 2) current.push(x, y);
  };
  const end = () => {
    if (!current) return;
    strokes.push(current);
    current = null;
    paint();
    changed(structuredClone(strokes));
  };
  svg.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0 || strokes.length >= MOST) return;
    svg.setPointerCapture(event.pointerId);
    current = at(event);
    paint();
  });
  svg.addEventListener("pointermove", (event) => {
    if (!current) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) add(one);
    paint();
  });
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  const set = (given, tell) => { strokes = structuredClone(given ?? []); current = null; paint(); if (tell) changed(structuredClone(strokes)); };
  return { show: (given) => set(given, false), undo: () => set(strokes.slice(0, -1), true), wipe: () => set([], true) };
}
