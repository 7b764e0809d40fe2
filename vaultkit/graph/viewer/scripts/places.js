// The three ways to lay the notes out: the map as it was computed, a chart by year, rings around a note.
let chart = null,
  circles = [],
  turned = false;

// On an upright screen the map lies on its side: x and y change places, and the rows go under it again.
function turnMap() {
  const upright = tall > 1.25 * wide;
  if (upright === turned) return;
  turned = upright;
  for (let i = 0; i < N; i++) {
    MAP_X[i] = D[upright ? 'y' : 'x'][i] / 20;
    MAP_Y[i] = D[upright ? 'x' : 'y'][i] / 20;
  }
  if (upright) {
    const rows = [...D.island.keys()]
      .filter(i => D.island[i] < 0)
      .sort((a, b) => D.y[a] - D.y[b] || D.x[a] - D.x[b]);
    let l = Infinity,
      r = -Infinity,
      t = Infinity,
      b = -Infinity;
    for (let i = 0; i < N; i++)
      if (D.island[i] >= 0) {
        l = Math.min(l, MAP_X[i]);
        r = Math.max(r, MAP_X[i]);
        t = Math.min(t, MAP_Y[i]);
        b = Math.max(b, MAP_Y[i]);
      }
    if (l > r) l = r = t = b = 0;
    const across = Math.max(8, Math.floor((0.8 * (r - l)) / 1.15)),
      step = rows.length > 12 ? ((r - l) * 0.8) / across || 1.15 : 1.15;
    rows.forEach((i, n) => {
      MAP_X[i] = l + (n % across) * step;
      MAP_Y[i] = b + 2 + 0.09 * (b - t) + Math.floor(n / across) * step;
    });
  }
  if (S.view === 'map') {
    X.set(MAP_X);
    Y.set(MAP_Y);
  }
  chartIslands();
}

const LANES = 11;
const laneOf = i => {
  const c = D.community[i];
  return c < 0 ? LANES : Math.min(LANES, rank.community[c]);
};

function byYear() {
  const x = new Float64Array(N),
    y = new Float64Array(N),
    cells = new Map(),
    span = YEAR_HIGH - YEAR_LOW + 1;
  for (let i = 0; i < N; i++) {
    if (!shown[i]) continue;
    const key = laneOf(i) * 10000 + (D.year[i] || 0);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(i);
  }
  for (const list of cells.values()) list.sort((a, b) => degree[b] - degree[a] || a - b);
  const lanes = [...new Set([...cells.keys()].map(key => Math.floor(key / 10000)))].sort((a, b) => a - b);
  const most = lane => {
    let m = 0;
    for (let t = YEAR_LOW; t <= YEAR_HIGH; t++) m = Math.max(m, (cells.get(lane * 10000 + t) || []).length);
    return m;
  };
  const dated = new Set(),
    peaks = lanes.map(most),
    bare = lanes.map(lane => (cells.get(lane * 10000) || []).length),
    ratio = (wide - (wide > 700 ? 230 : 40)) / Math.max(120, tall - 100);
  for (let i = 0; i < N; i++) if (shown[i] && D.year[i]) dated.add(D.year[i]);
  let columns = 1,
    rows = [];
  for (; columns < 60; columns++) {
    rows = peaks.map((p, r) => Math.max(2, Math.ceil(p / columns), Math.ceil(bare[r] / (2 * columns + 2))));
    const high = rows.reduce((a, b) => a + b + 1, 0),
      across = (dated.size + 2) * (columns + 0.8) + 0.35 * (span - dated.size);
    if (across > ratio * high) break;
  }
  const at = [],
    busy = [];
  let right = 0;
  for (let t = YEAR_LOW; t <= YEAR_HIGH; t++) {
    at.push(right);
    busy.push(dated.has(t));
    right += dated.has(t) ? columns + 0.8 : 0.35;
  }
  const undated = bare.map((n, r) => Math.ceil(n / rows[r]));
  const margin = Math.max(0, ...undated),
    bands = [];
  let top = 0;
  lanes.forEach((lane, r) => {
    const floor = top + rows[r];
    const put = (list, left, wide) =>
      list.forEach((i, n) => {
        x[i] = left + (n % wide) + 0.5;
        y[i] = floor - Math.floor(n / wide) - 0.5;
      });
    put(cells.get(lane * 10000) || [], -margin - 1.5, Math.max(1, undated[r]));
    for (let t = YEAR_LOW; t <= YEAR_HIGH; t++)
      put(cells.get(lane * 10000 + t) || [], at[t - YEAR_LOW], columns);
    bands.push([lane, top, floor]);
    top = floor + 1;
  });
  const dx = -right / 2,
    dy = -top / 2;
  for (let i = 0; i < N; i++) {
    x[i] += dx;
    y[i] += dy;
  }
  chart = {
    bands: bands.map(([lane, a, b]) => [lane, a + dy, b + dy]),
    left: dx,
    at,
    busy,
    right: dx + right,
    columns,
    margin,
    top: dy,
    foot: dy + top,
  };
  return [x, y];
}

function around() {
  const x = new Float64Array(N).fill(NaN),
    y = new Float64Array(N).fill(NaN);
  x[S.sel] = y[S.sel] = 0;
  circles = [];
  let radius = 0;
  for (const ring of rings(S.sel, S.depth)) {
    radius += 3.4;
    for (let start = 0, step = 0; start < ring.length; step++) {
      const room = Math.max(8, Math.floor((2 * Math.PI * radius) / 1.5)),
        left = ring.length - start;
      const total = Math.ceil(left / room),
        here = Math.ceil(left / total),
        row = ring.slice(start, start + here);
      row.forEach((i, n) => {
        const a = -Math.PI / 2 + (2 * Math.PI * (n + 0.5 * (step % 2))) / row.length;
        x[i] = radius * Math.cos(a);
        y[i] = radius * Math.sin(a);
      });
      start += here;
      if (start < ring.length) radius += 1.4;
    }
    if (ring.length)
      circles.push([
        radius,
        ring.length,
        Math.min(ring.length, Math.max(8, Math.floor((2 * Math.PI * radius) / 1.5))),
      ]);
  }
  return [x, y];
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');
let glide = 0;
// Put every note where the view wants it; slowly, when the reader does not mind motion.
function arrange(slow) {
  const [x, y] = S.view === 'years' ? byYear() : S.view === 'around' ? around() : [MAP_X, MAP_Y];
  cancelAnimationFrame(glide);
  if (S.view === 'around') for (let i = 0; i < N; i++) shown[i] = +(shown[i] && !Number.isNaN(x[i]));
  const fromX = X.slice(),
    fromY = Y.slice(),
    began = performance.now();
  const step = now => {
    const t = slow && !calm.matches ? Math.min(1, Math.max(0, (now - began) / 520)) : 1,
      s = t * t * (3 - 2 * t);
    for (let i = 0; i < N; i++)
      if (!Number.isNaN(x[i])) {
        X[i] = fromX[i] + (x[i] - fromX[i]) * s;
        Y[i] = fromY[i] + (y[i] - fromY[i]) * s;
      }
    if (t === 1) moved();
    redraw();
    if (t < 1) glide = requestAnimationFrame(step);
  };
  if (slow && !calm.matches) {
    moved(x, y);
    glide = requestAnimationFrame(step);
  } else step(began);
}
