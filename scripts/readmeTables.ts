import { withBetween } from './betweenMarkers';
import { type WordedOperation, wordedOperations } from './operationList';

interface Column {
	header: string;
	cell: (operation: WordedOperation) => string;
}

/**
 * The README of each language, by file name, with the columns of its tables. The Spanish one omits
 * the descriptions: a translation of them would go stale unnoticed.
 */
const COLUMNS = {
	'README.md': [
		title('Operation'),
		{ header: 'What it does', cell: ({ description }) => description },
		request('Request', 'any'),
		repeatable('Safe to repeat', 'yes', 'no'),
	],
	'README.es.md': [
		title('Operación'),
		request('Solicitud', 'cualquiera'),
		repeatable('Repetible sin riesgo', 'sí', 'no'),
	],
} satisfies Record<string, Column[]>;

export type ReadmeFile = keyof typeof COLUMNS;

/** Every README with operation tables, relative to the repository's root. */
export const README_FILES = Object.keys(COLUMNS) as ReadmeFile[];

const MADE = ['kernelHost', 'killB'].map((node) => ({
	node,
	begin: `<!-- operations of ${node}: made by "npm run docs" -->`,
	end: `<!-- end of operations of ${node} -->`,
}));

/**
 * Returns a README's text with new tables between its markers.
 * @throws Error when a marker is missing
 */
export function withTables(file: ReadmeFile, readme: string): string {
	return between(file, readme, (node) => `\n\n${table(node, COLUMNS[file])}\n\n`);
}

/**
 * Returns a README's hand-written text, with nothing between its markers.
 * @throws Error when a marker is missing
 */
export function withoutTables(file: ReadmeFile, readme: string): string {
	return between(file, readme, () => '\n\n');
}

function between(file: ReadmeFile, readme: string, made: (node: string) => string): string {
	return MADE.reduce(
		(text, { node, ...markers }) => withBetween(file, text, markers, made(node)),
		readme,
	);
}

function table(node: string, columns: readonly Column[]): string {
	const rows = wordedOperations().filter(({ listed }) => listed.node === node);
	return [
		row(columns.map(({ header }) => header)),
		`|${'---|'.repeat(columns.length)}`,
		...rows.map((operation) => row(columns.map(({ cell }) => cell(operation)))),
	].join('\n');
}

function row(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function title(header: string): Column {
	return { header, cell: (operation) => operation.title };
}

function request(header: string, any: string): Column {
	return {
		header,
		cell: ({ listed: { method, path } }) => (method === 'ANY' ? any : `\`${method} ${path}\``),
	};
}

function repeatable(header: string, yes: string, no: string): Column {
	return { header, cell: ({ listed }) => (listed.repeatable ? yes : no) };
}
