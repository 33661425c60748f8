import * as fc from 'fast-check';
import { eventsToRegister, WEBHOOK_EVENTS } from '../../../core/killb/webhookEvents';
import { isEventChosen } from '../../../core/webhook/event';

const all = [...WEBHOOK_EVENTS];

it.each<[string[], string[]]>([
	[['RAMP'], ['RAMP']],
	[
		['USER', 'RAMP'],
		['RAMP', 'USER'],
	],
	[['ramp.completed', 'ramp.failed'], ['RAMP']],
	[[' Payout '], ['PAYOUT']],
	[['ramp.*'], ['RAMP']],
	[['RAMP:COMPLETED'], ['RAMP']],
	[
		['RAMP:COMPLETED', 'RAMP:FAILED', 'payout : completed'],
		['RAMP', 'PAYOUT'],
	],
	[['*:COMPLETED'], all],
	[['RAMP', ':COMPLETED'], all],
	[['SAVINGS:OPENED'], all],
	[['RAMP', ''], ['RAMP']],
	[[], all],
	[[''], all],
	[['*'], all],
	[['RAMP', '*'], all],
	[['SAVINGS'], all],
	[['RAMP', 'kyc_approved'], all],
	[['.completed'], all],
])('%j needs %j', (chosen, registered) => {
	expect(eventsToRegister(chosen)).toEqual(registered);
});

it('registers exactly what the trigger would let through', () => {
	const style = fc.constantFrom(
		(name: string) => name,
		(name: string) => name.toLowerCase(),
		(name: string) => `${name.toLowerCase()}.completed`,
		(name: string) => `${name}.*`,
		(name: string) => `${name}:COMPLETED`,
	);
	const name = fc.tuple(fc.constantFrom(...all), style).map(([event, write]) => write(event));
	fc.assert(
		fc.property(fc.array(name, { minLength: 1 }), (chosen) => {
			const registered = eventsToRegister(chosen);
			for (const event of all) {
				const names = [event, `${event}.completed`];
				const wanted = names.some((eventType) =>
					isEventChosen({ eventType, status: 'COMPLETED' }, chosen),
				);
				expect({ chosen, event, registered: registered.includes(event) }).toEqual({
					chosen,
					event,
					registered: wanted,
				});
			}
		}),
		{ numRuns: 2000 },
	);
});

it('always registers at least one event, and only events that KillB knows', () => {
	fc.assert(
		fc.property(fc.array(fc.string()), (chosen) => {
			const registered = eventsToRegister(chosen);
			expect(registered.length).toBeGreaterThan(0);
			expect(all).toEqual(expect.arrayContaining(registered));
			expect(new Set(registered).size).toBe(registered.length);
		}),
	);
});
