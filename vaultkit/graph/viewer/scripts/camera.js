// Where the reader stands: world → screen is (world − camera) × k + middle of the canvas. Lengths in CSS pixels.
const camera = { x: 0, y: 0, k: 10, moved: false };
let wide = 800,
  tall = 600,
  flight = 0,
  goal = null;
const sx = x => (x - camera.x) * camera.k + wide / 2,
  sy = y => (y - camera.y) * camera.k + tall / 2;
const wx = x => (x - wide / 2) / camera.k + camera.x,
  wy = y => (y - tall / 2) / camera.k + camera.y;
const K_MOST = 130;
let kLeast = 1;

function bounds(x = X, y = Y) {
  let l = Infinity,
    r = -Infinity,
    t = Infinity,
    b = -Infinity;
  for (let i = 0; i < N; i++)
    if (shown[i] && !Number.isNaN(x[i])) {
      l = Math.min(l, x[i]);
      r = Math.max(r, x[i]);
      t = Math.min(t, y[i]);
      b = Math.max(b, y[i]);
    }
  if (l > r) return [-5, -5, 5, 5];
  if (S.view === 'years' && chart)
    return [Math.min(l, chart.left) - 1, chart.top - 1.5, Math.max(r, chart.left) + 1, chart.foot];
  return [l - 1, t - 1, r + 1, b + 1];
}
function frame(x = X, y = Y) {
  const [l, t, r, b] = bounds(x, y),
    phone = wide < 600;
  const side = phone ? 18 : S.view === 'years' ? 24 : 64,
    head = S.view === 'years' ? 50 : 46,
    card = !$('card').hidden && S.view !== 'map';
  const gutter =
      S.view === 'years' && wide > 700
        ? Math.max(...chart.bands.map(([lane]) => widthOf(laneText(lane), `600 14px ${ink.serif}`))) + 4
        : 0,
    right = card && wide > 800 ? 350 : 0,
    foot = card && wide <= 700 ? tall * 0.5 : S.view === 'years' ? 58 : 40;
  const k = Math.min(
    S.view === 'around' ? 46 : 62,
    (wide - 2 * side - gutter - right) / (r - l),
    (tall - head - foot) / (b - t),
  );
  return { x: (l + r) / 2 + (right - gutter) / 2 / k, y: (t + b) / 2 + (foot - head) / 2 / k, k };
}
// Fly to a place; `by the reader` places are kept in the address.
function fly(to, slow, byReader) {
  cancelAnimationFrame(flight);
  goal = slow ? to : null;
  camera.moved = !!byReader;
  const from = { ...camera },
    began = performance.now();
  const step = now => {
    const t = slow && !calm.matches ? Math.min(1, Math.max(0, (now - began) / 420)) : 1,
      s = t * t * (3 - 2 * t);
    camera.k = from.k * (to.k / from.k) ** s;
    camera.x = from.x + (to.x - from.x) * s;
    camera.y = from.y + (to.y - from.y) * s;
    redraw();
    if (t < 1) flight = requestAnimationFrame(step);
    else {
      goal = null;
      keep();
    }
  };
  step(began);
}
const fit = slow => {
  const to = frame();
  kLeast = Math.min(to.k * 0.4, 20);
  fly(to, slow, false);
};
function zoom(by, px = wide / 2, py = tall / 2, slow = false) {
  if (slow && goal) return fly({ ...goal, k: Math.min(K_MOST, Math.max(kLeast, goal.k * by)) }, true, true);
  const k = Math.min(K_MOST, Math.max(kLeast, camera.k * by)),
    x = wx(px),
    y = wy(py);
  fly({ k, x: x - (px - wide / 2) / k, y: y - (py - tall / 2) / k }, slow, true);
}
function seek(i) {
  const x = sx(X[i]),
    y = sy(Y[i]),
    edge = wide > 700 && !$('card').hidden ? 370 : 40,
    foot = wide <= 700 && !$('card').hidden ? tall * 0.5 : 40;
  if (x < 40 || x > wide - edge || y < 40 || y > tall - foot)
    fly(
      { x: X[i] + (edge - 40) / 2 / camera.k, y: Y[i] + (foot - 40) / 2 / camera.k, k: camera.k },
      true,
      true,
    );
}
