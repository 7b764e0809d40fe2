// Walks over the links that are shown: shortest paths, rings around a note, the neighbour in a direction.
function shortest(from, to) {
  const before = new Int32Array(N).fill(-1),
    queue = [from];
  before[from] = from;
  for (let head = 0; head < queue.length && before[to] < 0; head++)
    for (const e of edgesOf(queue[head])) {
      const next = farEnd(e, queue[head]);
      if (drawn(e) && before[next] < 0) {
        before[next] = queue[head];
        queue.push(next);
      }
    }
  if (before[to] < 0) return null;
  const stops = [to];
  while (stops[0] !== from) stops.unshift(before[stops[0]]);
  return stops;
}

// rings(i, depth): the notes 1, 2, … links away, each ring sorted so that children stand near their parents.
function rings(middle, depth) {
  const seen = new Uint8Array(N),
    all = [];
  seen[middle] = 1;
  for (let ring = [middle], far = 1; far <= depth && ring.length; far++) {
    const next = [];
    for (const i of ring) {
      const fresh = [];
      for (const e of edgesOf(i)) {
        const j = farEnd(e, i);
        if (drawn(e) && !seen[j]) {
          seen[j] = 1;
          fresh.push(j);
        }
      }
      fresh.sort((a, b) => D.community[a] - D.community[b] || degree[b] - degree[a] || a - b);
      next.push(...fresh);
    }
    all.push((ring = next));
  }
  return all;
}

function neighbourTowards(i, dx, dy) {
  let best = -1,
    score = -Infinity;
  for (const e of edgesOf(i)) {
    const j = farEnd(e, i);
    if (!drawn(e)) continue;
    const vx = X[j] - X[i],
      vy = Y[j] - Y[i],
      length = Math.hypot(vx, vy) || 1e-9,
      cosine = (vx * dx + vy * dy) / length;
    if (cosine > 0.25 && cosine - length / 400 > score) {
      score = cosine - length / 400;
      best = j;
    }
  }
  return best;
}
