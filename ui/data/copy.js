
// The button under an answer that copies it as text, and says whether that worked.
const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // no clipboard for pages that don't come by https or from this machine
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
};
element.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const card = button.closest("article");
  const said = (await copied(card.querySelector(".tt-plain").textContent)) ? button.dataset.done : button.dataset.failed;
  const label = button.dataset.label || (button.dataset.label = button.textContent);
  button.textContent = said;
  card.querySelector(".tt-card-foot [role=status]").textContent = said;
  button.focus();
  setTimeout(() => { button.textContent = label; }, 2500);
});
