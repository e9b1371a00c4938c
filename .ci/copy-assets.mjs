// Copies into dist/ what the compiled package reads at run time and the compiler leaves behind.
import { cpSync } from 'node:fs';

const copy = (path, filter) => cpSync(path, `dist/${path}`, { recursive: true, filter });

copy('suites/requirements', source => !source.endsWith('.ts'));
copy('harness/report/html/templates');
copy('harness/report/qualification/templates');
copy('harness/schema');
copy('fixtures/pki', source => !source.endsWith('.sh'));
for (const peer of ['client', 'server', 'bootstrap-server']) copy(`fixtures/suts/embedded-${peer}`);
