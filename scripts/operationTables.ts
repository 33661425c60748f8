import { withBetween } from './betweenMarkers';
import { type WordedOperation, wordedOperations } from './operationList';

/** The page with a table of operations for each node, relative to the repository's root. */
export const OPERATIONS_PAGE = 'docs/operations.md';

const COLUMNS: Record<string, (operation: WordedOperation) => string> = {
	Operation: ({ title }) => title,
	'What it does': ({ description }) => description,
	Request: ({ listed: { method, path } }) => {
		if (method === 'none') return 'none';
		return method === 'ANY' ? 'any' : `\`${method} ${path}\``;
	},
	'Safe to retry': ({ listed }) => (listed.repeatable ? 'yes' : 'no'),
};

/**
 * Returns the page's text with new tables between its markers.
 * @throws Error when a marker is missing
 */
export function withTables(page: string): string {
	return ['kernelHost', 'killB'].reduce((text, node) => {
		const markers = {
			begin: `<!-- operations of ${node}: made by "npm run docs" -->`,
			end: `<!-- end of operations of ${node} -->`,
		};
		return withBetween(OPERATIONS_PAGE, text, markers, `\n\n${table(node)}\n\n`);
	}, page);
}

function table(node: string): string {
	const operations = wordedOperations().filter(({ listed }) => listed.node === node);
	const cells = Object.values(COLUMNS);
	return [
		row(Object.keys(COLUMNS)),
		`|${'---|'.repeat(cells.length)}`,
		...operations.map((operation) => row(cells.map((cell) => cell(operation)))),
	].join('\n');
}

function row(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}
