import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { factsOf } from '../../../scripts/drift/openApi';
import { documentOfTypes } from '../../../scripts/drift/sdkTypes';

/** In the form that openapi-typescript writes. */
const TYPES = `
export interface paths {
	'/pets/{id}': {
		parameters: { query?: never };
		get: operations['getPet'];
		post?: never;
		patch: operations['changePet'];
	};
}
interface components {
	schemas: {
		Pet: { name: string; parent?: components['schemas']['Pet']; kind: 'CAT' | 'DOG'; tags: string[] };
		Change: { name?: string | null; owner: { id: number } & { vip?: boolean } };
	};
}
interface operations {
	getPet: {
		parameters: { query?: { full?: boolean }; path: { id: string } };
		requestBody?: never;
		responses: {
			200: { content: { 'application/json': components['schemas']['Pet'] } };
			404: { content: { 'application/json': { message: string } } };
		};
	};
	changePet: {
		parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
		requestBody: { content: { 'application/json': components['schemas']['Change'] } };
		responses: { 204: { content?: never } };
	};
}
`;

describe('the types of KillB’s SDK', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'drift-'));
	const file = path.join(folder, 'schema.ts');
	afterAll(() => rmSync(folder, { recursive: true }));

	const factsIn = (text: string) => {
		writeFileSync(file, text);
		return factsOf(documentOfTypes(file));
	};

	it('describe each operation’s input and output like the document that they were generated from', () => {
		expect(Object.fromEntries(factsIn(TYPES))).toEqual({
			'GET /pets/{id}': new Set([
				'takes query parameter `full`: boolean, optional',
				'takes path parameter `id`: string',
				'answers `name`: string',
				'answers `parent`: object, optional',
				'answers `kind`: CAT \\| DOG',
				'answers `tags`: list of string',
			]),
			'PATCH /pets/{id}': new Set([
				'takes path parameter `id`: string',
				'takes header parameter `If-Match`: string, optional',
				'takes in application/json `name`: null or string, optional',
				'takes in application/json `owner`: object',
				'takes in application/json `owner.id`: number',
				'takes in application/json `owner.vip`: boolean, optional',
			]),
		});
	});

	it('are rejected if they are something else', () => {
		expect(() => factsIn('export interface roads {}')).toThrow('has no interface "paths"');
	});
});
