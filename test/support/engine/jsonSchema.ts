import fastify from 'fastify';

interface Violation {
	instancePath: string;
	message: string;
}

/**
 * Checks a value, as JSON, against a JSON Schema, with fastify's validator. Nothing is coerced or
 * removed.
 * @returns one line for each violation
 */
export async function schemaViolations(
	schema: Record<string, unknown>,
	value: unknown,
): Promise<string[]> {
	const asIs = { coerceTypes: false, removeAdditional: false, useDefaults: false } as const;
	// n8n's schema files have a `version` member, which JSON Schema does not know.
	const app = fastify({ ajv: { customOptions: { ...asIs, allErrors: true, strict: false } } });
	app.post('/', { schema: { body: schema }, attachValidation: true }, async (request) => {
		const { validation = [] } = (request.validationError ?? {}) as { validation?: Violation[] };
		return validation.map(({ instancePath, message }) => `${instancePath} ${message}`);
	});
	try {
		const answer = await fetch(await app.listen({ host: '127.0.0.1', port: 0 }), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(value),
		});
		if (!answer.ok) throw new Error(await answer.text());
		return (await answer.json()) as string[];
	} finally {
		await app.close();
	}
}
