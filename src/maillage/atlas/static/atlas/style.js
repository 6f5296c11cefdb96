// How the map looks: the tokens of the page turned into a style of MapLibre. No address of another site in it.

const FONT = ["Atkinson Hyperlegible Next Variable", "Noto Sans Arabic Variable"];

/** A colour of the page as MapLibre can read it, whatever CSS made it of. */
function reader(element) {
  const probe = element.appendChild(document.createElement("i"));
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const read = (value) => {
    probe.style.color = value;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return `rgba(${red},${green},${blue},${(alpha / 255).toFixed(3)})`;
  };
  return { read, done: () => probe.remove() };
}

export function colours(element) {
  const { read, done } = reader(element);
  const mix = (share, colour = "--weave") => read(`color-mix(in srgb, var(${colour}) ${share}%, var(--paper))`);
  const found = {
    sea: mix(7), land: mix(72, "--rule-soft"), border: read("var(--paper)"), paper: read("var(--paper)"),
    ink: read("var(--ink)"), soft: read("var(--ink-soft)"), weave: read("var(--weave)"), onWeave: read("var(--on-weave)"),
    thread: read("var(--thread)"), hatch: mix(30, "--ink"), steps: [22, 38, 56, 76].map((share) => mix(share)),
  };
  done();
  return found;
}

/** Slanting lines for what states disagree on. */
export function hatching(colour) {
  const side = 16;
  const pen = new OffscreenCanvas(side, side).getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 3;
  for (const at of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(at, side);
    pen.lineTo(at + side, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, side, side);
}

const text = (field, size, colour, halo, more = {}) => ({
  layout: { "text-field": field, "text-font": FONT, "text-size": size, "text-padding": 3, ...more },
  paint: { "text-color": colour, "text-halo-color": halo, "text-halo-width": 1.4 },
});

/** `shapes`, `borders`, `names`: what world.js made; `facts`: what the server said. */
export function styleOf({ shapes, borders, names, facts, colour }) {
  const shade = ["match", ["get", "step"], ...colour.steps.flatMap((value, at) => [at + 1, value]), colour.land];
  const isCluster = [">", ["get", "n"], 1];
  const radius = ["interpolate", ["linear"], ["log10", ["get", "n"]], 0.3, 12, 1, 15, 2, 20, 3, 26, 5, 36];
  return {
    version: 8,
    projection: { type: "globe" },
    sources: {
      shapes: { type: "geojson", data: shapes },
      borders: { type: "geojson", data: borders },
      names: { type: "geojson", data: names },
      ...(facts.basemap ? { streets: { type: "vector", url: `pmtiles://${new URL(facts.basemap, location).href}` } } : {}),
      here: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
      ...(facts.tiles ? { organisations: { type: "vector", tiles: [new URL(facts.tiles, location).href.replaceAll("%7B", "{").replaceAll("%7D", "}")], maxzoom: 14 } } : {}),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour.sea } },
      { id: "land", type: "fill", source: "shapes", paint: { "fill-color": shade, "fill-antialias": true } },
      ...(facts.basemap ? ground(colour) : []),
      { id: "disputed", type: "fill", source: "shapes", filter: ["get", "hatched"], paint: { "fill-pattern": "hatching" } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.7, 6, 1.8] } },
      ...(facts.basemap ? streets(colour) : []),
      { id: "chosen", type: "line", source: "shapes", filter: ["get", "chosen"], paint: { "line-color": colour.thread, "line-width": 2.5 } },
      {
        id: "names", type: "symbol", source: "names", filter: [">=", ["zoom"], ["get", "from"]],
        ...text(["format", ["get", "name"], { "text-font": ["literal", FONT] }, ["case", ["has", "told"], ["concat", "\n", ["get", "told"]], ""], { "font-scale": 1.25, "text-color": colour.weave }],
          ["interpolate", ["linear"], ["zoom"], 1, 11, 5, 15], colour.ink, colour.paper,
          { "symbol-sort-key": ["get", "rank"], "text-max-width": 8 }),
      },
      ...(facts.tiles ? organisations({ isCluster, radius, colour }) : []),
      { id: "here", type: "circle", source: "here", paint: { "circle-radius": 13, "circle-color": "rgba(0,0,0,0)", "circle-stroke-width": 4, "circle-stroke-color": colour.thread } },
    ],
  };
}

function organisations({ isCluster, radius, colour }) {
  const from = { source: "organisations", "source-layer": "organisations" };
  return [
    { id: "clusters", type: "circle", ...from, filter: isCluster, paint: { "circle-radius": radius, "circle-color": colour.weave, "circle-stroke-color": colour.paper, "circle-stroke-width": 2 } },
    { id: "amounts", type: "symbol", ...from, filter: isCluster, ...text(["to-string", ["get", "n"]], 13, colour.onWeave, colour.weave, { "text-allow-overlap": true, "text-ignore-placement": true }) },
    { id: "points", type: "circle", ...from, filter: ["!", isCluster], paint: { "circle-radius": 7, "circle-color": colour.weave, "circle-stroke-color": colour.paper, "circle-stroke-width": 2 } },
    { id: "titles", type: "symbol", ...from, minzoom: 5, filter: ["!", isCluster], ...text(["get", "name"], 13, colour.ink, colour.paper, { "text-anchor": "top", "text-offset": [0, 0.8], "text-max-width": 12 }) },
  ];
}

// An operator's own file, in the layers of Protomaps. What states disagree on stays ours to draw: its borders, and its
// names of countries and regions, are left out.
const from = (layer, minzoom = 5) => ({ source: "streets", "source-layer": layer, minzoom });
const isArea = ["==", ["geometry-type"], "Polygon"];

/** Coasts finer than those of a map of the world, once one is near enough to see the difference. */
function ground(colour) {
  return [
    { id: "earth", type: "fill", ...from("earth", 7), filter: isArea, paint: { "fill-color": colour.land } },
    { id: "water", type: "fill", ...from("water"), filter: isArea, paint: { "fill-color": colour.sea } },
  ];
}

/** Streets, buildings and names of places, in the language of the page where the file has it. */
function streets(colour) {
  const name = ["coalesce", ["get", `name:${document.documentElement.lang}`], ["get", "name"]];
  const wide = (least, most) => ["interpolate", ["exponential", 1.6], ["zoom"], 6, least, 18, most];
  const byKind = (share) => ["match", ["get", "kind"], "highway", 2 * share, "major_road", 1.4 * share, ["path", "other"], 0.5 * share, share];
  const isPlace = ["!", ["in", ["get", "kind"], ["literal", ["country", "region"]]]];
  return [
    { id: "buildings", type: "fill", ...from("buildings", 14), paint: { "fill-color": colour.soft, "fill-opacity": 0.25 } },
    { id: "streets", type: "line", ...from("roads"), layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colour.paper, "line-width": wide(byKind(0.5), byKind(12)) } },
    { id: "street-names", type: "symbol", ...from("roads", 13), ...text(name, 11, colour.soft, colour.paper, { "symbol-placement": "line" }) },
    { id: "places", type: "symbol", ...from("places"), filter: isPlace, ...text(name, 13, colour.ink, colour.paper) },
  ];
}
