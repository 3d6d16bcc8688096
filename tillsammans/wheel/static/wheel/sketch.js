/* A drawing of the family's as a picture: lines on a page and on paper, dots in a document. Both are made here, on the device. */

import { pathOf, picture } from "./drawing-pad.js";

const SIDE = 1000, PIXELS = 640, THICK = 18, INK = "#14253a", PAPER = "#ffffff";

/** The strokes as lines, with what the picture is. */
export function sketch(strokes, label) {
  const svg = picture(strokes, "sketched");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  return svg;
}

/** The strokes as the bytes of a PNG picture. */
export async function png(strokes) {
  const canvas = Object.assign(document.createElement("canvas"), { width: PIXELS, height: PIXELS });
  const pen = canvas.getContext("2d");
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, PIXELS, PIXELS);
  pen.scale(PIXELS / SIDE, PIXELS / SIDE);
  Object.assign(pen, { strokeStyle: INK, lineWidth: THICK, lineCap: "round", lineJoin: "round" });
  pen.stroke(new Path2D(pathOf(strokes)));
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  return new Uint8Array(await blob.arrayBuffer());
}
