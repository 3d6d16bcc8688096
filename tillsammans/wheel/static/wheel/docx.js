/* A Word document of our own making: real styles, headings, tables with header rows, language and direction. No library.

   Written from what paper.js calls a document: {title, language, rtl, made, page, blocks}. A text is a string or {text, lang}.
   Drawings become PNG pictures of the package, each with words for who cannot see it. */

import { png } from "./sketch.js";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWN = "http://schemas.openxmlformats.org/drawingml/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
export const MEDIA_TYPE = `${TYPE}.document`;
const LOCALES = { sv: "sv-SE", en: "en-GB", fi: "fi-FI", so: "so-SO", ar: "ar-SA", kmr: "kmr-TR" };
const WIDTH = 9864; // twentieths of a point between the margins of A4: 210 mm less 2 × 18 mm
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/* Signs that XML cannot hold are left out; the rest are escaped. */
const xml = (text) => (text.toWellFormed?.() ?? text)
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => SIGNS[sign]);
const plain = (text) => (typeof text === "string" ? text : text?.text ?? "");
const localeOf = (language) => LOCALES[language] ?? language;

/* ---- Runs and paragraphs ---- */

// Arabic and Hebrew letters with the neutral signs after them, up to the next letter or figure of another script.
const RTL_RUN = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[^\p{L}\p{N}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*/gu;

function pieces(text) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(RTL_RUN)) {
    if (match.index > from) found.push([text.slice(from, match.index), false]);
    found.push([match[0], true]);
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push([text.slice(from), false]);
  return found;
}

