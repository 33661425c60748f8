import type { IHookFunctions } from 'n8n-workflow';
import { addressIn } from '../../core/kernelhost/webhookAddress';
import { isPrivateAddress } from '../../core/webhook/address';
import { memoryKeyFrom } from '../../core/webhook/memory';
import type { Slot } from '../shared/trigger/registration';
import { registrationClient } from '../shared/trigger/registrationClient';
import { kernelHostClient } from './client';
import { ASSUMED_URL_FIELD } from './resources/webhook/urlField';

const PATH = '/v1/webhooks';

/** The one webhook address of an API key (kernelhost.md section 9). KernelHost sends all events to it. */
export async function kernelHostSlot(context: IHookFunctions): Promise<Slot> {
	const api = registrationClient(kernelHostClient(context, 0));
	const { apiRoot, secret } = await context.getCredentials<{ apiRoot: string; secret: string }>(
		'kernelHostApi',
	);
	const memoryKey = memoryKeyFrom(String(secret ?? ''));
	const named = String(context.getNodeParameter('settings.urlField', '') ?? '').trim();
	const put = async (value: string | null) => {
		const body = { [named || ASSUMED_URL_FIELD]: value };
		await api.send({ method: 'PUT', path: PATH, body, repeatable: true });
	};
	return {
		service: 'KernelHost',
		owner: 'API key',
		read: async () => {
			const { body } = await api.send({ method: 'GET', path: PATH, repeatable: true });
			const url = addressIn(body);
			return url === undefined ? undefined : { url };
		},
		write: async ({ url }) => await put(url),
		clear: async () => await put(null),
		memoryKey,
		makeMemoryKey: async () => await Promise.resolve(memoryKey),
		// KernelHost refuses addresses that are not public; a sandbox on this machine takes its own.
		refusesPrivate: !isPrivateAddress(apiRoot),
		events: undefined,
	};
}
