import type { FastifyInstance } from 'fastify';
import {
	type Conversion,
	type Fact,
	type JsonSchema,
	type Operation,
	operations,
	schemas,
	toSchema,
} from './facts';

/**
 * `GET /open-api-json`: the facts of operations.json as an OpenAPI document, with the types as its
 * components.
 */
export function openApiRoutes(app: FastifyInstance): void {
	const document = openApiDocument();
	app.get('/open-api-json', async () => document);
}

const BY_REFERENCE: Conversion = {
	named: (name) => ({ $ref: `#/components/schemas/${name}` }),
	closed: false,
};

/**
 * The facts of operations.json as one OpenAPI document; `npm run drift` compares KillB's own with
 * it.
 */
export function openApiDocument(): Record<string, unknown> {
	const paths: Record<string, Record<string, unknown>> = {};
	for (const operation of operations) {
		(paths[operation.path] ??= {})[operation.method.toLowerCase()] = described(operation);
	}
	return {
		openapi: '3.1.0',
		info: { title: 'KillB API (sandbox)', version: '2' },
		paths,
		components: {
			schemas: Object.fromEntries(
				Object.entries(schemas).map(([name, fact]) => [name, typed(fact)]),
			),
			securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
		},
		security: [{ bearer: [] }],
	};
}

function described(operation: Operation): Record<string, unknown> {
	const { operationId, pathParams, query, header, body, responses } = operation;
	const parameters = [
		...parametersOf('path', pathParams),
		...parametersOf('query', query),
		...parametersOf('header', header),
	];
	return {
		operationId,
		...(parameters.length === 0 ? {} : { parameters }),
		...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body) } }),
		responses: Object.fromEntries(
			Object.entries(responses).map(([status, content]) => [
				status,
				// OpenAPI requires a description, and the facts have none.
				{ description: '', ...(content === null ? {} : { content: contentOf(content) }) },
			]),
		),
	};
}

function parametersOf(place: string, facts: Record<string, Fact> = {}): JsonSchema[] {
	return Object.entries(facts).map(([name, fact]) => ({
		name: name.replace(/\?$/, ''),
		in: place,
		required: !name.endsWith('?'),
		schema: typed(fact),
	}));
}

function contentOf(byMediaType: Record<string, Fact>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(byMediaType).map(([mediaType, fact]) => [mediaType, { schema: typed(fact) }]),
	);
}

function typed(fact: Fact): JsonSchema {
	return toSchema(fact, BY_REFERENCE);
}
