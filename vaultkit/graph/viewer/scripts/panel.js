// The panel: legend, filters, the list of all notes. Text from notes only ever enters as text.
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props))
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== null) node.setAttribute(key, value);
  node.append(...children);
  return node;
}
function glyph(shape, colour, hollow) {
  const ns = 'http://www.w3.org/2000/svg',
    svg = document.createElementNS(ns, 'svg'),
    path = document.createElementNS(ns, 'path'),
    pen = new SvgPath();
  svg.setAttribute('viewBox', '0 0 12 12');
  svg.setAttribute('aria-hidden', 'true');
  trace(pen, shape, 6, 6, hollow ? 4.4 : 5);
  path.setAttribute('d', pen.d);
  path.style.fill = hollow || shape === 'cross' ? 'none' : colour;
  path.style.stroke = hollow || shape === 'cross' ? colour : 'none';
  svg.append(path);
  return svg;
}
const say = text => {
  $('say').textContent = text;
};

function toggleRow(label, count, on, mark, flip, only, glow) {
  const row = el(
    'button',
    { 'aria-pressed': String(on), title: 'Click to hide or show; Shift-click to show only this' },
    ...(mark ? [mark] : []),
    el('span', {}, label),
    el('i', {}, count.toLocaleString('en')),
  );
  row.addEventListener('click', event => {
    event.shiftKey ? only() : flip();
    const at = [...row.closest('ul').querySelectorAll('button')].indexOf(row),
      id = row.closest('ul').id;
    S.glow = null;
    refilter();
    $(id).querySelectorAll('button')[at]?.focus({ preventScroll: true });
  });
  if (glow) {
    const light = () => {
        S.glow = glow;
        relight();
      },
      fade = () => {
        if (S.glow === glow) {
          S.glow = null;
          relight();
        }
      };
    for (const [name, act] of [
      ['pointerenter', light],
      ['focus', () => row.matches(':focus-visible') && light()],
      ['pointerleave', fade],
      ['blur', fade],
    ])
      row.addEventListener(name, act);
  }
  return el('li', {}, row);
}

const MOST_ROWS = 24;
let everyRow = false;
function showLegend() {
  const [heading, names, of] = DIMENSIONS[S.colour],
    box = $('legend'),
    off = S.off[S.colour] || (S.off[S.colour] = new Set());
  $('legend-title').textContent = heading;
  $('all').hidden = !off.size;
  if (S.colour === 'year') {
    const ramp = el('div', { class: 'ramp' }),
      known = [...new Set(sortedYears)],
      steps = known.map(y => `${yearColour(y)} ${100 * yearShare(y)}%`),
      middle = known.reduce((a, b) => (Math.abs(yearShare(b) - 0.5) < Math.abs(yearShare(a) - 0.5) ? b : a));
    ramp.style.background =
      known.length > 1 ? `linear-gradient(90deg, ${steps.join(', ')})` : yearColour(YEAR_LOW);
    box.replaceChildren(
      el(
        'li',
        {},
        ramp,
        el(
          'div',
          { class: 'ends' },
          ...[...new Set([YEAR_LOW, middle, YEAR_HIGH])].map(y => el('span', {}, String(y))),
        ),
      ),
    );
    return;
  }
  const rows = [...names.keys()]
    .filter(v => tally[S.colour][v])
    .sort((a, b) => rank[S.colour][a] - rank[S.colour][b]);
  let none = 0;
  for (let i = 0; i < N; i++) none += +!of(i).length;
  const every = none ? [...rows, -1] : rows;
  const most = everyRow ? 400 : MOST_ROWS,
    shownRows = rows.slice(0, most).concat(none ? [-1] : []);
  box.replaceChildren(
    ...shownRows.map(v =>
      toggleRow(
        v < 0 ? (S.colour === 'community' ? 'no community' : 'none') : names[v],
        v < 0 ? none : tally[S.colour][v],
        !off.has(v),
        glyph('disc', valueColour(S.colour, v < 0 ? undefined : v)),
        () => (off.has(v) ? off.delete(v) : off.add(v)),
        () => {
          off.clear();
          for (const w of every) if (w !== v) off.add(w);
        },
        i => (v < 0 ? !of(i).length : of(i).includes(v)),
      ),
    ),
  );
  if (rows.length > most)
    box.append(
      el(
        'li',
        {},
        everyRow
          ? el('small', {}, `and ${rows.length - most} more`)
          : el(
              'button',
              {
                class: 'quiet',
                onclick: () => {
                  everyRow = true;
                  showLegend();
                  box.querySelectorAll('button')[MOST_ROWS]?.focus();
                },
              },
              `Show ${rows.length - most} smaller ones`,
            ),
      ),
    );
}
function showTypes() {
  const flip = (set, v) => () => (set.has(v) ? set.delete(v) : set.add(v)),
    only = (set, v, n) => () => {
      set.clear();
      for (let w = 0; w < n; w++) if (w !== v) set.add(w);
    };
  const count = (values, n) => {
    const t = new Array(n).fill(0);
    for (const v of values) t[v]++;
    return t;
  };
  const types = count(D.type, D.types.length),
    kinds = count(kindOf, D.kinds.length);
  $('types').replaceChildren(
    ...D.types.map((name, v) =>
      toggleRow(
        name || 'note',
        types[v],
        !S.types.has(v),
        glyph(shapeOf[v], ink.ink),
        flip(S.types, v),
        only(S.types, v, D.types.length),
        i => D.type[i] === v,
      ),
    ),
  );
  if (D.stub.length)
    $('types').append(
      el(
        'li',
        { class: 'key' },
        el(
          'button',
          { disabled: '', tabindex: '-1' },
          glyph('diamond', ink.ink, true),
          el('span', {}, 'stub'),
          el('i', {}, D.stub.length.toLocaleString('en')),
        ),
      ),
    );
  $('kinds').replaceChildren(
    ...D.kinds.map(([name], v) =>
      toggleRow(name, kinds[v], !S.kinds.has(v), null, flip(S.kinds, v), only(S.kinds, v, D.kinds.length)),
    ),
  );
}

let listed = 0;
function showList(from = 0) {
  if (!$('listing').open) {
    listed = 0;
    return;
  }
  const rows = [...D.title.keys()]
      .filter(i => shown[i])
      .sort((a, b) => size[b] - size[a] || D.title[a].localeCompare(D.title[b], 'en')),
    end = Math.min(rows.length, from + 100);
  if (!from) $('list').replaceChildren();
  for (const i of rows.slice(from, end))
    $('list').append(
      el(
        'li',
        {},
        el(
          'button',
          { onclick: () => choose(i, true, true) },
          D.title[i],
          el('small', {}, [about(i), plural(degree[i], 'neighbour')].filter(Boolean).join(' · ')),
        ),
      ),
    );
  listed = end;
  $('more').hidden = end >= rows.length;
}
