import type { FastifyInstance } from 'fastify';
import { banksOf } from './bankData';
import { querySchemaOf } from './facts';

/** `/banks`: the types say one object, the docs and the vendor's SDK a list (killb.md 5); a list is answered. */
export function bankRoutes(app: FastifyInstance): void {
	app.get(
		'/banks',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/banks') } },
		async (request) => banksOf((request.query as { countryCode: string }).countryCode),
	);
}
