import { day } from '../../../shared/operation';

/**
 * The period of a list of virtual accounts or withdrawals. Named assumption "days": KillB documents
 * only that the two are dates, so they are sent in the format of birthdays, YYYY-MM-DD
 * (killb.md 3 and 9).
 */
export const period = {
	startDate: day({ displayName: 'Start Date', description: 'First day of the period' }),
	endDate: day({ displayName: 'End Date', description: 'Last day of the period' }),
};
