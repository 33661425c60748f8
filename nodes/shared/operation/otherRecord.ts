import type { Comparison } from '../../../core/idempotency/comparison';
import { differences } from '../../../core/idempotency/comparison';
import { OWN_KEY_FORM } from '../../../core/idempotency/key';
import { GuardError } from '../errors/guardError';

/**
 * Rejects a record that differs from the request: a service answers a repeated key or external ID with what it made the first time,
 * whatever the request says now.
 * @param service how messages name it
 * @param mark the key or external ID, and the user's reference behind it
 * @throws GuardError that names both values, and says that nothing was done now
 */
export function rejectOtherRecord(
	service: string,
	{ key, reference }: { key: string; reference?: string },
	record: unknown,
	comparisons: readonly Comparison[],
): void {
	const found = differences(record, comparisons);
	if (found.length === 0) return;
	const says = found.map((one) => `${one.label} is ${one.found}, not ${one.asked}`);
	throw new GuardError(
		`${service} already has a different record under ${nameOf(reference ?? key)}: ${says.join('; ')}. Nothing was done now`,
		`What ${service} has under it stands. If this is meant to be another one, give it another reference; if not, correct the fields.`,
		{
			reason: 'otherRecord',
			differences: found.map((one) => ({ ...one })),
			...(reference === undefined ? {} : { reference }),
			idempotencyKey: key,
		},
	);
}

/** A person knows a reference; an automatic key stands for the execution. */
function nameOf(key: string): string {
	return OWN_KEY_FORM.test(key) ? 'the key of this execution' : `"${key}"`;
}
