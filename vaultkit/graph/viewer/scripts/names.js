// Names of islands, lanes and rings: where each finds room, and how it is broken into lines.

// Each name stands over or under its island, on the sea; in two lines when it is much wider than the island.
// Over a large island that fills the view it stands at the top.
function placeNames(taken) {
  const out = [];
  if (loners) {
    const box = [sx(loners.x) - 8, sy(loners.y) - 34, sx(loners.x) + 220, sy(loners.y) - 12];
    taken.push(box);
    out.push(pen =>
      write(
        pen,
        `${loners.alone ? 'Linked to nothing' : 'In ones, twos and threes'} · ${loners.count.toLocaleString('en')}`,
        box[0] + 4,
        box[3] - 5,
        `italic 13px ${ink.serif}`,
        ink.soft,
        'left',
        ink.sea,
      ),
    );
  }
  for (const isle of islands) {
    const [l, t, r, b] = [sx(isle.box[0]), sy(isle.box[1]), sx(isle.box[2]), sy(isle.box[3])];
    if (!isle.name || r < 0 || b < 0 || l > wide || t > tall) continue;
    const inside = t < 44 && b > tall * 0.4,
      // An island that many small communities joined bears the name of one, and must not count them as its own.
      shared = isle.most < isle.own.length * 0.75 ? ` in ${plural(isle.groups, 'community', 'communities')}` : '',
      count = plural(isle.own.length, 'note') + shared,
      full = Math.round(Math.min(25, 10.5 + (r - l) / 19) * (wide < 600 ? 0.85 : 1));
    const mid = Math.min(wide - 60, Math.max(60, (Math.max(l, 0) + Math.min(r, wide)) / 2));
    const place = (px, broken, counted, bear) => {
      const font = `600 ${px}px ${ink.serif}`,
        rows = broken ? twoLines(isle.name) : [isle.name];
      const w = Math.max(...rows.map(row => widthOf(row, font))),
        h = px * 1.12 * rows.length + (counted ? 15 : 3);
      const spots = inside ? [[mid, 10]] : [];
      for (const nudge of [0, 0.3, -0.3, 0.6, -0.6])
        spots.push([mid + (nudge * w) / 2, t - h - 2], [mid + (nudge * w) / 2, b + 3]);
      if (rows.length > 1) spots.push([r + w / 2 + 6, (t + b - h) / 2], [l - w / 2 - 6, (t + b - h) / 2]);
      let best = null,
        least = Infinity;
      for (const [cx, top] of spots) {
        const box = [cx - w / 2 - 4, top, cx + w / 2 + 4, top + h];
        if (
          box[0] < 2 ||
          box[2] > wide - 2 ||
          top < 2 ||
          top + h > tall - 2 ||
          !free(box, taken) ||
          covered(box) > (inside ? 80 : 1)
        )
          continue;
        const abroad = inside ? 0 : ashore(box, isle);
        if (abroad < least) {
          least = abroad;
          best = [cx, top, box];
        }
      }
      if (best && least <= bear) {
        const [cx, top, box] = best;
        taken.push(box);
        nameBoxes.push([box, isle]);
        const paint = S.colour === 'community' ? swatch(isle.place).text : ink.ink,
          alpha = lit ? 0.55 : 1,
          halo = inside ? ink.land : ink.sea;
        out.push(pen => {
          rows.forEach((row, n) =>
            write(pen, row, cx, top + px * (1.12 * n + 0.96), font, paint, 'center', halo, alpha),
          );
          if (counted)
            write(pen, count, cx, top + h - 4, `11px ${ink.sans}`, ink.soft, 'center', halo, alpha);
        });
        return true;
      }
      return false;
    };
    const small = Math.max(12, full - 3),
      wordy = widthOf(isle.name, `600 ${full}px ${ink.serif}`) > 1.5 * (r - l);
    if (full < 12 && r - l < 26) continue;
    for (const bear of [0, 1, 4])
      if (
        (wordy && place(full, true, false, bear)) ||
        place(full, false, true, bear) ||
        place(small, false, false, bear) ||
        place(small, true, false, bear) ||
        place(12, false, false, bear) ||
        place(12, true, false, bear)
      )
        break;
  }
  return out;
}
// How many of a box's sample points lie on another island.
function ashore([l, t, r, b], own) {
  let hits = 0;
  for (const isle of islands) {
    if (
      isle === own ||
      !meets([l, t, r, b], [sx(isle.box[0]), sy(isle.box[1]), sx(isle.box[2]), sy(isle.box[3])])
    )
      continue;
    for (let n = 0; n <= 6; n++)
      hits += onIsland(isle, l + ((r - l) * n) / 6, t) + onIsland(isle, l + ((r - l) * n) / 6, b);
  }
  return hits;
}
function twoLines(text) {
  const words = text.split(/(?<=[\s–])(?!·)/u),
    half = text.length / 2;
  let best = 0,
    at = 0;
  words.reduce((length, word, n) => {
    if (n && Math.abs(length - half) < Math.abs(best - half)) {
      best = length;
      at = n;
    }
    return length + word.length;
  }, 0);
  return at ? [words.slice(0, at).join('').trim(), words.slice(at).join('').trim()] : [text];
}
function ringNames(taken) {
  return circles.map(([radius, count, row], n) => {
    const turn = -Math.PI / 2 + Math.PI / row,
      x = sx(radius * Math.cos(turn)),
      y = sy(radius * Math.sin(turn)) + 4,
      font = `italic 12px ${ink.serif}`;
    const text = `${plural(n + 1, 'link')} away · ${count.toLocaleString('en')}`,
      w = widthOf(text, font) / 2 + 4;
    taken.push([x - w, y - 12, x + w, y + 5]);
    return pen => write(pen, text, x, y, font, ink.soft, 'center', ink.sea);
  });
}
function laneText(lane) {
  return lane >= LANES ? 'Others' : nameOf(rank.community.indexOf(lane));
}
function laneNames(taken) {
  return chart.bands.map(([lane, a, b]) => {
    const text = laneText(lane),
      font = `600 ${wide > 700 ? 14 : 12}px ${ink.serif}`,
      w = widthOf(text, font);
    const x = wide > 700 ? Math.max(10, sx(chart.left - chart.margin - 1.8) - w - 10) : 8,
      y = wide > 700 ? (sy(a) + sy(b)) / 2 + 5 : sy(a) + 4;
    taken.push([x, y - 14, x + w, y + 4]);
    return pen => write(pen, text, x, y, font, swatch(lane >= LANES ? -1 : lane).text, 'left', ink.sea);
  });
}
