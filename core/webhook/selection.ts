/** Stands for every event or action. */
export const ANY = '*';

/** Splits what a user typed, `order.paid, order.refunded`, or took from an expression as a list. */
export function splitNames(typed: unknown): string[] {
	const parts = Array.isArray(typed) ? typed.map(String) : String(typed ?? '').split(/[,\n]/);
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/**
 * Whether a delivery is among the chosen ones. A name chooses itself and its dotted family, whatever the case: `RAMP`
 * takes `ramp.completed` too, since KillB's pages show both styles (killb.md section 4.2), and `order` or `order.*`
 * takes `order.paid`.
 *
 * What can't be read (null) is always chosen: a delivery must not vanish because an undocumented envelope was not
 * understood. Nothing chosen at all means everything, for the same reason.
 */
export function isChosen(name: string | null, chosen: readonly string[]): boolean {
	if (name === null || chosen.length === 0) return true;
	const given = name.trim().toLowerCase();
	return chosen.some((choice) => {
		if (choice === ANY) return true;
		const wanted = choice.toLowerCase().replace(/\.\*$/, '');
		return given === wanted || given.startsWith(`${wanted}.`);
	});
}
