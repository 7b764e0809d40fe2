// Words on the map: community names first, then note labels, none over another; each with a halo.
const ruler = document.createElement('canvas').getContext('2d'), widths = new Map();
function widthOf(text, font) {
  const key = font + text;
  if (!widths.has(key)) { if (widths.size > 20000) widths.clear(); ruler.font = font; widths.set(key, ruler.measureText(text).width); }
  return widths.get(key);
}
function write(pen, text, x, y, font, colour, align, halo, alpha = 1) {
  pen.font = font; pen.textAlign = align; pen.globalAlpha = alpha;
  if (halo) { pen.strokeStyle = halo; pen.lineWidth = 3.2; pen.lineJoin = 'round'; pen.strokeText(text, x, y); }
  pen.fillStyle = colour; pen.fillText(text, x, y);
  pen.globalAlpha = 1;
}

let order = [], nameBoxes = [];
// Papers and concepts are landmarks; digests come after.
function rankNotes() {
  const weight = Float64Array.from(size, (v, i) => v * (isHub(i) ? 1.2 : typeOf(i) === 'digest' ? .6 : 1));
  rankLinks();
  order = [...Array(N).keys()].sort((a, b) => weight[b] - weight[a] || degree[b] - degree[a] || a - b);
}

// How many notes lie in a box: counted once a frame on a grid of 10-pixel cells, summed from the top left.
const CELL = 10;
let crowd = new Int32Array(0), across = 0, down = 0;
function countCrowd() {
  across = Math.ceil(wide / CELL) + 1; down = Math.ceil(tall / CELL) + 1;
  crowd = new Int32Array((across + 1) * (down + 1));
  for (let i = 0; i < N; i++) {
    if (!shown[i]) continue;
    const x = Math.floor(sx(X[i]) / CELL), y = Math.floor(sy(Y[i]) / CELL);
    if (x < 0 || y < 0 || x >= across || y >= down) continue;
    crowd[(y + 1) * (across + 1) + x + 1]++;
    const r = pixels(i) - 2;
    if (r < CELL / 2) continue;
    const [l, t] = [sx(X[i]), sy(Y[i])], cut = (v, most) => Math.min(most - 1, Math.max(0, Math.floor(v / CELL)));
    for (let b = cut(t - r, down); b <= cut(t + r, down); b++) for (let a = cut(l - r, across); a <= cut(l + r, across); a++) if (a !== x || b !== y) crowd[(b + 1) * (across + 1) + a + 1]++;
  }
  for (let y = 1; y <= down; y++) for (let x = 1; x <= across; x++) crowd[y * (across + 1) + x] += crowd[y * (across + 1) + x - 1] + crowd[(y - 1) * (across + 1) + x] - crowd[(y - 1) * (across + 1) + x - 1];
}
function covered([l, t, r, b]) {
  const cut = (v, most) => Math.min(most, Math.max(0, v));
  const x1 = cut(Math.round(l / CELL), across), x2 = cut(Math.round(r / CELL), across), y1 = cut(Math.round(t / CELL), down), y2 = cut(Math.round(b / CELL), down), w = across + 1;
  return crowd[y2 * w + x2] - crowd[y1 * w + x2] - crowd[y2 * w + x1] + crowd[y1 * w + x1];
}
const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const free = (box, taken) => !taken.some(other => meets(box, other));

