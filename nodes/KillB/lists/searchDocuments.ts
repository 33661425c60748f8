import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { listIn } from '../../shared/operation/listIn';
import { killBClient } from '../client';

/** The searchable list of documents to sign. KillB gives all of them at once (killb.md section 9). */
export async function searchDocuments(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { body } = await killBClient(this, 0).send({
		method: 'GET',
		path: '/api/v2/documents',
		repeatable: true,
	});
	const wanted = filter.trim().toLowerCase();
	const results = listIn(body, 'documents').map(shown);
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

function shown({ id, title, status }: IDataObject): INodeListSearchItems {
	const known = [title, status].filter(Boolean).join(', ');
	return { name: `${known || 'Document'} (${String(id)})`, value: String(id) };
}
