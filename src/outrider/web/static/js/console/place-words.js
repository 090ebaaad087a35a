/** What a person typed as a place: a point, a grid reference, or a name to look up. */

const POINT = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[, ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;
const GRID = /^\s*([A-HJ-Z]{2})\s*((?:\d\s*){4,10})$/i;

/** {lat, lon} | {os_grid} | null when it has to be looked up by name */
export function readPlace(text) {
  const point = POINT.exec(text);
  if (point) return { lat: Number(point[1]), lon: Number(point[2]) };
  const grid = GRID.exec(text);
  if (grid && grid[2].replace(/\s/g, "").length % 2 === 0) {
    const figures = grid[2].replace(/\s/g, "");
    const half = figures.length / 2;
    return { os_grid: `${grid[1].toUpperCase()} ${figures.slice(0, half)} ${figures.slice(half)}` };
  }
  return null;
}

export const nameOf = (place) => (place.context ? `${place.name}, ${place.context}` : place.name);
