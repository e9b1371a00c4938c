// The page reads without this script; it adds the filter, opening of what a link leads to, and copying.
{
  const box = document.getElementById('only-attention');
  const apply = on => {
    box.checked = on;
    document.body.classList.toggle('only-attention', on);
  };
  const parameters = () => new URLSearchParams(location.search);

  box.closest('label').hidden = false;
  apply(parameters().get('show') === 'attention');
  box.addEventListener('change', () => {
    apply(box.checked);
    // The address carries the filter, so that a link shows what its sender saw.
    const search = box.checked ? '?show=attention' : '';
    try {
      history.replaceState(null, '', `${location.pathname}${search}${location.hash}`);
    } catch {
      // Some browsers refuse this for file: addresses; the filter works all the same.
    }
  });

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    if (target.closest('.quiet') !== null) apply(false);
    for (let element = target; element !== null; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement) element.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  if (location.hash !== '') reveal();

  for (const button of document.querySelectorAll('.copy button')) {
    button.hidden = navigator.clipboard === undefined;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = 'Copied';
    });
  }
}
