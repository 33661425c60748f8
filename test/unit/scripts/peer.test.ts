import type { JournalledRequest, ReadForm } from '../../../scripts/peer/arrived';
import { arrivedAs, differences } from '../../../scripts/peer/arrived';
import type { Findings, Outcome } from '../../../scripts/peer/report';
import { page, problemsIn } from '../../../scripts/peer/report';

const RAMP = '3f2b8c1e-0a4d-4e6f-9b7a-5c8d1e2f3a4b';

function request(change: Partial<JournalledRequest> = {}): JournalledRequest {
	return {
		method: 'PATCH',
		path: `/api/v2/ramps/${RAMP}?page=1&limit=10`,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ id: RAMP, amount: 150.25, tags: ['a', 'b'] }),
		status: 200,
		...change,
	};
}

const FORM: ReadForm = {
	fields: { documentType: 'PASSPORT' },
	files: [
		{ name: 'front', fileName: 'a.png', mimeType: 'image/png', bytes: Buffer.from([0, 255]) },
	],
};

const file = (change: Partial<ReadForm['files'][number]>): ReadForm => ({
	...FORM,
	files: FORM.files.map((one) => ({ ...one, ...change })),
});

const compared = (change: Partial<JournalledRequest>) =>
	differences([arrivedAs(request())], [arrivedAs(request(change))]);

describe('the comparison of the SDK’s requests with the node’s', () => {
	it('takes requests for equal that mean the same', () => {
		expect(compared({})).toEqual([]);
		expect(compared({ path: `/api/v2/ramps/${RAMP}?limit=10&page=1` })).toEqual([]);
		expect(compared({ path: `/api/v2/ramps/${RAMP}?page=%31&limit=10` })).toEqual([]);
		expect(compared({ headers: { 'content-type': 'application/json; charset=utf-8' } })).toEqual(
			[],
		);
		const body = `{ "tags": ["a","b"], "amount": 150.250, "id": "${RAMP}" }`;
		expect(compared({ body })).toEqual([]);
	});

	it.each<[string, Partial<JournalledRequest>, RegExp]>([
		['another method', { method: 'PUT' }, /^method: SDK PATCH, node PUT$/],
		['another path', { path: `/api/vramps/${RAMP}?page=1&limit=10` }, /^path: /],
		['another value in the query', { path: `/api/v2/ramps/${RAMP}?page=2&limit=10` }, /^query: /],
		['one more parameter', { path: `/api/v2/ramps/${RAMP}?page=1&limit=10&x=` }, /^query: /],
		['a missing query', { path: `/api/v2/ramps/${RAMP}` }, /^query: /],
		['another amount', { body: JSON.stringify({ id: RAMP, amount: 150.26, tags: [] }) }, /^body: /],
		[
			'an amount as text',
			{ body: `{"id":"${RAMP}","amount":"150.25","tags":["a","b"]}` },
			/^body: /,
		],
		[
			'a list in another order',
			{ body: `{"id":"${RAMP}","amount":150.25,"tags":["b","a"]}` },
			/^body: /,
		],
		[
			'one more member',
			{ body: `{"id":"${RAMP}","amount":150.25,"tags":["a","b"],"x":null}` },
			/^body: /,
		],
		['no body', { body: '' }, /^body: SDK \{.*\}, node none$/],
		['a body that is not JSON', { headers: { 'content-type': 'text/plain' } }, /^body: /],
	])('sees %s', (_, change, line) => {
		expect(compared(change)).toEqual([expect.stringMatching(line)]);
	});

	it('sees a request too many, and takes two sides that sent nothing for no proof', () => {
		const one = arrivedAs(request());
		expect(differences([one], [one, one])).toEqual([
			expect.stringMatching(/^requests: SDK \[PATCH/),
		]);
		expect(differences([], [])).toEqual(['no request arrived from either side']);
	});

	it('looks through ids that each server gave itself, and through no others', () => {
		const other = '9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d';
		const renamed = request({
			path: `/api/v2/ramps/${other}?page=1&limit=10`,
			body: request().body.replaceAll(RAMP, other),
		});
		const sdk = [arrivedAs(request(), { rampId: RAMP })];
		expect(differences(sdk, [arrivedAs(renamed, { rampId: other })])).toEqual([]);
		expect(differences(sdk, [arrivedAs(renamed, { rampId: RAMP })])).toHaveLength(2);
	});

	it.each<[string, ReadForm]>([
		['a field', { ...FORM, fields: { documentType: 'INE' } }],
		['a file’s bytes', file({ bytes: Buffer.from([0, 254]) })],
		['a file’s name', file({ fileName: 'b.png' })],
		['a file’s type', file({ mimeType: 'image/jpeg' })],
		['the name of a file’s field', file({ name: 'back' })],
		['the number of files', { ...FORM, files: [] }],
	])('compares forms by what is in them, and sees a difference in %s', (_, form) => {
		const sent = (boundary: string, read: ReadForm) =>
			arrivedAs(
				request({
					headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
					body: `--${boundary}`,
				}),
				{},
				read,
			);
		expect(differences([sent('one', FORM)], [sent('two', FORM)])).toEqual([]);
		expect(differences([sent('one', FORM)], [sent('two', form)])).toHaveLength(1);
	});
});

describe('the report', () => {
	const call = { sdk: 'ramps.getById', node: 'ramp.get', given: () => [], form: () => ({}) };
	const outcome = (change: Partial<Outcome> = {}): Outcome => ({
		call,
		request: 'GET /api/v2/ramps/:rampId',
		differences: [],
		problems: [],
		...change,
	});
	const findings = (outcomes: Outcome[], wasSeen = true): Findings => ({
		sdkVersion: '1.2.3, commit abc1234',
		outcomes,
		observations: [{ claim: 'It does this.', seen: async () => wasSeen, wasSeen }],
		withoutPeer: ['bank.getAll'],
		operations: 2,
	});

	it('counts what was equal and what differs, and says why', () => {
		const differing = outcome({
			call: { ...call, of: 'by id', differs: 'A slip.' },
			differences: ['path: SDK /api/vramps/1, node /api/v2/ramps/1'],
		});
		const text = page(findings([outcome(), differing]));
		expect(text).toContain('**2 calls compared, 1 equal, 1 different.**');
		expect(text).toContain('- **ramps.getById (by id)**: A slip.');
		expect(text).toContain('SDK 1.2.3, commit abc1234');
	});

	it('names every problem and everything that was not seen', () => {
		const problems = problemsIn(findings([outcome({ problems: ['no longer differs'] })], false));
		expect(problems).toEqual(['ramps.getById: no longer differs', 'Not seen: It does this.']);
		expect(problemsIn(findings([outcome()]))).toEqual([]);
	});
});
