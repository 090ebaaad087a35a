/**
 * Degrees to metres to pixels. A local equirectangular projection: over a county its error is far
 * below a pixel's width, and north stays up. `y` grows to the south, as on the screen.
 */

const METRES_A_DEGREE = 111_320;
const MIN_METRES_A_PIXEL = 0.5;

export function createProjection() {
  let lat0 = 50.67;
  let lon0 = -1.3;
  let shrink = Math.cos((lat0 * Math.PI) / 180);

  return {
    centreOn(lat, lon) {
      lat0 = lat;
      lon0 = lon;
      shrink = Math.cos((lat0 * Math.PI) / 180);
    },
    x: (lon) => (lon - lon0) * shrink * METRES_A_DEGREE,
    y: (lat) => (lat0 - lat) * METRES_A_DEGREE,
  };
}

/** The view: which metres are in the middle, and how many pixels a metre has. */
export function createView(onChange) {
  const size = { width: 600, height: 400 };
  const at = { x: 0, y: 0, scale: 0.03 };
  let least = 0.001;

  const change = (edit) => {
    Object.assign(at, edit);
    at.scale = Math.min(1 / MIN_METRES_A_PIXEL, Math.max(least, at.scale));
    onChange();
  };

  return {
    at,
    size,
    px: (x) => (x - at.x) * at.scale + size.width / 2,
    py: (y) => (y - at.y) * at.scale + size.height / 2,
    metresAPixel: () => 1 / at.scale,
    box: () => ({
      left: at.x - size.width / 2 / at.scale,
      right: at.x + size.width / 2 / at.scale,
      top: at.y - size.height / 2 / at.scale,
      bottom: at.y + size.height / 2 / at.scale,
    }),
    resize(width, height) {
      if (!width || !height) return;
      Object.assign(size, { width, height });
      onChange();
    },
    limit: (metres) => (least = 200 / metres),
    pan: (dx, dy) => change({ x: at.x - dx / at.scale, y: at.y - dy / at.scale }),
    /** Zoom so that the point under (px, py) stays where it is. */
    zoom(factor, px = size.width / 2, py = size.height / 2) {
      const x = at.x + (px - size.width / 2) / at.scale;
      const y = at.y + (py - size.height / 2) / at.scale;
      change({ scale: at.scale * factor });
      change({ x: x - (px - size.width / 2) / at.scale, y: y - (py - size.height / 2) / at.scale });
    },
    moveTo: (x, y) => change({ x, y }),
    /** Show a box of metres whole, with `margin` pixels around it. */
    fit({ left, right, top, bottom }, margin = 60, closest = 1 / 8) {
      const wide = Math.max(50, size.width - 2 * margin) / Math.max(1, right - left);
      const high = Math.max(50, size.height - 2 * margin) / Math.max(1, bottom - top);
      const scale = Math.min(wide, high, closest);
      change({ x: (left + right) / 2, y: (top + bottom) / 2, scale });
    },
  };
}
