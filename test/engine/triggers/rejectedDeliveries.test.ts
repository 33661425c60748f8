import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Delivery, installedPackages } from '../../support/engine';
import { outputsOfNode } from '../../support/engine/outputsOfNode';
import {
	catchLog,
	hmac,
	IGNORED,
	kernelHost,
	kernelHostHeader,
	killB,
	paid,
	ramp,
	REFUSED,
	SECRET,
} from '../../support/triggers/deliveries';

/** The log of the code that is tested: of the built package, or of the sources. */
const { deliveryLog } = jest.requireActual<typeof import('../../../core/webhook/deliveryLog')>(
	process.env.TEST_BUILT_PACKAGE === '1'
		? '../../../dist/core/core.js'
		: '../../../core/webhook/deliveryLog',
);

beforeEach(() => void catchLog());
afterEach(() => jest.restoreAllMocks());

const REPORT = { settings: { reportRejected: true } };
const PRIVATE = 'a value that nobody may see';

interface Tested {
	name: string;
	type: string;
	credentialType: string;
	/** An event that the parameters of `unwanted` filter out. */
	unwanted: INodeParameters;
	deliver(parameters?: INodeParameters, overrides?: Partial<Delivery>): ReturnType<typeof killB>;
	forged(): Record<string, string>;
}

const SERVICES: Tested[] = [
	{
		name: 'KillB',
		type: 'killBTrigger',
		credentialType: 'killBApi',
		unwanted: { events: ['USER'] },
		deliver: (parameters, overrides) => killB(ramp, parameters, overrides),
		forged: () => ({ 'x-signature-sha256': hmac('another body') }),
	},
	{
		name: 'KernelHost',
		type: 'kernelHostTrigger',
		credentialType: 'kernelHostApi',
		unwanted: { events: ['invoice.created'] },
		deliver: (parameters, overrides) => kernelHost(paid, parameters, overrides),
		forged: () => ({ 'x-signature': kernelHostHeader(paid, undefined, 'another secret') }),
	},
];

