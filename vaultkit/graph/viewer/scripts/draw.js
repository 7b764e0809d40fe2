// The picture, drawn by any pen with the methods of a 2-D canvas context (a canvas, or SvgPen of export.js).
const SHAPES = {
  paper: 'disc',
  digest: 'square',
  concept: 'diamond',
  unresolved: 'cross',
  attachment: 'triangle',
  tag: 'hexagon',
};
const shapeOf = D.types.map(type => SHAPES[type] || 'disc');
const CORNERS = {
  square: [
    [-0.86, -0.86],
    [0.86, -0.86],
    [0.86, 0.86],
    [-0.86, 0.86],
  ],
  diamond: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  triangle: [
    [0, -1.15],
    [1.05, 0.75],
    [-1.05, 0.75],
  ],
  hexagon: [
    [1, 0],
    [0.5, 0.87],
    [-0.5, 0.87],
    [-1, 0],
    [-0.5, -0.87],
    [0.5, -0.87],
  ],
};
function trace(pen, shape, x, y, r) {
  if (shape === 'disc') {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 6.2832);
    return;
  }
  if (shape === 'cross') {
    r *= 0.8;
    pen.moveTo(x - r, y - r);
    pen.lineTo(x + r, y + r);
    pen.moveTo(x + r, y - r);
    pen.lineTo(x - r, y + r);
    return;
  }
  CORNERS[shape].forEach(([a, b], n) =>
    n ? pen.lineTo(x + a * r, y + b * r) : pen.moveTo(x + a * r, y + b * r),
  );
  pen.closePath();
}
const grain = () => Math.min(camera.k, 14 + 0.45 * Math.max(0, camera.k - 14), 44);
const pixels = i =>
  Math.max(1.15, S.view === 'years' ? Math.min(size[i], 0.46) * Math.min(camera.k, 44) : size[i] * grain());
const inView = (i, edge = 40) => {
  const x = sx(X[i]),
    y = sy(Y[i]);
  return x > -edge && y > -edge && x < wide + edge && y < tall + edge;
};

function draw(pen) {
  pen.globalAlpha = 1;
  pen.fillStyle = ink.sea;
  pen.fillRect(0, 0, wide, tall);
  if (S.view === 'map') drawIslands(pen);
  else if (S.view === 'years') drawChart(pen);
  else drawRings(pen);
  drawLinks(pen);
  if (lit || S.view === 'around') drawLitLinks(pen);
  drawNotes(pen);
  if (S.path) drawStops(pen);
  drawLabels(pen);
}

