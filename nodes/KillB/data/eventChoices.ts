import type { INodePropertyOptions } from 'n8n-workflow';
import { GUIDE_STATES, PAYOUT_STEP_STATUSES, WHOLE_PAYOUT_STATUSES } from './payoutStatuses';
import { GUIDE_RAMP_STATUSES, isStep, RAMP_STATUSES } from './rampStatuses';
import { USER_STATUSES } from './userStatuses';

/**
 * The events of the trigger, with the statuses that KillB documents: of users and events
 * (killb.md 4.2), ramps (killb.md 7) and payouts (killb.md 8).
 *
 * n8n's node panel lists them in this order as "On <name>", or by `action` where there is one.
 * n8n's linter wants them sorted by name, so the steps' names begin with a word from the end of the
 * alphabet: "Ramp Completed" must not stand behind dozens of steps.
 */
export const EVENT_CHOICES: INodePropertyOptions[] = [
	{ name: 'All Events', value: '*', description: 'Whatever KillB sends' },
	anyChange('ACCOUNT', 'Account', 'A bank account or wallet'),
	anyChange('CUSTODIAL_ACCOUNT', 'Custodial Account'),
	anyChange('PAYOUT', 'Payout', 'Each event of a payout, from the first step to the last'),
	anyChange('RAMP', 'Ramp', 'Each event of an exchange, from the first step to the last'),
	anyChange('TRANSACTION', 'Transaction'),
	anyChange('USER', 'User', 'An end user, including KYC'),
	...Object.entries({ ...RAMP_STATUSES, ...GUIDE_RAMP_STATUSES }).map(([status, name]) =>
		isStep(status)
			? step('RAMP', 'Ramp', { status, name })
			: whole('RAMP', 'Ramp', { status, name, inGuides: status in GUIDE_RAMP_STATUSES }),
	),
	...WHOLE_PAYOUT_STATUSES.map(({ name, value }) =>
		whole('PAYOUT', 'Payout', { status: value, name, inGuides: isGuideState(value) }),
	),
	...PAYOUT_STEP_STATUSES.map(({ name, value }) =>
		step('PAYOUT', 'Payout', { status: value, name: name.replace(':', '') }),
	),
	...Object.entries(USER_STATUSES).map(([status, { name, description }]) => ({
		...whole('USER', 'User', { status, name }),
		description,
	})),
].sort((a, b) => a.name.localeCompare(b.name, 'en'));

function isGuideState(status: string): boolean {
	return GUIDE_STATES.some((state) => state === status);
}

function anyChange(value: string, name: string, description?: string): INodePropertyOptions {
	const article = /^[AEIO]/.test(name) ? 'an' : 'a';
	return {
		name: `${name} (Any Change)`,
		value,
		action: `On any change of ${article} ${inSentence(name)}`,
		...(description === undefined ? {} : { description }),
	};
}

interface StatusChoice {
	status: string;
	name: string;
	/** Only guides mention the status: KillB's API may never send it. */
	inGuides?: boolean;
}

function whole(event: string, kind: string, choice: StatusChoice): INodePropertyOptions {
	const { status, name, inGuides = false } = choice;
	return {
		name: `${kind} ${name}`,
		value: `${event}:${status}`,
		action: `On ${inSentence(`${kind} ${name}`)}`,
		...(inGuides ? { description: 'Named in guides of KillB only, not in its API' } : {}),
	};
}

function step(event: string, kind: string, { status, name }: StatusChoice): INodePropertyOptions {
	return {
		name: `Within ${kind}: ${name}`,
		value: `${event}:${status}`,
		action: `On ${inSentence(`${kind} step: ${name}`)}`,
	};
}

/** Writes capitalized words small, but leaves abbreviations: `KYT Out` becomes `KYT out`. */
function inSentence(words: string): string {
	return words.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}
