/** Names of what is newest today and something else tomorrow; `next.4` is a pre-release with a number of its own. */
const MOVING =
  /(^|[^a-z])(latest|main|master|trunk|head|tip|dev|develop|edge|nightly|stable|current|next|snapshot)($|[^a-z])(?!\d)/i;

/** Whether a version names one build for ever: a result for `latest` or `^2.0` cannot be compared with another. */
export function isExactVersion(version: string): boolean {
  return /^[\w.+:-]*\d[\w.+:-]*$/.test(version) && !/(^|\.)x($|\.)/i.test(version) && !MOVING.test(version);
}

/** Whether an image reference names one image: a digest, or a tag that does not move by its name. */
export function isPinnedImage(reference: string): boolean {
  const match =
    /^([\w.-]+(:\d+)?\/)?[\w.-]+(\/[\w.-]+)*(:(?<tag>[\w.-]+))?(@(?<digest>sha256:[0-9a-f]{64}))?$/.exec(
      reference,
    );
  if (match?.groups === undefined) return false;
  const { tag, digest } = match.groups;
  return digest !== undefined || (tag !== undefined && !MOVING.test(tag));
}
