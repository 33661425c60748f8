import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { operations } from '../../../scripts/operationList';
import { documentedEndpoints } from '../../unit/killb/facts';
import { runNode, type WireRequest, WireServer, errorIn, messageIn } from '../../support/engine';
import { ids, INPUTS, WITH_ID_IN_BODY } from '../../support/killb/operationInputs';

/**
 * A server that accepts every login, and then permits nothing, so that every operation fails in the
 * same way.
 */
let server: WireServer;

beforeAll(async () => {
	server = await WireServer.start();
});
beforeEach(() => server.answer(reject));
afterAll(async () => await server.close());

function reject({ method, target }: WireRequest) {
	if (target.endsWith('/auth/login')) {
		return { status: 201, body: { accessToken: 'a', refreshToken: 'r', expiresIn: 3_600_000 } };
	}
	// Quote and Create names an object only after these two.
	if (/^\/api\/v2\/ramps\?.*externalId=/.test(target)) return { body: { ramps: [], totalPage: 0 } };
	if (`${method} ${target}` === 'POST /api/v2/quotations' && isQuoting) {
		return { status: 201, body: QUOTATION };
	}
	return { status: 403, body: { errorCode: 'X.1', message: ['Not for you'], statusCode: '403' } };
}

const QUOTATION = {
	id: 'a-quotation',
	fromCurrency: 'COP',
	toCurrency: 'USDC',
	fromAmount: 400000,
	toAmount: 95,
	expiresAt: Date.now() + 3_600_000,
};
let isQuoting = false;

/** The requests of the node itself. */
function arrived(): WireRequest[] {
	return server.requests.filter(({ target }) => !target.includes('/auth/login'));
}

const FILES: IBinaryKeyData = {
	data: {
		data: Buffer.from('%PDF-1.7').toString('base64'),
		mimeType: 'application/pdf',
		fileName: 'a.pdf',
	},
	sheet: {
		data: Buffer.from('PK\x03\x04', 'latin1').toString('base64'),
		mimeType: 'application/octet-stream',
		fileName: 'a.xlsx',
	},
};

async function run(id: string, items: IDataObject[]) {
	const [resource = '', operation = ''] = id.split('.');
	isQuoting = id === 'ramp.quoteAndCreate';
	return await runNode({
		type: 'killB',
		parameters: { resource, operation, ...ids('={{ $json.id }}'), ...INPUTS[id] },
		credentials: {
			killBApi: {
				environment: 'custom',
				baseUrl: server.url,
				email: 'operator@kernelhost-killb.example',
				password: 'P@ssw0rd123!',
				webhookSecret: 'a secret of the webhook',
			},
		},
		items,
		files: FILES,
		node: { onError: 'continueRegularOutput' },
	});
}

const all = operations()
	.filter(({ node }) => node === 'killB')
	.map(({ resource, operation, method, path }) => ({
		id: `${resource}.${operation}`,
		endpoint: `${method} ${path}`,
	}));
/** Check Connection reports failures as its result, and Verify Delivery sends nothing. */
const ableToFail = all.filter(
	({ id }) => !['auth.checkConnection', 'webhook.verifyDelivery'].includes(id),
);
const withIdInPath = all.filter(({ endpoint }) => endpoint.includes('{'));
const withId = all.filter(
	({ id, endpoint }) => endpoint.includes('{') || WITH_ID_IN_BODY.includes(id),
);

/**
 * The words that documented endpoints have in the place of an operation's ID, such as
 * `GET /users/favorite`.
 */
function wordsInPlaceOfId(endpoint: string): string[] {
	const before = endpoint.slice(endpoint.indexOf(' ') + 1, endpoint.indexOf('{'));
	const words = documentedEndpoints
		.map((other) => other.split(`${before}`)[1]?.split('/')[0] ?? '')
		.filter((word) => word !== '' && !word.includes('{'));
	return [...new Set(words)];
}

