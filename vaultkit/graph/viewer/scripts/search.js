// Search: words in titles, authors, years, tags and paths; results as a list that keys walk through.
const plain = text =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
let hay = null,
  results = [],
  picked = -1;
function search(text) {
  hay =
    hay ||
    Array.from({ length: N }, (_, i) => [
      plain(D.title[i]),
      plain(
        [
          D.title[i],
          stemOf(i),
          ...authorsOf(i),
          D.year[i] || '',
          venueOf(i),
          ...tagsOf(i).map(t => '#' + t),
          pathOf(i),
        ].join('\n'),
      ),
    ]);
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = [];
  for (let i = 0; i < N; i++)
    if (shown[i] && words.every(w => hay[i][1].includes(w)))
      found.push([hay[i][0].startsWith(words[0]) ? 0 : words.every(w => hay[i][0].includes(w)) ? 1 : 2, i]);
  return found.sort((a, b) => a[0] - b[0] || degree[b[1]] - degree[a[1]] || a[1] - b[1]).map(f => f[1]);
}
function marked(text, words) {
  const low = plain(text),
    out = [];
  if (low.length !== text.length) return [text];
  let at = 0;
  while (at < text.length) {
    let start = -1,
      size = 0;
    for (const w of words) {
      const p = low.indexOf(w, at);
      if (p >= 0 && (start < 0 || p < start)) {
        start = p;
        size = w.length;
      }
    }
    if (start < 0) break;
    out.push(text.slice(at, start), el('b', {}, text.slice(start, start + size)));
    at = start + size;
  }
  return [...out, text.slice(at)];
}
const about = i => [authorsOf(i).join(', '), venueOf(i), D.year[i] || ''].filter(Boolean).join(' · ');
function showFound() {
  const text = $('find').value,
    words = plain(text).split(/\s+/).filter(Boolean),
    box = $('found');
  results = search(text);
  picked = results.length ? 0 : -1;
  box.hidden = !words.length;
  $('find').setAttribute('aria-expanded', String(!box.hidden));
  const hits = new Set(results);
  S.glow = words.length && results.length ? i => hits.has(i) : null;
  box.replaceChildren(
    ...results.slice(0, 50).map((i, n) =>
      el(
        'li',
        {
          role: 'option',
          id: 'found-' + n,
          'aria-selected': String(n === 0),
          onmousedown: event => {
            event.preventDefault();
            pick(n);
          },
        },
        ...marked(D.title[i], words),
        el(
          'small',
          {},
          ...marked(
            [
              about(i),
              tagsOf(i)
                .map(t => '#' + t)
                .join(' '),
              pathOf(i),
            ]
              .filter(Boolean)
              .join(' · '),
            words,
          ),
        ),
      ),
    ),
  );
  if (words.length && results.length !== 1)
    box.append(
      el(
        'li',
        { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' },
        el(
          'small',
          {},
          results.length
            ? results.length > 50
              ? `${plural(results.length, 'note')} found; the first 50 are listed`
              : `${plural(results.length, 'note')} found`
            : 'No note that is shown has these words',
        ),
      ),
    );
  mark(picked);
  if (words.length) say(plural(results.length, 'note') + ' found');
  relight();
}
function mark(n) {
  picked = n;
  $('found')
    .querySelectorAll('[id]')
    .forEach((li, at) => {
      li.setAttribute('aria-selected', String(at === n));
      if (at === n) li.scrollIntoView({ block: 'nearest' });
    });
  if (n >= 0) $('find').setAttribute('aria-activedescendant', 'found-' + n);
  else $('find').removeAttribute('aria-activedescendant');
}
function closeFound() {
  $('found').hidden = true;
  $('find').setAttribute('aria-expanded', 'false');
  $('find').removeAttribute('aria-activedescendant');
  S.glow = null;
  relight();
}
function pick(n) {
  const i = results[n];
  if (i === undefined) return;
  $('find').value = '';
  closeFound();
  document.body.classList.remove('open');
  $('fold').setAttribute('aria-expanded', 'false');
  choose(i, true);
  $('map').focus({ preventScroll: true });
}
