// The button that opens the map. Nothing else of the map is loaded before it is pressed.

const BUTTON = "[data-open-map]";
let wasOpen = false;

document.addEventListener("click", async (event) => {
  const button = event.target.closest(BUTTON);
  if (!button) return;
  button.setAttribute("aria-disabled", "true");
  const { open } = await import(button.dataset.module);
  await open(button);
  button.removeAttribute("aria-disabled");
});

const reveal = () => document.querySelectorAll(BUTTON).forEach((button) => { button.hidden = false; });

// a filter redraws the page: the map that stood there opens again, with what the filter leaves
document.addEventListener("htmx:beforeSwap", () => {
  const opened = document.querySelector(".stage")?.atlas;
  wasOpen = Boolean(opened);
  opened?.close({ isQuiet: true });
});
document.addEventListener("htmx:afterSwap", () => {
  reveal();
  if (wasOpen) document.querySelector(BUTTON)?.click();
});
reveal();
