'use strict';
const sheet = document.getElementById('sheet');
const svg = sheet.querySelector('svg');
const box = id => document.getElementById(id);
const search = box('search'), found = box('found'), about = box('about'), tip = box('tip');
const home = svg.viewBox.baseVal;
const size = {width: home.width, height: home.height};
const view = {x: 0, y: 0, scale: 1};

// notes are shown by the page itself: at once, and also for touch
for (const title of [...svg.querySelectorAll('g > title')]) {
  title.parentNode.dataset.tip = title.textContent;
  title.remove();
}
const tables = [...svg.querySelectorAll('.t')].map((element, number) => ({
  element, number,
  name: element.querySelector('.heading').textContent,
  elsewhere: element.classList.contains('elsewhere'),
  note: (element.dataset.tip || '').split('\n').slice(1).join('\n'),
  columns: [...element.querySelectorAll('.column')].map(text => text.textContent),
}));
const real = new Map(tables.filter(table => !table.elsewhere).map(table => [table.name, table]));
const links = [...svg.querySelectorAll('.r')].map(element => {
  const ends = [...element.classList].filter(name => /^k\d+$/.test(name)).map(name => tables[+name.slice(1)]);
  return {element, child: ends[0], parent: ends[1] || ends[0], text: element.dataset.tip};
});
const pages = new Map([...box('pages').children].map(a => [a.dataset.table, a.getAttribute('href')]));

// from far away the names of areas are all that can be read: they stay as large as on a page, above the tables
const captions = [...svg.querySelectorAll('.area + .caption')].map(text => {
  const area = text.previousElementSibling.getBBox();
  const above = document.createElementNS(svg.namespaceURI, 'g');
  above.setAttribute('class', text.parentNode.getAttribute('class') || '');
  above.append(text);
  svg.append(above);
  const least = parseFloat(getComputedStyle(text).fontSize), top = +text.getAttribute('y');
  return {text, least, top, most: Math.max(least, Math.min(area.width / text.textContent.length * 1.5, area.height / 4))};
});
let named = 0;
function name() {
  if (named === view.scale) { return; }
  named = view.scale;
  for (const {text, least, top, most} of captions) {
    const size = Math.min(most, Math.max(least, 13 / view.scale));
    text.style.fontSize = size + 'px';
    text.setAttribute('y', top + (size - least) * 0.8);
  }
}

// the sheet: view.x and view.y are the picture's point in the upper left corner
sheet.classList.add('live');
svg.removeAttribute('width');
svg.removeAttribute('height');
svg.setAttribute('preserveAspectRatio', 'xMinYMin');
let drawn = false;
function show() {
  if (!drawn) {
    drawn = true;
    requestAnimationFrame(() => {
      drawn = false;
      const w = sheet.clientWidth / view.scale, h = sheet.clientHeight / view.scale;
      svg.setAttribute('viewBox', [view.x, view.y, w, h].join(' '));
      name();
    });
  }
}
const least = () => Math.min(sheet.clientWidth / size.width, sheet.clientHeight / size.height, 1) * 0.7;
function zoom(factor, x, y) {
  const scale = Math.min(4, Math.max(least(), view.scale * factor));
  view.x += x / view.scale - x / scale;
  view.y += y / view.scale - y / scale;
  view.scale = scale;
  show();
}
const zoomMiddle = factor => zoom(factor, sheet.clientWidth / 2, sheet.clientHeight / 2);
function whole() {
  const top = box('search').parentNode.offsetHeight + 24, room = sheet.clientHeight - top;
  view.scale = Math.min(sheet.clientWidth / size.width, room / size.height, 1.5);
  view.x = -(sheet.clientWidth / view.scale - size.width) / 2;
  view.y = -top / view.scale;
  show();
}
function center(table) {
  const at = table.element.querySelector('.panel').getBBox();
  view.scale = Math.max(view.scale, Math.min(1, sheet.clientWidth / 480));
  view.x = at.x + at.width / 2 - sheet.clientWidth / 2 / view.scale;
  view.y = at.y + Math.min(at.height / 2, 200) - sheet.clientHeight / 2 / view.scale;
  show();
}

