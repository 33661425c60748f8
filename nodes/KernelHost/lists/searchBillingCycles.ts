import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { billingCyclesIn } from '../../../core/kernelhost/billingCycles';
import { nodeError } from '../../shared/errors/failure';
import { currentValue } from '../../shared/fields/listSearches';
import { kernelHostClient } from '../service';

/** The billing cycles that the form's product names, with their prices where it names them. */
export async function searchBillingCycles(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const product = currentValue(this, 'productId');
	if (product === undefined) throw noCycles(this, 'Choose a product first, or select');
	const path = `/v1/products/${encodeURIComponent(product)}`;
	const { body } = await kernelHostClient(this, 0).send({ method: 'GET', path, repeatable: true });
	const cycles = billingCyclesIn(body);
	if (cycles.length === 0) {
		throw noCycles(this, 'KernelHost lists no billing cycles for this product. Select');
	}
	const wanted = filter.trim().toLowerCase();
	return {
		results: cycles
			.map(({ name, price, currency = '' }) => ({
				name: price === undefined ? name : `${name} (${`${price} ${currency}`.trim()})`,
				value: name,
			}))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}

function noCycles(context: ILoadOptionsFunctions, problem: string) {
	const message = `${problem} "By Name" and enter the cycle, e.g. monthly`;
	return nodeError(context.getNode(), 'CHOICES_MISSING', message);
}
