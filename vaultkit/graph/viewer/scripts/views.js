// The ground of the two other views: lanes and years, rings around a note.
function drawChart(pen) {
  const { bands, left, at, busy, columns, margin, top, foot } = chart,
    right = sx(chart.right);
  for (const [lane, a, b] of bands) {
    const paint = swatch(lane >= LANES ? -1 : lane),
      x = sx(left - margin - 1.8);
    pen.fillStyle = paint.land;
    pen.fillRect(x, sy(a - 0.4), right - x, (b - a + 0.4) * camera.k);
    pen.fillStyle = paint.coast;
    pen.fillRect(x, sy(b), right - x, 1);
  }
  let last = -Infinity;
  for (let t = at.length - 1; t >= 0; t--) {
    const x = sx(left + at[t] + columns / 2);
    if (!busy[t]) continue;
    pen.fillStyle = ink.line;
    pen.fillRect(Math.round(sx(left + at[t] - 0.4)), sy(top - 0.6), 1, (foot - top - 1) * camera.k);
    if (Math.abs(x - last) < 40) continue;
    last = x;
    write(
      pen,
      String(YEAR_LOW + t),
      x,
      Math.max(22, sy(top) - 14),
      `600 12px ${ink.serif}`,
      ink.soft,
      'center',
      ink.sea,
    );
  }
  if (margin * camera.k > 44)
    write(
      pen,
      'undated',
      sx(left - margin / 2 - 1.5),
      Math.max(22, sy(top) - 14),
      `italic 12px ${ink.serif}`,
      ink.soft,
      'center',
      ink.sea,
    );
}
function drawRings(pen) {
  circles.forEach(([radius]) => {
    pen.strokeStyle = ink.line;
    pen.lineWidth = 1;
    pen.setLineDash([2, 5]);
    pen.beginPath();
    pen.arc(sx(0), sy(0), radius * camera.k, 0, 6.2832);
    pen.stroke();
    pen.setLineDash([]);
  });
}
