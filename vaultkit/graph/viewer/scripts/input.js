// Hands: mouse, touch and keys on the map.
const HELP = [
  ['/', 'search'],
  ['← ↑ → ↓', 'walk along links; with Shift, move the map'],
  ['Enter', 'read the selected note'],
  ['+ −', 'zoom'],
  ['0', 'show everything'],
  ['M Y A', 'map, years, around the note'],
  ['1 2 3', 'how far around'],
  ['P', 'path to another note'],
  ['O', 'open in Obsidian'],
  ['Space', 'play the years'],
  ['T', 'light or dark'],
  ['Esc', 'back, step by step'],
  ['?', 'this list'],
];

function noteAt(px, py, reach = 7) {
  let best = -1,
    least = Infinity;
  for (let i = 0; i < N; i++) {
    if (!shown[i]) continue;
    const d = Math.hypot(sx(X[i]) - px, sy(Y[i]) - py) - pixels(i);
    if (d < reach && d < least) {
      least = d;
      best = i;
    }
  }
  return best;
}
const touches = new Map();
let dragged = false,
  pinch = 0;
function hands(map) {
  const spot = event => {
    const box = map.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  map.addEventListener('pointerdown', event => {
    map.focus({ preventScroll: true });
    cancelAnimationFrame(flight);
    touches.set(event.pointerId, spot(event));
    dragged = false;
    pinch = 0;
    map.setPointerCapture(event.pointerId);
  });
  map.addEventListener('pointermove', event => {
    const [x, y] = spot(event),
      was = touches.get(event.pointerId);
    if (!was) {
      touch(noteAt(x, y), x, y);
      return;
    }
    if (!dragged && Math.hypot(x - was[0], y - was[1]) < 4) return;
    dragged = true;
    map.classList.add('drag');
    touch(-1);
    const before = [...touches.values()];
    touches.set(event.pointerId, [x, y]);
    const after = [...touches.values()],
      mid = list => [
        list.reduce((s, p) => s + p[0], 0) / list.length,
        list.reduce((s, p) => s + p[1], 0) / list.length,
      ],
      [ax, ay] = mid(before),
      [bx, by] = mid(after);
    let k = camera.k;
    if (after.length === 2) {
      const gap = list => Math.hypot(list[0][0] - list[1][0], list[0][1] - list[1][1]);
      k = Math.min(K_MOST, Math.max(kLeast, (k * gap(after)) / Math.max(1, gap(before))));
    }
    fly({ k, x: wx(ax) - (bx - wide / 2) / k, y: wy(ay) - (by - tall / 2) / k }, false, true);
  });
  const end = event => {
    if (!touches.delete(event.pointerId)) return;
    map.classList.remove('drag');
    redraw();
    if (event.type === 'pointerup' && !dragged && !touches.size) click(...spot(event), event);
  };
  map.addEventListener('pointerup', end);
  map.addEventListener('pointercancel', end);
  map.addEventListener('pointerleave', () => touch(-1));
  map.addEventListener('dblclick', event => {
    const [x, y] = spot(event);
    if (noteAt(x, y) < 0) zoom(1.8, x, y, true);
  });
  map.addEventListener(
    'wheel',
    event => {
      event.preventDefault();
      zoom(
        Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : event.ctrlKey ? 0.01 : 0.0016)),
        ...spot(event),
      );
    },
    { passive: false },
  );
}
function touch(i, x, y) {
  $('map').classList.toggle(
    'over',
    i >= 0 || (x !== undefined && nameBoxes.some(([box]) => meets(box, [x, y, x, y]))),
  );
  if (i !== S.hover) {
    S.hover = i;
    relight();
  }
  showHover(i, x, y);
}
function click(x, y, event) {
  const i = noteAt(x, y, event.pointerType === 'touch' ? 16 : 7);
  const named = i < 0 && nameBoxes.find(([box]) => meets(box, [x, y, x, y]));
  if (named) {
    const [l, t, r, b] = named[1].box;
    fly(
      { x: (l + r) / 2, y: (t + b) / 2, k: Math.min(60, 0.8 * Math.min(wide / (r - l), tall / (b - t))) },
      true,
      true,
    );
    say(`${named[1].name}, ${plural(named[1].own.length, 'note')}`);
  } else if (i >= 0 && S.sel >= 0 && i !== S.sel && (event.shiftKey || S.pathing)) findPath(i);
  else if (i >= 0 || !S.pathing) choose(i);
}
function keyDown(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $('help').open) return;
  const typing = event.target.matches('input[type=text], select'),
    key = event.key;
  if (event.target === $('find')) {
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const n = Math.min(50, results.length);
      if (n) mark((picked + (key === 'ArrowDown' ? 1 : n - 1)) % n);
    } else if (key === 'Enter') pick(picked);
    else if (key === 'Escape') {
      event.preventDefault();
      if ($('find').value) {
        $('find').value = '';
        closeFound();
      } else $('map').focus();
    }
    return;
  }
  if (key === 'Escape') return back();
  if (typing || (event.target.matches('input') && key.startsWith('Arrow'))) return;
  const onMap = event.target === $('map') || event.target === document.body,
    arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const acts = {
    '/': () => $('find').focus(),
    0: () => fit(true),
    '+': () => zoom(1.3),
    '=': () => zoom(1.3),
    '-': () => zoom(1 / 1.3),
    '?': () => $('help').showModal(),
    t: () => $('theme').click(),
    m: () => view('map'),
    y: () => years.length && view('years'),
    a: () => S.sel >= 0 && view('around'),
    p: () => S.sel >= 0 && $('path-to').click(),
    o: () => document.querySelector('#card a.act')?.click(),
  };
  if (S.view === 'around') for (const n of [1, 2, 3]) acts[n] = () => setDepth(n);
  if (onMap && arrows[key]) {
    event.preventDefault();
    const [dx, dy] = arrows[key];
    if (event.shiftKey)
      fly(
        { k: camera.k, x: camera.x + (dx * 80) / camera.k, y: camera.y + (dy * 80) / camera.k },
        false,
        true,
      );
    else {
      const next = S.sel < 0 ? order.find(i => shown[i]) : neighbourTowards(S.sel, dx, dy);
      if (next >= 0) choose(next, true);
      else say('No link in this direction');
    }
  } else if (onMap && key === 'Enter' && S.sel >= 0) {
    event.preventDefault();
    $('card').focus();
  } else if (onMap && key === ' ' && years.length) {
    event.preventDefault();
    play();
  } else if (acts[key.toLowerCase()]) {
    event.preventDefault();
    acts[key.toLowerCase()]();
  }
}
function back() {
  if (S.pathing) {
    S.pathing = false;
    showCard();
  } else if (S.path) {
    S.path = null;
    relight();
    showCard();
    keep();
  } else if (S.view !== 'map') view('map');
  else if (S.sel >= 0) choose(-1);
  else fit(true);
  if (!$('map').contains(document.activeElement)) $('map').focus({ preventScroll: true });
}