// the neighbours of a table
function clear() {
  svg.classList.remove('picked');
  svg.querySelectorAll('.on').forEach(element => element.classList.remove('on', 'chosen'));
  about.hidden = true;
}
function list(title, names) {
  if (names.length) {
    about.append(Object.assign(document.createElement('h3'), {textContent: title}));
    for (const name of [...new Set(names)].sort()) {
      const button = Object.assign(document.createElement('button'), {type: 'button', textContent: name});
      button.onclick = () => pick(real.get(name), true);
      about.append(button);
    }
  }
}
function pick(table, go) {
  clear();
  svg.classList.add('picked');
  const same = tables.filter(other => other.name === table.name);
  same.forEach(other => other.element.classList.add('on', 'chosen'));
  const parents = [], children = [];
  for (const link of links) {
    const isChild = same.includes(link.child), isParent = same.includes(link.parent);
    if (isChild || isParent) {
      link.element.classList.add('on');
      for (const end of [link.child, link.parent]) {
        tables.filter(other => other.name === end.name && (!other.elsewhere || other === end))
          .forEach(other => other.element.classList.add('on'));
      }
      if (isChild) { parents.push(link.parent.name); }
      if (isParent) { children.push(link.child.name); }
    }
  }
  about.replaceChildren(Object.assign(document.createElement('h2'), {textContent: table.name}));
  const close = Object.assign(document.createElement('button'), {type: 'button', textContent: '×', className: 'close'});
  close.setAttribute('aria-label', 'Close');
  close.onclick = clear;
  about.append(close);
  if (table.note) { about.append(Object.assign(document.createElement('p'), {textContent: table.note})); }
  if (pages.has(table.name)) {
    about.append(Object.assign(document.createElement('a'), {textContent: 'All about it', href: pages.get(table.name)}));
  }
  list('refers to', parents);
  list('referred to by', children);
  about.hidden = false;
  if (go) { center(table); }
}

// mouse, pen and touch
const fingers = new Map();
let moved = 0;
const gap = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.x - b.x, a.y - b.y) || 1; };
sheet.addEventListener('pointerdown', event => {
  fingers.set(event.pointerId, {x: event.clientX, y: event.clientY});
  moved = fingers.size > 1 ? 99 : 0;
  tip.hidden = true;
});
sheet.addEventListener('pointermove', event => {
  const before = fingers.get(event.pointerId);
  if (!before) { hint(event); return; }
  const was = fingers.size === 2 ? gap() : 0;
  fingers.set(event.pointerId, {x: event.clientX, y: event.clientY});
  moved += Math.abs(event.clientX - before.x) + Math.abs(event.clientY - before.y);
  if (moved > 4 && !sheet.hasPointerCapture(event.pointerId)) { sheet.setPointerCapture(event.pointerId); }
  sheet.classList.toggle('moving', moved > 4);
  view.x -= (event.clientX - before.x) / view.scale / fingers.size;
  view.y -= (event.clientY - before.y) / view.scale / fingers.size;
  if (was) {
    const [a, b] = [...fingers.values()];
    zoom(gap() / was, (a.x + b.x) / 2, (a.y + b.y) / 2);
  }
  show();
});
for (const end of ['pointerup', 'pointercancel']) {
  sheet.addEventListener(end, event => {
    fingers.delete(event.pointerId);
    sheet.classList.remove('moving');
    if (event.pointerType === 'touch' && moved <= 4) { hint(event); }
  });
}
sheet.addEventListener('click', event => {
  if (moved > 4) { return; }
  const element = event.target.closest('.t');
  if (element) {
    const table = tables[+element.id.slice(1)];
    pick(real.get(table.name) || table, table.elsewhere);
  } else { clear(); }
});
sheet.addEventListener('wheel', event => {
  event.preventDefault();
  const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
  zoom(Math.exp(-Math.max(-120, Math.min(120, step)) / 300), event.clientX, event.clientY);
}, {passive: false});
function hint(event) {
  const element = event.target.closest('[data-tip]');
  tip.hidden = !element;
  if (element) {
    tip.textContent = element.dataset.tip;
    tip.style.left = Math.max(8, Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)) + 'px';
    const below = event.clientY + 18;
    tip.style.top = (below + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : below) + 'px';
  }
}
sheet.addEventListener('pointerleave', () => { tip.hidden = true; });

