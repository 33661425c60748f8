import type { INodePropertyOptions } from 'n8n-workflow';
import {
	byName,
	GUIDE_RAMP_STATES,
	GUIDE_STATES,
	PAYOUT_STATUSES,
	RAMP_STATUSES,
	USER_STATUSES,
	words,
} from './statuses';

const IN_GUIDES = 'Only in KillB’s guides, not in its API';

/**
 * The events of the trigger, with the statuses that KillB documents: of users and events
 * (killb.md 4.2), ramps (killb.md 7) and payouts (killb.md 8).
 *
 * n8n's node panel lists them in this order as "On <name>", or by `action` where there is one.
 * n8n's linter wants them sorted by name, so the steps' names begin with a word from the end of the
 * alphabet: "Ramp Completed" must not stand behind dozens of steps.
 */
export const EVENT_CHOICES: INodePropertyOptions[] = [
	{ name: 'All Events', value: '*', description: 'Every event from KillB' },
	anyChange('ACCOUNT', 'Account', 'A bank account or wallet'),
	anyChange('CUSTODIAL_ACCOUNT', 'Custodial Account'),
	anyChange('PAYOUT', 'Payout', 'Every event of a payout, from the first step to the last'),
	anyChange('RAMP', 'Ramp', 'Every event of an exchange, from the first step to the last'),
	anyChange('TRANSACTION', 'Transaction'),
	anyChange('USER', 'User', 'An end user, including KYC'),
	...RAMP_STATUSES.whole.map((status) => whole('RAMP', 'Ramp', status)),
	...GUIDE_RAMP_STATES.map((state) =>
		whole('RAMP', 'Ramp', { name: words(state), value: state, description: IN_GUIDES }),
	),
	...RAMP_STATUSES.ofSteps.map((status) => step('RAMP', 'Ramp', status)),
	...PAYOUT_STATUSES.whole.map((status) =>
		whole('PAYOUT', 'Payout', {
			...status,
			...(GUIDE_STATES.includes(status.value) ? { description: IN_GUIDES } : {}),
		}),
	),
	...PAYOUT_STATUSES.ofSteps.map((status) => step('PAYOUT', 'Payout', status)),
	...USER_STATUSES.map((status) => whole('USER', 'User', status)),
].sort(byName);

function anyChange(value: string, name: string, description?: string): INodePropertyOptions {
	const article = /^[AEIO]/.test(name) ? 'an' : 'a';
	return {
		name: `${name} (Any Change)`,
		value,
		action: `On any change of ${article} ${inSentence(name)}`,
		...(description === undefined ? {} : { description }),
	};
}

function whole(
	event: string,
	kind: string,
	{ name: status, value, description }: INodePropertyOptions,
): INodePropertyOptions {
	const name = `${kind} ${status}`;
	return {
		name,
		value: `${event}:${value}`,
		action: `On ${inSentence(name)}`,
		...(description === undefined ? {} : { description }),
	};
}

function step(
	event: string,
	kind: string,
	{ name: status, value }: INodePropertyOptions,
): INodePropertyOptions {
	const name = status.replace(':', '');
	return {
		name: `Within ${kind}: ${name}`,
		value: `${event}:${value}`,
		action: `On ${inSentence(`${kind} step: ${name}`)}`,
	};
}

/** Writes capitalized words small, but leaves abbreviations: `KYT Out` becomes `KYT out`. */
function inSentence(words: string): string {
	return words.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}
