import { type Compatibility, hasPassed, type Result, type Versions } from './result';
import type { Kind } from './target';

/** docs/compatibility.md. */
export function page({ results, notInstallable }: Compatibility): string {
	const of = (kind: Kind) => results.filter((result) => result.kind === kind);
	return `# Compatibility

Made by \`npm run versions -- --record\` from its own results, which are in \`compatibility.json\`. Do not edit.

## The engine of n8n's lines

All engine tests (\`test/engine\`) on the \`n8n-core\` and \`n8n-workflow\` of each line, in one version of the line whose packages
the registry has, on the Node that it needs. A test in the run makes sure that nothing of another version was loaded. 2.20 and 2.30 are too old: of
them it is tested that the nodes refuse to run and the triggers to be published, and that nothing is sent.

${table(of('engine'), ['n8n', 'n8n-core', 'n8n-workflow', 'node'], 'Tests')}

What n8n keeps in its package \`n8n\` and not in these two (credentials in its database, the receiving of webhooks) is mirrored in
\`test/support/engine\` as it is in n8n 2.41.1, on all lines. What older lines do there differently is seen only in the demo.

## The demo in a real n8n

\`npm run demo -- --once\` with the packed package: a paid ramp becomes a server. The oldest n8n that is supported, and the newest
that can be installed. What is counted is what was to happen.

${table(of('demo'), ['n8n', 'node'], 'Checks')}

${refusedTable(notInstallable)}

## Node

All unit and engine tests.

${table(of('node'), ['node', 'n8n-core', 'n8n-workflow'], 'Tests')}
${failures(results)}`;
}

function table(results: Result[], columns: Array<keyof Versions>, counted: string): string {
	if (results.length === 0) return 'Not run yet.';
	const headings = columns.map((name) => (name === 'node' ? 'Node' : name));
	return [
		row([...headings, `${counted} passed`, 'failed', 'skipped', 'Outcome', 'Date', 'Commit']),
		row([...columns.map(() => '---'), '--:', '--:', '--:', '---', '---', '---']),
		...results.map((result) =>
			row([
				...columns.map((name) => result.versions[name] ?? ''),
				...[result.passed, result.failed, result.skipped].map(String),
				hasPassed(result) ? 'passed' : '**failed**',
				result.date,
				result.commit,
			]),
		),
	].join('\n');
}

function refusedTable(notInstallable: Compatibility['notInstallable']): string {
	if (!notInstallable) return 'Whether there is a newer one was not looked for yet.';
	if (notInstallable.length === 0) return 'The registry has no newer one.';
	return [
		'Newer ones whose packages the registry does not have:\n',
		row(['n8n', 'npm says', 'Date']),
		row(['---', '---', '---']),
		...notInstallable.map(({ n8n, reason, date }) => row([n8n, `\`${reason}\``, date])),
	].join('\n');
}

function failures(results: Result[]): string {
	const all = results.flatMap(({ kind, name, failures: found }) =>
		found.map((failure) => `- ${kind} ${name}: ${failure}`),
	);
	return all.length === 0 ? '' : `\n## What failed\n\n${all.join('\n')}\n`;
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
