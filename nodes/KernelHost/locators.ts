import { locator } from '../shared/structuredFields';

/** A product, from the list of those that can be ordered or by id (the documented example is 42). */
export const productLocator = locator({
	displayName: 'Product',
	description: 'The product, chosen from the list or given by its ID',
	search: 'searchProducts',
	idPlaceholder: 'e.g. 42',
});
