import { operation } from '../../../shared/operation/operation';
import { notice } from '../../../shared/fields/structuredFields';
import { rampLocator } from '../../locators';
import { requireSandbox } from './sandboxOnly';

/** POST /api/v2/faker/cash-in and cash-out: in KillB's sandbox only, and with an empty answer (killb.md section 9). */
export function simulate(
	part: 'cash-in' | 'cash-out',
	words: { name: string; action: string; description: string },
) {
	return operation({
		...words,
		endpoint: `POST /api/v2/faker/${part}`,
		fields: {
			sandboxNotice: notice(
				'Works with a credential of the sandbox only. In production, payments are real and nothing is simulated.',
			),
			rampId: rampLocator,
		},
		run: async ({ values: { rampId }, api, surroundings }) => {
			await requireSandbox(surroundings);
			const path = `/api/v2/faker/${part}`;
			await api.send({
				...{ method: 'POST', path, body: { rampId } },
				...{ repeatable: false, mayBeEmpty: true },
			});
			return { simulated: part, rampId };
		},
	});
}
