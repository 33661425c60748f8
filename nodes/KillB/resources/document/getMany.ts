import { limited, listFields, listIn, operation } from '../../../shared/operation';

/** GET /api/v2/documents: all of them in one answer, without pages (killb.md 9). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many documents',
	description: 'Get many documents that your customer account has to sign',
	endpoint: 'GET /api/v2/documents',
	fields: listFields,
	results: ({ body }, wanted) => limited(listIn(body, 'documents'), wanted),
});
