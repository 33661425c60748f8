import type { WordedOperation } from './operationList';
import { wordedOperations } from './operationList';

/**
 * The README with the tables between its markers made anew from the operations.
 * @throws Error when a marker is missing
 */
export function withTables(readme: string): string {
	return ['kernelHost', 'killB'].reduce((text, node) => {
		const begin = `<!-- operations of ${node}: made by "npm run readme" -->`;
		const end = `<!-- end of operations of ${node} -->`;
		const from = text.indexOf(begin);
		const to = text.indexOf(end);
		if (from < 0 || to < from) throw new Error(`The README lacks the markers for ${node}`);
		return `${text.slice(0, from)}${begin}\n\n${table(node)}\n\n${text.slice(to)}`;
	}, readme);
}

function table(node: string): string {
	const rows = wordedOperations().filter(({ listed }) => listed.node === node);
	return [
		'| Operation | What it does | Request | Safe to repeat |',
		'|---|---|---|---|',
		...rows.map(row),
	].join('\n');
}

function row({ title, description, listed }: WordedOperation): string {
	const { method, path, repeatable } = listed;
	const request = method === 'ANY' ? 'any' : `\`${method} ${path}\``;
	return `| ${title} | ${description} | ${request} | ${repeatable ? 'yes' : 'no'} |`;
}
