import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SANDBOX = path.join(__dirname, '../../../sandbox');

test('the sandbox imports nothing of the package it tests', () => {
	const files = readdirSync(SANDBOX, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.ts'),
	);
	expect(files).toContain('index.ts');
	for (const file of files) {
		const directory = path.dirname(path.join(SANDBOX, file));
		const imports = readFileSync(path.join(SANDBOX, file), 'utf8').matchAll(/from '([^']+)'/g);
		for (const [, name = ''] of imports) {
			if (!name.startsWith('.')) expect(name).not.toMatch(/n8n/);
			else expect(path.relative(SANDBOX, path.resolve(directory, name))).not.toMatch(/^\.\./);
		}
	}
});
