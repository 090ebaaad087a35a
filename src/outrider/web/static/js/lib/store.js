/**
 * The picture: entities by type and id, as signals. Reading in a component subscribes it.
 *
 * Each entity is as new as the cursor that it was told with, and what is older never replaces it:
 * an answer to a press may overtake the stream, and a snapshot may be overtaken by both.
 */

import { batch, signal } from "@preact/signals";

export function createStore() {
  const tables = new Map();
  const asOf = new Map(); // cursor by "type:id", also of what is gone
  let newest = 0;
  const fixes = signal(new Map());

  const table = (type) => {
    if (!tables.has(type)) tables.set(type, signal(new Map()));
    return tables.get(type);
  };

  const keyOf = ({ type, id }) => `${type}:${id}`;

  /** Whether this is at least as new as what is known of the same entity; if so, it is known now. */
  const takes = (one, cursor) => {
    if (cursor < (asOf.get(keyOf(one)) ?? 0)) return false;
    asOf.set(keyOf(one), cursor);
    newest = Math.max(newest, cursor);
    return true;
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

    /** What changed, as of a cursor; what is known to be newer stays. */
    change({ upsert = [], gone = [], cursor }) {
      changed(
        grouped([
          ...upsert.filter((one) => takes(one, cursor)).map((entity) => [entity.type, (map) => map.set(entity.id, entity)]),
          ...gone.filter((one) => takes(one, cursor)).map(({ type, id }) => [type, (map) => map.delete(id)]),
        ]),
      );
    },

    /** The highest cursor of anything in it. */
    newest: () => newest,

    /** The server's journal is another one: what was told with its cursors counts as older than all. */
    forgetCursors() {
      asOf.clear();
      newest = 0;
    },

    /** A new snapshot as of a cursor: what is not in it is gone, unless it was told later. */
    replace(told, cursor) {
      const later = (one) => (asOf.get(keyOf(one)) ?? 0) > cursor;
      const kept = [...tables.values()].flatMap((held) => [...held.peek().values()].filter(later));
      const entities = [...told.filter((one) => !later(one)), ...kept];
      for (const [key, at] of asOf) if (at <= cursor) asOf.delete(key);
      newest = Math.max(cursor, ...asOf.values());
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
