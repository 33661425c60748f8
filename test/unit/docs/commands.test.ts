import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scripts } from '../../../package.json';

const ROOT = path.join(__dirname, '../../..');
const COMMAND = /\bnpm run (?:-s |--silent )?([a-z][\w:]*)/g;

/** Not the change log: its entries about earlier releases stay. */
const FILES = execFileSync(
	'git',
	[
		'ls-files',
		'-z',
		'--cached',
		'--others',
		'--exclude-standard',
		':!CHANGELOG.md',
		':!docs/facts',
	],
	{ cwd: ROOT, encoding: 'utf8' },
)
	.split('\0')
	.filter((file) => /\.(md|[cm]?[jt]s|yml)$|^\.ci\//.test(file))
	.filter((file) => existsSync(path.join(ROOT, file)));

it('every "npm run" in the repository names a script of package.json', () => {
	const named = FILES.flatMap((file) =>
		[...readFileSync(path.join(ROOT, file), 'utf8').matchAll(COMMAND)].map(
			([, script = '']) => `${file}: ${script}`,
		),
	);
	expect(named.length).toBeGreaterThan(50);
	expect(named.filter((name) => !Object.hasOwn(scripts, name.split(': ')[1] ?? ''))).toEqual([]);
});

it('CONTRIBUTING.md names every script of package.json', () => {
	const page = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');
	const isNamed = (script: string) => page.includes(`npm run ${script}`);
	expect(Object.keys(scripts).filter((script) => script !== 'test' && !isNamed(script))).toEqual(
		[],
	);
});
