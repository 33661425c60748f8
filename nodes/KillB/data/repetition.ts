import { notice } from '../../shared/operation';

/**
 * For writes that move money and accept neither an external ID nor an Idempotency-Key (killb.md 9).
 */
export const repetitionPaysAgain = notice(
	'KillB does not deduplicate this operation: every run pays again. Retrying the same execution skips completed items, and stops at an item whose first attempt has an unknown outcome.',
);
