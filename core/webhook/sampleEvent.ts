import { ANY } from './event';

/** The ramp of KillB's own samples (killb.md 4.2). */
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
 * The name of an event that a choice lets through: the first one chosen, or else the first one
 * known.
 */
function nameFor(chosen: readonly string[], known: readonly string[]): string {
	const [first = ANY] = chosen;
	if (chosen.includes(ANY) || first === ANY) return known[0] ?? first;
	const family = first.replace(/\.\*$/, '');
	if (family === first) return first;
	return known.find((name) => name.startsWith(`${family}.`)) ?? family;
}

/**
 * A made-up event in the envelope of killb.md 4.2, to build a workflow with before the first real
 * one.
 * @param chosen the events and actions that have to let it through; none at all means all
 * @param now Unix milliseconds; part of the event's id, so that each sample is another event
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
 * A made-up KernelHost event. Its form is the named assumption "KernelHost envelope names": the
 * vendor documents the names of three events and no more (kernelhost.md 9), so `data` says nothing.
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
