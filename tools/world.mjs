// Build what the atlas draws from Natural Earth (package world-atlas): shapes by territory code, cut at the antimeridian.
//
//   world.svg.json   paths for the page drawn by the server, in a world of equal areas (Equal Earth)
//   world.topo.json  the same shapes in degrees, as a topology, for the map in the browser
//
// Nothing of it is committed. Usage: node tools/world.mjs; tools/vendor.py calls it.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { geoArea, geoCentroid, geoContains, geoDistance, geoEqualEarth, geoEquirectangular, geoIdentity } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature, merge, mergeArcs, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterAttachedWeight, presimplify, simplify } from "topojson-simplify";

const ROOT = new URL("../", import.meta.url);
const TARGET = new URL("src/maillage/atlas/static/atlas/world/", ROOT);
const read = (path) => readFileSync(new URL(path, ROOT), "utf-8");

// Natural Earth has no number for these; those without a country of ours stand for themselves
const NAMED = { Somaliland: "somaliland", Kosovo: "XK", "N. Cyprus": "north-cyprus", "Siachen Glacier": "siachen" };
// Drawn by Natural Earth as a part of another; apart here, so that the policy of the instance decides
const APART = [{ code: "crimea", from: "RU", box: [32.3, 44.2, 36.8, 46.4] }];
// Natural Earth draws a wall as if it were a border; the border runs along a parallel (27° 40′ N)
const SOUTH_OF = [{ code: "EH", from: "MA", parallel: 27 + 2 / 3 }];
// It has no line for the Golan either: what it gives to Israel east of the upper Jordan and the lake (35° 38′ E, to 3 km)
const EAST_OF = [{ code: "golan", from: "IL", meridian: 35 + 38 / 60 }];
// What an instance may choose to draw as one: the territory, then those it may be drawn with
const JOINED = { EH: ["MA"], somaliland: ["SO"], XK: ["RS"], "north-cyprus": ["CY"], siachen: ["IN", "PK"], golan: ["SY", "IL"], TW: ["CN"], crimea: ["UA", "RU"] };
const LEFT_OUT = "AQ"; // a third of the sheet, and no association sits there

const WIDTH = 2000; // units of the drawing; one is a little more than half a pixel on a wide page
const ROTATE = [-11, 0]; // the cut falls in the Bering Strait and leaves Russia whole
const DETAIL = { drawing: 4, islands: 14, map: 0.012 }; // square units; square degrees
const SMALL = 60; // square units: below, a shape is too small to be seen or pressed and gets a dot
const LITTLE = 150; // times the detail: a smaller shape keeps more points
const NEAR = 120 / 6371; // radians: an island this near to a territory's point is that territory

function territories() {
  const [head, ...rows] = read("src/maillage/network/vocabularies/territories.csv").trim().split("\n");
  const columns = head.trim().split(",");
  return rows
    .map((row) => Object.fromEntries(row.split(",").map((value, at) => [columns[at], value])))
    .filter((row) => row.kind === "country" || row.kind === "contested");
}

function numbers() {
  const words = read("tools/world/numbers.txt").split("\n").filter((line) => !line.startsWith("#")).join(" ");
  return Object.fromEntries([...words.matchAll(/(\d{3}) ([A-Z]{2})/g)].map(([, number, code]) => [number, code]));
}

/** Every polygon with the code of the country Natural Earth gives it to; "" where it is nobody's. */
function polygons() {
  const atlas = JSON.parse(read("node_modules/world-atlas/countries-50m.json"));
  const codes = numbers();
  return feature(atlas, atlas.objects.countries).features.flatMap((country) => {
    const code = codes[country.id] ?? NAMED[country.properties.name] ?? "";
    const { type, coordinates } = country.geometry;
    return (type === "Polygon" ? [coordinates] : coordinates).map((rings) => piece(code, rings));
  });
}

function piece(code, coordinates) {
  const shape = { type: "Polygon", coordinates };
  return { code, shape, area: geoArea(shape), centre: geoCentroid(shape) };
}

/** `one` cut along a parallel or a meridian: its southern or eastern part under another code, the rest as it was. */
function cut(one, { code, from, parallel = -90, meridian = 180 }) {
  if (one.code !== from) return [one];
  const rest = [[-180, parallel], [meridian, 90]];
  const parts = [[from, rest], [code, parallel > -90 ? [[-180, -90], [180, parallel]] : [[meridian, -90], [180, 90]]]];
  return parts.flatMap(([owner, extent]) =>
    polygonsOf(geoProject(one.shape, geoIdentity().clipExtent(extent)) ?? {}).map((rings) => piece(owner, rings)),
  );
}

