'use strict';
const up = document.body.dataset.up;
for (const element of document.querySelectorAll('[data-size]')) {
  const size = sizes[element.dataset.size];
  if (size) { element.textContent = size; }
}
const search = document.getElementById('search'), found = document.getElementById('found');
let chosen = 0;
function rank(name, word) {
  const text = name.toLowerCase();
  return text === word ? 0 : text.startsWith(word) ? 1 : text.includes(word) ? 2 : 3;
}
function look() {
  const word = search.value.trim().toLowerCase();
  const hits = !word ? [] : entries.map(entry => [rank(entry[0], word), entry]).filter(hit => hit[0] < 3)
    .sort((a, b) => a[0] - b[0]).slice(0, 40).map(hit => hit[1]);
  found.replaceChildren(...hits.map(([name, kind, path]) => {
    const item = document.createElement('li');
    item.setAttribute('role', 'option');
    const link = Object.assign(document.createElement('a'), {textContent: name, href: up + path});
    link.append(Object.assign(document.createElement('small'), {textContent: kind}));
    item.append(link);
    return item;
  }));
  if (word && !hits.length) {
    const item = document.createElement('li');
    item.append(Object.assign(document.createElement('span'), {textContent: 'nothing found'}));
    found.append(item);
  }
  chosen = 0;
  mark();
  show(!!word);
}
function show(open) {
  found.hidden = !open;
  search.setAttribute('aria-expanded', String(open));
}
function mark() {
  [...found.children].forEach((item, number) => item.setAttribute('aria-selected', String(number === chosen)));
  found.children[chosen]?.scrollIntoView({block: 'nearest'});
}
search.addEventListener('input', look);
search.addEventListener('keydown', event => {
  if (event.key === 'Enter') { found.children[chosen]?.querySelector('a')?.click(); }
  if (event.key === 'Escape') { show(false); }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    chosen = Math.max(0, Math.min(found.children.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1)));
    mark();
  }
});
document.addEventListener('click', event => { if (!event.target.closest('.search')) { show(false); } });
document.addEventListener('keydown', event => {
  if (event.key === '/' && event.target !== search && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    search.focus();
  }
});
