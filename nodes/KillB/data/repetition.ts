import { notice } from '../../shared/fields/structuredFields';

/** For writes that move money and take neither an external id nor an Idempotency-Key (killb.md section 9). */
export const repetitionPaysAgain = notice(
	'KillB recognises no repetition of this operation: each run pays again. Keep Retry On Fail off. If it is not clear whether a run paid, look at the withdrawals first.',
);
