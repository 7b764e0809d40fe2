// Start, and the few verbs that change what is seen. Joined last.
const map = $('map'),
  pen = map.getContext('2d', { willReadFrequently: true, alpha: false });
let waiting = 0,
  cost = 0;
function redraw() {
  if (!waiting) waiting = requestAnimationFrame(paint);
}
function paint() {
  waiting = 0;
  const dots = Math.min(2, devicePixelRatio || 1);
  pen.setTransform(dots, 0, 0, dots, 0, 0);
  if (dragged && touches.size === 1 && cost > SLOW) {
    slide(dots);
    return;
  }
  ahead = null;
  const began = performance.now();
  draw(pen);
  cost = performance.now() - began;
}

// While the hand moves a large map, a picture drawn once with a margin all around slides under it.
const MARGIN = 220,
  SLOW = 10;
let ahead = null;
function slide(dots) {
  const off = () => [
    Math.round((ahead.x - camera.x) * camera.k),
    Math.round((ahead.y - camera.y) * camera.k),
  ];
  if (!ahead || ahead.k !== camera.k || off().some(v => Math.abs(v) > MARGIN)) {
    const sheet = ahead ? ahead.sheet : document.createElement('canvas'),
      brush = sheet.getContext('2d', { willReadFrequently: true, alpha: false });
    ahead = { sheet, x: camera.x, y: camera.y, k: camera.k };
    wide += 2 * MARGIN;
    tall += 2 * MARGIN;
    sheet.width = wide * dots;
    sheet.height = tall * dots;
    brush.scale(dots, dots);
    draw(brush);
    wide -= 2 * MARGIN;
    tall -= 2 * MARGIN;
  }
  const [dx, dy] = off();
  pen.drawImage(ahead.sheet, dx - MARGIN, dy - MARGIN, wide + 2 * MARGIN, tall + 2 * MARGIN);
}
function resize() {
  const dots = Math.min(2, devicePixelRatio || 1),
    box = map.getBoundingClientRect(),
    held = camera.moved;
  wide = Math.max(50, Math.round(box.width));
  tall = Math.max(50, Math.round(box.height));
  map.width = wide * dots;
  map.height = tall * dots;
  turnMap();
  if (S.view !== 'map') arrange(false);
  else if (held) redraw();
  else fit(false);
  // A canvas of a new size is black: not even one frame may show it.
  cancelAnimationFrame(waiting);
  paint();
}
function relight() {
  light();
  ahead = null;
  redraw();
}
function moved(x, y) {
  if (!camera.moved || S.view !== 'map') {
    const to = frame(x, y);
    kLeast = Math.min(to.k * 0.4, 20);
    fly(to, !!x, false);
  }
}
function countShown() {
  let notes = 0;
  for (let i = 0; i < N; i++) notes += shown[i];
  $('lost').hidden = notes > 0 || !N;
  return notes;
}
function refilter() {
  sift();
  chartIslands();
  const notes = countShown();
  if (S.view !== 'map') arrange(false);
  else relight();
  light();
  showLegend();
  showTypes();
  showCard();
  showList();
  markViews();
  keep();
  redraw();
  if (notes < N) say(`${plural(notes, 'note')} of ${N.toLocaleString('en')} shown`);
}
function markViews() {
  for (const button of $('views').children)
    button.setAttribute('aria-pressed', String(button.dataset.view === S.view));
}
function view(name) {
  if (name === 'around' && S.sel < 0) return;
  S.view = name;
  S.path = null;
  camera.moved = false;
  sift();
  arrange(true);
  light();
  markViews();
  showCard();
  showList();
  keep();
  say({ map: 'Map', years: 'Notes by year', around: 'Around ' + (S.sel >= 0 ? D.title[S.sel] : '') }[name]);
}
function setDepth(depth) {
  S.depth = depth;
  sift();
  arrange(true);
  showCard();
  showList();
  keep();
}
function choose(i, seen, focusCard) {
  if (i >= 0 && S.pathing && S.sel >= 0 && i !== S.sel) return findPath(i);
  S.sel = i;
  S.path = null;
  S.pathing = false;
  S.hover = -1;
  map.classList.toggle('held', i >= 0);
  showHover(-1);
  showCard();
  light();
  if (S.view === 'around') {
    if (i < 0) return view('map');
    sift();
    arrange(true);
  } else if (i >= 0 && seen) seek(i);
  redraw();
  keep();
  if (focusCard && i >= 0) $('card').focus({ preventScroll: true });
  if (i >= 0) {
    let out = 0,
      into = 0;
    for (const e of edgesOf(i)) if (drawn(e)) source[e] === i ? out++ : into++;
    say(
      [D.title[i], typeOf(i) || 'note', D.year[i] || '', `${plural(out, 'link')} out, ${into} in`]
        .filter(Boolean)
        .join(', '),
    );
  }
}
function findPath(to) {
  S.pathing = false;
  S.path = shortest(S.sel, to);
  say(
    S.path
      ? `Path of ${plural(S.path.length - 1, 'link')}: ${S.path.map(i => D.title[i]).join(', ')}`
      : `No path to ${D.title[to]} over the links that are shown`,
  );
  showCard();
  relight();
  keep();
  if (!S.path)
    $('card')
      .querySelector('.acts')
      .append(el('p', { class: 'meta' }, 'No path over the links that are shown.'));
}
function dress() {
  document.documentElement.dataset.theme =
    S.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  readInk();
  tint();
  showLegend();
  showTypes();
  redraw();
}
const onChange = (id, act) => $(id).addEventListener('change', act),
  onClick = (id, act) => $(id).addEventListener('click', act);

