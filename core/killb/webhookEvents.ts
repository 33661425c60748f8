/** Everything that KillB's webhook configuration can send (killb.md 4.1). */
export const WEBHOOK_EVENTS = [
	'RAMP',
	'USER',
	'TRANSACTION',
	'ACCOUNT',
	'CUSTODIAL_ACCOUNT',
	'PAYOUT',
] as const;

/**
 * The events that a configuration must name so that what was chosen arrives, and nothing else.
 * Dotted names such as `ramp.completed`, which KillB's guides use and its API does not know
 * (killb.md 4.2), belong to the event of their first part.
 * @param chosen names as a person chose or typed them; `*` and none at all mean everything
 */
export function eventsToRegister(chosen: readonly string[]): string[] {
	const wanted = new Set(chosen.map((name) => name.trim().split('.')[0]?.toUpperCase() ?? ''));
	wanted.delete('');
	const known = WEBHOOK_EVENTS.filter((name) => wanted.has(name));
	// A name that KillB has not documented: it can only come if everything is asked for.
	const isComplete = known.length === wanted.size && known.length > 0;
	return isComplete ? known : [...WEBHOOK_EVENTS];
}
