import {
  type BootstrapTranscript,
  bootstrapServerPurpose,
  equals,
  shortServerIds,
} from '../../harness/touchstone.ts';

/** Of networks that are for documentation (RFC 5737). */
const ACME = 'coap://192.0.2.11:5683';
const OPERATOR = 'coap://198.51.100.12:5683';

/** Providers that a car has accounts of, as its Security object holds them: `201 at coap://…`. */
function providers({ held }: Pick<BootstrapTranscript, 'held'>): string {
  const accounts = [...shortServerIds(held, 0)].map(([path, id]) => `${id} at ${held[`${path}/0`]}`);
  return accounts.sort().join(', ');
}

bootstrapServerPurpose(
  {
    id: 'use-cases.bv.hand-car-over',
    title: 'leaves a car with the account of its new provider alone, and none of its old one',
    requirements: ['B.4', 'HLF-019'],
    clause: 'RD 1.0 App. B.4 (case 5), TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const before = await t.bootstrapped({
      accounts: [
        t.account({ shortServerId: 101, serverUri: ACME }),
        t.account({ shortServerId: 102, serverUri: ACME }),
      ],
    });
    t.check('old-provider', providers(before), equals(`101 at ${ACME}, 102 at ${ACME}`));
    const contract = [t.account({ shortServerId: 201, serverUri: OPERATOR })];
    await t.configure({ deletes: ['/0', '/1'], accounts: contract });
    const after = await t.finished(await t.askedAgain());
    t.check('new-provider-alone', providers(after), equals(`201 at ${OPERATOR}`));
    const servers = [...shortServerIds(after.held, 1).values()].join(', ');
    t.check('server-accounts', servers, equals('201'));
  },
);

bootstrapServerPurpose(
  {
    id: 'use-cases.bv.second-subscription',
    title: 'gives two cars of one provider what each of them is to have, whoever asks first',
    requirements: ['B.4', 'HLF-019'],
    clause: 'RD 1.0 App. B.4 (cases 1 and 5), TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const name = `${t.endpoint}-b`;
    const other = await t.anotherDevice(name);
    await t.configure({ accounts: [t.account({ shortServerId: 101, serverUri: ACME })] });
    await t.configure({ accounts: [t.account({ shortServerId: 201, serverUri: OPERATOR })] }, name);
    const second = await t.finished(await t.askedAgain(other, name), other);
    const first = await t.finished(await t.askedAgain());
    t.check('with-acme', providers(first), equals(`101 at ${ACME}`));
    t.check('with-operator', providers(second), equals(`201 at ${OPERATOR}`));
  },
);
