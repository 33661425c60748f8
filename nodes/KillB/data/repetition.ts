import { notice } from '../../shared/operation';

/**
 * For writes that move money and accept neither an external ID nor an Idempotency-Key (killb.md 9).
 */
export const repetitionPaysAgain = notice(
	'KillB does not recognise repetitions of this operation: every new run pays again. Retries of the same execution do not send again what is done, and stop where the outcome of the first attempt is unknown.',
);
