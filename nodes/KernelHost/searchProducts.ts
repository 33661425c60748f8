import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { kernelHostClient } from './client';
import { listIn } from '../shared/listIn';

/** The searchable list of products. Names and prices are not documented, so what is there is shown, and the id always. */
export async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { body } = await kernelHostClient(this, 0).send({
		method: 'GET',
		path: '/v1/products',
		repeatable: true,
	});
	const wanted = (filter ?? '').toLowerCase();
	return {
		results: listIn(body, 'products')
			.filter(({ id }) => typeof id === 'string' || typeof id === 'number')
			.map(({ id, name, title }) => ({
				name: `${String(name ?? title ?? 'Product')} (${String(id)})`,
				value: String(id),
			}))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}
