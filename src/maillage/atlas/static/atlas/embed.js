// <maillage-map src="https://reseau.example/fr/embed/afrique/" height="480">…a link for those without scripts…</maillage-map>
// One frame and nothing else: no cookie, no measure, nothing read from the page around it.

class MaillageMap extends HTMLElement {
  connectedCallback() {
    const source = this.getAttribute("src");
    if (!source || this.querySelector("iframe")) return;
    const frame = document.createElement("iframe");
    frame.src = source;
    frame.title = this.getAttribute("title") || this.textContent.trim() || "Map";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    frame.width = "100%";
    frame.height = this.getAttribute("height") || "560";
    frame.style.border = "0";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-top-navigation-by-user-activation");
    this.replaceChildren(frame);
  }
}

if (!customElements.get("maillage-map")) customElements.define("maillage-map", MaillageMap);
