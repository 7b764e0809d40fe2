// Colours: built in OKLCH, so that hues look equally bright in both themes. Knows no note but by its values.
const cache = new Map();
function lch(light, chroma, hue) {
  const key = light + ',' + chroma + ',' + hue;
  if (cache.has(key)) return cache.get(key);
  let hex = '',
    c = chroma;
  for (let turn = 0; turn < 12 && !hex; turn++, c *= 0.9) {
    const a = c * Math.cos((hue * Math.PI) / 180),
      b = c * Math.sin((hue * Math.PI) / 180);
    const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3,
      m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3,
      s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
    const rgb = [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    ];
    if (rgb.every(v => v > -0.002 && v < 1.002) || turn === 11)
      hex =
        '#' +
        rgb
          .map(v =>
            Math.round(
              255 * Math.min(1, Math.max(0, v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)),
            )
              .toString(16)
              .padStart(2, '0'),
          )
          .join('');
  }
  cache.set(key, hex);
  return hex;
}

const HUES = [252, 48, 152, 12, 300, 88, 205, 335, 125, 275, 68, 178];
const dark = () => document.documentElement.dataset.theme === 'dark';
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let ink = {};
function readInk() {
  for (const name of ['sea', 'paper', 'ink', 'soft', 'line', 'accent', 'in', 'serif', 'sans'])
    ink[name] = css('--' + name);
  ink.land = dark() ? '#1a222a' : '#fdfcf8';
}

// The n-th value of a dimension: `node` fills discs, `text` is legible on the sea, `land` tints an island.
function swatch(n) {
  if (n < 0 || n >= 2 * HUES.length)
    return dark()
      ? { node: '#848b90', text: '#b4b8b8', land: '#1b2229', coast: '#454d55' }
      : { node: '#8d8b84', text: '#5c5b56', land: '#faf8f2', coast: '#c6c1b4' };
  const hue = HUES[n % HUES.length],
    pale = n >= HUES.length;
  return dark()
    ? {
        node: lch(pale ? 0.8 : 0.73, pale ? 0.07 : 0.125, hue),
        text: lch(0.82, 0.085, hue),
        land: lch(0.262, 0.026, hue),
        coast: lch(0.43, 0.055, hue),
      }
    : {
        node: lch(pale ? 0.7 : 0.59, pale ? 0.075 : 0.135, hue),
        text: lch(0.41, 0.1, hue),
        land: lch(0.972, 0.016, hue),
        coast: lch(0.79, 0.06, hue),
      };
}
// Where a year stands between the first (0) and the last (1): half by the calendar, half by how many notes are older.
const sortedYears = Float64Array.from(years).sort();
function yearShare(y) {
  let older = 0,
    same = 0;
  for (const other of sortedYears) {
    if (other < y) older++;
    else if (other === y) same++;
    else break;
  }
  const least = sortedYears.lastIndexOf(YEAR_LOW) / 2,
    most = (sortedYears.indexOf(YEAR_HIGH) + sortedYears.length - 1) / 2;
  const byCount = (older + (same - 1) / 2 - least) / Math.max(1, most - least);
  return Math.min(1, Math.max(0, (byCount + (y - YEAR_LOW) / Math.max(1, YEAR_HIGH - YEAR_LOW)) / 2));
}
const yearCache = new Map();
function yearColour(y) {
  const key = y + (dark() ? 'd' : 'l');
  if (!yearCache.has(key)) yearCache.set(key, mixYear(y));
  return yearCache.get(key);
}
function mixYear(y) {
  if (!y) return swatch(-1).node;
  const t = yearShare(y);
  return dark()
    ? lch(0.42 + 0.44 * t, 0.08 + 0.05 * t, 285 - 200 * t)
    : lch(0.83 - 0.42 * t, 0.07 + 0.06 * t, 75 + 195 * t);
}

// Values by how many notes carry them: the most common gets the first hue. rank[dimension][value] → place.
const rank = {},
  tally = {};
for (const [key, [, names, of]] of Object.entries(DIMENSIONS)) {
  const count = new Array(names.length).fill(0);
  for (let i = 0; i < N; i++) for (const v of of(i)) count[v]++;
  tally[key] = count;
  rank[key] = new Array(names.length);
  [...names.keys()]
    .sort((a, b) => count[b] - count[a] || a - b)
    .forEach((v, place) => {
      rank[key][v] = place;
    });
}
function valueColour(key, v) {
  return key === 'group' && D.groups[v] ? D.groups[v][1] : swatch(v === undefined ? -1 : rank[key][v]).node;
}
function noteColour(i) {
  if (S.colour === 'year') return yearColour(D.year[i]);
  const values = DIMENSIONS[S.colour][2](i);
  return valueColour(
    S.colour,
    values.length > 1 ? values.reduce((a, b) => (rank[S.colour][a] < rank[S.colour][b] ? a : b)) : values[0],
  );
}
