import type { IExecuteFunctions } from 'n8n-workflow';
import type { Surroundings } from '../operation/operation';

/** What n8n offers an operation beside the API, for one item. */
export function surroundingsOf(context: IExecuteFunctions, itemIndex: number): Surroundings {
	return {
		storeFile: async (bytes, fileName, mimeType) =>
			await context.helpers.prepareBinaryData(bytes, fileName, mimeType),
		readFile: async (field) => {
			const { fileName, mimeType } = context.helpers.assertBinaryData(itemIndex, field);
			// The bytes may lie on disk or in S3: only n8n knows where.
			const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, field);
			return { bytes, fileName: fileName ?? 'file', mimeType };
		},
		credential: async (type) => await context.getCredentials(type, itemIndex),
		webhookOrigin: () => {
			// The address at which a waiting execution goes on; n8n gives a node no other view of its own public address.
			const address = context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex);
			return typeof address === 'string' && URL.canParse(address)
				? new URL(address).origin
				: undefined;
		},
	};
}
