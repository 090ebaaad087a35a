/** The picture: entities by type and id, as signals. Reading in a component subscribes it. */

import { batch, signal } from "@preact/signals";

export function createStore() {
  const tables = new Map();
  const fixes = signal(new Map());

  const table = (type) => {
    if (!tables.has(type)) tables.set(type, signal(new Map()));
    return tables.get(type);
  };

  const changed = (edits) => {
    batch(() => {
      for (const [type, edit] of edits) {
        const next = new Map(table(type).peek());
        edit.forEach((step) => step(next));
        table(type).value = next;
      }
    });
  };

  const grouped = (pairs) => {
    const edits = new Map();
    for (const [type, step] of pairs) {
      if (!edits.has(type)) edits.set(type, []);
      edits.get(type).push(step);
    }
    return edits;
  };

  return {
    fixes,

    /** All entities of a type, in the order in which they came. */
    all: (type) => [...table(type).value.values()],

    /** One entity, or undefined. */
    one: (type, id) => table(type).value.get(id),

    /** The same without subscribing. */
    peek: (type, id) => table(type).peek().get(id),

    change({ upsert = [], gone = [] }) {
      changed(
        grouped([
          ...upsert.map((entity) => [entity.type, (map) => map.set(entity.id, entity)]),
          ...gone.map(({ type, id }) => [type, (map) => map.delete(id)]),
        ]),
      );
    },

    /** A new snapshot: what is not in it is gone. */
    replace(entities) {
      batch(() => {
        const fresh = Map.groupBy
          ? Map.groupBy(entities, (entity) => entity.type)
          : entities.reduce(
              (all, entity) => all.set(entity.type, [...(all.get(entity.type) ?? []), entity]),
              new Map(),
            );
        for (const type of new Set([...tables.keys(), ...fresh.keys()])) {
          table(type).value = new Map((fresh.get(type) ?? []).map((one) => [one.id, one]));
        }
      });
    },

    moved(list) {
      const next = new Map(fixes.peek());
      for (const fix of list) next.set(fix.unit_id ?? fix.ambulance_id ?? fix.call_sign, fix);
      fixes.value = next;
    },

    allFixes: () => [...fixes.peek().values()],
    forgetFixes: () => (fixes.value = new Map()),
  };
}