// the keyboard
for (const table of tables) {
  table.element.setAttribute('tabindex', '0');
  table.element.setAttribute('role', 'button');
  table.element.setAttribute('aria-label', table.name + (table.elsewhere ? ', drawn in another area' : ''));
  table.element.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      pick(real.get(table.name) || table, true);
    }
  });
  table.element.addEventListener('focus', () => { if (table.element.matches(':focus-visible')) { center(table); } });
}
svg.setAttribute('role', 'group');
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) { return; }
  if (event.key === 'Escape') { clear(); hide(); sheet.focus(); return; }
  if (event.target === search) { return; }
  const step = 80 / view.scale;
  const keys = {
    ArrowLeft: () => { view.x -= step; }, ArrowRight: () => { view.x += step; },
    ArrowUp: () => { view.y -= step; }, ArrowDown: () => { view.y += step; },
    '+': () => zoomMiddle(1.25), '=': () => zoomMiddle(1.25), '-': () => zoomMiddle(0.8), '0': whole,
    '/': () => search.focus(),
  };
  if (Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    keys[event.key]();
    show();
  }
});
box('closer').onclick = () => zoomMiddle(1.25);
box('farther').onclick = () => zoomMiddle(0.8);
box('whole').onclick = whole;

// search
let hits = [], chosen = 0;
function hide() {
  found.hidden = true;
  search.setAttribute('aria-expanded', 'false');
}
function look() {
  const word = search.value.trim().toLowerCase();
  const rank = table => {
    const name = table.name.toLowerCase();
    return name === word ? 0 : name.startsWith(word) ? 1 : name.includes(word) ? 2 : 3;
  };
  hits = !word ? [] : [...real.values()].map(table => ({
    table, rank: rank(table), column: table.columns.find(column => column.toLowerCase().includes(word)),
  })).filter(hit => hit.rank < 3 || hit.column)
    .sort((a, b) => a.rank - b.rank || (a.table.name < b.table.name ? -1 : 1)).slice(0, 30);
  chosen = 0;
  found.replaceChildren(...hits.map((hit, number) => {
    const item = Object.assign(document.createElement('li'), {textContent: hit.table.name});
    item.setAttribute('role', 'option');
    if (hit.rank === 3) { item.append(Object.assign(document.createElement('small'), {textContent: hit.column})); }
    item.onpointerdown = event => { event.preventDefault(); take(number); };
    return item;
  }));
  if (word && !hits.length) {
    found.append(Object.assign(document.createElement('li'), {textContent: 'nothing found'}));
  }
  found.hidden = !word;
  search.setAttribute('aria-expanded', String(!!word));
  mark();
}
function mark() {
  [...found.children].forEach((item, number) => item.setAttribute('aria-selected', String(number === chosen && !!hits.length)));
  found.children[chosen]?.scrollIntoView({block: 'nearest'});
}
function take(number) {
  if (hits[number]) {
    pick(hits[number].table, true);
    hide();
  }
}
search.addEventListener('input', look);
search.addEventListener('focus', () => { if (search.value) { look(); } });
search.addEventListener('blur', hide);
search.addEventListener('keydown', event => {
  if (event.key === 'Enter') { take(chosen); }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    chosen = Math.max(0, Math.min(hits.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1)));
    mark();
  }
});

whole();
addEventListener('resize', show);
// a link may name a table: erd.html#orders
function follow() {
  const table = real.get(decodeURIComponent(location.hash.slice(1)));
  if (table) { pick(table, true); }
}
addEventListener('hashchange', follow);
follow();
