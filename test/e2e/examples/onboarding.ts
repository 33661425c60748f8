import { type Execution, itemsOf } from '../../support/n8n/executions';

/** The nodes that create a message. */
const told = ['Send the KYC link', 'Tell: approved', 'Tell: rejected', 'Tell: another status'];

/** The messages that the workflow would send, by their node. */
export const messagesOf = ({ data }: Execution) =>
	told.flatMap((node) =>
		itemsOf(data, node).map(({ json: { to, text } }) => ({ node, to, text: String(text) })),
	);

/** A row of the table of examples/killb-onboarding.json for a person whom the sandbox accepts. */
export function person(externalId: string, firstName: string, more: Record<string, string> = {}) {
	return {
		externalId,
		firstName,
		lastName: 'Rojas',
		dateOfBirth: '1990-01-31',
		email: `${externalId}@example.com`,
		phone: '+573001234567',
		street: 'Calle 10 # 5-51',
		city: 'Bogotá',
		state: 'Cundinamarca',
		zipCode: '110311',
		country: 'CO',
		documentType: 'PASSPORT',
		documentNumber: 'AT0012345',
		documentCountry: 'CO',
		...more,
	};
}
