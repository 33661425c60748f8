import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AGENTS_PAGE, withAgentTable } from '../../../scripts/agentTable';
import { wordedOperations } from '../../../scripts/operationList';

const page = readFileSync(path.join(__dirname, '../../..', AGENTS_PAGE), 'utf8');

describe('docs/agents.md', () => {
	it('has the table that the code gives ("npm run docs" writes it)', () => {
		expect(withAgentTable(page)).toBe(page);
	});

	it('rates every operation once', () => {
		const rated = page
			.split('\n')
			.filter((line) => line.startsWith('| '))
			.flatMap((line) => line.split(' | ').slice(2))
			.flatMap((cell) => cell.replace(/ \|$/, '').split('; '))
			.flatMap((part) => {
				const [resource = '', names] = part.split(': ');
				return (names?.split(', ') ?? []).map((name) => `${resource}: ${name}`);
			});
		expect(rated.sort()).toEqual(
			wordedOperations()
				.map(({ title }) => title)
				.sort(),
		);
	});
});
