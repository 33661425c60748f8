import { ANY } from './event';

/** The ramp in KillB's samples (killb.md 4.2). */
const RAMP = {
	id: 'sample-ramp',
	userId: 'sample-user',
	accountId: 'sample-account',
	quotationId: 'sample-quotation',
	type: 'ON',
	status: 'COMPLETED',
	cashInMethod: 'PSE',
	cashOutMethod: 'POLYGON',
	fromCurrency: 'COP',
	toCurrency: 'USDC',
	fromAmount: 400000,
	toAmount: 98.5,
	isPreFunded: false,
	active: true,
};

/**
 * Returns the name of an event that passes the filter: the first chosen one, or else the first
 * known one.
 */
function nameFor(chosen: readonly string[], known: readonly string[]): string {
	const [first = ANY] = chosen;
	if (chosen.includes(ANY) || first === ANY) return known[0] ?? first;
	const family = first.replace(/\.\*$/, '');
	if (family === first) return first;
	return known.find((name) => name.startsWith(`${family}.`)) ?? family;
}

/**
 * Returns a sample event in the envelope of killb.md 4.2, to build a workflow before the first real
 * one arrives.
 * @param chosen the events and actions that it must match; empty means all
 * @param now Unix milliseconds; part of the event's id, so that each sample is a new event
 */
export function killBSample(
	chosen: { events: readonly string[]; actions: readonly string[] },
	now: number,
): object {
	const event = nameFor(chosen.events, ['RAMP']);
	const time = new Date(now).toISOString();
	const isRamp = /^ramp(\.|$)/i.test(event);
	const times = { createdAt: time, updatedAt: time };
	return {
		id: `evt_sample_${now}`,
		event,
		action: nameFor(chosen.actions, ['UPDATE']),
		data: isRamp ? { ...RAMP, ...times } : { id: 'sample' },
		...times,
		attempts: 0,
	};
}

/**
 * Returns a sample KernelHost event. Its form is the named assumption "KernelHost envelope names":
 * the vendor documents only the names of three events (kernelhost.md 9), so `data` has no real
 * content.
 */
export function kernelHostSample(chosen: { events: readonly string[] }, now: number): object {
	const known = ['order.paid', 'service.provisioned', 'invoice.created'];
	return {
		id: `evt_sample_${now}`,
		type: nameFor(chosen.events, known),
		created: Math.floor(now / 1000),
		data: { id: 'sample' },
	};
}
