const events = { ask: "submit", open: "select", duty: "click", remove: "delete", same: "like", differ: "like",
  change: "edit", narrow: "apply" };
// A click made before the page has reached its server waits for that (five seconds at most).
const fire = (name, arg, tries) => {
  if (window.thongtriReady || tries <= 0) trigger(name, { arg });
  else setTimeout(() => fire(name, arg, tries - 1), 50);
};
// A reply can be lost when the page's stream of replies closes just then: what isn't done two seconds after it was
// asked for is asked for again, unless the person has clicked on.
const insist = (name, arg, done) => {
  let ticks = 0;
  const stop = () => { clearInterval(timer); document.removeEventListener("pointerdown", stop, true); };
  const timer = setInterval(() => {
    ticks += 1;
    if (done() || ticks > 60) return stop();
    if (ticks % 20 === 0) trigger(name, { arg });
  }, 100);
  document.addEventListener("pointerdown", stop, true);
};
const report = (target) => {
  const hit = target.closest("[data-act]");
  if (!hit || !element.contains(hit)) return false;
  if (hit.dataset.confirm && !window.confirm(hit.dataset.confirm)) return true;
  if (hit.dataset.act === "duty") {
    element.querySelectorAll("mark.m-chosen").forEach((mark) => mark.classList.remove("m-chosen"));
    element.querySelectorAll("mark[data-arg]").forEach((mark) => {
      if (mark.dataset.arg === hit.dataset.arg) mark.classList.add("m-chosen");
    });
  }
  const verdict = { same: "+", differ: "-" }[hit.dataset.act] || "";
  fire(events[hit.dataset.act], verdict + hit.dataset.arg, 100);
  if (hit.dataset.act === "open") {
    insist(events.open, hit.dataset.arg, () => document.querySelector("#notice-text")?.clientHeight);
  }
  if (hit.dataset.act === "narrow") insist(events.narrow, hit.dataset.arg, () => !hit.isConnected);
  if (hit.dataset.act === "duty" && window.innerWidth <= 720) {
    setTimeout(() => document.querySelector("#duty-facts")?.scrollIntoView({ behavior: "smooth", block: "start" }), 300);
  }
  return true;
};
element.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (report(event.target)) event.preventDefault();
});
element.addEventListener("change", (event) => {
  const chosen = event.target.closest("select[data-change]");
  if (chosen && chosen.value) fire(events[chosen.dataset.change], chosen.value, 100);
});
element.addEventListener("keydown", (event) => {
  if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark[data-act]") && report(event.target)) {
    event.preventDefault();
  }
});
const show = (tries) => {
  const paper = element.querySelector(".tt-paper");
  const mark = paper && paper.querySelector("mark.m-chosen");
  if (!mark) return;
  if (!paper.clientHeight) {
    if (tries > 0) setTimeout(() => show(tries - 1), 100);
    return;
  }
  paper.scrollTop += mark.getBoundingClientRect().top - paper.getBoundingClientRect().top - paper.clientHeight / 3;
};
watch("value", () => requestAnimationFrame(() => show(30)));
show(30);
