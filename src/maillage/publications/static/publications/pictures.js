// A picture that was asked for takes the place of its link. Without this script the link shows it alone.
for (const link of document.querySelectorAll("a[data-picture]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { width, height, alternative } = link.dataset;
    const picture = Object.assign(new Image(Number(width), Number(height)), { src: link.href, alt: alternative });
    picture.tabIndex = -1;
    link.closest(".asked").replaceWith(picture);
    picture.focus();
  });
}
