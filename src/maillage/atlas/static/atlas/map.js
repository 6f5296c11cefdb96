// The map in the browser. `open(button)` puts it where the drawing stands; closing it brings the drawing back.
// Everything it loads is named by the button's data, comes from this site, and works under a strict policy.

import { Beside } from "./beside.js";
import { colours, hatching, styleOf } from "./style.js";
import { drawn } from "./world.js";

const CLOSEST = 16;
const SAME_SPOT = 13; // from this zoom a cluster is one spot: its names are listed, nearer shows nothing more
const PRESSABLE = ["clusters", "points", "names", "land"];

export async function open(button) {
  const { world: figure, list, stage } = parts(button);
  const credentials = button.dataset.stranger === undefined ? "same-origin" : "omit";
  try {
    const loaded = await load(button.dataset, credentials);
    figure.classList.add("opened");
    return new Atlas({ button, figure, list, stage, credentials, ...loaded });
  } catch (problem) {
    figure.classList.remove("opened");
    stage.hidden = false;
    stage.textContent = button.dataset.failed;
    console.info(problem);
    return null;
  }
}

function parts(button) {
  const world = button.closest(".world-sheet").querySelector(".world");
  return { world, list: world.querySelector(".by-country"), stage: world.querySelector(".stage") };
}

async function load(data, credentials) {
  const json = async (address, options) => {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };
  const [maplibre, facts, names, topology] = await Promise.all([
    import(data.maplibre), json(data.facts, { credentials }), json(data.names, { credentials }), json(data.world), script(data.topojson, "topojson"), sheet(data.css),
  ]);
  if (facts.basemap) {
    await script(data.pmtiles, "pmtiles");
    maplibre.addProtocol("pmtiles", new globalThis.pmtiles.Protocol({ metadata: true }).tile);
  }
  maplibre.setWorkerUrl(new URL(data.worker, location).href);
  return { maplibre, facts: { ...facts, names }, topology };
}

const added = (element) => new Promise((done, failed) => {
  element.onload = done;
  element.onerror = () => failed(new Error("a file of the map did not come"));
  document.head.append(element);
});
const script = (src, name) => (globalThis[name] ? null : added(Object.assign(document.createElement("script"), { src })));
const sheet = (href) =>
  document.querySelector(`link[href="${href}"]`) ? null : added(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));

/** From where the whole globe is seen: its diameter is the world's width over π. */
const wholeZoom = ({ clientWidth, clientHeight }) => Math.log2((Math.min(clientWidth, clientHeight) * 0.92 * Math.PI) / 512);

class Atlas {
  constructor(given) {
    Object.assign(this, given);
    const { maplibre, facts, stage } = this;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    stage.hidden = false;
    stage.replaceChildren(Object.assign(document.createElement("div"), { className: "canvas" }));
    this.map = new maplibre.Map({
      container: stage.firstChild,
      style: this.style(),
      ...(facts.start.bounds ? facts.start : { ...facts.start, zoom: wholeZoom(stage) }),
      maxZoom: CLOSEST,
      attributionControl: false,
      cooperativeGestures: matchMedia("(pointer: coarse)").matches,
      fadeDuration: this.calm ? 0 : 200,
      locale: facts.words,
      transformRequest: (url) => ({ url, credentials: this.credentials }),
    });
    this.dress();
    this.beside = new Beside(this.map, facts, { list: this.list, credentials: this.credentials, spotlight: (at) => this.spotlight(at) });
    this.listen();
    if (document.activeElement === this.button) {
      this.map.getCanvas().focus({ preventScroll: true });
      stage.scrollIntoView({ block: "center" }); // the button stands below what it opens
    }
    this.button.hidden = true;
    stage.atlas = this; // for whoever looks at the page from outside: tests, a console
  }

  style() {
    this.colour = colours(this.stage);
    return styleOf({ ...drawn(this.topology, this.facts, globalThis.topojson), facts: this.facts, colour: this.colour });
  }

  /** Controls, the hatching, the close button. */
  dress() {
    const { map, maplibre, facts, stage } = this;
    map.setMissingStyleImageResolver((id) => { if (id === "hatching") map.addImage(id, hatching(this.colour.hatch), { pixelRatio: 2 }); });
    const side = document.documentElement.dir === "rtl" ? "top-left" : "top-right";
    map.addControl(new maplibre.NavigationControl({ showCompass: true, visualizePitch: false }), side);
    map.addControl(new maplibre.GlobeControl(), side);
    map.addControl(new maplibre.ScaleControl(), side.replace("top", "bottom"));
    if (facts.basemap) map.addControl(new maplibre.AttributionControl({ compact: false }), document.documentElement.dir === "rtl" ? "bottom-right" : "bottom-left");
    const close = Object.assign(document.createElement("button"), { type: "button", className: "act quiet close-map", textContent: facts.words.close });
    close.addEventListener("click", () => this.close());
    stage.append(close);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.recolour = () => map.setStyle(this.style(), { diff: false });
    this.scheme.addEventListener("change", this.recolour);
  }

