import type { FastifyRequest } from 'fastify';
import { fromValidation } from './errors';
import type { JsonSchema } from './facts';

/**
 * Checks a value whose schema depends on what is stored, so that it cannot stand on the route.
 * @param schema compiled once, so always the same object
 * @param at where the value lies in the body, for the messages
 * @throws KillBError 400 INVALID.INPUT
 */
export function validate(
	request: FastifyRequest,
	schema: JsonSchema | undefined,
	value: unknown,
	at?: string,
): void {
	if (schema === undefined) throw new Error('There is no schema for this');
	const check =
		request.getValidationFunction(schema) ?? request.compileValidationSchema(schema, 'body');
	if (check(value)) return;
	throw fromValidation(
		(check.errors ?? []).map((error) =>
			at === undefined ? error : { ...error, instancePath: `/${at}${error.instancePath}` },
		),
	);
}