function drawLabels(pen) {
  countCrowd();
  const taken = [];
  nameBoxes = [];
  if (S.path) for (const i of S.path) taken.push([sx(X[i]) - 11, sy(Y[i]) - 11, sx(X[i]) + 11, sy(Y[i]) + 11]);
  const names = S.view === 'map' ? placeNames(taken) : S.view === 'years' ? laneNames(taken) : ringNames(taken);
  const forced = S.path || [S.sel, S.hover].filter(i => i >= 0 && shown[i]);
  for (const i of new Set(forced)) noteLabel(pen, i, taken, 2);
  for (const name of names) name(pen);
  if (lit) { let left = 60; for (const i of order) if (lit[i] && shown[i] && !forced.includes(i) && inView(i, 0) && left-- > 0) noteLabel(pen, i, taken, 1); }
  if (lit && !S.glow) return;
  // From afar each island names its largest notes only, as many as it has room for; near by, whatever fits.
  const near = camera.k > (S.view === 'map' ? 34 : S.view === 'years' ? 24 : 0), quota = islands.map(isle => near ? Infinity : Math.max(wide < 600 ? 0 : 1, Math.round((isle.box[2] - isle.box[0]) * (isle.box[3] - isle.box[1]) * camera.k ** 2 / (wide < 600 ? 13000 : 8500))));
  let left = Math.round(wide * tall / (S.view === 'around' && camera.k < 14 ? 30000 : 8000)), tries = 0;
  const named = new Set();
  for (const i of order) {
    if (left <= 0 || tries > 900) break;
    if (!shown[i] || forced.includes(i) || (lit && !lit[i]) || !inView(i, 0)) continue;
    const home = homeOf[i];
    if (S.view === 'map' ? home < 0 ? !near : quota[home] <= 0 : !near) continue;
    tries++;
    const done = noteLabel(pen, i, taken, 0, home >= 0 && !named.has(home) ? 4 : 1);
    if (done) named.add(home);
    if (done) left--;
    if (S.view === 'map' && home >= 0) quota[home] -= done ? 1 : .2;
  }
}

// want: 2 must be written, 1 wished for, 0 if it hides nothing. Tries right, left, under, over.
function noteLabel(pen, i, taken, want, patience = 1) {
  const r = Math.max(pixels(i), S.path && want === 2 ? 10 : 0) + (want === 2 ? 5 : 2), px = want === 2 ? 14 : r > 11 ? 12.5 : 11.5;
  const font = want === 2 ? `600 ${px}px ${ink.serif}` : `${px}px ${ink.sans}`, text = shortOf(i, want === 2 ? 48 : wide < 600 ? 20 : 30), w = widthOf(text, font), h = px * 1.25;
  const x = sx(X[i]), y = sy(Y[i]), spots = [[x + r + 3, y - h / 2], [x - r - 3 - w, y - h / 2], [x - w / 2, y + r + 1], [x - w / 2, y - r - 1 - h]];
  let best = null, least = Infinity;
  for (const [l, t] of spots) {
    const box = [l - 2, t, l + w + 2, t + h];
    const out = l < 4 || l + w > wide - 4 || t < 2 || t + h > tall - 2;
    if (out && want < 2) continue;
    const cost = covered(box) + (free(box, taken) ? 0 : 1000) + (out ? 500 : 0);
    if (cost < least) { least = cost; best = box; }
  }
  const bear = want === 2 ? Infinity : want ? 30 : patience * Math.max(1, w * h / 340);
  if (!best || least > bear) return false;
  taken.push(best);
  write(pen, text, best[0] + 2, best[1] + px, font, ink.ink, 'left', S.view === 'map' && onLand(i, (best[0] + best[2]) / 2, (best[1] + best[3]) / 2) ? ink.land : ink.sea, lit && !want ? .6 : 1);
  return true;
}