function run([text, rtl], properties, language) {
  const more = `${properties}${rtl ? "<w:rtl/>" : ""}${language}`;
  return `<w:r>${more ? `<w:rPr>${more}</w:rPr>` : ""}<w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
}

/* Runs of a text; a new line in it is a line break. properties: of w:rPr before w:rtl. */
function runs(text, document, properties = "") {
  const strange = text?.lang && text.lang !== document.language;
  const language = strange ? `<w:lang w:val="${localeOf(text.lang)}" w:bidi="${localeOf(text.lang)}"/>` : "";
  return plain(text).split("\n")
    .map((line) => pieces(line).map((piece) => run(piece, properties, language)).join(""))
    .join("<w:r><w:br/></w:r>");
}

const paragraph = (style, content, more = "") => `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${content}</w:p>`;

/* Where a text runs another way than the document (a Swedish one in an Arabic document): by its language, or by its first letter. */
function turn(text, document) {
  const first = /\p{L}/u.exec(plain(text))?.[0];
  const rtl = text?.lang ? text.lang === "ar" : first ? pieces(first)[0][1] : document.rtl;
  return rtl === document.rtl ? "" : `<w:bidi w:val="${rtl ? 1 : 0}"/>`;
}

/* Where a paragraph ends: at an empty line, and where a line runs another way than the one before it. */
const parted = (text, document) => plain(text).split(/\n{2,}/).flatMap((part) => part.split("\n").reduce((found, line) => {
  const before = found.at(-1);
  if (before !== undefined && turn(before, document) === turn(line, document)) return [...found.slice(0, -1), `${before}\n${line}`];
  return [...found, line];
}, []));

/* align: in a cell of a right-to-left document a line that runs the other way still begins at the column's edge. */
const paragraphs = (style, text, document, align = false) => (typeof text === "string" ? parted(text, document) : plain(text).split(/\n{2,}/))
  .map((part) => (typeof text === "string" ? part : { ...text, text: part }))
  .map((part) => [part, turn(part, document)])
  .map(([part, turned]) => paragraph(style, runs(part, document), turned + (align && turned && document.rtl ? '<w:jc w:val="right"/>' : ""))).join("");

/* ---- Blocks ---- */

const BLOCKS = {
  heading: (block, document) => paragraph(`Heading${block.level}`, runs(block.text, document), turn(block.text, document)),
  text: (block, document) => paragraphs("BodyText", block.text, document),
  help: (block, document) => paragraphs("Help", block.text, document),
  checks: (block, document) => block.items
    .map(({ text, checked }) => paragraph("Check", `${runs(checked ? "☒  " : "☐  ", document)}${runs(text, document)}`, turn(text, document))).join(""),
  facts: (block, document) => table(block, document, { head: false }),
  table: (block, document) => table(block, document, { head: true }),
};

function table(block, document, { head }) {
  const shares = block.widths ?? block.rows[0].map(() => 1), whole = shares.reduce((sum, one) => sum + one, 0);
  const widths = shares.map((share) => Math.round((WIDTH * share) / whole));
  const look = `<w:tblLook w:val="0${head ? "4A" : "48"}0" w:firstRow="${head ? 1 : 0}" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`;
  const about = `<w:tblCaption w:val="${xml(plain(block.title))}"/>`;
  const rows = block.rows.map((cells) => row(cells, widths, document));
  if (head) rows.unshift(row(block.head, widths, document, "<w:tblHeader/>"));
  return `<w:tbl><w:tblPr><w:tblStyle w:val="WheelTable"/>${document.rtl ? "<w:bidiVisual/>" : ""}`
    + `<w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>${look}${about}</w:tblPr>`
    + `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>${rows.join("")}</w:tbl>${paragraph("AfterTable", "")}`;
}

function row(cells, widths, document, header = "") {
  const inner = cells.map((cell, index) => `<w:tc><w:tcPr><w:tcW w:w="${widths[index]}" w:type="dxa"/></w:tcPr>`
    + `${inCell(header ? "TableHead" : index === 0 ? "TableFirst" : "TableText", cell, document, widths[index])}</w:tc>`).join("");
  return `<w:tr><w:trPr><w:cantSplit/>${header}</w:trPr>${inner}</w:tr>`;
}

/* The words of a cell and the drawings under them; a cell of drawings alone has no empty line above them. */
function inCell(style, cell, document, width) {
  const drawn = (cell?.drawings ?? []).map((one) => paragraph(style, pictureOf(one, document, width), one.named ? "<w:keepNext/>" : "")
    + (one.named ? paragraph(style, runs(one.label, document)) : "")).join("");
  return drawn && !plain(cell) ? drawn : paragraphs(style, drawn ? cell.text : cell, document, true) + drawn;
}

/* ---- Pictures ---- */

const EMU = 635, LARGEST = 2154, MARGINS = 240; // of a twentieth of a point; 38 mm; both sides of a cell

const drawingsOf = (document) => document.blocks.flatMap(({ rows }) => rows ?? []).flat().flatMap((cell) => cell?.drawings ?? []);
const pictureName = (number) => `media/drawing${number}.png`;

/* A drawing in the line of text, as wide as its cell allows. Its place among the document's drawings is its number. */
function pictureOf(drawing, document, width) {
  const number = drawingsOf(document).indexOf(drawing) + 1, side = Math.min(width - MARGINS, LARGEST) * EMU, label = xml(drawing.label);
  const about = `id="${number}" name="${label}" descr="${label}"`;
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${side}" cy="${side}"/><wp:docPr ${about}/>`
    + `<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="${DRAWN}/picture"><pic:pic>`
    + `<pic:nvPicPr><pic:cNvPr ${about}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="drawing${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`
    + `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${side}" cy="${side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`
    + '<a:ln w="6350"><a:solidFill><a:srgbClr val="AAB4BE"/></a:solidFill></a:ln></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
}

/* ---- Parts of the package ---- */

function body(document) {
  const bidi = document.rtl ? "<w:bidi/>" : "";
  const blocks = document.blocks.map((block) => BLOCKS[block.kind](block, document)).join("");
  return `${HEAD}<w:document xmlns:w="${W}" xmlns:r="${R}" xmlns:wp="${DRAWN}/wordprocessingDrawing" xmlns:a="${DRAWN}/main" xmlns:pic="${DRAWN}/picture"><w:body>${paragraph("Title", runs(document.title, document), turn(document.title, document))}${blocks}`
    + '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
    + `<w:pgMar w:top="1021" w:right="1021" w:bottom="1021" w:left="1021" w:header="510" w:footer="510" w:gutter="0"/>${bidi}</w:sectPr></w:body></w:document>`;
}

