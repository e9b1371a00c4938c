// What needs attention reads without this script; it adds the filter, the bodies of what passed, opening of what a link leads to,
// and copying.
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

  const offerCopying = within => {
    for (const button of within.querySelectorAll('.copy button'))
      button.hidden = navigator.clipboard === undefined;
  };
  const unfolded = new Map();
  const unfold = purpose => {
    if (!unfolded.has(purpose))
      unfolded.set(purpose, unfoldBody(purpose.querySelector(':scope > [data-packed]')));
    return unfolded.get(purpose);
  };
  const unfoldBody = async body => {
    if (body === null) return;
    const bytes = Uint8Array.from(atob(body.dataset.packed), character => character.charCodeAt(0));
    delete body.dataset.packed;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    body.innerHTML = await new Response(stream).text();
    offerCopying(body);
  };
  for (const purpose of document.querySelectorAll('details.purpose'))
    purpose.addEventListener('toggle', () => unfold(purpose));

  const reveal = async () => {
    const id = decodeURIComponent(location.hash.slice(1));
    // A datagram is in the body of its purpose.
    const purpose = document.getElementById(id.replace(/-f\d+$/, ''));
    if (purpose?.matches('details.purpose')) await unfold(purpose);
    const target = document.getElementById(id);
    if (target === null) return;
    if (target.closest('.quiet') !== null) apply(false);
    for (let element = target; element !== null; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement) element.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  if (location.hash !== '') reveal();

  offerCopying(document);
  document.addEventListener('click', async ({ target }) => {
    if (!target.matches('.copy button')) return;
    await navigator.clipboard.writeText(target.previousElementSibling.textContent);
    target.textContent = 'Copied';
  });
}
