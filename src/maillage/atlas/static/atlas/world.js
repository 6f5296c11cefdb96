// From the topology of the world and what the server tells to what MapLibre draws: shapes, borders, names.

/** `told`: code → country of the facts, with its step. Joined shapes take the shade of their host and no border to it. */
export function drawn(topology, facts, topojson) {
  const hostOf = (code) => facts.joined[code] ?? code;
  const told = new Map(facts.countries.map((country) => [country.code, country]));
  const object = topology.objects.world;
  const shapes = topojson.feature(topology, object).features.map((shape) => {
    const country = told.get(hostOf(shape.id));
    const properties = {
      code: hostOf(shape.id),
      step: country?.step ?? 0,
      chosen: country?.chosen ?? false,
      hatched: facts.hatched.includes(shape.id),
    };
    return { type: "Feature", geometry: shape.geometry, properties };
  });
  const borders = topojson.mesh(topology, object, (one, other) => one !== other && hostOf(one.id) !== hostOf(other.id));
  return { shapes: { type: "FeatureCollection", features: shapes }, borders, names: named(facts, told, sizes(shapes)) };
}

/** Code → how wide its largest part is, in degrees of the equator: small countries are named when one comes nearer. */
function sizes(shapes) {
  const found = new Map();
  for (const { geometry, properties } of shapes) {
    const rings = (geometry.type === "Polygon" ? [geometry.coordinates] : (geometry.coordinates ?? [])).map(([outer]) => outer);
    for (const ring of rings) {
      const [across, down] = [0, 1].map((axis) => ring.map((point) => point[axis])).map((all) => Math.max(...all) - Math.min(...all));
      const width = Math.hypot(across * Math.cos((ring[0][1] * Math.PI) / 180), down);
      found.set(properties.code, Math.max(width, found.get(properties.code) ?? 0));
    }
  }
  return found;
}

const zoomFor = (width) => (width > 16 ? 0 : width > 8 ? 1.8 : width > 4.5 ? 2.6 : width > 2 ? 3.6 : 4.6);

function named(facts, told, widths) {
  const features = Object.entries(facts.names).map(([code, [name, longitude, latitude]]) => {
    const country = told.get(code);
    const width = widths.get(code) ?? 4;
    const properties = { code, name, rank: -1000 * (country?.count ?? 0) - width, from: country ? 0 : zoomFor(width), ...(country ? { told: country.told } : {}) };
    return { type: "Feature", geometry: { type: "Point", coordinates: [longitude, latitude] }, properties };
  });
  return { type: "FeatureCollection", features };
}