/* page: "Sida {page} av {pages}" in the reader's language. */
function footer(document) {
  const number = { page: "PAGE", pages: "NUMPAGES" };
  const content = document.page.split(/(\{page\}|\{pages\})/).filter(Boolean)
    .map((part) => (/^\{\w+\}$/.test(part) ? `<w:fldSimple w:instr=" ${number[part.slice(1, -1)]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>` : runs(part, document))).join("");
  return `${HEAD}<w:ftr xmlns:w="${W}">${paragraph("Footer", content)}</w:ftr>`;
}

const WORDS_OWN = ["Title", "Heading1", "Heading2", "BodyText", "Footer"]; // styles that every Word knows

function styles(document) {
  const bidi = document.rtl ? "<w:bidi/>" : "", locale = localeOf(document.language);
  const language = `<w:lang w:val="${locale}" w:eastAsia="${locale}" w:bidi="${document.rtl ? locale : "ar-SA"}"/>`;
  const size = (half) => `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`;
  const bold = "<w:b/><w:bCs/>";
  const style = (id, name, { next = id, base = "Normal", keep = "", spacing, level = "", look = "", listed = true, indent = "" }) =>
    `<w:style w:type="paragraph" w:styleId="${id}"${WORDS_OWN.includes(id) ? "" : ' w:customStyle="1"'}><w:name w:val="${name}"/>`
    + `<w:basedOn w:val="${base}"/><w:next w:val="${next}"/>${listed ? "<w:qFormat/>" : ""}`
    + `<w:pPr>${keep}<w:spacing ${spacing}/>${indent}${level}</w:pPr><w:rPr>${look}</w:rPr></w:style>`;
  const keep = "<w:keepNext/><w:keepLines/>", outline = (level) => `<w:outlineLvl w:val="${level}"/>`;
  const heading = (level, half, before) => style(`Heading${level}`, `heading ${level}`, {
    next: "BodyText", keep, spacing: `w:before="${before}" w:after="80"`, level: outline(level - 1), look: `${bold}<w:color w:val="14253A"/>${size(half)}`,
  });
  return `${HEAD}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>`
    + `<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>${size(22)}${language}</w:rPr></w:rPrDefault>`
    + '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>${bidi}</w:pPr></w:style>`
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    + '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + style("Title", "Title", { next: "BodyText", keep, spacing: 'w:after="200" w:line="240" w:lineRule="auto"', look: `${bold}<w:color w:val="14253A"/>${size(44)}` })
    + heading(1, 28, 320) + heading(2, 24, 200)
    + style("BodyText", "Body Text", { spacing: 'w:after="120"' })
    + style("Help", "Help", { next: "BodyText", keep: "<w:keepNext/>", spacing: 'w:after="100"', look: `<w:color w:val="435160"/>${size(20)}` })
    + style("Check", "Check", { spacing: 'w:after="60"', indent: '<w:ind w:left="397" w:hanging="397"/>' })
    + style("TableHead", "Table Head", { keep: "<w:keepNext/>", spacing: 'w:before="40" w:after="40"', look: `${bold}${size(20)}` })
    + style("TableFirst", "Table First", { spacing: 'w:before="40" w:after="40"', look: `${bold}${size(20)}` })
    + style("TableText", "Table Text", { spacing: 'w:before="40" w:after="40"', look: size(20) })
    + style("AfterTable", "After Table", { spacing: 'w:after="0" w:line="120" w:lineRule="exact"', look: size(8), listed: false })
    + style("Footer", "footer", { spacing: 'w:after="0"', look: `<w:color w:val="435160"/>${size(18)}`, listed: false })
    + tableStyle() + "</w:styles>";
}

