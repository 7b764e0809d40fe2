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
function rankNotes() { order = [...Array(N).keys()].sort((a, b) => size[b] - size[a] || degree[b] - degree[a] || a - b); }

// How many notes lie in a box: counted once a frame on a grid of 10-pixel cells, summed from the top left.
const CELL = 10;
let crowd = new Int32Array(0), across = 0, down = 0;
function countCrowd() {
  across = Math.ceil(wide / CELL) + 1; down = Math.ceil(tall / CELL) + 1;
  crowd = new Int32Array((across + 1) * (down + 1));
  for (let i = 0; i < N; i++) {
    if (!shown[i]) continue;
    const x = Math.floor(sx(X[i]) / CELL), y = Math.floor(sy(Y[i]) / CELL);
    if (x >= 0 && y >= 0 && x < across && y < down) crowd[(y + 1) * (across + 1) + x + 1]++;
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
  const names = S.view === 'map' ? placeNames(taken) : S.view === 'years' ? laneNames(taken) : [];
  const forced = S.path || [S.sel, S.hover].filter(i => i >= 0 && shown[i]);
  for (const i of new Set(forced)) noteLabel(pen, i, taken, 2);
  for (const name of names) name(pen);
  if (lit) { let left = 60; for (const i of order) if (lit[i] && shown[i] && !forced.includes(i) && inView(i, 0) && left-- > 0) noteLabel(pen, i, taken, 1); }
  if (lit && !S.glow) return;
  let left = Math.round(wide * tall / 9000);
  for (const i of order) {
    if (left <= 0 || (camera.k < 26 && pixels(i) < 2.2)) break;
    if (shown[i] && !forced.includes(i) && (!lit || lit[i]) && inView(i, 0)) left -= noteLabel(pen, i, taken, 0) ? 1 : .04;
  }
}

// want: 2 must be written, 1 wished for, 0 if it hides nothing. Tries right, left, under, over.
function noteLabel(pen, i, taken, want) {
  const r = Math.max(pixels(i), S.path && want === 2 ? 10 : 0) + (want === 2 ? 5 : 2), px = want === 2 ? 14 : r > 11 ? 12.5 : 11.5;
  const font = want === 2 ? `600 ${px}px ${ink.serif}` : `${px}px ${ink.sans}`, text = shortOf(i, want === 2 ? 48 : 30), w = widthOf(text, font), h = px * 1.25;
  const x = sx(X[i]), y = sy(Y[i]), spots = [[x + r + 3, y - h / 2], [x - r - 3 - w, y - h / 2], [x - w / 2, y + r + 1], [x - w / 2, y - r - 1 - h]];
  let best = null, least = Infinity;
  for (const [l, t] of spots) {
    const box = [l - 2, t, l + w + 2, t + h];
    if ((l < 4 || l + w > wide - 4 || t < 2 || t + h > tall - 2) && want < 2) continue;
    const cost = covered(box) + (free(box, taken) ? 0 : 1000);
    if (cost < least) { least = cost; best = box; }
  }
  const bear = want === 2 ? Infinity : want ? 30 : Math.max(1, w * h / 900 * (pixels(i) > 7 ? 2 : 1));
  if (!best || least > bear) return false;
  taken.push(best);
  write(pen, text, best[0] + 2, best[1] + px, font, ink.ink, 'left', S.view === 'map' && homeOf[i] >= 0 ? ink.land : ink.sea, lit && !want ? .6 : 1);
  return true;
}

// Each name stands over or under its island, on the sea; over a large island that fills the view, at the top.
function placeNames(taken) {
  const out = [];
  for (const isle of islands) {
    const [l, t, r, b] = [sx(isle.box[0]), sy(isle.box[1]), sx(isle.box[2]), sy(isle.box[3])];
    if (r < 0 || b < 0 || l > wide || t > tall) continue;
    const px = Math.round(Math.min(25, 12.5 + Math.sqrt(isle.own.length) * .62, 11 + (r - l) / 22) * (wide < 600 ? .82 : 1)), font = `600 ${px}px ${ink.serif}`;
    const text = D.communities[isle.community], w = widthOf(text, font), small = `${plural(isle.own.length, 'note')}`, h = px * 1.15 + 14;
    const mid = Math.min(wide - w / 2 - 10, Math.max(w / 2 + 10, Math.max(l, 0) / 2 + Math.min(r, wide) / 2)), spots = [[mid, t - h - 3], [mid, b + 4]];
    for (const nudge of [.5, -.5, .9, -.9]) spots.push([mid + nudge * w / 2, t - h - 3], [mid + nudge * w / 2, b + 4]);
    spots.push([r + w / 2 + 8, (t + b - h) / 2], [l - w / 2 - 8, (t + b - h) / 2]);
    const inside = t < h && b > tall * .4;
    if (inside) spots.unshift([mid, 10]);
    for (const [cx, top] of spots) {
      const box = [cx - w / 2 - 5, top, cx + w / 2 + 5, top + h];
      if (box[0] < 2 || box[2] > wide - 2 || top < 2 || top + h > tall - 2 || !free(box, taken) || (covered(box) > (inside ? 60 : 1))) continue;
      taken.push(box); nameBoxes.push([box, isle]);
      const paint = S.colour === 'community' ? swatch(isle.place).text : ink.ink, alpha = lit ? .55 : 1;
      out.push(pen => {
        write(pen, text, cx, top + px, font, paint, 'center', inside ? ink.land : ink.sea, alpha);
        write(pen, small, cx, top + px + 14, `11px ${ink.sans}`, ink.soft, 'center', inside ? ink.land : ink.sea, alpha);
      });
      break;
    }
  }
  if (loners) {
    const box = [sx(loners.x) - 8, sy(loners.y) - 34, sx(loners.x) + 220, sy(loners.y) - 12];
    taken.push(box);
    out.push(pen => write(pen, `Linked to nothing else · ${loners.count.toLocaleString('en')}`, box[0] + 4, box[3] - 5, `italic 13px ${ink.serif}`, ink.soft, 'left', ink.sea));
  }
  return out;
}
function laneNames(taken) {
  const names = [...Object.keys(rank.community)].sort((a, b) => rank.community[a] - rank.community[b]);
  return chart.bands.map(([lane, a]) => {
    const text = lane >= LANES ? 'Others' : D.communities[names[lane]], x = Math.max(12, sx(chart.left - chart.margin - 2)), y = sy(a) - 5, font = `600 14px ${ink.serif}`;
    taken.push([x, y - 14, x + widthOf(text, font), y + 4]);
    return pen => write(pen, text, x, y, font, swatch(lane >= LANES ? -1 : lane).text, 'left', ink.sea);
  });
}