{
  const at = recall();
  $('name').textContent = D.heading;
  $('count').textContent = `${plural(N, 'note')} · ${plural(M, 'link')}`;
  for (const key of Object.keys(DIMENSIONS))
    $('colour').append(el('option', { value: key }, key === 'group' ? 'Obsidian group' : key));
  for (const [key, [name]] of Object.entries(SIZES)) $('size').append(el('option', { value: key }, name));
  for (const id of ['colour', 'size', 'hubs']) $(id).value = S[id];
  $('hubs-line').hidden = ![...degree.keys()].some(isHub);
  measure();
  rankNotes();
  sift();
  chartIslands();
  dress();
  showTime();
  markViews();
  light();
  countShown();
  if (S.sel >= 0) showCard();
  else document.querySelector('[data-view=around]').disabled = true;
  if (!N) {
    document.body.classList.add('bare');
    $('none').hidden = false;
  }
  resize();
  if (at) fly({ x: at[0], y: at[1], k: at[2] }, false, true);
  hands(map);
  new ResizeObserver(() => {
    const box = map.getBoundingClientRect();
    if (Math.abs(box.width - wide) > 1 || Math.abs(box.height - tall) > 1) resize();
  }).observe(map);
  addEventListener('hashchange', () => {
    const there = recall();
    for (const id of ['colour', 'size', 'hubs']) $(id).value = S[id];
    measure();
    rankNotes();
    dress();
    markTime();
    refilter();
    arrange(true);
    if (there) fly({ x: there[0], y: there[1], k: there[2] }, false, true);
  });
  document.addEventListener('keydown', keyDown);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dress);
  $('find').addEventListener('input', showFound);
  $('find').addEventListener('focus', () => $('find').value && showFound());
  $('find').addEventListener('blur', closeFound);
  onChange('colour', event => {
    S.colour = event.target.value;
    tint();
    refilter();
  });
  onChange('size', event => {
    S.size = event.target.value;
    measure();
    rankNotes();
    showList();
    redraw();
    keep();
  });
  onChange('hubs', event => {
    S.hubs = event.target.value;
    refilter();
  });
  onClick('all', () => {
    S.off[S.colour].clear();
    refilter();
  });
  onClick('reset', () => {
    S.off = {};
    S.types.clear();
    S.kinds.clear();
    S.low = YEAR_LOW;
    S.high = YEAR_HIGH;
    if (S.hubs === 'hide') $('hubs').value = S.hubs = D.hubs;
    markTime();
    refilter();
  });
  onClick('fold', () =>
    $('fold').setAttribute('aria-expanded', String(document.body.classList.toggle('open'))),
  );
  onClick('theme', () => {
    S.theme = dark() ? 'light' : 'dark';
    dress();
    keep();
  });
  onClick('png', () => asCanvas().toBlob(blob => save(blob, '.png')));
  onClick('svg', () => save(new Blob([asSvg()], { type: 'image/svg+xml' }), '.svg'));
  onClick('keys', () => $('help').showModal());
  onClick('help-close', () => $('help').close());
  onClick('in', () => zoom(1.5, undefined, undefined, true));
  onClick('out', () => zoom(1 / 1.5, undefined, undefined, true));
  onClick('fit', () => fit(true));
  onClick('play', () => play());
  onClick('more', () => showList(listed));
  for (const button of $('views').children) button.addEventListener('click', () => view(button.dataset.view));
  $('listing').addEventListener('toggle', () => showList());
  $('from').addEventListener('input', () => setYears(Math.min(+$('from').value, S.high), S.high));
  $('to').addEventListener('input', () => setYears(S.low, Math.max(+$('to').value, S.low)));
  $('help-keys').append(
    ...HELP.flatMap(([key, what]) => [
      el('dt', {}, ...key.split(' ').flatMap((k, n) => (n ? [' ', el('kbd', {}, k)] : [el('kbd', {}, k)]))),
      el('dd', {}, what),
    ]),
  );
}
