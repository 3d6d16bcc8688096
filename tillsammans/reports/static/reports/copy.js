/* "Kopiera": the newsletter to the clipboard as HTML and as plain text. Without script it is marked and copied by hand. */
(() => {
  const button = document.querySelector("[data-copy]");
  const said = document.querySelector("[role=status].nl-said");
  const source = document.getElementById(button.dataset.copy);
  const [plain, markup] = ["[data-plain]", "[data-markup]"].map((one) => document.querySelector(one).value);

  // Where the clipboard takes no types (an insecure address, an old browser): mark it and let the browser copy.
  const byMarking = () => {
    const marked = getSelection();
    marked.selectAllChildren(source);
    return document.execCommand("copy");
  };

  const copied = async () => {
    try {
      await navigator.clipboard.write([new ClipboardItem({
        "text/html": new Blob([markup], { type: "text/html" }),
        "text/plain": new Blob([plain], { type: "text/plain" }),
      })]);
      return true;
    } catch { return byMarking(); }
  };

  button.hidden = false;
  document.querySelector("[data-by-hand]").hidden = true;
  button.addEventListener("click", async () => { said.textContent = (await copied()) ? button.dataset.done : button.dataset.failed; });
})();
