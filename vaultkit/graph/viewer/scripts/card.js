// What is said of one note: the hover card, the card of the selected note with its links, the stops of a path.
function showHover(i, x, y) {
  const box = $('hover');
  box.hidden = i < 0 || i === S.sel;
  if (box.hidden) return;
  let out = 0,
    into = 0;
  for (const e of edgesOf(i)) if (drawnKind(e)) source[e] === i ? out++ : into++;
  const group = D.communities[D.community[i]];
  box.replaceChildren(
    el('b', {}, D.title[i]),
    el(
      'small',
      {},
      [about(i), (stub[i] ? 'stub · ' : '') + (typeOf(i) || 'note')].filter(Boolean).join(' · '),
    ),
    el('small', {}, `${out} out · ${into} in` + (group ? ' · ' + group : '')),
  );
  const w = box.offsetWidth,
    h = box.offsetHeight;
  box.style.left = Math.max(6, Math.min(x + 16, wide - w - 8)) + 'px';
  box.style.top = (y + h + 24 > tall ? Math.max(6, y - h - 14) : y + 16) + 'px';
}

function linkList(heading, kind, edges, i) {
  if (!edges.length) return [];
  const by = new Map();
  for (const e of edges) {
    const j = farEnd(e, i);
    if (!by.has(j)) by.set(j, []);
    by.get(j).push(D.kinds[kindOf[e]][0]);
  }
  const rows = [...by].sort((a, b) => degree[b[0]] - degree[a[0]] || a[0] - b[0]);
  const list = el('ul', {}),
    more = from => {
      for (const [j, kinds] of rows.slice(from, from + 40))
        list.append(
          el(
            'li',
            {},
            el(
              'button',
              { onclick: () => choose(j, true, true) },
              shortOf(j, 90),
              ' ',
              el('small', {}, [D.year[j] || '', kinds.join(', ')].filter(Boolean).join(' · ')),
            ),
          ),
        );
      if (rows.length > from + 40) {
        const row = el(
          'li',
          {},
          el(
            'button',
            {
              class: 'quiet',
              onclick: () => {
                row.remove();
                more(from + 40);
              },
            },
            `Show ${Math.min(40, rows.length - from - 40)} more`,
          ),
        );
        list.append(row);
      }
    };
  more(0);
  return [el('h3', { class: kind }, `${heading} · ${by.size.toLocaleString('en')}`), list];
}

function showCard() {
  const i = S.sel,
    box = $('card');
  box.hidden = i < 0;
  document.querySelector('[data-view=around]').disabled = i < 0;
  if (i < 0) return;
  const edges = [...edgesOf(i)].filter(drawnKind),
    parts = [
      el('button', { class: 'close', 'aria-label': 'Close the card', onclick: () => choose(-1) }, '×'),
      el(
        'p',
        { class: 'type' },
        [
          (stub[i] ? 'stub · ' : '') + (typeOf(i) || 'note'),
          D.statuses[D.status[i]] || '',
          D.communities[D.community[i]] || '',
        ]
          .filter(Boolean)
          .join(' · '),
      ),
      el('h2', {}, D.title[i]),
      el('p', { class: 'meta' }, about(i)),
    ];
  if (tagsOf(i).length)
    parts.push(el('p', { class: 'tags' }, ...tagsOf(i).map(t => el('span', {}, '#' + t))));
  const acts = el('div', { class: 'acts' });
  if (pathOf(i) && D.vault)
    acts.append(
      el(
        'a',
        {
          class: 'act',
          href: `obsidian://open?vault=${encodeURIComponent(D.vault)}&file=${encodeURIComponent(pathOf(i))}`,
        },
        'Open in Obsidian',
      ),
    );
  acts.append(
    el(
      'button',
      {
        class: 'act',
        id: 'path-to',
        'aria-pressed': String(S.pathing),
        onclick: () => {
          S.pathing = !S.pathing;
          say(S.pathing ? 'Choose the other end of the path' : '');
          showCard();
          $('path-to').focus();
        },
      },
      S.pathing ? 'Choose the other end …' : 'Path to …',
    ),
  );
  if (S.view === 'around')
    for (const depth of [1, 2, 3])
      acts.append(
        el(
          'button',
          {
            class: 'act depth',
            'aria-pressed': String(S.depth === depth),
            'aria-label': `Up to ${plural(depth, 'link')} away`,
            onclick: () => {
              setDepth(depth);
              document.querySelectorAll('.depth')[depth - 1].focus();
            },
          },
          String(depth),
        ),
      );
  else acts.append(el('button', { class: 'act', id: 'around', onclick: () => view('around') }, 'Around it'));
  parts.push(acts);
  if (S.path)
    parts.push(
      el('h3', {}, `Shortest path · ${plural(S.path.length - 1, 'link')}`),
      el(
        'ol',
        { class: 'stops' },
        ...S.path.map(j => el('li', {}, el('button', { onclick: () => seek(j) }, shortOf(j, 90)))),
      ),
      el(
        'button',
        {
          class: 'quiet',
          onclick: () => {
            S.path = null;
            relight();
            showCard();
            keep();
          },
        },
        'Clear the path',
      ),
    );
  if (D.abstracts && D.abstracts[i]) {
    const text = el('div', { class: 'note' });
    text.innerHTML = D.abstracts[i];
    parts.push(text);
  }
  parts.push(
    ...linkList(
      'Links to',
      'outgoing',
      edges.filter(e => source[e] === i),
      i,
    ),
    ...linkList(
      'Linked from',
      'incoming',
      edges.filter(e => target[e] === i),
      i,
    ),
  );
  if (!edges.length) parts.push(el('p', { class: 'meta' }, 'No links to or from this note.'));
  const scroll = box.dataset.note === String(i) ? box.scrollTop : 0;
  box.dataset.note = i;
  box.replaceChildren(...parts);
  box.scrollTop = scroll;
}
