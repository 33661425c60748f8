import type { FastifySchemaValidationError } from 'fastify';

interface Argument {
	key: string;
	value: string;
}

/**
 * An error answer in KillB's envelope (killb.md 1.1): messages in a list, the status as a string.
 */
export class KillBError extends Error {
	constructor(
		readonly status: number,
		readonly errorCode: string,
		readonly messages: string[],
		readonly args: Argument[] = [],
	) {
		super(messages.join('; '));
	}

	body(): Record<string, unknown> {
		return {
			errorCode: this.errorCode,
			arguments: this.args,
			message: this.messages,
			statusCode: String(this.status),
		};
	}
}

export function invalidInput(messages: string[], args: Argument[] = []): KillBError {
	return new KillBError(400, 'INVALID.INPUT', messages, args);
}

/** A missing record. */
export function notFound(errorCode: string, what: string, key: string, value: string): KillBError {
	return new KillBError(404, errorCode, [`${what} not found`], [{ key, value }]);
}

/**
 * One message per wrong member, named by its path from the body. The wording is the sandbox's own.
 */
export function fromValidation(errors: FastifySchemaValidationError[]): KillBError {
	// These only repeat that something inside them failed.
	const relevant = errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf');
	const fields = distinct(
		relevant.map((error) => ({ path: pathOf(error), message: messageOf(error) })),
	);
	return invalidInput(
		fields.map(({ path, message }) => `${path} ${message}`.trim()),
		fields.map(({ path, message }) => ({ key: path, value: message })),
	);
}

/** The branches of an `anyOf` often lack the same members. */
function distinct<T>(fields: T[]): T[] {
	return [...new Map(fields.map((field) => [JSON.stringify(field), field])).values()];
}

function pathOf({ instancePath, params }: FastifySchemaValidationError): string {
	const inner = params['missingProperty'] ?? params['additionalProperty'];
	return [
		...instancePath.split('/').slice(1),
		...(inner === undefined ? [] : [String(inner)]),
	].join('.');
}

function messageOf({ keyword, params, message }: FastifySchemaValidationError): string {
	if (keyword === 'required') return 'is required';
	if (keyword === 'additionalProperties') return 'should not exist';
	if (keyword === 'enum')
		return `must be one of ${(params['allowedValues'] as string[]).join(', ')}`;
	return message ?? 'is not valid';
}
