// The button that opens the map. Nothing else of the map is loaded before it is pressed.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-open-map]");
  if (!button) return;
  event.preventDefault();
  button.setAttribute("aria-disabled", "true");
  const { open } = await import(button.dataset.module);
  await open(button);
  button.removeAttribute("aria-disabled");
});

const reveal = () => document.querySelectorAll("[data-open-map][hidden]").forEach((button) => { button.hidden = false; });
document.addEventListener("htmx:afterSwap", reveal);
reveal();
if (document.documentElement.dataset.openMap !== undefined) document.querySelector("[data-open-map]")?.click();
