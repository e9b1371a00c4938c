// The page reads without this script; it adds the filters of the kill table and opens what a link leads to.
{
  const form = document.querySelector('.filters');
  const rows = [...document.querySelectorAll('#kill-table tbody tr')];
  const texts = new Map();
  const NAMES = ['fate', 'role', 'requirement', 'text'];

  const textOf = row => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };

  const apply = () => {
    const [fate, role, requirement, text] = NAMES.map(name => form.elements[name].value);
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter(word => word !== '');
    let shown = 0;
    for (const row of rows) {
      const meant =
        (fate === '' || row.dataset.fate === fate) &&
        (role === '' || row.dataset.role === role) &&
        (requirement === '' || row.dataset.requirement === requirement) &&
        words.every(word => textOf(row).includes(word));
      row.hidden = !meant;
      if (meant) shown += 1;
    }
    form.querySelector('output').textContent = `${shown} of ${rows.length}`;
    document.getElementById('kill-table').hidden = shown === 0;
    document.querySelector('.none').hidden = shown > 0;
  };

  // The address carries the filters, so that a link shows what its sender saw.
  const remember = () => {
    const parameters = new URLSearchParams();
    for (const name of NAMES) {
      if (form.elements[name].value !== '') parameters.set(name, form.elements[name].value);
    }
    const search = parameters.size > 0 ? `?${parameters}` : '';
    try {
      history.replaceState(null, '', `${location.pathname}${search}${location.hash}`);
    } catch {
      // Some browsers refuse this for file: addresses; the filters work all the same.
    }
  };

  const clear = () => {
    form.reset();
    apply();
    remember();
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    if (target.hidden) clear();
    for (let element = target; element !== null; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement) element.open = true;
    }
    target.scrollIntoView();
  };

  if (form !== null) {
    const parameters = new URLSearchParams(location.search);
    for (const name of NAMES) form.elements[name].value = parameters.get(name) ?? '';
    // A value that there is no option for selects nothing, and means all.
    for (const select of form.querySelectorAll('select')) {
      if (select.selectedIndex === -1) select.selectedIndex = 0;
    }
    form.hidden = false;
    form.addEventListener('input', () => {
      apply();
      remember();
    });
    form.addEventListener('submit', event => event.preventDefault());
    apply();
  }
  addEventListener('hashchange', reveal);
  if (location.hash !== '') reveal();
}