function hostileIds(endpoint: string): string[] {
	const words = wordsInPlaceOfId(endpoint);
	return [
		'../users',
		'..',
		'.',
		'%2e%2e',
		'%252e%252e',
		'a/b',
		'a%2Fb',
		'a\\b',
		'?x=1',
		'#x',
		'%2F..',
		'ä',
		'\u202e',
		' ',
		'',
		'a\nb',
		'__proto__',
		'null',
		...words,
		...words.map((word) => word.toUpperCase()),
		...words.map((word) => ` ${word} `),
		...words.map((word) => `%${word.charCodeAt(0).toString(16)}${word.slice(1)}`),
	];
}

describe('every operation of the KillB node', () => {
	it('is tested with the words that other endpoints have in the place of an ID', () => {
		expect(wordsInPlaceOfId('GET /api/v2/users/{userId}')).toEqual([
			'favorite',
			'person',
			'company',
		]);
		expect(wordsInPlaceOfId('POST /api/v2/documents/sign/{documentId}')).toEqual(['bulk']);
	});

	it('is covered here, and classified by whether it names an object', () => {
		expect(all).toHaveLength(73);
		expect(withId).toHaveLength(withIdInPath.length + WITH_ID_IN_BODY.length);
	});

	it.each(ableToFail)(
		'$id fails item by item under Continue On Fail, each error linked to its item',
		async ({ id }) => {
			const { items, error } = await run(id, [{ id: 'i-1' }, { id: 'i-2' }, { id: 'i-3' }]);
			expect(error).toBeUndefined();
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2].map((item) => ({ item })),
			);
			for (const { json } of items) {
				expect(messageIn(json)).toBe('Not for you');
				expect(errorIn(json)).toMatchObject({ httpCode: '403', errorCode: 'X.1' });
			}
			expect(arrived().length).toBeGreaterThanOrEqual(3);
		},
	);

	it.each(withId)('$id reads each item’s own ID', async ({ id }) => {
		await run(id, [{ id: 'first-7001' }, { id: 'second-7002' }]);
		const requests = arrived().map(({ target, body }) => `${target} ${body.toString('utf8')}`);
		const ofFirst = requests.flatMap((text, index) => (text.includes('first-7001') ? [index] : []));
		const ofSecond = requests.flatMap((text, index) =>
			text.includes('second-7002') ? [index] : [],
		);
		expect([ofFirst.length, ofSecond.length]).toEqual([1, 1]);
		expect(ofFirst[0]).toBeLessThan(ofSecond[0] ?? -1);
	});

	it.each(withIdInPath)(
		'$id never reaches another endpoint through a hostile ID',
		async ({ id, endpoint }) => {
			const hostile = hostileIds(endpoint);
			const { items } = await run(
				id,
				hostile.map((one) => ({ id: one })),
			);
			expect(items).toHaveLength(hostile.length);
			expect(items.every(({ json }) => typeof messageIn(json) === 'string')).toBe(true);
			expect(arrived().length).toBeGreaterThan(0);

			const own = new RegExp(`^${endpoint.replace(/\{\w+\}/g, '[^/?#]+')}$`);
			const others = documentedEndpoints
				.filter((other) => !other.includes('{') && other !== endpoint)
				.map((other) => other.toLowerCase());
			for (const { method, target } of arrived()) {
				const requested = `${method} ${target.split('?')[0] ?? ''}`;
				expect(requested).toMatch(own);
				expect(others).not.toContain(decodeURIComponent(decoded(requested)).toLowerCase());
				expect(requested).not.toMatch(/\/(\.|%2e){1,2}(\/|$)/i);
			}
		},
	);
});

/** The path as a server sees it that decodes once too often; text that cannot be decoded stays. */
function decoded(text: string): string {
	return text.replace(/%25([0-7][0-9a-f])/gi, '%$1').replace(/%0a/gi, '');
}
