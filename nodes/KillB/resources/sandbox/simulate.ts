import { notice, operation } from '../../../shared/operation';
import { rampLocator } from '../../locators';
import { requireSandbox } from './sandboxOnly';

/**
 * Declares POST /api/v2/faker/cash-in or cash-out: only in KillB's sandbox, with an empty answer
 * (killb.md 9).
 */
export function simulate(
	part: 'cash-in' | 'cash-out',
	words: { name: string; action: string; description: string },
) {
	return operation({
		...words,
		endpoint: `POST /api/v2/faker/${part}`,
		fields: {
			sandboxNotice: notice(
				'Only works with a sandbox credential. In production, payments are real and nothing is simulated.',
			),
			rampId: rampLocator,
		},
		mayBeEmpty: true,
		body: ({ rampId }) => ({ rampId }),
		run: async ({ values: { rampId }, request, executionContext }) => {
			await requireSandbox(executionContext);
			await request();
			return { simulated: part, rampId };
		},
	});
}
