import type { IDataObject } from 'n8n-workflow';
import { simplified } from '../../../nodes/shared/operation/results';
import { callTool } from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

/** Whether every member of a value, at any depth, is in another one with the same value. */
function isPartOf(part: unknown, whole: unknown): boolean {
	if (typeof part !== 'object' || part === null || Array.isArray(part)) {
		return JSON.stringify(part) === JSON.stringify(whole);
	}
	return Object.entries(part).every(
		([name, value]) =>
			Object.hasOwn(whole as object, name) && isPartOf(value, (whole as IDataObject)[name]),
	);
}

const user = { userId: byId(SEEDED_USER_ID) };

describe('Simplify', () => {
	it.each([
		['user.get', user],
		['user.getAll', { returnAll: true }],
		['account.getAll', { returnAll: true }],
		['account.getByUser', user],
	] as const)('of %s returns fewer members of the same answer, the ID first', async (...given) => {
		const [operation, parameters] = given;
		const short = await sandbox.run(operation, parameters);
		const raw = await sandbox.run(operation, { ...parameters, simple: false });
		expect(short.error).toBeUndefined();
		expect(short.items.length).toBeGreaterThan(0);
		expect(short.items).toHaveLength(raw.items.length);
		short.items.forEach(({ json, pairedItem }, index) => {
			const whole = raw.items[index];
			expect(Object.keys(json)[0]).toBe('id');
			expect(JSON.stringify(json).length).toBeLessThan(JSON.stringify(whole?.json).length);
			expect(isPartOf(json, whole?.json)).toBe(true);
			expect(pairedItem).toEqual(whole?.pairedItem);
		});
	});

	it('applies to a tool of an agent too', async () => {
		const { response } = await callTool({
			type: 'killB',
			parameters: { resource: 'user', operation: 'get', ...user },
			credentials: sandbox.credentials(),
		});
		expect(response).toContain(SEEDED_USER_ID);
		expect(response).not.toContain('customerId');
	});

	it('is a switch that an expression can set for each item', async () => {
		const { items } = await sandbox.run(
			'user.get',
			{ ...user, simple: '={{ $json.short }}' },
			{ items: [{ short: true }, { short: false }] },
		);
		expect(items.map(({ json }) => 'customerId' in json)).toEqual([false, true]);
	});
});

describe('simplified', () => {
	const members = ['id', 'data.email', 'data.name', 'status'];

	it('keeps the named members in their order, at their places', () => {
		const entry = { customerId: 'c', status: 'OK', data: { name: 'n', x: 1, email: 'e' }, id: 1 };
		const short = simplified([entry], members);
		expect(JSON.stringify(short)).toBe('[{"id":1,"data":{"email":"e","name":"n"},"status":"OK"}]');
	});

	it('leaves out what an answer lacks, and keeps null', () => {
		expect(simplified({ id: null, data: { x: 1 } }, members)).toEqual({ id: null });
	});

	it('returns an answer of an unknown form as it is', () => {
		expect(simplified({ success: true }, members)).toEqual({ success: true });
		expect(simplified({ id: 1, data: 'text' }, members)).toEqual({ id: 1, data: 'text' });
	});
});
