import type { Environment } from '../shared/environment';
import { KillBError } from './errors';

/**
 * The record that was made with this `externalId`: its repetition avoids a duplicate, but whether the vendor gives the same
 * record back or 409 is not documented (killb.md 3.1), so it is a setting.
 * @param errorCode the sandbox's own choice too
 * @throws KillBError 409 where the setting says `conflict`
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
