// Suggestions under the question, as an ARIA combobox with a listbox: arrows move, Enter asks, Escape closes.
const list = element.querySelector("[role=listbox]");
const told = element.querySelector("[role=status]");
let field = null, active = -1, asked = 0, timer = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const open = (shown) => {
  list.hidden = !shown;
  field.setAttribute("aria-expanded", String(shown));
  if (!shown) mark(-1);
};
const mark = (at) => {
  active = at;
  options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
  if (at < 0) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", options()[at].id);
  options()[at].scrollIntoView({ block: "nearest" });
};
const show = (texts) => {
  list.replaceChildren(...texts.map((text, i) => {
    const option = document.createElement("li");
    option.id = `suggestion-${i}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.textContent = text;
    return option;
  }));
  open(texts.length > 0 && document.activeElement === field);
  told.textContent = list.hidden ? "" : told.dataset.found.replace("%", texts.length);
};
const look = async () => {
  const number = ++asked;
  const typed = field.value.trim();
  if (typed.length < 2) return show([]);
  try {
    const reply = await fetch(`/suggest?q=${encodeURIComponent(typed.slice(0, 200))}`);
    const found = reply.ok ? (await reply.json()).suggestions : [];
    if (number === asked) show(found.map((one) => one.text).filter((text) => text !== typed));
  } catch {
    if (number === asked) show([]); // the server is away: typing goes on without suggestions
  }
};
const close = () => { clearTimeout(timer); asked += 1; open(false); told.textContent = ""; };
const choose = (text, tries = 100) => {
  close();
  if (window.thongtriReady || tries <= 0) trigger("submit", { arg: text });
  else setTimeout(() => choose(text, tries - 1), 50);
};
const keys = (event) => {
  if (event.isComposing || event.target !== field) return;
  const count = options().length;
  if (event.key === "Enter") {
    if (list.hidden || active < 0) return close();
    choose(options()[active].textContent);
  } else if (event.key === "Escape" && !list.hidden) {
    close();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
    if (list.hidden) { open(true); mark(event.key === "ArrowDown" ? 0 : count - 1); }
    else mark(event.key === "ArrowDown" ? (active + 2) % (count + 1) - 1 : (active + count + 1) % (count + 1) - 1);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
};
const attach = (tries) => {
  field = document.querySelector("#question input, #question textarea");
  if (!field) return tries > 0 && setTimeout(() => attach(tries - 1), 100);
  const given = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, "aria-haspopup": "listbox" };
  Object.entries(given).forEach(([name, value]) => field.setAttribute(name, value));
  field.parentElement.addEventListener("keydown", keys, true);
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 120); });
  field.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option.textContent);
  });
  const asking = new URLSearchParams(location.search).has("q");
  if (field.value && !asking && document.activeElement === field) look(); // typed before the page was ready
  else fetch("/suggest?q=").catch(() => {}); // so that the first letters are answered quickly
};
attach(100);
