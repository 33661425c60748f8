import type { IDataObject } from 'n8n-workflow';
import { CredentialStore, runNode } from '../../support/engine';
import { KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { KillBSandbox } from '../../support/killb/killBSandbox';
import {
	catchLog,
	hmac,
	kernelHost,
	killB,
	paid,
	ramp,
	SECRET,
} from '../../support/triggers/deliveries';
import { hooksOf, INSTANCE, KERNELHOST, KILLB } from '../../support/triggers/slots';

const kernelHostSandbox = KernelHostSandbox.forEachTest();
const killBSandbox = KillBSandbox.forEachTest();

beforeEach(() => void catchLog());
afterEach(() => jest.restoreAllMocks());

interface Tested {
	name: string;
	type: string;
	resource: string;
	credentialType: string;
	fields(): IDataObject;
	deliver(body: string, credentialId: string): Promise<{ status: number }>;
}

const SERVICES: Tested[] = [
	{
		name: 'KillB',
		type: 'killB',
		resource: 'auth',
		credentialType: 'killBApi',
		fields: () => killBSandbox.credentials().killBApi as IDataObject,
		deliver: async (body, id) =>
			await killB(
				body,
				{},
				{
					headers: { 'x-signature-sha256': hmac(ramp) },
					node: { credentials: { killBApi: { id, name: 'any' } } },
				},
			),
	},
	{
		name: 'KernelHost',
		type: 'kernelHost',
		resource: 'account',
		credentialType: 'kernelHostApi',
		fields: () => kernelHostSandbox.credentials().kernelHostApi as IDataObject,
		deliver: async (body, id) =>
			await kernelHost(
				body,
				{},
				{
					...(body === paid ? {} : { headers: {} }),
					node: { credentials: { kernelHostApi: { id, name: 'any' } } },
				},
			),
	},
];

describe.each(SERVICES)('Check Connection of the $name node', (service) => {
	const genuine = service.type === 'killB' ? ramp : paid;
	let used = 0;

	/** The finding about deliveries, with a credential of its own for each test. */
	async function deliveriesFor(credentialId: string): Promise<IDataObject> {
		const { credentialType, type, resource } = service;
		const store = await CredentialStore.of({
			[credentialType]: { ...service.fields(), webhookSecret: SECRET },
		});
		jest.spyOn(store, 'references').mockReturnValue({
			[credentialType]: { id: credentialId, name: 'any' },
		});
		const parameters = { resource, operation: 'checkConnection' };
		const { items, error } = await runNode({ type, parameters, credentials: store });
		expect(error).toBeUndefined();
		return items.find(({ json }) => json.check === 'Deliveries')?.json ?? {};
	}

	const own = () => `${service.type}-${used++}`;

	it('says why it knows of no delivery, and what to do', async () => {
		expect(await deliveriesFor(own())).toEqual({
			check: 'Deliveries',
			verdict: 'unknown',
			message: expect.stringMatching(
				new RegExp(
					`^This n8n process has received no events for a ${service.name} Trigger with this credential since it started\\. In queue mode,`,
				),
			) as string,
			whatToDo: expect.stringContaining('Report Rejected Deliveries') as string,
		});
	});

	it('shows accepted and rejected deliveries, with what to do about the last one', async () => {
		const id = own();
		await service.deliver(genuine, id);
		expect(await deliveriesFor(id)).toMatchObject({ verdict: 'ok', whatToDo: 'Nothing' });
		await service.deliver('{}', id);
		const found = await deliveriesFor(id);
		expect(found).toMatchObject({
			verdict: 'problem',
			message: expect.stringMatching(
				/^"Trigger" of the workflow "Workflow under test" \(production URL\) since this n8n process started: 1 accepted, 1 rejected\.\nRejected at 20\S+Z: \w+, \w+ (?:size|bytes), headers: .*content-type/,
			) as string,
			whatToDo: expect.stringMatching(
				/^(The signature does not match|It has no signature)/,
			) as string,
		});
	});

	it('is content again when a later delivery was accepted', async () => {
		const id = own();
		await service.deliver('{}', id);
		await service.deliver(genuine, id);
		expect(await deliveriesFor(id)).toMatchObject({
			verdict: 'ok',
			message: expect.stringContaining('1 accepted, 1 rejected') as string,
			whatToDo: 'Nothing',
		});
	});

	it('shows triggers with the same credential only', async () => {
		const [one, other] = [own(), own()];
		await service.deliver('{}', one);
		const found = await deliveriesFor(other);
		expect(found.verdict).toBe('unknown');
	});

	it('names the workflow that gets the events, and the old address after n8n has moved', async () => {
		const slot = service.type === 'killB' ? KILLB : KERNELHOST;
		const sandbox = (service.type === 'killB' ? killBSandbox : kernelHostSandbox).running;
		await (await hooksOf(slot, sandbox)).publish();
		const registered = String(slot.holds(sandbox));
		const found = async (address: string) => {
			slot.put(sandbox, registered.replace(INSTANCE, address));
			const { type, resource } = service;
			const { items } = await runNode({
				type,
				parameters: { resource, operation: 'checkConnection' },
				credentials: slot.credentials(sandbox),
			});
			return items.find(({ json }) => json.check === 'Webhook')?.json;
		};
		// The public address of n8n in these tests.
		expect(await found('https://n8n.example')).toMatchObject({
			verdict: 'ok',
			message: expect.stringMatching(
				/^Events are sent to the workflow "Workflow under test", at https:\/\/n8n\.example\/webhook\/[^?]+$/,
			) as string,
		});
		expect(await found('https://old.example')).toMatchObject({
			verdict: 'problem',
			whatToDo: expect.stringMatching(
				/^The workflow "Workflow under test" registered it/,
			) as string,
		});
	});
});
