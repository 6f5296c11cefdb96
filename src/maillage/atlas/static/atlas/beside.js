// The list beside the map, in step with it: countries in view, and the organisations that have a point there.

const WHOLE = 2.6; // below this zoom one sees a hemisphere: the list by country says it better
const PAUSE = 250; // ms without a move before the server is asked

export class Beside {
  constructor(map, facts, { list, credentials, spotlight }) {
    Object.assign(this, { map, facts, list, credentials, spotlight });
    this.first = [...list.childNodes];
    this.asked = 0;
    map.on("moveend", () => this.soon());
    map.once("idle", () => this.soon()); // it may open on a part of the world
    for (const kind of ["focusin", "pointerover"]) list.addEventListener(kind, (event) => this.point(event.target));
    for (const kind of ["focusout", "pointerleave"]) list.addEventListener(kind, () => spotlight(null));
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.follow(), PAUSE);
  }

  async follow() {
    const turn = ++this.asked;
    if (this.map.getZoom() < WHOLE || !this.facts.within) {
      this.list.replaceChildren(...this.first);
      return;
    }
    const bounds = this.map.getBounds();
    const address = new URL(this.facts.within, location);
    for (const side of ["West", "South", "East", "North"]) address.searchParams.set(side.toLowerCase(), bounds[`get${side}`]().toFixed(5));
    const answer = await fetch(address, { credentials: this.credentials });
    if (!answer.ok || turn !== this.asked) return;
    const said = document.createElement("template");
    said.innerHTML = await answer.text();
    if (turn === this.asked) this.list.replaceChildren(said.content);
  }

  /** Show on the map what the reader looks at in the list. */
  point(target) {
    const line = target.closest?.("[data-longitude]");
    this.spotlight(line ? [Number(line.dataset.longitude), Number(line.dataset.latitude)] : null);
  }

  restore() {
    this.asked += 1;
    clearTimeout(this.waiting);
    this.list.replaceChildren(...this.first);
  }
}