// Links by weight on the eye: those between large notes first; from afar an island shows as many as it has room for.
let heavy = [];
function rankLinks() {
  const heaps = Array.from({ length: 64 }, () => []);
  for (let e = 0; e < M; e++)
    heaps[63 - Math.min(63, Math.floor(80 * Math.min(size[source[e]], size[target[e]])))].push(e);
  heavy = heaps.flat();
}
function drawLinks(pen) {
  if (S.view === 'years' && N > 60) return;
  const groups = new Map(),
    across = S.view === 'map' && (crossing <= FEW || camera.k > 30),
    near = S.view !== 'map';
  const room = islands.map(
    isle => ((isle.box[2] - isle.box[0]) * (isle.box[3] - isle.box[1]) * camera.k ** 2) / 50,
  );
  for (const e of heavy) {
    const s = source[e],
      t = target[e];
    if (!drawn(e) || (!inView(s, 0) && !inView(t, 0)) || (S.hubs === 'fade' && (isHub(s) || isHub(t))))
      continue;
    const home = homeOf[s],
      same = home === homeOf[t] && home >= 0;
    if ((!same && !across && !near) || (same && S.view === 'map' && --room[home] < 0)) continue;
    const key =
      same && S.colour === 'community' && islands[home].place >= 0 ? swatch(islands[home].place).node : '';
    const group = isHub(s) || isHub(t) ? key + '~' : key;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(e);
  }
  const faint = (lit ? 0.3 : 1) * (S.view === 'years' ? 0.5 : 1);
  for (const [group, edges] of groups) {
    const colour = group.replace('~', '');
    pen.strokeStyle = colour || ink.soft;
    pen.globalAlpha =
      faint *
      (colour === group ? 1 : 0.4) *
      (colour ? Math.min(0.42, 0.2 + camera.k / 160) : S.view === 'map' ? 0.2 : 0.28);
    pen.lineWidth = camera.k > 30 ? 1 : 0.7;
    pen.beginPath();
    for (const e of edges) traceLink(pen, e, 0);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}
// A link inside an island is straight; one between islands leaves and lands at the ports that face each other.
function traceLink(pen, e, bend) {
  const s = source[e],
    t = target[e],
    a = homeOf[s],
    b = homeOf[t],
    x1 = sx(X[s]),
    y1 = sy(Y[s]),
    x2 = sx(X[t]),
    y2 = sy(Y[t]);
  pen.moveTo(x1, y1);
  if (S.view === 'map' && a !== b && a >= 0 && b >= 0) {
    const p = port(a, b),
      q = port(b, a),
      length = Math.hypot(x2 - x1, y2 - y1) || 1,
      dx = (bend * (y1 - y2)) / length,
      dy = (bend * (x2 - x1)) / length;
    pen.bezierCurveTo(sx(p[0]) + dx, sy(p[1]) + dy, sx(q[0]) + dx, sy(q[1]) + dy, x2, y2);
  } else if (S.view === 'years' || bend)
    pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * 0.1, (y1 + y2) / 2 + (x2 - x1) * 0.1, x2, y2);
  else pen.lineTo(x2, y2);
}
// Links of the selected note: out in the accent colour, in dashed and blue, symmetric ones as they were written.
function drawLitLinks(pen) {
  const steps = S.path && new Set(S.path.slice(1).map((i, n) => S.path[n] * N + i)),
    core = S.path ? -2 : S.hover >= 0 && S.sel < 0 ? S.hover : S.sel;
  const list = [];
  if (S.path) {
    for (let e = 0; e < M; e++)
      if (drawn(e) && (steps.has(source[e] * N + target[e]) || steps.has(target[e] * N + source[e])))
        list.push(e);
  } else if (core >= 0) list.push(...edgesOf(core));
  else return;
  const many = list.length > 150;
  if (many)
    for (const out of [true, false]) {
      pen.strokeStyle = out ? ink.accent : ink.in;
      pen.globalAlpha = Math.max(0.08, (S.view === 'around' ? 25 : 60) / list.length);
      pen.lineWidth = 0.7;
      pen.beginPath();
      for (const e of list) if (drawn(e) && (source[e] === core) === out) traceLink(pen, e, 0);
      pen.stroke();
    }
  else
    for (const e of list) {
      if (!drawn(e)) continue;
      const out = S.path ? steps.has(source[e] * N + target[e]) : source[e] === core;
      pen.strokeStyle = pen.fillStyle = S.path || out ? ink.accent : ink.in;
      pen.globalAlpha = 0.85;
      pen.lineWidth = S.path ? 2.4 : 1.3;
      pen.setLineDash(out || S.path ? [] : [5, 3.5]);
      pen.beginPath();
      traceLink(pen, e, S.path ? 0 : 9);
      pen.stroke();
      pen.setLineDash([]);
      arrow(pen, e);
    }
  pen.globalAlpha = 1;
}
function arrow(pen, e) {
  const s = source[e],
    t = target[e],
    a = homeOf[s],
    b = homeOf[t],
    x2 = sx(X[t]),
    y2 = sy(Y[t]);
  const q = S.view === 'map' && a !== b && a >= 0 && b >= 0 ? port(b, a) : null;
  let dx = x2 - (q ? sx(q[0]) : sx(X[s])),
    dy = y2 - (q ? sy(q[1]) : sy(Y[s])),
    d = Math.hypot(dx, dy);
  if (d < 4) {
    dx = x2 - sx(X[s]);
    dy = y2 - sy(Y[s]);
    d = Math.hypot(dx, dy) || 1;
  }
  dx /= d;
  dy /= d;
  const r = pixels(t) + 2,
    x = x2 - dx * r,
    y = y2 - dy * r,
    l = 7,
    w = 3.2;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - dx * l - dy * w, y - dy * l + dx * w);
  pen.lineTo(x - dx * l + dy * w, y - dy * l - dx * w);
  pen.closePath();
  pen.fill();
}

function drawNotes(pen) {
  const passes = [new Map(), new Map()];
  for (let i = 0; i < N; i++) {
    if (!shown[i] || !inView(i)) continue;
    const hollow = stub[i] || shapeOf[D.type[i]] === 'cross',
      pass = passes[+(!lit || lit[i] === 1)],
      key = colourOf[i] + (hollow ? '!' : '');
    if (!pass.has(key)) pass.set(key, []);
    pass.get(key).push(i);
  }
  const rim = camera.k > 24;
  passes.forEach((pass, bright) => {
    pen.globalAlpha = bright ? 1 : 0.26;
    for (const [key, notes] of pass) {
      const hollow = key.endsWith('!'),
        colour = hollow ? key.slice(0, -1) : key;
      pen.beginPath();
      for (const i of notes) trace(pen, shapeOf[D.type[i]], sx(X[i]), sy(Y[i]), pixels(i));
      pen.fillStyle = hollow ? ink.land : colour;
      pen.fill();
      if (hollow || rim) {
        pen.strokeStyle = hollow ? colour : ink.land;
        pen.lineWidth = hollow ? Math.min(1.8, 0.5 + camera.k / 30) : 1;
        pen.stroke();
      }
    }
  });
  pen.globalAlpha = 1;
  const core = S.hover >= 0 ? [S.hover, S.sel] : [S.sel];
  for (const i of core)
    if (i >= 0 && shown[i]) {
      const x = sx(X[i]),
        y = sy(Y[i]),
        r = Math.max(4, pixels(i));
      pen.fillStyle = colourOf[i];
      pen.beginPath();
      trace(pen, shapeOf[D.type[i]], x, y, r);
      pen.fill();
      pen.strokeStyle = i === S.sel ? ink.accent : ink.ink;
      pen.lineWidth = i === S.sel ? 2.2 : 1.4;
      pen.beginPath();
      trace(pen, 'disc', x, y, r + 3.5);
      pen.stroke();
    }
}
function drawStops(pen) {
  S.path.forEach((i, n) => {
    const x = sx(X[i]),
      y = sy(Y[i]);
    pen.fillStyle = ink.accent;
    pen.beginPath();
    trace(pen, 'disc', x, y, 10);
    pen.fill();
    pen.strokeStyle = ink.paper;
    pen.lineWidth = 1.5;
    pen.stroke();
    write(pen, String(n + 1), x, y + 4, `650 11px ${ink.sans}`, ink.paper, 'center', '');
  });
}