function tableStyle() {
  const line = (side, colour, width) => `<w:${side} w:val="single" w:sz="${width}" w:space="0" w:color="${colour}"/>`;
  return '<w:style w:type="table" w:customStyle="1" w:styleId="WheelTable"><w:name w:val="Wheel Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    + `<w:tblPr><w:tblBorders>${line("top", "14253A", 8)}${line("bottom", "14253A", 8)}${line("insideH", "AAB4BE", 4)}</w:tblBorders></w:tblPr>`
    + `<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>${line("bottom", "14253A", 8)}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/></w:tcPr></w:tblStylePr></w:style>`;
}

/* pictures: the bytes of each drawing, in the document's order. */
function parts(document, pictures) {
  const moment = `${document.made}T12:00:00Z`, locale = localeOf(document.language);
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  const relations = (...given) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${given.join("")}</Relationships>`;
  const override = (name, type) => `<Override PartName="${name}" ContentType="${type}"/>`;
  const about = "http://purl.org/dc/elements/1.1/", terms = "http://purl.org/dc/terms/";
  return {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + `<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${override("/word/document.xml", `${TYPE}.document.main+xml`)}${override("/word/styles.xml", `${TYPE}.styles+xml`)}`
      + `${override("/word/settings.xml", `${TYPE}.settings+xml`)}${override("/word/footer1.xml", `${TYPE}.footer+xml`)}`
      + `${override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")}</Types>`,
    "_rels/.rels": relations(relation("rId1", `${R}/officeDocument`, "word/document.xml"), relation("rId2", `${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml")),
    "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="${about}" xmlns:dcterms="${terms}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`
      + `<dc:title>${xml(plain(document.title))}</dc:title><dc:language>${locale}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created></cp:coreProperties>`,
    "word/document.xml": body(document),
    "word/styles.xml": styles(document),
    "word/settings.xml": `${HEAD}<w:settings xmlns:w="${W}"><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`
      + `<w:themeFontLang w:val="${locale}" w:bidi="${document.rtl ? locale : "ar-SA"}"/></w:settings>`,
    "word/footer1.xml": footer(document),
    "word/_rels/document.xml.rels": relations(relation("rId1", `${R}/styles`, "styles.xml"), relation("rId2", `${R}/settings`, "settings.xml"), relation("rId4", `${R}/footer`, "footer1.xml"),
      ...pictures.map((_, index) => relation(`drawing${index + 1}`, `${R}/image`, pictureName(index + 1)))),
    ...Object.fromEntries(pictures.map((bytes, index) => [`word/${pictureName(index + 1)}`, bytes])),
  };
}

/* The document as a file for Word. */
export async function docx(document) {
  const pictures = await Promise.all(drawingsOf(document).map(({ strokes }) => png(strokes)));
  return new Blob([zip(parts(document, pictures))], { type: MEDIA_TYPE });
}

/* ---- A zip file without compression ---- */

const CRC = Uint32Array.from({ length: 256 }, (_, number) => {
  let rest = number;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});
const checksum = (bytes) => (bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/* Numbers, each with its width in bytes, lowest byte first. */
function little(...pairs) {
  const bytes = [];
  for (const [number, width] of pairs) for (let place = 0; place < width; place += 1) bytes.push(Math.floor(number / 256 ** place) % 256);
  return Uint8Array.from(bytes);
}

const NAMES_IN_UTF8 = 0x0800, FIRST_DAY = 0x0021; // 1 January 1980: the same document gives the same bytes

function zip(files) {
  const encoder = new TextEncoder(), local = [], central = [];
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = encoder.encode(path), bytes = typeof content === "string" ? encoder.encode(content) : content;
    const facts = [[20, 2], [NAMES_IN_UTF8, 2], [0, 2], [0, 2], [FIRST_DAY, 2], [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
    const head = little([0x04034b50, 4], ...facts);
    local.push(head, name, bytes);
    central.push(little([0x02014b50, 4], [20, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
    at += head.length + name.length + bytes.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0), count = Object.keys(files).length;
  const end = little([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [at, 4], [0, 2]);
  return joined([...local, ...central, end]);
}

function joined(pieces) {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) { all.set(piece, at); at += piece.length; }
  return all;
}
