// Words on the map: what is written where, none over another; each with a halo.
const ruler = document.createElement('canvas').getContext('2d'),
  widths = new Map();
function widthOf(text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    ruler.font = font;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}
function write(pen, text, x, y, font, colour, align, halo, alpha = 1) {
  pen.font = font;
  pen.textAlign = align;
  pen.globalAlpha = alpha;
  if (halo) {
    pen.strokeStyle = halo;
    pen.lineWidth = 3.2;
    pen.lineJoin = 'round';
    pen.strokeText(text, x, y);
  }
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
  pen.globalAlpha = 1;
}

let order = [],
  nameBoxes = [];
// Papers and concepts are landmarks; digests come after.
function rankNotes() {
  const weight = Float64Array.from(size, (v, i) => v * (isHub(i) ? 1.2 : typeOf(i) === 'digest' ? 0.6 : 1));
  rankLinks();
  order = [...Array(N).keys()].sort((a, b) => weight[b] - weight[a] || degree[b] - degree[a] || a - b);
}

// How many notes lie in a box: counted once a frame on a grid of 10-pixel cells, summed from the top left.
const CELL = 10;
let crowd = new Int32Array(0),
  across = 0,
  down = 0;
function countCrowd() {
  across = Math.ceil(wide / CELL) + 1;
  down = Math.ceil(tall / CELL) + 1;
  crowd = new Int32Array((across + 1) * (down + 1));
  for (let i = 0; i < N; i++) {
    if (!shown[i]) continue;
    const x = Math.floor(sx(X[i]) / CELL),
      y = Math.floor(sy(Y[i]) / CELL);
    if (x < 0 || y < 0 || x >= across || y >= down) continue;
    crowd[(y + 1) * (across + 1) + x + 1]++;
    const r = pixels(i) - 2;
    if (r < CELL / 2) continue;
    const [l, t] = [sx(X[i]), sy(Y[i])],
      cut = (v, most) => Math.min(most - 1, Math.max(0, Math.floor(v / CELL)));
    for (let b = cut(t - r, down); b <= cut(t + r, down); b++)
      for (let a = cut(l - r, across); a <= cut(l + r, across); a++)
        if (a !== x || b !== y) crowd[(b + 1) * (across + 1) + a + 1]++;
  }
  for (let y = 1; y <= down; y++)
    for (let x = 1; x <= across; x++)
      crowd[y * (across + 1) + x] +=
        crowd[y * (across + 1) + x - 1] +
        crowd[(y - 1) * (across + 1) + x] -
        crowd[(y - 1) * (across + 1) + x - 1];
}
function covered([l, t, r, b]) {
  const cut = (v, most) => Math.min(most, Math.max(0, v));
  const x1 = cut(Math.round(l / CELL), across),
    x2 = cut(Math.round(r / CELL), across),
    y1 = cut(Math.round(t / CELL), down),
    y2 = cut(Math.round(b / CELL), down),
    w = across + 1;
  return crowd[y2 * w + x2] - crowd[y1 * w + x2] - crowd[y2 * w + x1] + crowd[y1 * w + x1];
}
const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const free = (box, taken) => !taken.some(other => meets(box, other));

function drawLabels(pen) {
  countCrowd();
  const taken = [];
  nameBoxes = [];
  if (S.path)
    for (const i of S.path) taken.push([sx(X[i]) - 11, sy(Y[i]) - 11, sx(X[i]) + 11, sy(Y[i]) + 11]);
  const names =
    S.view === 'map' ? placeNames(taken) : S.view === 'years' ? laneNames(taken) : ringNames(taken);
  const forced = S.path || [S.sel, S.hover].filter(i => i >= 0 && shown[i]);
  for (const i of new Set(forced)) noteLabel(pen, i, taken, 2);
  for (const name of names) name(pen);
  if (lit) {
    let left = 60;
    for (const i of order)
      if (lit[i] && shown[i] && !forced.includes(i) && inView(i, 0) && left-- > 0)
        noteLabel(pen, i, taken, 1);
  }
  if (lit && !S.glow) return;
  // From afar each island names its largest notes only, as many as it has room for; near by, whatever fits.
  const near = camera.k > (S.view === 'map' ? 34 : S.view === 'years' ? 24 : 0),
    quota = islands.map(isle =>
      near
        ? Infinity
        : Math.max(
            wide < 600 ? 0 : 1,
            Math.round(
              ((isle.box[2] - isle.box[0]) * (isle.box[3] - isle.box[1]) * camera.k ** 2) /
                (wide < 600 ? 13000 : 8500),
            ),
          ),
    );
  let left = Math.round((wide * tall) / (S.view === 'around' && camera.k < 14 ? 30000 : 8000)),
    tries = 0;
  const named = new Set();
  for (const i of order) {
    if (left <= 0 || tries > 900) break;
    if (!shown[i] || forced.includes(i) || (lit && !lit[i]) || !inView(i, 0)) continue;
    const home = homeOf[i];
    if (S.view === 'map' ? (home < 0 ? !near : quota[home] <= 0) : !near) continue;
    tries++;
    const done = noteLabel(pen, i, taken, 0, home >= 0 && !named.has(home) ? 4 : 1);
    if (done) named.add(home);
    if (done) left--;
    if (S.view === 'map' && home >= 0) quota[home] -= done ? 1 : 0.2;
  }
}

// want: 2 must be written, 1 wished for, 0 if it hides nothing. Tries right, left, under, over.
function noteLabel(pen, i, taken, want, patience = 1) {
  const r = Math.max(pixels(i), S.path && want === 2 ? 10 : 0) + (want === 2 ? 5 : 2),
    px = want === 2 ? 14 : r > 11 ? 12.5 : 11.5;
  const font = want === 2 ? `600 ${px}px ${ink.serif}` : `${px}px ${ink.sans}`,
    text = shortOf(i, want === 2 ? 48 : wide < 600 ? 20 : 30),
    w = widthOf(text, font),
    h = px * 1.25;
  const x = sx(X[i]),
    y = sy(Y[i]),
    spots = [
      [x + r + 3, y - h / 2],
      [x - r - 3 - w, y - h / 2],
      [x - w / 2, y + r + 1],
      [x - w / 2, y - r - 1 - h],
    ];
  let best = null,
    least = Infinity;
  for (const [l, t] of spots) {
    const box = [l - 2, t, l + w + 2, t + h];
    const out = l < 4 || l + w > wide - 4 || t < 2 || t + h > tall - 2;
    if (out && want < 2) continue;
    const cost = covered(box) + (free(box, taken) ? 0 : 1000) + (out ? 500 : 0);
    if (cost < least) {
      least = cost;
      best = box;
    }
  }
  const bear = want === 2 ? Infinity : want ? 30 : patience * Math.max(1, (w * h) / 340);
  if (!best || least > bear) return false;
  taken.push(best);
  write(
    pen,
    text,
    best[0] + 2,
    best[1] + px,
    font,
    ink.ink,
    'left',
    S.view === 'map' && onLand(i, (best[0] + best[2]) / 2, (best[1] + best[3]) / 2) ? ink.land : ink.sea,
    lit && !want ? 0.6 : 1,
  );
  return true;
}
