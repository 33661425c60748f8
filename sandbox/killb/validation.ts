import type { FastifyRequest } from 'fastify';
import type { Environment } from '../shared/environment';
import { fromValidation, invalidInput, KillBError } from './errors';
import type { JsonSchema } from './facts';

/**
 * Validates a value whose schema depends on stored data, so that it can't be part of the route.
 * @param schema compiled once, so always the same object
 * @param at the place of the value in the body, for the messages
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

/** @throws KillBError 400 unless it is more than zero; no rule for amounts is documented */
export function checkAmount(name: string, amount: number): void {
	if (!(amount > 0)) throw invalidInput([`${name} must be a positive number`]);
}

/**
 * The portal's rule (killb.md 2.4): 8 characters, an upper-case letter, a digit, a special
 * character.
 * @throws KillBError 400 INVALID.INPUT with the message that the vendor's own test got
 */
export function checkStrong(password: string): void {
	const strong =
		password.length >= 8 &&
		/[A-Z]/.test(password) &&
		/\d/.test(password) &&
		/[^A-Za-z0-9]/.test(password);
	if (!strong) throw invalidInput(['password is not strong enough']);
}

/** Members that a document of the named type needs as well (killb.md 3.1). */
const DOCUMENT_EXTRAS: Record<string, string[]> = {
	INE: ['cic', 'identificadorCiudadano'],
	IFE: ['ocr', 'numeroEmision'],
};

/** @throws KillBError 400 INVALID.INPUT */
export function checkDocumentExtras(document: Record<string, unknown>): void {
	const missing = (DOCUMENT_EXTRAS[String(document['type'])] ?? []).filter(
		(name) => document[name] === undefined,
	);
	if (missing.length > 0)
		throw invalidInput(missing.map((name) => `data.document.${name} is required`));
}

/**
 * The record that was created with this `externalId`. A repetition avoids a duplicate, but whether
 * the vendor returns the same record or 409 is not documented (killb.md 3.1), so it is a setting.
 * @param errorCode the sandbox's own choice too
 * @throws KillBError 409 if the setting is `conflict`
 */
export function repeated<T extends { externalId?: string }>(
	{ settings }: Pick<Environment, 'settings'>,
	records: Iterable<T>,
	externalId: string | undefined,
	errorCode: string,
): T | undefined {
	if (externalId === undefined) return undefined;
	const known = [...records].find((record) => record.externalId === externalId);
	if (known !== undefined && settings.killb.repeatedExternalId === 'conflict') {
		throw new KillBError(409, errorCode, ['externalId already exists']);
	}
	return known;
}
