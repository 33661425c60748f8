import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Check, check } from './check';

/** What a README has to tell, by words that its headings or text have. */
const TOLD: Record<string, RegExp> = {
	installation: /^## Install/m,
	credentials: /^## (Credentials|\w+ .*API)/m,
	operations: /\| Operation \|/,
	triggers: /^## Triggers/m,
	compatibility: /n8n \d+\.\d+ or newer/,
};

/** What the pages of a package answer. */
export function textChecks(folder: string): Check[] {
	const readme = textOf(folder, 'README.md');
	const missing = Object.entries(TOLD)
		.filter(([, words]) => !words.test(readme))
		.map(([topic]) => topic);
	return [
		check(
			'A README with installation, credentials, operations, triggers and compatibility',
			missing.length === 0,
			missing.length === 0 ? 'README.md' : `missing: ${missing.join(', ')}`,
		),
		check('The text of the licence', /MIT/.test(textOf(folder, 'LICENSE.md')), 'LICENSE.md'),
		{
			asked: 'English throughout, and texts that fit n8n’s guidelines',
			verdict: 'waits',
			evidence: 'n8n’s rules for texts pass (see the scanner); the rest is for people to read',
		},
		{
			asked: 'Not a second node for what n8n has already',
			verdict: 'waits',
			evidence:
				'n8n 2.41.1 has no node of either service; whether another package has is for n8n to say',
		},
	];
}

function textOf(folder: string, name: string): string {
	const file = path.join(folder, name);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
