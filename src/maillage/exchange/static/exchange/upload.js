// While a file is sent: that it is on its way; and, before, whether it is too large to be sent at all. The server checks too.
const form = document.querySelector("form[data-largest]");
const words = form?.querySelector("[data-sending]");

form?.addEventListener("submit", (event) => {
  const file = form.querySelector("input[type=file]").files[0];
  if (!file) return;
  const isTooLarge = file.size > Number(form.dataset.largest);
  words.hidden = false;
  words.classList.toggle("warning", isTooLarge);
  words.querySelector("progress").hidden = isTooLarge;
  words.querySelector("p").textContent = isTooLarge ? form.dataset.tooLarge : words.dataset.sending;
  if (isTooLarge) event.preventDefault();
  else form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", () => { // coming back to the page, nothing is being sent any more
  if (!form) return;
  words.hidden = true;
  form.querySelector("[type=submit]").removeAttribute("aria-disabled");
});
