import { limited, listFields } from '../../../shared/fields/list';
import { listIn } from '../../../shared/operation/listIn';
import { operation } from '../../../shared/operation/operation';

/** GET /api/v2/documents: all of them in one answer, without pages (killb.md section 9). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many documents',
	description: 'List many documents that KillB asks your customer account to sign',
	endpoint: 'GET /api/v2/documents',
	fields: listFields,
	results: ({ body }, wanted) => limited(listIn(body, 'documents'), wanted),
});
