import { webhookSecretFrom } from '../../../core/killb/webhookSecret';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CredentialStore, messageIn } from '../../support/engine';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const SECRET = 'a-secret-of-more-than-32-characters!';
const URL = 'https://n8n.example/webhook/1/webhook';

async function run(
	operation: `webhook.${string}`,
	parameters: INodeParameters = {},
	items: IDataObject[] = [{}],
	credential: IDataObject = { webhookSecret: SECRET },
) {
	const credentials = sandbox.credentials(credential);
	return await sandbox.run(operation, parameters, { items, credentials });
}

const create = async (parameters: INodeParameters = {}) =>
	await run('webhook.create', { url: URL, events: ['RAMP', 'USER'], ...parameters });

describe('Webhook: Create', () => {
	it('sends the credential’s secret, which then appears nowhere', async () => {
		const result = await create();
		expect(result.error).toBeUndefined();
		expect(sandbox.bodies('POST', '/webhooks')).toEqual([
			{ url: URL, secret: SECRET, events: ['RAMP', 'USER'] },
		]);
		expect(result.items[0]?.json).toMatchObject({
			url: URL,
			events: ['RAMP', 'USER'],
			active: true,
		});
		expect(JSON.stringify([result.data, result.runData])).not.toContain(SECRET);
		expect(sandbox.state.killb.webhook?.secret).toBe(SECRET);
	});

	it('takes a URL with blanks around it, as it was pasted', async () => {
		await create({ url: `${URL} ` });
		expect(sandbox.bodies('POST', '/webhooks')).toMatchObject([{ url: URL }]);
	});

	it('uses another secret if one is typed', async () => {
		await create({ secretSource: 'typed', secret: 'typed-in-the-node-0123456789' });
		expect(sandbox.bodies('POST', '/webhooks')).toMatchObject([
			{ secret: 'typed-in-the-node-0123456789' },
		]);
	});

	it.each(['', '   '])(
		'sends a generated secret for the credential’s %j, and stores it with the credential',
		async (webhookSecret) => {
			const credentials = await CredentialStore.of(sandbox.credentials({ webhookSecret }));
			const parameters = { url: URL, events: ['RAMP'] };
			const { error } = await sandbox.run('webhook.create', parameters, { credentials });
			expect(error).toBeUndefined();
			const { generatedSecret } = await credentials.read('killBApi');
			const secret = webhookSecretFrom(String(generatedSecret));
			expect(sandbox.state.killb.webhook?.secret).toBe(secret);
			await sandbox.run('webhook.update', { events: ['USER'] }, { credentials });
			expect(sandbox.bodies('PATCH', '/webhooks')).toMatchObject([{ secret }]);
		},
	);

	it.each<[INodeParameters, IDataObject, RegExp]>([
		[{ secretSource: 'typed', secret: 'short' }, {}, /^Secret has only 5 characters/],
		[{}, { webhookSecret: 'undefined' }, /^The Webhook Secret of the credential has only 9/],
	])('sends no weak secret with %j and %j', async (parameters, credential, message) => {
		const { error } = await run(
			'webhook.create',
			{ url: URL, events: ['RAMP'], ...parameters },
			[{}],
			credential,
		);
		expect(error?.message).toMatch(message);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it.each<[INodeParameters, RegExp]>([
		[
			{ secretSource: 'typed', secret: '={{ $json.none }}' },
			/^Secret is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ events: '={{ [] }}' }, /^Events is empty: its expression \{\{ \[\] \}\} returned nothing$/],
		[{ events: '={{ ["RAMP", "SHIP"] }}' }, /^Events must be one or more of .*, got "SHIP"/],
		[{ url: 'n8n.example/webhook' }, /^URL must be a URL/],
		[
			{ url: '={{ $json.none }}' },
			/^URL is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
	])('sends nothing for %j', async (parameters, message) => {
		const { error } = await create(parameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('says that there is only one webhook, instead of overwriting it', async () => {
		await create();
		const { error } = await create({ url: 'https://other.example/' });
		expect(error?.message).toBe('There is a webhook config already');
		expect(error?.description).toMatch(
			/^A KillB customer account can have one webhook.*Webhook › Update/,
		);
		expect(sandbox.state.killb.webhook?.config.url).toBe(URL);
	});
});

describe('Webhook: Get, Update, Delete', () => {
	it('says that there is none, and how to create one', async () => {
		for (const operation of ['webhook.get', 'webhook.delete'] as const) {
			const { error } = await run(operation);
			expect(error?.description).toMatch(/^KillB has no webhook for this customer account/);
			expect(error).toMatchObject({ httpCode: '404' });
		}
		const { error } = await run('webhook.update', { events: ['RAMP'] });
		expect(error?.description).toMatch(/^KillB has no webhook for this customer account/);
	});

	it('reads the configuration', async () => {
		await create();
		const { items } = await run('webhook.get');
		expect(items[0]?.json).toEqual(sandbox.state.killb.webhook?.config);
	});

	it('changes events and state, keeps the URL if none is given, and sends the secret again', async () => {
		await create();
		const { items } = await run('webhook.update', { active: false, events: ['PAYOUT'], url: '' });
		expect(sandbox.bodies('PATCH', '/webhooks')).toEqual([
			{ active: false, secret: SECRET, events: ['PAYOUT'] },
		]);
		expect(items[0]?.json).toMatchObject({ url: URL, active: false, events: ['PAYOUT'] });
		await run('webhook.update', { active: true, events: ['RAMP'], url: 'https://other.example/x' });
		expect(sandbox.state.killb.webhook?.config).toMatchObject({
			url: 'https://other.example/x',
			active: true,
		});
	});

	it('removes it, and says so', async () => {
		await create();
		const { items } = await run('webhook.delete');
		expect(items).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
		expect(sandbox.state.killb.webhook).toBeNull();
	});

	it('continues with the other items under Continue On Fail', async () => {
		const { items } = await sandbox.run(
			'webhook.create',
			{ url: '={{ $json.url }}', events: ['RAMP'] },
			{
				items: [{ url: 'nothing' }, { url: URL }],
				credentials: sandbox.credentials({ webhookSecret: SECRET }),
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json, pairedItem }) => [typeof messageIn(json), pairedItem])).toEqual([
			['string', { item: 0 }],
			['undefined', { item: 1 }],
		]);
	});
});
