// What the page holds: columns of the embedded data, links as a compressed adjacency. No drawing, no state.
const D = JSON.parse(document.getElementById('data').textContent);
const N = D.title.length,
  M = D.target.length;
const $ = id => document.getElementById(id);

const source = new Int32Array(M),
  target = Int32Array.from(D.target);
const kindOf = Uint8Array.from(D.kind, letter => letter.charCodeAt(0) - 65);
for (let i = 0, e = 0; i < N; i++) for (let end = e + D.links[i]; e < end; e++) source[e] = i;

// edgesOf(i): numbers of all links at note i, out and in.
const first = new Int32Array(N + 1),
  incident = new Int32Array(2 * M);
for (let e = 0; e < M; e++) {
  first[source[e] + 1]++;
  first[target[e] + 1]++;
}
for (let i = 0; i < N; i++) first[i + 1] += first[i];
{
  const at = first.slice();
  for (let e = 0; e < M; e++) {
    incident[at[source[e]]++] = e;
    incident[at[target[e]]++] = e;
  }
}
const edgesOf = i => incident.subarray(first[i], first[i + 1]);
const farEnd = (e, i) => (source[e] === i ? target[e] : source[e]);

const degree = new Float64Array(N);
{
  const counted = new Int32Array(N).fill(-1);
  for (let i = 0; i < N; i++)
    for (const e of edgesOf(i)) {
      const j = farEnd(e, i);
      if (counted[j] !== i) {
        counted[j] = i;
        degree[i]++;
      }
    }
}
const indegree = new Float64Array(N);
for (let e = 0; e < M; e++) indegree[target[e]]++;

const stub = new Uint8Array(N);
for (const i of D.stub) stub[i] = 1;
const year = i => D.year[i] || null;
const years = D.year.filter(Boolean);
const YEAR_LOW = years.reduce((a, b) => Math.min(a, b), Infinity),
  YEAR_HIGH = years.reduce((a, b) => Math.max(a, b), -Infinity);
const pathOf = i =>
  D.path[i] === 0
    ? (D.folders[D.folder[i]] ? D.folders[D.folder[i]] + '/' : '') + D.title[i] + '.md'
    : D.path[i] && D.path[i][0] === '/'
      ? (D.folders[D.folder[i]] ? D.folders[D.folder[i]] + '/' : '') + D.path[i].slice(1) + '.md'
      : D.path[i] || '';
const stemOf = i => pathOf(i).split('/').pop().replace(/\.md$/, '');
const idOf = i => (D.redacted ? String(i) : pathOf(i) || D.types[D.type[i]] + ':' + D.title[i]);
const authorsOf = i => (D.author[i] || []).map(a => D.authors[a]);
const tagsOf = i => (D.tag[i] || []).map(t => D.tags[t]);
const venueOf = i => D.venues[D.venue[i]] || '';
const typeOf = i => D.types[D.type[i]];
const plural = (n, one, many) => `${n.toLocaleString('en')} ${n === 1 ? one : many || one + 's'}`;

// A label for the map: the short file name when there is one, else the title, cut at a word.
function shortOf(i, most = 34) {
  const stem = D.path[i] && D.path[i][0] === '/' ? D.path[i].slice(1) : D.title[i];
  return cut(stem.length < D.title[i].length ? stem : D.title[i], most);
}
function cut(text, most) {
  const letters = Array.from(text);
  return letters.length <= most
    ? text
    : letters
        .slice(0, most - 1)
        .join('')
        .replace(/\s+\S{0,9}$/, '')
        .replace(/[\s·–:,-]+$/, '') + '…';
}
// A community's name for the map: of the words that set it apart as many as are read at a glance.
function nameOf(community) {
  const words = (D.communities[community] || '').split(' · ');
  while (words.length > 1 && words.join(' · ').length > 32) words.pop();
  return cut(words.join(' · '), 42);
}

// Radii as in vaultkit/graph/layout.py: area grows with the value, hubs are capped.
function radii(values) {
  const sorted = Float64Array.from(values).sort(),
    at = q => sorted[Math.floor(q * (N - 1))] || 0;
  const top = Math.min(at(1), Math.max(8 * at(0.5), 4 * at(0.98))) || 1;
  return Float64Array.from(values, v => 0.2 + 0.52 * Math.sqrt(Math.min(v / top, 1)));
}

const SIZES = { links: ['links', degree], cited: ['links in', indegree] };
if (D.pagerank) SIZES.pagerank = ['PageRank', D.pagerank];
if (D.betweenness) SIZES.betweenness = ['betweenness', D.betweenness];
SIZES.same = ['all the same', new Float64Array(N)];

// What a note can be coloured and filtered by: [heading, names of the values, value numbers of a note].
const whole = column => i => (column[i] < 0 ? [] : [column[i]]);
const DIMENSIONS = { community: ['Communities', D.communities, whole(D.community)] };
if (years.length) DIMENSIONS.year = ['Years', [], () => []];
DIMENSIONS.folder = ['Folders', D.folders.map(f => f || 'top folder'), whole(D.folder)];
if (D.tags.length) DIMENSIONS.tag = ['Tags', D.tags, i => D.tag[i] || []];
DIMENSIONS.type = ['Types', D.types.map(t => t || 'note'), whole(D.type)];
if (D.statuses.length) DIMENSIONS.status = ['Status', D.statuses, whole(D.status)];
if (D.venues.length) DIMENSIONS.venue = ['Venues', D.venues, whole(D.venue)];
if (D.groups.length) DIMENSIONS.group = ['Obsidian groups', D.groups.map(g => g[0]), whole(D.group)];

const HUB = Math.max(60, Float64Array.from(degree).sort()[Math.floor(0.98 * (N - 1))] * 5 || 0);
const isHub = i => degree[i] >= HUB;
