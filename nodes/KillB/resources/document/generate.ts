import {
	type ApiClient,
	choice,
	fixed,
	operation,
	requiredText,
	resultsOf,
	when,
} from '../../../shared/operation';

/**
 * POST /api/v2/documents/generate/{customerId} (killb.md 9). A customer's own ID is in its profile.
 */
export const generate = operation({
	name: 'Generate',
	action: 'Generate documents',
	description: 'Generate a customer account’s transaction documents for signing',
	endpoint: 'POST /api/v2/documents/generate/{customerId}',
	fields: {
		customer: fixed(
			choice({
				displayName: 'Customer',
				description: 'Customer account to generate documents for',
				options: [
					{ name: 'Own', value: 'own', description: 'The credential’s customer account' },
					{ name: 'By ID', value: 'byId', description: 'Another account that you can act for' },
				],
				default: 'own',
			}),
		),
		customerId: when(
			{ customer: ['byId'] },
			requiredText({
				everyPart: true,
				displayName: 'Customer ID',
				description: 'ID of the customer account, as in its profile',
				placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
			}),
		),
	},
	run: async ({ values, request, api }) => {
		const customerId = values.customerId ?? (await ownCustomerId(api));
		return resultsOf(await request({ parameters: { customerId } }));
	},
});

async function ownCustomerId(api: ApiClient): Promise<unknown> {
	const path = '/api/v2/customers/profile';
	const { body } = await api.send({ method: 'GET', path, repeatable: true });
	return (body as { id?: unknown } | undefined)?.id;
}