describe.each(SERVICES)('the $name Trigger', (service) => {
	const { deliver, forged, credentialType, type } = service;
	let workflowId: string;
	let count = 0;
	beforeEach(() => {
		workflowId = `workflow-${type}-${count++}`;
	});

	const reject = (parameters?: INodeParameters, overrides: Partial<Delivery> = {}) =>
		deliver(parameters, { workflowId, headers: { ...forged(), 'x-own': PRIVATE }, ...overrides });
	const recorded = () =>
		deliveryLog
			.of(credentialType, `credential-${credentialType}`)
			.filter((trigger) => trigger.workflowId === workflowId);

	it('counts what it accepts, also events that are filtered out, and what it rejects', async () => {
		await deliver({}, { workflowId });
		expect(await deliver(service.unwanted, { workflowId })).toMatchObject(IGNORED);
		await reject();
		await reject({}, { headers: { 'content-length': '17' } });
		expect(recorded()).toMatchObject([
			{
				workflow: 'Workflow under test',
				node: 'Trigger',
				address: 'production',
				accepted: 2,
				rejected: 2,
				lastRejected: [
					{
						reason: 'no_signature_header',
						advice: expect.stringMatching(/^It has no signature header\./) as string,
						headerNames: ['content-type', 'content-length'],
						size: 17,
					},
					{
						reason: 'signature_mismatch',
						headerNames: expect.arrayContaining(['x-own']) as string[],
						size: Buffer.byteLength(type === 'killBTrigger' ? ramp : paid),
					},
				],
			},
		]);
		const [trigger] = recorded();
		expect(Object.keys(trigger?.lastRejected[0] ?? {}).sort()).toEqual(
			['advice', 'headerNames', 'reason', 'rejectedAt', 'size'].sort(),
		);
	});

	it('records no value of a header, no part of the body and no secret', async () => {
		await reject(REPORT, { rawBody: JSON.stringify({ note: PRIVATE }) });
		expect(recorded()).toHaveLength(1);
		const stored = JSON.stringify(recorded());
		for (const value of [PRIVATE, SECRET, ...Object.values(forged())]) {
			expect(stored).not.toContain(value);
		}
	});

	it('cuts the names of headers in number and length', async () => {
		const many = Object.fromEntries(
			Array.from({ length: 500 }, (_, index) => [`x-${index}-${'a'.repeat(500)}`, '']),
		);
		await reject({}, { headers: many });
		const names = recorded()[0]?.lastRejected[0]?.headerNames ?? [];
		expect(names).toHaveLength(41);
		expect(names.at(-1)).toBe('…');
		expect(Math.max(...names.map(({ length }) => length))).toBe(60);
	});

	it('records what could not be verified, with a 503 to the sender', async () => {
		const node = { credentials: { [credentialType]: { id: `no-${workflowId}`, name: 'gone' } } };
		expect(await deliver({}, { workflowId, node, credentials: {} })).toMatchObject({ status: 503 });
		expect(deliveryLog.of(credentialType, `no-${workflowId}`)).toMatchObject([
			{ accepted: 0, rejected: 1, lastRejected: [{ reason: 'could_not_verify' }] },
		]);
	});

	it('has one unnamed output, and starts nothing for a rejected delivery', async () => {
		expect(await outputsOf(type, {})).toEqual(['main']);
		expect(await outputsOf(type, { settings: { includeRawBody: true } })).toEqual(['main']);
		for (const settings of [{}, { includeRawBody: true }, { reportRejected: false }]) {
			expect(await reject({ settings })).toMatchObject(REFUSED);
			expect((await reject({ settings })).rejected).toBeUndefined();
		}
	});

	describe('with Report Rejected Deliveries', () => {
		it('has a second output', async () => {
			expect(await outputsOf(type, REPORT)).toEqual([
				{ type: 'main', displayName: 'Event' },
				{ type: 'main', displayName: 'Rejected' },
			]);
		});

		it('starts the workflow there, and the sender gets the same 401', async () => {
			const { rejected, headers, ...result } = await reject(REPORT);
			expect(result).toEqual({ ...REFUSED, executionStarted: true });
			expect(headers).toEqual({ 'content-type': 'application/json' });
			expect(rejected?.map(({ json }) => json)).toEqual([
				{
					rejectedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
					reason: 'signature_mismatch',
					advice: expect.stringContaining('does not match the body') as string,
					headerNames: expect.arrayContaining(['x-own']) as string[],
					size: expect.any(Number) as number,
					rejectedSinceLastReport: 1,
				},
			]);
			expect(JSON.stringify(rejected)).not.toContain(PRIVATE);
		});

		it('starts it for a delivery that its headers alone reject, too', async () => {
			const { rejected, status } = await reject(REPORT, { headers: {} });
			expect(status).toBe(401);
			expect(rejected?.[0]?.json).toMatchObject({ reason: 'no_signature_header', size: null });
		});

		it('starts accepted deliveries at the first output', async () => {
			const { items, rejected } = await deliver(REPORT, { workflowId });
			expect(items).toHaveLength(1);
			expect(rejected).toBeUndefined();
		});

		it('starts one execution for 1,000 forged deliveries, and counts them a minute later', async () => {
			const started: IDataObject[] = [];
			for (let index = 0; index < 1000; index++) {
				const { rejected = [], ...result } = await reject(REPORT);
				expect(result).toMatchObject({ status: 401, body: REFUSED.body });
				started.push(...rejected.map(({ json }) => json));
			}
			expect(started.map((json) => json.rejectedSinceLastReport)).toEqual([1]);
			expect(recorded()).toMatchObject([{ rejected: 1000 }]);
			const now = performance.now();
			jest.spyOn(performance, 'now').mockImplementation(() => now + 60_000);
			const { rejected } = await reject(REPORT);
			expect(rejected?.[0]?.json.rejectedSinceLastReport).toBe(1000);
		});

		it('reports in a test, whatever the published workflow has reported', async () => {
			expect((await reject(REPORT)).rejected).toHaveLength(1);
			const mode = 'manual';
			expect((await reject(REPORT, { mode })).rejected).toHaveLength(1);
			expect((await reject(REPORT, { mode })).executionStarted).toBe(false);
			expect(recorded().map(({ address }) => address)).toEqual(['production', 'test']);
		});

		it('starts nothing with Always Output Data, which would start the first output too', async () => {
			const node = { alwaysOutputData: true };
			expect(await reject(REPORT, { node })).toMatchObject(REFUSED);
		});
	});

	it('goes on listening in a test after a rejected delivery', async () => {
		// n8n ends a test only when an execution starts (test-webhooks.js :: executeWebhook).
		expect(await reject({}, { mode: 'manual' })).toMatchObject(REFUSED);
	});
});

/** The outputs as n8n evaluates them. */
async function outputsOf(type: string, parameters: INodeParameters) {
	return outputsOfNode(await installedPackages(), type, parameters);
}