  listen() {
    const { map, stage } = this;
    map.on("click", (event) => this.press(event));
    map.on("mousemove", (event) => { map.getCanvas().style.cursor = this.under(event.point)?.properties.name || this.under(event.point)?.properties.n ? "pointer" : ""; });
    map.once("idle", () => { stage.dataset.state = "idle"; });
    stage.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.popup?.isOpen() ? this.popup.remove() : this.close();
      if (event.key === "Enter" && event.target === map.getCanvas()) this.press({ point: map.project(map.getCenter()), lngLat: map.getCenter() });
    });
  }

  under(point) {
    const reach = [[point.x - 6, point.y - 6], [point.x + 6, point.y + 6]];
    const layers = PRESSABLE.filter((id) => this.map.getLayer(id));
    const found = this.map.queryRenderedFeatures(reach, { layers });
    return layers.map((id) => found.find((one) => one.layer.id === id)).find(Boolean);
  }

  press({ point, lngLat }) {
    const found = this.under(point);
    if (!found) return;
    const { slug, code } = found.properties;
    if (found.layer.id === "clusters") this.openCluster(found);
    else if (slug) this.tell(found.geometry.coordinates, [this.link(this.facts.record.replace("SLUG", encodeURIComponent(slug)), found.properties.name), this.line(this.facts.kinds[found.properties.kind])]);
    else if (code) this.tellCountry(code, lngLat);
  }

  openCluster({ geometry: { coordinates }, properties }) {
    if (this.map.getZoom() < SAME_SPOT) {
      this.map.easeTo({ center: coordinates, zoom: Math.min(SAME_SPOT, this.map.getZoom() + 2.5), duration: this.calm ? 0 : 600 });
      return;
    }
    this.tellSpot(coordinates, properties.n);
  }

  async tellSpot([longitude, latitude]) {
    const address = new URL(this.facts.within, location);
    const [across, down] = [0.002, 0.0015]; // degrees: about the disc of a cluster at the zoom of a spot
    const box = { west: longitude - across, east: longitude + across, south: latitude - down, north: latitude + down };
    for (const [side, value] of Object.entries(box)) address.searchParams.set(side, value.toFixed(6));
    const answer = await fetch(address, { credentials: this.credentials });
    if (!answer.ok) return;
    const said = Object.assign(document.createElement("div"), { innerHTML: await answer.text() });
    this.tell([longitude, latitude], [said]);
  }

  tellCountry(code, lngLat) {
    const name = this.facts.names[code];
    if (!name) return;
    const country = this.facts.countries.find((one) => one.code === code);
    const words = Object.assign(document.createElement("strong"), { textContent: name[0] });
    const told = country ? [this.line(country.words), this.link(country.address, this.facts.words.see)] : [this.line(this.facts.words.untold)];
    this.tell(lngLat, [words, ...told]);
  }

  tell(at, children) {
    this.popup?.remove();
    const box = Object.assign(document.createElement("div"), { className: "told" });
    box.append(...children.filter(Boolean));
    this.popup = new this.maplibre.Popup({ maxWidth: "20rem", focusAfterOpen: true }).setLngLat(at).setDOMContent(box).addTo(this.map);
  }

  link(href, textContent) {
    return Object.assign(document.createElement("a"), { href, textContent, target: this.facts.target });
  }

  line(textContent) {
    return textContent ? Object.assign(document.createElement("p"), { className: "small soft", textContent }) : null;
  }

  spotlight(at) {
    const features = at ? [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: at } }] : [];
    this.map.getSource("here")?.setData({ type: "FeatureCollection", features });
  }

  close({ isQuiet = false } = {}) {
    this.scheme.removeEventListener("change", this.recolour);
    this.beside.restore();
    this.map.remove();
    this.stage.replaceChildren();
    this.stage.hidden = true;
    delete this.stage.dataset.state;
    this.figure.classList.remove("opened");
    delete this.stage.atlas;
    this.button.hidden = false;
    if (!isQuiet) this.button.focus();
  }
}
