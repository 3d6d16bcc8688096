/* An e-service with the wheel in it: what a host page does with the wheel's events. It keeps nothing and sends nothing. */

const service = document.querySelector("[data-service]"), words = service.dataset;
const chosen = service.querySelector("[data-chosen]"), result = service.querySelector("[data-result]"), day = service.querySelector("[data-day]");
let area = null;

const about = () => (area ? words.one.replace("{area}", area.name) : words.none);

service.addEventListener("area-selected", (event) => {
  area = event.detail.id ? event.detail : null;
  chosen.textContent = about();
});

service.querySelector("[data-show]").addEventListener("click", () => {
  const said = [words.done, day.value && words.absent.replace("{date}", day.value), about()].filter(Boolean);
  result.replaceChildren(...said.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  result.hidden = false;
  result.focus();
});
