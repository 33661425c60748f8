import type { INodeProperties } from 'n8n-workflow';

/** The fields of a credential that n8n never shows: none of their values may come back in what a service answers. */
export function secretFieldsOf(properties: readonly INodeProperties[]): string[] {
	return properties
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => name);
}
