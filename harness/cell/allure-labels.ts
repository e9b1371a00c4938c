import type * as Allure from 'allure-js-commons';
import type { CellDescription } from '../record/events.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** The runtime API that allure-jest leaves in the test realm. */
type Realm = { readonly allure?: typeof Allure };

/** Requirement ids as tags and features, so that an Allure report can be read by requirement. */
export async function labelForAllure(
  realm: object,
  purpose: PurposeDeclaration,
  cell: CellDescription,
): Promise<void> {
  const { allure } = realm as Realm;
  if (allure === undefined) return;
  const [interfaceName = ''] = purpose.id.split('.');
  await allure.epic(interfaceName);
  for (const requirement of purpose.requirements) await allure.feature(requirement);
  await allure.story(purpose.id);
  await allure.allureId(purpose.id);
  await allure.severity(purpose.level === 'must' ? 'critical' : 'normal');
  await allure.label('requirementLevel', purpose.level);
  await allure.tags(...purpose.requirements, ...purpose.ets);
  await allure.parameter('cell', cell.id);
  await allure.description(`${purpose.title}\n\n${purpose.clause}`);
}

/** Jest and Allure know fewer verdicts than there are; the label keeps the real one. */
export async function labelVerdict(realm: object, verdict: Verdict): Promise<void> {
  await (realm as Realm).allure?.label('verdict', verdict);
}
