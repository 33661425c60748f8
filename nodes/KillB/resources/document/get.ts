import { operation } from '../../../shared/operation';
import { documentLocator } from './documentLocator';

/** GET /api/v2/documents/{id} (killb.md 9). */
export const get = operation({
	name: 'Get',
	action: 'Get document',
	description: 'Get a document, with its status and file URL',
	endpoint: 'GET /api/v2/documents/{documentId}',
	fields: { documentId: documentLocator },
});
