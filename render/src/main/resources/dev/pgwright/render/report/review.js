'use strict';
// é can be one character or two
const plain = text => text.normalize('NFKC').toLowerCase();
const box = id => document.getElementById(id);
const rule = box('rule'), search = box('search'), quiet = box('quiet'), shown = box('shown');
const toggles = [...document.querySelectorAll('button[data-severity]')];
const findings = [...document.querySelectorAll('article')].map(element => ({
  element,
  severity: element.dataset.severity,
  rule: element.dataset.rule,
  quiet: element.classList.contains('quiet'),
  text: plain(element.textContent),
  file: element.closest('section'),
}));
box('filters').hidden = findings.length === 0;

const visible = () => findings.filter(finding => !finding.element.hidden);

function filter() {
  const severities = new Set(toggles.filter(toggle => toggle.getAttribute('aria-pressed') === 'true').map(toggle => toggle.dataset.severity));
  const words = plain(search.value).split(/\s+/).filter(word => word);
  for (const finding of findings) {
    const file = plain(finding.file.dataset.file);
    finding.element.hidden = !severities.has(finding.severity)
      || (rule.value !== '' && rule.value !== finding.rule)
      || (finding.quiet && !(quiet && quiet.checked))
      || !words.every(word => finding.text.includes(word) || file.includes(word));
  }
  for (const section of document.querySelectorAll('section')) {
    section.hidden = !section.querySelector('article:not([hidden])');
  }
  const left = visible().length;
  const possible = findings.filter(finding => !finding.quiet || (quiet && quiet.checked)).length;
  shown.textContent = left === possible ? '' : left + ' of ' + possible;
  box('none').hidden = left > 0 || possible === 0;
}

function toggle(severity) {
  const button = toggles.find(one => one.dataset.severity === severity);
  if (button) {
    button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true');
    filter();
  }
}

function step(direction) {
  const list = visible();
  const at = list.findIndex(finding => finding.element === document.activeElement);
  const next = at < 0 ? (direction > 0 ? 0 : list.length - 1) : at + direction;
  if (list[next]) {
    list[next].element.focus({preventScroll: true});
    list[next].element.scrollIntoView({block: 'nearest'});
  }
}

function clear() {
  toggles.forEach(button => button.setAttribute('aria-pressed', 'true'));
  rule.value = '';
  search.value = '';
  if (document.activeElement) {
    document.activeElement.blur();
  }
  filter();
}

toggles.forEach(button => button.addEventListener('click', () => toggle(button.dataset.severity)));
rule.addEventListener('change', filter);
search.addEventListener('input', filter);
if (quiet) {
  quiet.addEventListener('change', filter);
}
const keys = {
  j: () => step(1),
  k: () => step(-1),
  e: () => toggle('error'),
  w: () => toggle('warning'),
  a: () => toggle('advice'),
  r: () => rule.focus(),
  '/': () => search.focus(),
};
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    clear();
    return;
  }
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
filter();