/** Give overseas islands, and what the policy decides on, a shape of their own. */
function share(pieces) {
  for (const { code, from, box } of APART) {
    for (const piece of pieces.filter((one) => one.code === from)) {
      const [x, y] = piece.centre;
      if (x > box[0] && x < box[2] && y > box[1] && y < box[3]) piece.code = code;
    }
  }
  const drawn = new Set(pieces.map((piece) => piece.code));
  const largest = new Map();
  for (const piece of pieces) if (piece.area > (largest.get(piece.code)?.area ?? 0)) largest.set(piece.code, piece);
  for (const { code, kind, latitude, longitude } of territories()) {
    if (drawn.has(code) || kind === "contested" || !latitude) continue;
    const point = [Number(longitude), Number(latitude)];
    for (const piece of pieces) {
      const isWithin = geoContains(piece.shape, point) || geoDistance(piece.centre, point) < NEAR;
      if (isWithin && piece !== largest.get(piece.code)) piece.code = code;
    }
  }
  return [...SOUTH_OF, ...EAST_OF].reduce((all, border) => all.flatMap((one) => cut(one, border)), pieces);
}

function collected(pieces) {
  const shapes = new Map();
  for (const { code, shape } of pieces) shapes.set(code, [...(shapes.get(code) ?? []), shape.coordinates]);
  const features = [...shapes].map(([code, coordinates]) => ({
    type: "Feature",
    id: code,
    properties: {},
    geometry: { type: "MultiPolygon", coordinates },
  }));
  return { type: "FeatureCollection", features };
}

/** Fewer points: small countries keep more of theirs, islands smaller than `islands` go. Inner borders of one code too. */
function simplified(world, detail, islands) {
  const weighed = presimplify(topology({ world }));
  for (const one of weighed.objects.world.geometries) {
    const bonus = Math.max(1, (LITTLE * detail) / sizeOf(feature(weighed, one).geometry));
    for (const at of one.arcs.flat(2)) for (const point of weighed.arcs[at < 0 ? ~at : at]) point[2] *= bonus;
  }
  const simple = simplify(weighed, detail);
  for (const one of simple.objects.world.geometries) Object.assign(one, mergeArcs(simple, [one]));
  return islands ? filter(simple, filterAttachedWeight(simple, islands)) : simple;
}

const areaOf = (ring) => ring.reduce((sum, [x, y], at) => sum + x * ring[(at + 1) % ring.length][1] - y * ring[(at + 1) % ring.length][0], 0) / 2;
const sizeOf = (geometry) => Math.max(0, ...polygonsOf(geometry).map(([outer]) => Math.abs(areaOf(outer))));
const polygonsOf = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : (coordinates ?? []));

/** Whole numbers, each point from the one before: half the letters of a usual path. */
function pathOf(geometry) {
  const pair = (x, y) => `${x}${y < 0 ? "" : " "}${y}`;
  const ringPath = (ring) => {
    const points = ring.map(([x, y]) => [Math.round(x), Math.round(y)]).slice(0, -1);
    const steps = points.slice(1).map(([x, y], at) => [x - points[at][0], y - points[at][1]]).filter(([x, y]) => x || y);
    if (steps.length < 2) return "";
    const line = steps.reduce((text, [x, y]) => text + (x < 0 || !text ? "" : " ") + pair(x, y), "");
    return `M${pair(...points[0])}l${line}z`;
  };
  return polygonsOf(geometry).flat().map(ringPath).join("");
}

function drawing(world) {
  const features = world.features.filter((one) => one.id !== LEFT_OUT);
  const lands = { type: "FeatureCollection", features };
  const projection = geoEqualEarth().rotate(ROTATE).fitWidth(WIDTH, lands);
  const [scale, [x, y]] = [projection.scale(), projection.translate()];
  const flat = geoProject(lands, projection);
  const height = Math.ceil(Math.max(...flat.features.flatMap((one) => polygonsOf(one.geometry).flat(2).map((p) => p[1]))));
  const simple = simplified(flat, DETAIL.drawing, DETAIL.islands);
  const geometries = new Map(simple.objects.world.geometries.map((one) => [one.id, one]));
  const sizes = new Map(flat.features.map((one) => [one.id, sizeOf(one.geometry)]));
  const path = (...codes) => pathOf(merge(simple, codes.map((code) => geometries.get(code)).filter((one) => one?.type)));
  const isLarge = (code) => sizes.get(code) >= SMALL;
  const codes = [...sizes.keys()].filter((code) => path(code));
  return {
    view: [WIDTH, height],
    projection: { scale, x, y, rotate: ROTATE[0] },
    shapes: Object.fromEntries(codes.map((code) => [code, path(code)])),
    joined: Object.fromEntries(
      Object.entries(JOINED).flatMap(([code, hosts]) => hosts.map((host) => [`${host}+${code}`, path(host, code)])),
    ),
    large: codes.filter((code) => code && isLarge(code)).sort(),
  };
}

function mapped(world) {
  const degrees = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).reflectY(true).precision(0);
  return quantize(simplified(geoProject(world, degrees), DETAIL.map, 0), 36000);
}

const world = collected(share(polygons()));
mkdirSync(TARGET, { recursive: true });
for (const [name, made] of [["world.svg.json", drawing(world)], ["world.topo.json", mapped(world)]]) {
  const text = JSON.stringify(made);
  writeFileSync(new URL(name, TARGET), text);
  console.log(`world: ${name} ${Math.round(text.length / 1024)} kB`);
}
