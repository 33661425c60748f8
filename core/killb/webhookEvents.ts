import { splitChoice } from '../webhook/event';

/** All events of KillB's webhook configuration (killb.md 4.1). */
export const WEBHOOK_EVENTS = [
	'RAMP',
	'USER',
	'TRANSACTION',
	'ACCOUNT',
	'CUSTODIAL_ACCOUNT',
	'PAYOUT',
] as const;

/**
 * Returns the events that a configuration must name so that only the chosen ones arrive. Dotted
 * names such as `ramp.completed`, which KillB's guides use but its API does not know
 * (killb.md 4.2), and names with a status such as `RAMP:COMPLETED` belong to the event of their
 * first part: KillB's configuration knows no statuses.
 * @param chosen names as the user chose or typed them; `*` and an empty list mean all events
 */
export function eventsToRegister(chosen: readonly string[]): string[] {
	const names = chosen.map((choice) => splitChoice(choice).name.split('.')[0] ?? '');
	const wanted = new Set(names.map((name) => name.trim().toUpperCase()));
	wanted.delete('');
	const known = WEBHOOK_EVENTS.filter((name) => wanted.has(name));
	// A name that KillB has not documented can only arrive if all events are requested.
	const isComplete = known.length === wanted.size && known.length > 0;
	return isComplete ? known : [...WEBHOOK_EVENTS];
}