// Each name stands over or under its island, on the sea; in two lines when it is much wider than the island.
// Over a large island that fills the view it stands at the top.
function placeNames(taken) {
  const out = [];
  if (loners) {
    const box = [sx(loners.x) - 8, sy(loners.y) - 34, sx(loners.x) + 220, sy(loners.y) - 12];
    taken.push(box);
    out.push(pen => write(pen, `${loners.alone ? 'Linked to nothing' : 'In ones, twos and threes'} · ${loners.count.toLocaleString('en')}`, box[0] + 4, box[3] - 5, `italic 13px ${ink.serif}`, ink.soft, 'left', ink.sea));
  }
  for (const isle of islands) {
    const [l, t, r, b] = [sx(isle.box[0]), sy(isle.box[1]), sx(isle.box[2]), sy(isle.box[3])];
    if (!isle.name || r < 0 || b < 0 || l > wide || t > tall) continue;
    const inside = t < 44 && b > tall * .4, count = plural(isle.own.length, 'note'), full = Math.round(Math.min(25, 10.5 + (r - l) / 19) * (wide < 600 ? .85 : 1));
    const mid = Math.min(wide - 60, Math.max(60, (Math.max(l, 0) + Math.min(r, wide)) / 2));
    const place = (px, broken, counted, bear) => {
      const font = `600 ${px}px ${ink.serif}`, rows = broken ? twoLines(isle.name) : [isle.name];
      const w = Math.max(...rows.map(row => widthOf(row, font))), h = px * 1.12 * rows.length + (counted ? 15 : 3);
      const spots = inside ? [[mid, 10]] : [];
      for (const nudge of [0, .3, -.3, .6, -.6]) spots.push([mid + nudge * w / 2, t - h - 2], [mid + nudge * w / 2, b + 3]);
      if (rows.length > 1) spots.push([r + w / 2 + 6, (t + b - h) / 2], [l - w / 2 - 6, (t + b - h) / 2]);
      let best = null, least = Infinity;
      for (const [cx, top] of spots) {
        const box = [cx - w / 2 - 4, top, cx + w / 2 + 4, top + h];
        if (box[0] < 2 || box[2] > wide - 2 || top < 2 || top + h > tall - 2 || !free(box, taken) || covered(box) > (inside ? 80 : 1)) continue;
        const abroad = inside ? 0 : ashore(box, isle);
        if (abroad < least) { least = abroad; best = [cx, top, box]; }
      }
      if (best && least <= bear) {
        const [cx, top, box] = best;
        taken.push(box); nameBoxes.push([box, isle]);
        const paint = S.colour === 'community' ? swatch(isle.place).text : ink.ink, alpha = lit ? .55 : 1, halo = inside ? ink.land : ink.sea;
        out.push(pen => {
          rows.forEach((row, n) => write(pen, row, cx, top + px * (1.12 * n + .96), font, paint, 'center', halo, alpha));
          if (counted) write(pen, count, cx, top + h - 4, `11px ${ink.sans}`, ink.soft, 'center', halo, alpha);
        });
        return true;
      }
      return false;
    };
    const small = Math.max(12, full - 3), wordy = widthOf(isle.name, `600 ${full}px ${ink.serif}`) > 1.5 * (r - l);
    if (full < 12 && r - l < 26) continue;
    for (const bear of [0, 1, 4]) if ((wordy && place(full, true, false, bear)) || place(full, false, true, bear) || place(small, false, false, bear) || place(small, true, false, bear) || place(12, false, false, bear) || place(12, true, false, bear)) break;
  }
  return out;
}
// How many of a box's sample points lie on another island.
function ashore([l, t, r, b], own) {
  let hits = 0;
  for (const isle of islands) {
    if (isle === own || !meets([l, t, r, b], [sx(isle.box[0]), sy(isle.box[1]), sx(isle.box[2]), sy(isle.box[3])])) continue;
    for (let n = 0; n <= 6; n++) hits += onIsland(isle, l + (r - l) * n / 6, t) + onIsland(isle, l + (r - l) * n / 6, b);
  }
  return hits;
}
function twoLines(text) {
  const words = text.split(/(?<=[\s–])(?!·)/u), half = text.length / 2;
  let best = 0, at = 0;
  words.reduce((length, word, n) => { if (n && Math.abs(length - half) < Math.abs(best - half)) { best = length; at = n; } return length + word.length; }, 0);
  return at ? [words.slice(0, at).join('').trim(), words.slice(at).join('').trim()] : [text];
}
function ringNames(taken) {
  return circles.map(([radius, count, row], n) => {
    const turn = -Math.PI / 2 + Math.PI / row, x = sx(radius * Math.cos(turn)), y = sy(radius * Math.sin(turn)) + 4, font = `italic 12px ${ink.serif}`;
    const text = `${plural(n + 1, 'link')} away · ${count.toLocaleString('en')}`, w = widthOf(text, font) / 2 + 4;
    taken.push([x - w, y - 12, x + w, y + 5]);
    return pen => write(pen, text, x, y, font, ink.soft, 'center', ink.sea);
  });
}
function laneText(lane) {
  return lane >= LANES ? 'Others' : nameOf(rank.community.indexOf(lane));
}
function laneNames(taken) {
  return chart.bands.map(([lane, a, b]) => {
    const text = laneText(lane), font = `600 ${wide > 700 ? 14 : 12}px ${ink.serif}`, w = widthOf(text, font);
    const x = wide > 700 ? Math.max(10, sx(chart.left - chart.margin - 1.8) - w - 10) : 8, y = wide > 700 ? (sy(a) + sy(b)) / 2 + 5 : sy(a) + 4;
    taken.push([x, y - 14, x + w, y + 4]);
    return pen => write(pen, text, x, y, font, swatch(lane >= LANES ? -1 : lane).text, 'left', ink.sea);
  });
}
