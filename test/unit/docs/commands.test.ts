import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scripts } from '../../../package.json';
import { DOCUMENTED_COMMANDS } from './documentedCommands';

const ROOT = path.join(__dirname, '../../..');
const COMMAND = /\bnpm run (?:-s |--silent )?([a-z][\w:-]*)/g;

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

describe('the documented commands', () => {
	const PROGRAMS = 'npm|npx|docker|git|node|tsx|n8n|mkdir|cd|curl|openssl|sha256sum';
	const STARTS_WITH_PROGRAM = new RegExp(`^(?:${PROGRAMS}) `);
	const pages = FILES.filter((file) => file.endsWith('.md'));
	const documented = pages.flatMap((file) => {
		const text = readFileSync(path.join(ROOT, file), 'utf8');
		const blocks = [...text.matchAll(/^ *```\w*\n([\s\S]*?)^ *```/gm)].flatMap(([, block = '']) =>
			block.split('\n').map((line) => line.replace(/\s+#.*/, '').trim()),
		);
		const inline = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`]+)`/g)].map(
			([, code = '']) => code.replace(/\s+/g, ' ').trim(),
		);
		return [...blocks, ...inline].filter((line) => STARTS_WITH_PROGRAM.test(line));
	});
	const stands = (known: string, command: string) =>
		command === known || command.startsWith(`${known} `);

	it('are run by .ci/run or a test, or marked with the reason why not', () => {
		expect(documented.length).toBeGreaterThan(50);
		const unknown = documented.filter(
			(command) => !Object.keys(DOCUMENTED_COMMANDS).some((known) => stands(known, command)),
		);
		expect([...new Set(unknown)]).toEqual([]);
	});

	it('are all that the list names', () => {
		const unused = Object.keys(DOCUMENTED_COMMANDS).filter(
			(known) => !documented.some((command) => stands(known, command)),
		);
		expect(unused).toEqual([]);
	});

	it('are in .ci/run if the list says so', () => {
		const ci = readFileSync(path.join(ROOT, '.ci/run'), 'utf8');
		const said = Object.entries(DOCUMENTED_COMMANDS)
			.filter(([, how]) => /^\.ci\/run($|, as )/.test(how))
			.map(([command, how]) => /, as (npm run [^;]*)/.exec(how)?.[1] ?? command);
		expect(said.filter((command) => !ci.includes(command.trim()))).toEqual([]);
	});
});
