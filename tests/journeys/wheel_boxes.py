"""Scripts that measure a page as it is drawn: letters, what is in focus, what moves. Each is one function for `page.evaluate`."""

# Names of a wheel by the outlines of their letters: how many are seen, and which ones are somewhere they should not be.
NAMES = """async () => {
  await document.fonts.ready;
  const pen = document.createElement("canvas").getContext("2d"), wrong = [], boxes = [];
  const names = [...document.querySelectorAll(".wheel text:is(.name, .title)")].filter((one) => one.getClientRects().length);
  const inked = (name, line) => {
    const style = getComputedStyle(name), unit = name.getScreenCTM().a, range = document.createRange();
    range.selectNodeContents(line);
    const box = range.getBoundingClientRect();
    pen.font = `${style.fontWeight} ${parseFloat(style.fontSize) * unit}px ${style.fontFamily}`;
    const drawn = pen.measureText(line.textContent), base = box.top + drawn.fontBoundingBoxAscent;
    const top = base - drawn.actualBoundingBoxAscent, bottom = base + drawn.actualBoundingBoxDescent;
    return {left: box.left, right: box.right, top, bottom};
  };
  const around = (box) => [0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1].flatMap((share) => {
    const x = box.left + share * (box.right - box.left), y = box.top + share * (box.bottom - box.top);
    return [[x, box.top], [x, box.bottom], [box.left, y], [box.right, y]];
  });
  const within = (path) => {
    const back = path.getScreenCTM().inverse();
    return ([x, y]) => path.isPointInFill(new DOMPoint(x, y).matrixTransform(back));
  };
  for (const name of names) {
    const wheel = name.closest(".wheel"), sector = name.closest(".sector");
    const lines = [...name.querySelectorAll("tspan[x]")].map((line) => ({text: line.textContent, ...inked(name, line)}));
    const side = {start: (one) => one.left, end: (one) => one.right, middle: (one) => (one.left + one.right) / 2};
    const [first, ...rest] = lines.map(side[getComputedStyle(name).textAnchor]);
    if (rest.some((one) => Math.abs(one - first) > 1)) wrong.push(`${name.textContent}: lines out of line`);
    for (const line of lines) {
      if (line.right - line.left < 8 || line.bottom - line.top < 4) wrong.push(`${line.text} is hardly there`);
      if (line.left < 0 || line.right > document.documentElement.clientWidth) wrong.push(`${line.text} leaves the window`);
      const points = around(line), title = name.matches(".title");
      if (title && !points.every(within(sector.querySelector(".band")))) wrong.push(`${line.text} leaves its area`);
      if (!title)
        for (const whole of wheel.querySelectorAll(".hit"))
          if (points.some(within(whole))) wrong.push(`${line.text} is over the wheel`);
      for (const other of boxes)
        if (other.name !== name && Math.max(line.left, other.left) < Math.min(line.right, other.right)
            && Math.max(line.top, other.top) < Math.min(line.bottom, other.bottom))
          wrong.push(`${line.text} meets ${other.text}`);
      boxes.push({...line, name});
    }
  }
  return {names: names.length, wrong};
}"""

# Another drawing where the page's wheel stands; one of its areas in turn.
PUT = """([markup, turn]) => {
  document.querySelector(".wheel").outerHTML = markup;
  document.querySelectorAll(".wheel .sector")[turn].setAttribute("aria-current", "true");
}"""

# Texts that reach out of the window, are cut off, or lie over another text; and a page that scrolls sideways.
CROSSED = """async () => {
  await document.fonts.ready;
  for (const part of document.querySelectorAll("section, aside, footer")) { // what is far below is drawn when it comes near
    part.scrollIntoView();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  scrollTo(0, 0);
  const wide = document.documentElement.clientWidth, found = [], lines = [];
  const hardly = (one) => { // for screen readers alone: in a box of one pixel
    for (let box = one; box; box = box.parentElement)
      if (box.offsetWidth <= 1 && getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  if (document.documentElement.scrollWidth > wide) found.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walk.nextNode()) {
    const node = walk.currentNode, one = node.parentElement, text = node.textContent.trim();
    if (!text || one.closest(".vh, .skip, svg, script, template, option, textarea")) continue;
    if (!one.checkVisibility({visibilityProperty: true}) || hardly(one)) continue;
    for (let box = one; box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1)
        found.push(`cut off: ${text}`);
    range.selectNodeContents(node);
    for (const {left, right, top, bottom} of range.getClientRects()) {
      if (left < -1 || right > wide + 1) found.push(`out of the window: ${text}`);
      const thin = (bottom - top) * 0.25, line = {node, text, left, right, top: top + thin, bottom: bottom - thin};
      for (const other of lines)
        if (other.node !== node && Math.min(line.right, other.right) - Math.max(line.left, other.left) > 1
            && Math.min(line.bottom, other.bottom) > Math.max(line.top, other.top)) found.push(`${text} lies over ${other.text}`);
      lines.push(line);
    }
  }
  return found;
}"""

# What is in focus: whether the window shows it, with nothing over it. `window.reached` gathers what has been in focus.
IN_FOCUS = """() => {
  const one = document.activeElement, again = one === document.body || window.reached.has(one), hidden = [];
  if (again) return {again, hidden};
  window.reached.add(one);
  const host = one.closest("label, .sector") ?? one, box = (host.querySelector(":scope .sign") ?? host).getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const told = `${one.tagName} ${(one.getAttribute("aria-label") ?? host.textContent).trim().slice(0, 40)}`;
  const most = Math.min(box.width, innerWidth) * Math.min(box.height, innerHeight);
  if (right <= left || bottom <= top || (right - left) * (bottom - top) < most * 0.9) hidden.push(`${told}: out of sight`);
  else if (!host.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)))
    hidden.push(`${told}: something lies over it`);
  return {again, hidden};
}"""

# What can be used but was never in focus. Of the answers to one question, one is enough: arrows take the rest.
PASSED_BY = """() => {
  const all = [...document.querySelectorAll("a[href], button, summary, select, textarea, input")];
  const groups = new Set([...window.reached].map((one) => one.name).filter(Boolean));
  return all.filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0
    && !(one.type === "radio" && groups.has(one.name)) && !window.reached.has(one)).map((one) => one.outerHTML.slice(0, 90));
}"""

# An answer is given, then another area is chosen and its question brought into view: what moves by itself after that?
MOVING = """async (answer) => {
  const frame = () => new Promise(requestAnimationFrame);
  const running = () => document.getAnimations().map((one) => one.effect.getComputedTiming().duration).filter((one) => one > 0);
  document.querySelector(answer).click();
  await frame();
  const answered = running();
  scrollTo({top: 0, behavior: "instant"});
  document.querySelector(".sector:not([aria-current])").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
  await frame();
  const chosen = running(), before = scrollY;
  for (let step = 0; step < 12; step++) await frame();
  return {answered, chosen, scrolls: scrollY !== before};
}"""
