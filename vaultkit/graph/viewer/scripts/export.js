// Pictures to keep: what is on the screen with its legend, as SVG (real text) or PNG.
class SvgPath {
  constructor() {
    this.d = '';
  }
  moveTo(x, y) {
    this.d += `M${+x.toFixed(2)} ${+y.toFixed(2)}`;
  }
  lineTo(x, y) {
    this.d += `L${+x.toFixed(2)} ${+y.toFixed(2)}`;
  }
  closePath() {
    this.d += 'Z';
  }
  arc(x, y, r) {
    this.moveTo(x + r, y);
    this.d += `a${+r.toFixed(2)} ${+r.toFixed(2)} 0 1 1 ${+(-2 * r).toFixed(2)} 0a${+r.toFixed(2)} ${+r.toFixed(2)} 0 1 1 ${+(2 * r).toFixed(2)} 0Z`;
  }
  quadraticCurveTo(a, b, x, y) {
    this.d += `Q${[a, b, x, y].map(v => +v.toFixed(2)).join(' ')}`;
  }
  bezierCurveTo(...v) {
    this.d += `C${v.map(n => +n.toFixed(2)).join(' ')}`;
  }
}
const xml = text =>
  String(text)
    .replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c])
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
class SvgPen extends SvgPath {
  constructor() {
    super();
    this.out = [];
    this.dash = [];
  }
  beginPath() {
    this.d = '';
  }
  setLineDash(dash) {
    this.dash = dash;
  }
  put(attributes) {
    if (this.d)
      this.out.push(
        `<path d="${this.d}" ${attributes}${this.globalAlpha < 1 ? ` opacity="${+this.globalAlpha.toFixed(3)}"` : ''}/>`,
      );
  }
  fill() {
    this.put(`fill="${this.fillStyle}"`);
  }
  stroke() {
    this.put(
      `fill="none" stroke="${this.strokeStyle}" stroke-width="${+(+this.lineWidth).toFixed(2)}" stroke-linejoin="round"${this.dash.length ? ` stroke-dasharray="${this.dash.join(' ')}"` : ''}`,
    );
  }
  fillRect(x, y, w, h) {
    const d = this.d;
    this.d = `M${x} ${y}h${w}v${h}h${-w}Z`;
    this.fill();
    this.d = d;
  }
  text(text, x, y, paint) {
    const [, slant, weight, px, family] = /^(italic )?(\d+ )?([\d.]+)px (.*)$/.exec(this.font);
    this.out.push(
      `<text x="${+x.toFixed(2)}" y="${+y.toFixed(2)}" font-family="${xml(family)}" font-size="${px}"${weight ? ` font-weight="${weight.trim()}"` : ''}${slant ? ' font-style="italic"' : ''} text-anchor="${this.textAlign === 'center' ? 'middle' : 'start'}"${this.globalAlpha < 1 ? ` opacity="${this.globalAlpha}"` : ''} ${paint}>${xml(text)}</text>`,
    );
  }
  fillText(text, x, y) {
    this.text(text, x, y, `fill="${this.fillStyle}"`);
  }
  strokeText(text, x, y) {
    this.text(
      text,
      x,
      y,
      `fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-linejoin="round" aria-hidden="true"`,
    );
  }
}

const KEY = 270;
function drawKey(pen, left) {
  pen.globalAlpha = 1;
  pen.fillStyle = ink.paper;
  pen.fillRect(left, 0, KEY, tall);
  pen.fillStyle = ink.line;
  pen.fillRect(left, 0, 1, tall);
  let y = 44;
  const x = left + 22,
    line = (text, font, colour, step, indent = 0) => {
      let cut = text;
      while (widthOf(cut, font) > KEY - 44 - indent && cut.length > 2)
        cut = cut.replace(/…$/, '').slice(0, -1) + '…';
      write(pen, cut, x + indent, y, font, colour, 'left', '');
      y += step;
    };
  const row = (shape, colour, hollow, text) => {
    pen.beginPath();
    trace(pen, shape, x + 6, y - 4, 5);
    if (hollow || shape === 'cross') {
      pen.strokeStyle = colour;
      pen.lineWidth = 1.5;
      pen.stroke();
    } else {
      pen.fillStyle = colour;
      pen.fill();
    }
    line(text, `12.5px ${ink.sans}`, ink.ink, 20, 20);
  };
  line(D.heading, `600 22px ${ink.serif}`, ink.ink, 20);
  line($('count').textContent, `12px ${ink.sans}`, ink.soft, 34);
  line(DIMENSIONS[S.colour][0], `600 14px ${ink.serif}`, ink.ink, 20);
  if (S.colour === 'year') {
    for (let n = 0; n < 40; n++) {
      const y2 = sortedYears.reduce(
        (a, b) => (Math.abs(yearShare(b) - n / 39) < Math.abs(yearShare(a) - n / 39) ? b : a),
        YEAR_LOW,
      );
      pen.fillStyle = yearColour(y2);
      pen.fillRect(x + n * 5, y - 8, 5.5, 10);
    }
    y += 18;
    line(`${YEAR_LOW} – ${YEAR_HIGH}`, `12px ${ink.sans}`, ink.soft, 26);
  } else {
    const off = S.off[S.colour] || new Set(),
      names = DIMENSIONS[S.colour][1],
      rows = [...names.keys()]
        .filter(v => tally[S.colour][v] && !off.has(v))
        .sort((a, b) => rank[S.colour][a] - rank[S.colour][b]);
    const room = Math.max(3, Math.floor((tall - y - 60 - 20 * (D.types.length + 2)) / 20));
    for (const v of rows.slice(0, room))
      row(
        'disc',
        valueColour(S.colour, v),
        false,
        `${names[v]} · ${tally[S.colour][v].toLocaleString('en')}`,
      );
    if (rows.length > room) line(`and ${rows.length - room} more`, `12px ${ink.sans}`, ink.soft, 20);
    y += 12;
  }
  line('Notes', `600 14px ${ink.serif}`, ink.ink, 20);
  D.types.forEach((name, v) => {
    if (!S.types.has(v)) row(shapeOf[v], ink.ink, false, name || 'note');
  });
  if (D.stub.length) row('diamond', ink.ink, true, 'stub');
  y += 8;
  line(`Size: ${SIZES[S.size][0]}`, `12px ${ink.sans}`, ink.soft, 18);
  if (years.length) line(`Years: ${S.low} – ${S.high}`, `12px ${ink.sans}`, ink.soft, 18);
}
function asSvg() {
  const pen = new SvgPen();
  draw(pen);
  drawKey(pen, wide);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide + KEY}" height="${tall}" viewBox="0 0 ${wide + KEY} ${tall}" role="img"><title>${xml(D.heading)}</title><clipPath id="map"><path d="M0 0h${wide + KEY}v${tall}H0Z"/></clipPath><g clip-path="url(#map)">${pen.out.join('\n')}</g></svg>\n`;
}
function asCanvas() {
  const canvas = document.createElement('canvas'),
    pen = canvas.getContext('2d', { willReadFrequently: true });
  canvas.width = (wide + KEY) * 2;
  canvas.height = tall * 2;
  pen.scale(2, 2);
  draw(pen);
  drawKey(pen, wide);
  return canvas;
}
function save(blob, end) {
  const link = el('a', {
    href: URL.createObjectURL(blob),
    download: (D.heading.replace(/[^\p{L}\p{N} _-]+/gu, ' ').trim() || 'graph') + end,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 4000);
  say('Picture saved');
}
