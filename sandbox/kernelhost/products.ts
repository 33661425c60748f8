import type { FastifyInstance } from 'fastify';
import { CATALOGUE, findProduct, type Product } from './catalogue';
import type { HasKernelHost } from './kernelHost';
import { wrapped } from './lists';
import { notFound } from './problem';
import { idParam } from './routing';

/** `/v1/products`: not paginated (kernelhost.md 4). Only the detail has config options. */
export function productRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	const config = { scope: 'read:products' };

	app.get('/v1/products', { config }, async () =>
		wrapped(sandbox.kernelhost, 'products', CATALOGUE.map(summary)),
	);

	app.get('/v1/products/:id', { config }, async (request) => {
		const product = findProduct(idParam(request));
		if (product === undefined) throw notFound();
		return product;
	});
}

function summary({ id, name, family, description, currency, prices }: Product): Partial<Product> {
	return { id, name, family, description, currency, prices };
}
