// Islands: a coastline around the notes that the layout put together (a community, and small ones that joined it), and the shipping lines between islands.
// Needs the notes' map places only; worked out anew when filters change.
const FEW = 700;
let islands = [],
  lines = [],
  homeOf = new Int32Array(N).fill(-1),
  ports = new Map(),
  loners = null,
  crossing = 0;

function chartIslands() {
  const members = [];
  islands = [];
  homeOf.fill(-1);
  ports.clear();
  let low = Infinity,
    left = Infinity,
    lone = 0,
    alone = true;
  for (let i = 0; i < N; i++) {
    if (!shown[i]) continue;
    const at = D.island[i];
    if (at < 0) {
      lone++;
      alone &&= !degree[i];
      low = Math.min(low, MAP_Y[i]);
      left = Math.min(left, MAP_X[i]);
    } else (members[at] ||= []).push(i);
  }
  loners = lone ? { x: left, y: low, count: lone, alone } : null;
  members.forEach(own => {
    const community = commonest(own);
    let x = 0,
      y = 0;
    for (const i of own) {
      x += MAP_X[i];
      y += MAP_Y[i];
      homeOf[i] = islands.length;
    }
    x /= own.length;
    y /= own.length;
    islands.push({
      community,
      own,
      groups: new Set(own.map(i => D.community[i])).size,
      most: own.filter(i => D.community[i] === community).length,
      x,
      y,
      coast: coastline(own, x, y),
      place: community < 0 ? -1 : rank.community[community],
      name: nameOf(community),
    });
  });
  for (const island of islands) {
    const ys = island.coast.map(p => p[1]),
      xs = island.coast.map(p => p[0]);
    island.box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }
  const trade = new Map();
  crossing = 0;
  for (let e = 0; e < M; e++) {
    const a = homeOf[source[e]],
      b = homeOf[target[e]];
    if (
      a < 0 ||
      b < 0 ||
      a === b ||
      !drawn(e) ||
      (S.hubs !== 'show' && (isHub(source[e]) || isHub(target[e])))
    )
      continue;
    crossing++;
    const key = Math.min(a, b) * 4096 + Math.max(a, b);
    trade.set(key, (trade.get(key) || 0) + 1);
  }
  lines = [...trade]
    .map(([key, count]) => ({ a: Math.floor(key / 4096), b: key % 4096, count }))
    .sort((p, q) => q.count - p.count || p.a - q.a || p.b - q.b);
  const used = new Array(islands.length).fill(0);
  lines = lines.filter(l => (used[l.a]++ < 3) | (used[l.b]++ < 3)).slice(0, 90);
}

function commonest(own) {
  const count = new Map();
  for (const i of own) count.set(D.community[i], (count.get(D.community[i]) || 0) + 1);
  return [...count].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

// The farthest note in each of a ring of directions, smoothed, never inside a note.
function coastline(own, cx, cy) {
  const bins = own.length < 40 ? 36 : 60,
    far = new Float64Array(bins).fill(1.1);
  for (const i of own) {
    const dx = MAP_X[i] - cx,
      dy = MAP_Y[i] - cy,
      r = Math.hypot(dx, dy),
      a = (Math.atan2(dy, dx) / (2 * Math.PI)) * bins;
    const spread = Math.min(bins / 5, Math.max(1, (bins * 1.25) / (2 * Math.PI * Math.max(r, 0.6))));
    for (let b = Math.ceil(a - spread); b <= a + spread; b++) {
      const at = ((b % bins) + bins) % bins,
        turn = ((b - a) / bins) * 2 * Math.PI,
        reach = r * Math.cos(turn) + 1.05;
      if (reach > far[at]) far[at] = reach;
    }
  }
  let smooth = far;
  for (let turn = 0; turn < 3; turn++)
    smooth = smooth.map((v, b) => (smooth[(b + bins - 1) % bins] + 2 * v + smooth[(b + 1) % bins]) / 4);
  return Array.from(smooth, (v, b) => {
    const r = Math.max(v, far[b] * 0.93),
      a = (b / bins) * 2 * Math.PI;
    return [cx + r * Math.cos(a), cy + r * Math.sin(a)];
  });
}

const onLand = (i, px, py) => homeOf[i] >= 0 && onIsland(islands[homeOf[i]], px, py);
function onIsland(isle, px, py) {
  const dx = wx(px) - isle.x,
    dy = wy(py) - isle.y,
    n = isle.coast.length,
    edge = isle.coast[((Math.round((Math.atan2(dy, dx) / (2 * Math.PI)) * n) % n) + n) % n];
  return Math.hypot(dx, dy) < Math.hypot(edge[0] - isle.x, edge[1] - isle.y);
}
// Where links from island a leave for island b: the point of a's coast that faces b.
function port(a, b) {
  const key = a * 4096 + b;
  if (!ports.has(key)) {
    const from = islands[a],
      to = islands[b],
      n = from.coast.length,
      turn = Math.atan2(to.y - from.y, to.x - from.x);
    ports.set(key, from.coast[((Math.round((turn / (2 * Math.PI)) * n) % n) + n) % n]);
  }
  return ports.get(key);
}

function traceCoast(pen, coast) {
  const n = coast.length,
    mid = (p, q) => [(sx(p[0]) + sx(q[0])) / 2, (sy(p[1]) + sy(q[1])) / 2];
  pen.beginPath();
  pen.moveTo(...mid(coast[n - 1], coast[0]));
  for (let b = 0; b < n; b++)
    pen.quadraticCurveTo(sx(coast[b][0]), sy(coast[b][1]), ...mid(coast[b], coast[(b + 1) % n]));
  pen.closePath();
}
function drawIslands(pen) {
  const tinted = S.colour === 'community',
    reach = Math.min(19, 0.5 * camera.k + 6);
  const far = isle =>
    sx(isle.box[2]) < -40 ||
    sx(isle.box[0]) > wide + 40 ||
    sy(isle.box[3]) < -40 ||
    sy(isle.box[1]) > tall + 40;
  const seen = islands.filter(isle => !far(isle));
  pen.lineJoin = 'round';
  for (const [width, alpha] of [
    [reach * 2, 0.045],
    [reach, 0.06],
  ]) {
    pen.globalAlpha = alpha;
    pen.lineWidth = width;
    pen.strokeStyle = dark() ? '#9fb4c4' : '#6d6247';
    for (const isle of seen) {
      traceCoast(pen, isle.coast);
      pen.stroke();
    }
  }
  pen.globalAlpha = 1;
  if (crossing > FEW) drawLines(pen);
  for (const isle of seen) {
    const paint = swatch(tinted ? isle.place : -1);
    traceCoast(pen, isle.coast);
    pen.fillStyle = paint.land;
    pen.fill();
    pen.strokeStyle = paint.coast;
    pen.lineWidth = 1.2;
    pen.stroke();
  }
}
function drawLines(pen) {
  if (!lines.length) return;
  const most = lines[0].count;
  pen.strokeStyle = ink.soft;
  pen.lineCap = 'round';
  for (const { a, b, count } of lines) {
    const p = port(a, b),
      q = port(b, a),
      x1 = sx(p[0]),
      y1 = sy(p[1]),
      x2 = sx(q[0]),
      y2 = sy(q[1]),
      bow = 0.14;
    pen.globalAlpha = (lit ? 0.1 : 0.2) + 0.25 * (lit ? 0.1 : count / most);
    pen.lineWidth = 0.7 + 3.3 * Math.sqrt(count / most);
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * bow, (y1 + y2) / 2 + (x2 - x1) * bow, x2, y2);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}
