import { openApiDocument } from '../../../sandbox/killb/openApi';
import { driftOf, hasDrifted, reportOf } from '../../../scripts/drift/compare';
import { factsOf, type OpenApiDocument } from '../../../scripts/drift/openApi';

const ours = () => structuredClone(openApiDocument()) as unknown as OpenApiDocument;
const known = factsOf(ours());

/** The findings if KillB publishes this. */
function driftAfter(change: (document: OpenApiDocument) => void) {
	const document = ours();
	change(document);
	return driftOf(known, factsOf(document));
}

const schemaNamed = (document: OpenApiDocument, name: string) => {
	const schema = document.components?.schemas?.[name];
	if (!schema) throw new Error(`no schema ${name}`);
	return schema;
};

describe('the drift of KillB’s operations', () => {
	it('is empty if KillB publishes the operations that the nodes were made from', () => {
		const drift = driftAfter(() => undefined);
		expect(hasDrifted(drift)).toBe(false);
		expect(reportOf(drift)).toBe("KillB's operations are those that the nodes were made from.\n");
	});

	it('covers all 82 operations and their inputs', () => {
		expect(known.size).toBe(82);
		expect(known.get('POST /api/v2/auth/login')).toContain(
			'takes in application/json `email`: string',
		);
	});

	it('names a removed operation and a new one', () => {
		const drift = driftAfter(({ paths }) => {
			delete paths['/api/v2/auth/me'];
			paths['/api/v3/ramps'] = { post: {} };
		});
		expect(drift).toMatchObject({
			removed: ['GET /api/v2/auth/me'],
			added: ['POST /api/v3/ramps'],
		});
	});

	it('leaves out operations for KillB’s own staff', () => {
		const drift = driftAfter(({ paths }) => {
			paths['/api/v2/backoffice/ops/change-level'] = { post: {} };
		});
		expect(hasDrifted(drift)).toBe(false);
	});

	it('names a newly required member, in every operation that has it', () => {
		const drift = driftAfter((document) => {
			schemaNamed(document, 'RefreshDto').required = ['refreshToken'];
		});
		expect(drift.changed).toEqual([
			{
				operation: 'POST /api/v2/auth/refresh',
				gone: ['takes in application/json `refreshToken`: string, optional'],
				fresh: ['takes in application/json `refreshToken`: string'],
			},
		]);
	});

	it('names an added choice', () => {
		const drift = driftAfter(({ paths }) => {
			const type = paths['/api/v2/users']?.['get']?.parameters?.find(({ name }) => name === 'type');
			type?.schema?.enum?.push('TRUST');
		});
		expect(drift.changed).toEqual([
			{
				operation: 'GET /api/v2/users',
				gone: ['takes query parameter `type`: COMPANY \\| PERSON'],
				fresh: ['takes query parameter `type`: COMPANY \\| PERSON \\| TRUST'],
			},
		]);
	});

	it('treats integer and number as the same type', () => {
		const drift = driftAfter((document) => {
			const { properties } = schemaNamed(document, 'RefreshResponseDto');
			Object.assign(properties?.['expiresIn'] ?? {}, { type: 'integer' });
		});
		expect(hasDrifted(drift)).toBe(false);
	});

	it('handles a recursive type', () => {
		const facts = factsOf({
			paths: { '/a': { get: { responses: { 200: { content: { json: { schema: node } } } } } } },
			components: { schemas: { Node: { properties: { next: node } } } },
		});
		expect(facts.get('GET /a')).toEqual(new Set(['answers `next`: object, optional']));
	});

	it('is not computed for anything but an OpenAPI document', () => {
		expect(() => factsOf({} as OpenApiDocument)).toThrow('This is no OpenAPI document');
	});
});

const node = { $ref: '#/components/schemas/Node' };
