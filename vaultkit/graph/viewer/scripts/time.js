// The years under the map: bars, two thumbs, play.
let playing = 0;
function showTime() {
  $('time').hidden = !years.length || YEAR_HIGH === YEAR_LOW;
  document.querySelector('[data-view=years]').disabled = !years.length;
  if ($('time').hidden) return;
  const span = YEAR_HIGH - YEAR_LOW + 1,
    step = Math.max(1, Math.ceil(span / 60)),
    count = new Array(Math.ceil(span / step)).fill(0),
    every = Math.max(1, Math.ceil(count.length / 14));
  for (const y of years) count[Math.floor((y - YEAR_LOW) / step)]++;
  const most = Math.max(...count);
  $('bars').replaceChildren(
    ...count.map((n, at) => {
      const bar = el('i'),
        from = YEAR_LOW + at * step,
        box = el('div', { title: `${from}: ${plural(n, 'note')}`, 'data-year': from }, bar);
      bar.style.height = (100 * n) / most + '%';
      if (at % every === 0) box.append(el('span', {}, String(from)));
      return box;
    }),
  );
  for (const id of ['from', 'to']) {
    $(id).min = YEAR_LOW;
    $(id).max = YEAR_HIGH;
    $(id).style.left = `calc(${50 / count.length}% - 7px)`;
    $(id).style.width = `calc(${100 - 100 / count.length}% + 14px)`;
  }
  markTime();
}
function markTime() {
  if ($('time').hidden) return;
  $('from').value = S.low;
  $('to').value = S.high;
  $('span').textContent = S.low === S.high ? S.low : `${S.low} – ${S.high}`;
  for (const box of $('bars').children)
    box.classList.toggle('out', +box.dataset.year < S.low || +box.dataset.year > S.high);
}
function setYears(low, high) {
  S.low = Math.min(low, high);
  S.high = Math.max(low, high);
  markTime();
  refilter();
}
function play(on = !playing) {
  clearInterval(playing);
  playing = 0;
  $('time').classList.toggle('playing', on);
  $('play').setAttribute('aria-label', on ? 'Stop' : 'Play the years');
  if (!on) return;
  if (S.high >= YEAR_HIGH) setYears(S.low, S.low);
  playing = setInterval(() => {
    if (S.high >= YEAR_HIGH) play(false);
    else setYears(S.low, S.high + 1);
  }, 800);
}
