// The reader's choices (S), what follows from them (what is shown, lit, how large), and the address that keeps them.
const S = {
  colour: 'community',
  size: 'links',
  view: 'map',
  hubs: D.hubs,
  sel: -1,
  path: null,
  pathing: false,
  depth: 1,
  low: YEAR_LOW,
  high: YEAR_HIGH,
  off: {},
  types: new Set(),
  kinds: new Set(),
  theme: '',
  hover: -1,
  glow: null,
};
const X = Float64Array.from(D.x, v => v / 20),
  Y = Float64Array.from(D.y, v => v / 20),
  MAP_X = X.slice(),
  MAP_Y = Y.slice();
let size = radii(degree),
  shown = new Uint8Array(N).fill(1),
  colourOf = [],
  lit = null;
const drawnKind = e => !S.kinds.has(kindOf[e]);
const drawn = e => shown[source[e]] && shown[target[e]] && drawnKind(e);

function sift() {
  const off = S.off[S.colour],
    of = DIMENSIONS[S.colour][2];
  for (let i = 0; i < N; i++) {
    const values = off && off.size ? of(i) : [],
      y = D.year[i];
    shown[i] = +!(
      S.types.has(D.type[i]) ||
      (y && (y < S.low || y > S.high)) ||
      (S.hubs === 'hide' && isHub(i)) ||
      (off && off.size && (values.length ? values.every(v => off.has(v)) : off.has(-1)))
    );
  }
  if (S.sel >= 0 && !shown[S.sel]) {
    S.sel = -1;
    S.path = null;
    if (S.view === 'around') S.view = 'map';
  }
  if (S.path && S.path.some(i => !shown[i])) S.path = null;
}
function tint() {
  colourOf = Array.from({ length: N }, (_, i) => noteColour(i));
}
function measure() {
  size = S.size === 'same' ? new Float64Array(N).fill(0.34) : radii(SIZES[S.size][1]);
}

// The notes that stay bright: a path, the neighbours of the selected or touched note, a touched legend row.
function light() {
  lit = null;
  const mark = notes => {
    lit = new Uint8Array(N);
    for (const i of notes) lit[i] = 1;
  };
  const core = S.hover >= 0 && S.sel < 0 ? S.hover : S.sel;
  if (S.glow) {
    lit = new Uint8Array(N);
    for (let i = 0; i < N; i++) lit[i] = +S.glow(i);
  } else if (S.path) mark(S.path);
  else if (core >= 0 && S.view !== 'around') {
    mark([core]);
    for (const e of edgesOf(core)) if (drawn(e)) lit[farEnd(e, core)] = 1;
  }
}

const note = new Map();
for (let i = N - 1; i >= 0; i--) note.set(idOf(i), i);
let timer = 0;
function keep() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const q = new URLSearchParams();
    if (S.sel >= 0) q.set('note', idOf(S.sel));
    if (S.path) q.set('to', idOf(S.path[S.path.length - 1]));
    if (S.view !== 'map') q.set('view', S.view);
    if (S.view === 'around') q.set('depth', S.depth);
    for (const [key, usual] of [
      ['colour', 'community'],
      ['size', 'links'],
      ['hubs', D.hubs],
      ['theme', ''],
    ])
      if (S[key] !== usual) q.set(key, S[key]);
    if (years.length && (S.low > YEAR_LOW || S.high < YEAR_HIGH)) q.set('years', S.low + '-' + S.high);
    const off = S.off[S.colour];
    if (off && off.size) q.set('off', [...off].sort((a, b) => a - b).join('.'));
    if (S.types.size) q.set('notypes', [...S.types].sort().join('.'));
    if (S.kinds.size) q.set('nokinds', [...S.kinds].sort().join('.'));
    if (camera.moved) q.set('at', [camera.x.toFixed(2), camera.y.toFixed(2), camera.k.toFixed(2)].join(','));
    const text = q.toString();
    history.replaceState(null, '', text ? '#' + text : location.pathname + location.search);
  }, 60);
}
function recall() {
  const q = new URLSearchParams(location.hash.slice(1)),
    pick = (key, known) => {
      if (known.includes(q.get(key))) S[key] = q.get(key);
    };
  const numbers = (key, most) =>
    new Set(
      (q.get(key) || '')
        .split('.')
        .filter(Boolean)
        .map(Number)
        .filter(v => Number.isInteger(v) && v >= -1 && v < most),
    );
  pick('colour', Object.keys(DIMENSIONS));
  pick('size', Object.keys(SIZES));
  pick('hubs', ['show', 'fade', 'hide']);
  pick('theme', ['light', 'dark']);
  pick('view', years.length ? ['map', 'years', 'around'] : ['map', 'around']);
  const span = /^(\d+)-(\d+)$/.exec(q.get('years') || '');
  if (span) {
    S.low = Math.max(YEAR_LOW, +span[1]);
    S.high = Math.min(YEAR_HIGH, +span[2]);
  }
  if (q.has('off')) S.off[S.colour] = numbers('off', DIMENSIONS[S.colour][1].length);
  S.types = numbers('notypes', D.types.length);
  S.kinds = numbers('nokinds', D.kinds.length);
  S.depth = Math.min(3, Math.max(1, +q.get('depth') || 1));
  S.sel = note.has(q.get('note')) ? note.get(q.get('note')) : -1;
  if (S.view === 'around' && S.sel < 0) S.view = 'map';
  sift();
  if (S.sel >= 0 && note.has(q.get('to'))) S.path = shortest(S.sel, note.get(q.get('to')));
  const at = (q.get('at') || '').split(',').map(Number);
  return at.length === 3 && at.every(Number.isFinite) && at[2] > 0 ? at : null;
}
